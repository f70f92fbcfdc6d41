// What BuildKit would refuse or remark of a Dockerfile, on its lines, with changes that mend it.
import type { Text } from '@codemirror/state';
import type { Diagnostic } from '@codemirror/lint';
import { checkInstruction } from '../../sim/engine/build/dockerfile/check.ts';
import { BuildError, type Range } from '../../sim/engine/build/dockerfile/node.ts';
import { parseDockerfile } from '../../sim/engine/build/dockerfile/parse.ts';
import { stagesOf } from '../../sim/engine/build/dockerfile/stages.ts';
import { checkRules, lintOf } from '../../sim/engine/build/lint/lint.ts';
import { ruleWords } from './rule-words.ts';

/** A change of whole lines that mends a problem. */
interface Mend {
  readonly name: string;
  readonly lines: Range;
  /** In place of these lines; undefined: they go. */
  readonly text: string | undefined;
}

/** All problems of a Dockerfile. */
export function dockerfileProblems(doc: Text): Diagnostic[] {
  const text = doc.toString();
  if (text.trim() === '') return [];
  const file = parseDockerfile(text);
  if (file instanceof BuildError) return [refusal(doc, file)];
  const frontend = file.directives.has('syntax');
  const refused = file.instructions
    .map((instruction) => checkInstruction(instruction, file.escape, frontend))
    .filter((problem) => problem !== undefined);
  if (refused.length > 0) return refused.map((problem) => refusal(doc, problem));
  const stages = stagesOf(file);
  if (stages instanceof BuildError) return [refusal(doc, stages)];
  const remarks = lintOf({
    file,
    stages,
    given: {},
    needed: stages.stages,
    rules: checkRules(file),
    baseNames: () => [],
    baseShell: () => false,
  });
  return (
    remarks
      // What the base image sets is not known before it is pulled: only a likely slip is told.
      .filter(({ rule, text: words }) => rule !== 'UndefinedVar' || words.includes('did you mean'))
      .map(({ rule, text: words, range }) =>
        diagnostic(
          doc,
          'warning',
          range,
          `${words}\n${ruleWords[rule] ?? ''}`.trimEnd(),
          rule,
          mendOf(doc, rule, words, range),
        ),
      )
  );
}

function refusal(doc: Text, { message, range }: BuildError): Diagnostic {
  const words = message.replace(/^dockerfile parse error on line \d+: /, '');
  const at = range ?? { start: 1, end: 1 };
  const near = /^(?:unknown instruction|unknown flag): (?:--)?(\S+?) \(did you mean ([^?]+)\?\)/.exec(words);
  const line = doc.line(Math.min(at.start, doc.lines)).text;
  const mend =
    near?.[1] && near[2] && line.includes(near[1])
      ? {
          name: `Change to ${near[2]}`,
          lines: { start: at.start, end: at.start },
          text: line.replace(near[1], near[2]),
        }
      : undefined;
  return diagnostic(doc, 'error', at, `The build would fail: ${words}`, 'Dockerfile', mend);
}

function diagnostic(
  doc: Text,
  severity: Diagnostic['severity'],
  range: Range,
  message: string,
  source: string,
  mend: Mend | undefined,
): Diagnostic {
  const first = doc.line(Math.min(Math.max(1, range.start), doc.lines));
  const from = first.from + (first.text.length - first.text.trimStart().length);
  return {
    from: Math.min(from, first.to),
    to: first.to,
    severity,
    message,
    source,
    ...(mend ? { actions: [{ name: mend.name, apply: (view) => view.dispatch(changeOf(view.state.doc, mend)) }] } : {}),
  };
}

function changeOf(doc: Text, { lines, text }: Mend) {
  const from = doc.line(Math.min(lines.start, doc.lines)).from;
  const last = doc.line(Math.min(lines.end, doc.lines));
  return {
    changes: text === undefined ? { from, to: Math.min(doc.length, last.to + 1) } : { from, to: last.to, insert: text },
    userEvent: 'input.mend',
  };
}

/** The change that a remark asks for, where one line says it all. */
function mendOf(doc: Text, rule: string, words: string, range: Range): Mend | undefined {
  const line = doc.line(Math.min(range.start, doc.lines)).text;
  const one = (name: string, text: string): Mend | undefined =>
    range.start === range.end && text !== line ? { name, lines: range, text } : undefined;
  const [, written = ''] = /^\s*(\S+)/.exec(line) ?? [];
  const rest = line.trimStart().slice(written.length).trim();
  switch (rule) {
    case 'ConsistentInstructionCasing': {
      const fits = words.includes('(lowercase)') ? written.toLowerCase() : written.toUpperCase();
      return {
        name: `Change to ${fits}`,
        lines: { start: range.start, end: range.start },
        text: line.replace(written, fits),
      };
    }
    case 'FromAsCasing': {
      const upper = written === written.toUpperCase();
      return one('Use one case', line.replace(/\s(as)\s/i, upper ? ' AS ' : ' as '));
    }
    case 'StageNameCasing':
      return one(
        'Write the name in lower case',
        line.replace(/\S+\s*$/, (name) => name.toLowerCase()),
      );
    case 'LegacyKeyValueFormat': {
      const [, name = '', value = ''] = /^(\S+)\s+(.*)$/.exec(rest) ?? [];
      const quoted = /^[\w./:@%+,-]*$/.test(value) ? value : JSON.stringify(value);
      return name === '' ? undefined : one('Write it with =', `${written} ${name}=${quoted}`);
    }
    case 'MaintainerDeprecated':
      return one('Use a label', `LABEL org.opencontainers.image.authors=${JSON.stringify(rest.replace(/^"|"$/g, ''))}`);
    case 'WorkdirRelativePath':
      return one('Begin it with /', `${written} /${rest.replace(/^\.\//, '')}`);
    case 'JSONArgsRecommended':
      return /[|&;<>$`*?"'\\(){}]/.test(rest)
        ? undefined
        : one(
            'Write it as JSON',
            `${written} [${rest
              .split(/\s+/)
              .map((word) => JSON.stringify(word))
              .join(', ')}]`,
          );
    case 'NoEmptyContinuation':
      return emptyLine(doc, range);
    case 'UndefinedVar': {
      const [, wrong = '', right = ''] = /'\$([^']+)' \(did you mean \$?([^)?]+)\??\)/.exec(words) ?? [];
      return wrong === ''
        ? undefined
        : one(`Change to $${right}`, line.replaceAll(new RegExp(`(\\$\\{?)${wrong}\\b`, 'g'), `$1${right}`));
    }
    default:
      return undefined;
  }
}

/** The remark stands on the line after the last of the instruction: the empty line is the nearest one above it. */
function emptyLine(doc: Text, { start }: Range): Mend | undefined {
  for (let number = Math.min(start, doc.lines); number > 0; number--)
    if (doc.line(number).text.trim() === '')
      return { name: 'Remove the empty line', lines: { start: number, end: number }, text: undefined };
  return undefined;
}
