// awk(1): its command line.
import { failed } from '../../filesystem/errno.ts';
import { applet, reason } from '../invocation.ts';
import { EndlessExpression, Interpreter } from './interpreter.ts';
import { parseAwk } from './parse.ts';
import { AwkSyntaxError, type AwkProgram } from './syntax.ts';
import { unescapeString } from './tokens.ts';
import { fromInput } from './values.ts';
import { mayNeverEndText } from '../regex-cost.ts';

/** `awk`, also as mawk and gawk */
export const awk = applet(
  {
    name: 'awk',
    short: '+F:v:f:e:W:',
    long: { 'field-separator': 'F:', assign: 'v:', file: 'f:', source: 'e:' },
    usage: '[-F fs][-v var=value][prog | -f progfile][file ...]',
    about: 'Scan text for patterns and process it.',
    version: 'mawk) 1.3.4',
    misuse: 2,
    busybox: { short: '+F:v:f:e:', long: {}, usage: '[-F SEP] [-v VAR=VAL]... [-f FILE]... | [AWK_PROGRAM] [FILE]...' },
  },
  function* (run) {
    const { options, process } = run;
    let operands = run.operands;
    const sources: string[] = [];
    for (const { name, value } of options.given) {
      if (name === 'e') sources.push(value);
      if (name !== 'f') continue;
      const text = process.files.readText(value);
      if (failed(text)) return yield* run.die(`cannot open ${value} (${reason(text)})`, 2);
      sources.push(text);
    }
    if (sources.length === 0) {
      const [first, ...rest] = operands;
      if (first === undefined) return yield* run.misuse();
      sources.push(first);
      operands = rest;
    }
    let program: AwkProgram;
    try {
      program = parseAwk(sources.join('\n'));
    } catch (error) {
      if (!(error instanceof AwkSyntaxError)) throw error;
      const text = run.gnu
        ? `line ${error.line}: ${error.message} at or near ${error.near}`
        : `cmd. line:${error.line}: ${error.message === 'syntax error' ? 'Unexpected token' : error.message}`;
      return yield* run.die(text, run.gnu ? 2 : 1);
    }
    const interpreter = new Interpreter(run, program);
    const separator = options.value('F');
    if (separator !== undefined) interpreter.setGlobal('FS', separator === 't' ? '\t' : unescapeString(separator));
    for (const assignment of options.values('v')) {
      const equals = assignment.indexOf('=');
      if (equals < 1) return yield* run.die(`improper assignment: -v ${assignment}`, 2);
      interpreter.setGlobal(assignment.slice(0, equals), fromInput(unescapeString(assignment.slice(equals + 1))));
    }
    interpreter.setArguments(['awk', ...operands]);
    try {
      return yield* interpreter.execute();
    } catch (error) {
      if (!(error instanceof EndlessExpression)) throw error;
      return yield* run.die(mayNeverEndText, 2);
    }
  },
);
