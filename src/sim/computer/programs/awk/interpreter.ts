// Runs awk programs.
import type { Task } from '../../../kernel/task.ts';
import { strerror } from '../../filesystem/errno.ts';
import type { Invocation } from '../invocation.ts';
import { compileRegex } from '../posix-regex.ts';
import { callBuiltin } from './builtins.ts';
import { RecordReader, Streams } from './streams.ts';
import type { AwkFunction, AwkProgram, Expression, Rule, Statement } from './syntax.ts';
import { compareValues, fromInput, isTrue, numberText, toNumber, toText, type Value } from './values.ts';
import { mayNeverEndText } from '../regex-cost.ts';

/** Ends statements early. */
class Leave extends Error {
  readonly how: 'break' | 'continue' | 'next' | 'nextfile' | 'exit' | 'return';
  readonly value: Value;

  constructor(how: Leave['how'], value?: Value) {
    super(how);
    this.how = how;
    this.value = value;
  }
}

/** A variable: a value, or an array once it has been used as one. */
export interface Cell {
  value: Value;
  array: Map<string, Value> | undefined;
}

const cell = (value?: Value): Cell => ({ value, array: undefined });

/** ms of CPU that evaluating an expression takes. */
const cost = 0.0005;

/** A regular expression whose search may never end is not tried. */
export class EndlessExpression extends Error {}

export class Interpreter {
  readonly run: Invocation;
  readonly streams: Streams;
  readonly #program: AwkProgram;
  readonly #globals = new Map<string, Cell>();
  readonly #regexes = new Map<string, RegExp>();
  readonly #ranges = new Map<Rule, 'open'>();
  #locals: Map<string, Cell> | undefined;
  #record = '';
  #fields: Value[] = [];
  #split: 'yes' | 'no' = 'yes';
  #fieldCount = 0;
  #reader: RecordReader | undefined;
  #argument = 1;
  #usedFile: 'yes' | 'no' = 'no';

  constructor(run: Invocation, program: AwkProgram) {
    this.run = run;
    this.#program = program;
    this.streams = new Streams(run);
    const initial: Readonly<Record<string, Value>> = {
      FS: ' ',
      OFS: ' ',
      ORS: '\n',
      RS: '\n',
      SUBSEP: '\x1c',
      CONVFMT: '%.6g',
      OFMT: '%.6g',
      NR: 0,
      FNR: 0,
      RSTART: 0,
      RLENGTH: -1,
      FILENAME: '',
    };
    for (const [name, value] of Object.entries(initial)) this.#globals.set(name, cell(value));
    const environment = new Map<string, Value>([...run.process.env].map(([name, value]) => [name, fromInput(value)]));
    this.#globals.set('ENVIRON', { value: undefined, array: environment });
  }

  /** A variable of the program as text. */
  text(name: string): string {
    return toText(this.#cell(name).value, '%.6g');
  }

  setGlobal(name: string, value: Value): void {
    this.#setName(name, value);
  }

  setArguments(args: readonly string[]): void {
    const array = new Map<string, Value>(args.map((arg, index) => [String(index), fromInput(arg)]));
    this.#globals.set('ARGV', { value: undefined, array });
    this.#globals.set('ARGC', cell(args.length));
  }

  /** Runs the whole program; its status. */
  *execute(): Task<number> {
    const { rules } = this.#program;
    let status = 0;
    const of = (kind: string): Rule[] => rules.filter(({ pattern }) => pattern.kind === kind);
    const ends = of('END');
    let exited = false;
    try {
      for (const rule of of('BEGIN')) yield* this.#act(rule);
      if (rules.some(({ pattern }) => pattern.kind !== 'BEGIN')) yield* this.#records();
    } catch (error) {
      if (!(error instanceof Leave) || error.how !== 'exit') throw error;
      status = error.value === undefined ? status : toNumber(error.value);
      exited = true;
    }
    try {
      // `exit` in the rules still runs END.
      if (!exited || ends.length > 0) for (const rule of ends) yield* this.#act(rule);
    } catch (error) {
      if (!(error instanceof Leave) || error.how !== 'exit') throw error;
      status = error.value === undefined ? status : toNumber(error.value);
    }
    yield* this.streams.closeAll();
    return status & 255 || this.run.status;
  }

  *#act(rule: Rule): Task {
    if (rule.action) yield* this.#statement(rule.action);
    else yield* this.run.print(this.#record + this.text('ORS'));
  }

  *#records(): Task {
    const rules = this.#program.rules.filter(({ pattern }) => pattern.kind !== 'BEGIN' && pattern.kind !== 'END');
    while (yield* this.#nextRecord()) {
      yield* this.run.step(cost * 2);
      try {
        for (const rule of rules) if (yield* this.#selects(rule)) yield* this.#act(rule);
      } catch (error) {
        if (!(error instanceof Leave) || (error.how !== 'next' && error.how !== 'nextfile')) throw error;
        if (error.how === 'nextfile') {
          this.#reader?.release();
          this.#reader = undefined;
        }
      }
    }
  }

  *#selects(rule: Rule): Task<boolean> {
    const { pattern } = rule;
    if (pattern.kind === 'when') return isTrue(yield* this.evaluate(pattern.condition));
    if (pattern.kind !== 'range') return true;
    if (!this.#ranges.has(rule)) {
      if (!isTrue(yield* this.evaluate(pattern.first))) return false;
      this.#ranges.set(rule, 'open');
    }
    if (isTrue(yield* this.evaluate(pattern.last))) this.#ranges.delete(rule);
    return true;
  }

  /** Reads the next record of the main input into $0; false at its end. */
  *#nextRecord(): Task<boolean> {
    const record = yield* this.#mainRecord();
    if (record === undefined) return false;
    this.setRecord(record);
    return true;
  }

  *#mainRecord(): Task<string | undefined> {
    for (;;) {
      if (!this.#reader && !(yield* this.#nextFile())) return undefined;
      const record = yield* this.#reader?.next(this.#separator()) ?? nothing();
      if (record !== undefined) {
        this.setGlobal('NR', toNumber(this.#cell('NR').value) + 1);
        this.setGlobal('FNR', toNumber(this.#cell('FNR').value) + 1);
        return record;
      }
      this.#reader?.release();
      this.#reader = undefined;
    }
  }

  /** Goes to the next argument that is a file; standard input when there was none at all. */
  *#nextFile(): Task<boolean> {
    const args = this.#array('ARGV');
    for (;;) {
      const count = toNumber(this.#cell('ARGC').value);
      if (this.#argument >= count) {
        if (this.#usedFile === 'yes') return false;
        this.#usedFile = 'yes';
        const input = this.run.process.descriptors.get(0);
        if (!input) return false;
        this.#reader = new RecordReader(this.run.keep(input.retain()), this.run.process);
        this.setGlobal('FNR', 0);
        return true;
      }
      const path = toText(args.get(String(this.#argument++)), '%.6g');
      const assignment = /^([A-Za-z_]\w*)=(.*)$/s.exec(path);
      if (path === '') continue;
      if (assignment) {
        this.setGlobal(assignment[1] ?? '', fromInput(unescaped(assignment[2] ?? '')));
        continue;
      }
      this.#usedFile = 'yes';
      if (this.run.isDirectory(path)) {
        yield* this.run.complain(
          this.run.gnu
            ? `warning: command line argument \`${path}' is a directory: skipped`
            : `${path}: Is a directory`,
          this.run.status,
        );
        continue;
      }
      const opened =
        path === '-' ? this.run.process.descriptors.get(0)?.retain() : yield* this.run.process.open(path, 'read');
      if (opened === undefined || typeof opened === 'string') {
        yield* this.run.complain(
          this.run.gnu
            ? `cannot open ${path} (${strerror(opened ?? 'EBADF')})`
            : `${path}: ${strerror(opened ?? 'EBADF')}`,
          this.run.gnu ? 2 : 1,
        );
        continue;
      }
      this.#reader = new RecordReader(this.run.keep(opened), this.run.process);
      this.setGlobal('FILENAME', path);
      this.setGlobal('FNR', 0);
      return true;
    }
  }

  #separator(): string | RegExp {
    const separator = this.text('RS');
    return separator.length <= 1 ? separator : this.regex(separator);
  }

  /** Sets $0. */
  setRecord(record: string): void {
    this.#record = record;
    this.#split = 'no';
  }

  get record(): string {
    return this.#record;
  }

  #splitRecord(): void {
    if (this.#split === 'yes') return;
    this.#split = 'yes';
    this.#fields = this.splitText(this.#record, this.text('FS')).map(fromInput);
    this.#fieldCount = this.#fields.length;
  }

  /** Splits a text as fields are split. */
  splitText(text: string, separator: string | RegExp): string[] {
    if (text === '') return [];
    if (separator === ' ')
      return text
        .replace(/^[ \t\n]+|[ \t\n]+$/g, '')
        .split(/[ \t\n]+/)
        .filter((field) => field !== '');
    if (separator === '') return [...text];
    const paragraphs = this.text('RS') === '';
    if (
      typeof separator === 'string' &&
      separator.length === 1 &&
      separator !== '\\' &&
      !(paragraphs && separator !== '\n')
    )
      return text.split(separator);
    const regex =
      typeof separator === 'string' ? this.regex(separator.length === 1 ? `[${separator}]` : separator) : separator;
    const source = paragraphs ? `(?:${regex.source})|\\n` : regex.source;
    const fields: string[] = [];
    let from = 0;
    for (const match of text.matchAll(new RegExp(source, 'gu'))) {
      if (match[0] === '') continue;
      fields.push(text.slice(from, match.index));
      from = match.index + match[0].length;
    }
    fields.push(text.slice(from));
    return fields;
  }

  #field(index: number): Value {
    if (index === 0) return fromInput(this.#record);
    this.#splitRecord();
    return this.#fields[index - 1];
  }

  #setField(index: number, value: Value): void {
    const text = toText(value, this.text('CONVFMT'));
    if (index === 0) {
      this.setRecord(text);
      return;
    }
    this.#splitRecord();
    while (this.#fields.length < index) this.#fields.push('');
    this.#fields[index - 1] = typeof value === 'number' ? value : fromInput(text);
    this.#fieldCount = this.#fields.length;
    this.#rebuild();
  }

  #rebuild(): void {
    const format = this.text('CONVFMT');
    this.#record = this.#fields.map((field) => toText(field, format)).join(this.text('OFS'));
  }

  #setFieldCount(count: number): void {
    this.#splitRecord();
    this.#fields.length = Math.min(this.#fields.length, count);
    while (this.#fields.length < count) this.#fields.push('');
    this.#fieldCount = count;
    this.#rebuild();
  }

  #cell(name: string): Cell {
    const local = this.#locals?.get(name);
    if (local) return local;
    let global = this.#globals.get(name);
    if (!global) this.#globals.set(name, (global = cell()));
    return global;
  }

  #array(name: string): Map<string, Value> {
    const found = this.#cell(name);
    return (found.array ??= new Map<string, Value>());
  }

  #getName(name: string): Value {
    if (name === 'NF' && !this.#locals?.has(name)) {
      this.#splitRecord();
      return this.#fieldCount;
    }
    return this.#cell(name).value;
  }

  #setName(name: string, value: Value): void {
    if (name === 'NF' && !this.#locals?.has(name)) this.#setFieldCount(Math.max(0, Math.trunc(toNumber(value))));
    else this.#cell(name).value = value;
  }

  *#key(subscripts: readonly Expression[]): Task<string> {
    const parts: string[] = [];
    for (const subscript of subscripts) parts.push(toText(yield* this.evaluate(subscript), this.text('CONVFMT')));
    return parts.join(this.text('SUBSEP'));
  }

  /** The regular expression of a source, without flags. */
  regex(source: string): RegExp {
    let compiled = this.#regexes.get(source);
    if (!compiled) {
      const result = compileRegex(withEscapes(source), 'extended');
      if (!(result instanceof RegExp) && result.wrong === mayNeverEndText) throw new EndlessExpression();
      compiled = result instanceof RegExp ? result : new RegExp(`(?!)`, 'u');
      if (this.#regexes.size > 500) this.#regexes.clear();
      this.#regexes.set(source, compiled);
    }
    return compiled;
  }

  /** The regular expression that an argument means: a literal, or the text of its value. */
  *regexOf(expression: Expression): Task<RegExp> {
    if (expression.kind === 'regex') return this.regex(expression.source);
    if (expression.kind === 'group') return yield* this.regexOf(expression.inner);
    return this.regex(toText(yield* this.evaluate(expression), this.text('CONVFMT')));
  }

  *textOf(expression: Expression): Task<string> {
    return toText(yield* this.evaluate(expression), this.text('CONVFMT'));
  }

  arrayOf(expression: Expression): Map<string, Value> | undefined {
    return expression.kind === 'name' ? this.#array(expression.name) : undefined;
  }

  /** The array of a name, if it is one already. */
  isArray(expression: Expression): boolean {
    return expression.kind === 'name' && this.#cell(expression.name).array !== undefined;
  }

  *assign(target: Expression, value: Value): Task {
    switch (target.kind) {
      case 'name':
        this.#setName(target.name, value);
        break;
      case 'field':
        this.#setField(Math.trunc(toNumber(yield* this.evaluate(target.index))), value);
        break;
      case 'element':
        this.#array(target.array).set(yield* this.#key(target.subscripts), value);
        break;
      case 'group':
        yield* this.assign(target.inner, value);
        break;
      default:
        yield* this.run.die('assignment to something that is no variable', 2);
    }
  }

  *evaluate(expression: Expression): Task<Value> {
    switch (expression.kind) {
      case 'number':
      case 'string':
        return expression.value;
      case 'regex':
        return Number(this.regex(expression.source).test(this.#record));
      case 'name':
        return this.#getName(expression.name);
      case 'field':
        return this.#field(Math.trunc(toNumber(yield* this.evaluate(expression.index))));
      case 'element': {
        const array = this.#array(expression.array);
        const key = yield* this.#key(expression.subscripts);
        if (!array.has(key)) array.set(key, undefined);
        return array.get(key);
      }
      case 'group':
        return yield* this.evaluate(expression.inner);
      case 'assign': {
        const { operator, target } = expression;
        let value = yield* this.evaluate(expression.value);
        if (operator !== '=')
          value = yield* this.#arithmetic(
            operator.slice(0, -1),
            toNumber(yield* this.evaluate(target)),
            toNumber(value),
          );
        yield* this.assign(target, value);
        return value;
      }
      case 'step': {
        const before = toNumber(yield* this.evaluate(expression.target));
        const after = before + (expression.operator === '++' ? 1 : -1);
        yield* this.assign(expression.target, after);
        return expression.when === 'before' ? after : before;
      }
      case 'unary': {
        const value = yield* this.evaluate(expression.operand);
        if (expression.operator === '!') return Number(!isTrue(value));
        return expression.operator === '-' ? -toNumber(value) : toNumber(value);
      }
      case 'binary':
        return yield* this.#binary(expression);
      case 'match': {
        const text = yield* this.textOf(expression.left);
        const regex = yield* this.regexOf(expression.right);
        return Number(regex.test(text) !== expression.negated);
      }
      case 'in':
        return Number(this.#array(expression.array).has(yield* this.#key(expression.subscripts)));
      case 'choice':
        return yield* this.evaluate(
          isTrue(yield* this.evaluate(expression.condition)) ? expression.yes : expression.no,
        );
      case 'getline':
        return yield* this.#getline(expression);
      case 'call': {
        yield* this.run.step(cost);
        if (!expression.own) return yield* callBuiltin(this, expression.name, expression.args);
        const made = this.#program.functions.get(expression.name);
        if (!made) return yield* this.run.die(`function \`${expression.name}' not defined`, 2);
        return yield* this.#call(made, expression.args);
      }
    }
  }

  *#binary({ operator, left, right }: Extract<Expression, { kind: 'binary' }>): Task<Value> {
    const first = yield* this.evaluate(left);
    if (operator === '&&') return Number(isTrue(first) && isTrue(yield* this.evaluate(right)));
    if (operator === '||') return Number(isTrue(first) || isTrue(yield* this.evaluate(right)));
    const second = yield* this.evaluate(right);
    const format = this.text('CONVFMT');
    switch (operator) {
      case ' ':
        return toText(first, format) + toText(second, format);
      case '<':
        return Number(compareValues(first, second, format) < 0);
      case '<=':
        return Number(compareValues(first, second, format) <= 0);
      case '==':
        return Number(compareValues(first, second, format) === 0);
      case '!=':
        return Number(compareValues(first, second, format) !== 0);
      case '>':
        return Number(compareValues(first, second, format) > 0);
      case '>=':
        return Number(compareValues(first, second, format) >= 0);
      default:
        return yield* this.#arithmetic(operator, toNumber(first), toNumber(second));
    }
  }

  *#arithmetic(operator: string, a: number, b: number): Task<number> {
    switch (operator) {
      case '+':
        return a + b;
      case '-':
        return a - b;
      case '*':
        return a * b;
      case '/':
        return b === 0 ? yield* this.run.die('division by zero', 2) : a / b;
      case '%':
        return b === 0 ? yield* this.run.die('division by zero in %', 2) : a % b;
      default:
        return a ** b;
    }
  }

  *#getline({ target, from }: Extract<Expression, { kind: 'getline' }>): Task<number> {
    let record: string | undefined;
    if (from) {
      const reader = yield* this.streams.source(from.kind, yield* this.textOf(from.source));
      if (!reader) return -1;
      record = yield* reader.next(this.#separator());
      if (record !== undefined && from.kind === 'command') this.setGlobal('NR', toNumber(this.#cell('NR').value) + 1);
    } else record = yield* this.#mainRecord();
    if (record === undefined) return 0;
    if (target) yield* this.assign(target, fromInput(record));
    else this.setRecord(record);
    return 1;
  }

  *#call(made: AwkFunction, args: readonly Expression[]): Task<Value> {
    const locals = new Map<string, Cell>();
    for (const [index, parameter] of made.parameters.entries()) {
      const arg = args[index];
      // An array is handed over itself, and so is a variable that may become one.
      if (arg?.kind === 'name' && arg.name !== 'NF') {
        const given = this.#cell(arg.name);
        locals.set(parameter, given.array || given.value === undefined ? sharedCell(given) : cell(given.value));
      } else locals.set(parameter, cell(arg && (yield* this.evaluate(arg))));
    }
    const before = this.#locals;
    this.#locals = locals;
    try {
      yield* this.#statement(made.body);
      return undefined;
    } catch (error) {
      if (!(error instanceof Leave) || error.how !== 'return') throw error;
      return error.value;
    } finally {
      this.#locals = before;
    }
  }

  *#statement(statement: Statement): Task {
    switch (statement.kind) {
      case 'block':
        for (const inner of statement.body) yield* this.#statement(inner);
        return;
      case 'expression':
        yield* this.run.step(cost);
        yield* this.evaluate(statement.expression);
        return;
      case 'print':
        yield* this.#print(statement);
        return;
      case 'if':
        if (isTrue(yield* this.evaluate(statement.condition))) yield* this.#statement(statement.yes);
        else if (statement.no) yield* this.#statement(statement.no);
        return;
      case 'while':
        while (isTrue(yield* this.evaluate(statement.condition))) if (!(yield* this.#loopBody(statement.body))) return;
        return;
      case 'do':
        do if (!(yield* this.#loopBody(statement.body))) return;
        while (isTrue(yield* this.evaluate(statement.condition)));
        return;
      case 'for':
        if (statement.start) yield* this.#statement(statement.start);
        while (!statement.condition || isTrue(yield* this.evaluate(statement.condition))) {
          if (!(yield* this.#loopBody(statement.body))) return;
          if (statement.step) yield* this.#statement(statement.step);
        }
        return;
      case 'for in':
        for (const key of [...this.#array(statement.array).keys()]) {
          this.#setName(statement.name, fromInput(key));
          if (!(yield* this.#loopBody(statement.body))) return;
        }
        return;
      case 'delete':
        if (statement.subscripts) this.#array(statement.array).delete(yield* this.#key(statement.subscripts));
        else this.#array(statement.array).clear();
        return;
      case 'exit':
      case 'return':
        throw new Leave(statement.kind, statement.value && (yield* this.evaluate(statement.value)));
      default:
        throw new Leave(statement.kind);
    }
  }

  /** Runs a loop's body once; false when it was left by `break`. */
  *#loopBody(body: Statement): Task<boolean> {
    yield* this.run.step(cost);
    try {
      yield* this.#statement(body);
    } catch (error) {
      if (!(error instanceof Leave)) throw error;
      if (error.how === 'break') return false;
      if (error.how !== 'continue') throw error;
    }
    return true;
  }

  *#print({ formatted, args, to }: Extract<Statement, { kind: 'print' }>): Task {
    let text: string;
    if (formatted) text = toText(yield* callBuiltin(this, 'sprintf', args), '%.6g');
    else if (args.length === 0) text = this.#record + this.text('ORS');
    else {
      const parts: string[] = [];
      const format = this.text('OFMT');
      for (const arg of args) {
        const value = yield* this.evaluate(arg);
        parts.push(typeof value === 'number' ? numberText(value, format) : toText(value, format));
      }
      text = parts.join(this.text('OFS')) + this.text('ORS');
    }
    yield* this.run.step(cost);
    if (!to) {
      yield* this.run.print(text);
      return;
    }
    const name = yield* this.textOf(to.target);
    if (!(yield* this.streams.write(to.kind, name, text))) yield* this.run.die(`can't redirect to \`${name}'`, 2);
  }
}

function* nothing(): Task<undefined> {
  return undefined;
}

/** A parameter that shares the array of the variable handed over, also one that does not exist yet. */
function sharedCell(given: Cell): Cell {
  let own: Value = given.value;
  return {
    get value() {
      return own;
    },
    set value(value) {
      own = value;
    },
    get array() {
      return given.array;
    },
    set array(array) {
      given.array = array;
    },
  };
}

const unescaped = (text: string): string =>
  text.replace(/\\([nt\\"])/g, (_, letter: string) => ({ n: '\n', t: '\t' })[letter] ?? letter);

/** Escapes of control characters in regular expressions, and the slash. */
const withEscapes = (source: string): string =>
  source.replace(
    /\\([nrtfv/"&])/g,
    (_, letter: string) => ({ n: '\n', r: '\r', t: '\t', f: '\f', v: '\v' })[letter] ?? letter,
  );
