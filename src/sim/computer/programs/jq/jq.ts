// jq(1): the command line, the inputs, and what is printed.
import type { Task } from '../../../kernel/task.ts';
import type { Descriptor, Process, Program } from '../../contract.ts';
import { failed, strerror } from '../../filesystem/errno.ts';
import { complainTo, decodeText, encodeText, Output, quit, writeError } from '../text.ts';
import { Endless, Evaluator, parseProgram, type Surroundings } from './evaluate.ts';
import { Halt } from './halt.ts';
import { SyntaxProblem } from './parse.ts';
import { JsonProblem, JsonReader, parseJson } from './read-json.ts';
import type { Node } from './syntax.ts';
import { isTrue, JqError, toJson, type Value } from './value.ts';
import { coloursOf, shown, type Style } from './write.ts';

const usage = `Usage:\tjq [OPTIONS] FILTER [FILES...]
\tjq [OPTIONS] -n FILTER
`;

const help = `${usage}
jq applies the FILTER to its JSON inputs and prints the results as JSON.

Command options:
  -n, --null-input          use null as the only input
  -R, --raw-input           each line of text is an input
  -s, --slurp               all inputs as one array
  -c, --compact-output      one line for each result
  -r, --raw-output          texts without quotes
      --raw-output0         the same, with a zero byte behind each
  -j, --join-output         the same, with nothing behind each
  -a, --ascii-output        escapes for all that is not ASCII
  -S, --sort-keys           members in the order of their names
  -C, --color-output        colours
  -M, --monochrome-output   no colours
      --tab                 tabs to indent
      --indent n            n spaces to indent (at most 7)
  -e, --exit-status         the status tells what the last result was
  -f, --from-file file      the filter is in a file
      --arg name value      $name is a text
      --argjson name value  $name is a JSON value
      --slurpfile name file $name is the array of the values in a file
      --rawfile name file   $name is the text of a file
      --args, --jsonargs    what follows are arguments, texts or JSON
  -h, --help                this help
  -V, --version             the version
`;

/** What the command line asks for. */
interface Request {
  readonly filter: string | undefined;
  readonly files: readonly string[];
  readonly letters: ReadonlySet<string>;
  readonly indent: string;
  readonly variables: ReadonlyMap<string, Value>;
}

const longNames: Readonly<Record<string, string>> = {
  'null-input': 'n',
  'raw-input': 'R',
  slurp: 's',
  'compact-output': 'c',
  'raw-output': 'r',
  'raw-output0': '0',
  'join-output': 'j',
  'ascii-output': 'a',
  'sort-keys': 'S',
  'color-output': 'C',
  'monochrome-output': 'M',
  tab: 't',
  'exit-status': 'e',
  'from-file': 'f',
  help: 'h',
  version: 'V',
  unbuffered: 'u',
};

const unsimulated = new Set([
  'seq',
  'stream',
  'stream-errors',
  'build-configuration',
  'debug-dump-disasm',
  'L',
  'binary',
  'b',
]);

/** ms of CPU that running one filter takes. */
const stepCost = 0.0004;

/** `jq` */
export const jq: Program = function* (process) {
  const request = yield* readRequest(process);
  if (typeof request === 'number') return request;
  const { letters } = request;
  const tree = yield* compile(process, request);
  if (typeof tree === 'number') return tree;
  return yield* new Run(process, request, tree.node, tree.evaluator, tree.inputs).all(letters.has('n'));
};

function* say(process: Process, text: string): Task {
  const output = process.descriptors.get(1);
  if (output) yield* output.write(encodeText(text));
}

function* readRequest(process: Process): Task<Request | number> {
  const args = process.argv.slice(1);
  const letters = new Set<string>();
  const words: string[] = [];
  const variables = new Map<string, Value>();
  const named = new Map<string, Value>();
  const positional: Value[] = [];
  let rest: 'files' | 'texts' | 'json' = 'files';
  let indent = '  ';
  let optionsEnd = false;
  const wrong = function* (text: string): Task<number> {
    yield* complainTo(
      process,
      `jq: error: ${text}\nUse jq --help for help with command-line options,\nor see the jq manpage, or online docs  at https://jqlang.github.io/jq\n`,
    );
    return 2;
  };
  for (let at = 0; at < args.length; at++) {
    const arg = args[at] ?? '';
    const take = (count: number): string[] | undefined => {
      const values = args.slice(at + 1, at + 1 + count);
      at += count;
      return values.length < count ? undefined : values;
    };
    if (optionsEnd || !arg.startsWith('-') || arg === '-') {
      if (words.length === 0 || rest === 'files') words.push(arg);
      else if (rest === 'texts') positional.push(arg);
      else {
        const value = parsed(arg);
        if (value === undefined) return yield* wrong(`Invalid JSON text passed to --jsonargs`);
        positional.push(value);
      }
      continue;
    }
    if (arg === '--') {
      optionsEnd = true;
      continue;
    }
    if (!arg.startsWith('--')) {
      for (const letter of arg.slice(1)) {
        if (unsimulated.has(letter)) return yield* wrong(`not simulated: -${letter}`);
        if (!'nRscrjaSCMefhV'.includes(letter)) return yield* wrong(`Unknown option ${arg}`);
        letters.add(letter);
      }
      continue;
    }
    const name = arg.slice(2);
    if (unsimulated.has(name)) return yield* wrong(`not simulated: ${arg}`);
    const letter = Object.hasOwn(longNames, name) ? longNames[name] : undefined;
    if (letter !== undefined) letters.add(letter);
    else if (name === 'args') rest = 'texts';
    else if (name === 'jsonargs') rest = 'json';
    else if (name === 'indent') {
      const [count] = take(1) ?? [];
      if (count === undefined) return yield* wrong('--indent takes one parameter');
      const width = Number(count);
      if (width < 0) return yield* wrong('Cannot indent less than zero');
      if (width > 7) return yield* wrong('Cannot indent more than 7 characters');
      if (width === 0) letters.add('c');
      indent = ' '.repeat(width);
    } else if (['arg', 'argjson', 'slurpfile', 'rawfile', 'argfile'].includes(name)) {
      const [key, text] = take(2) ?? [];
      if (key === undefined || text === undefined) {
        const example = name === 'arg' ? 'value' : name === 'argjson' ? 'text' : 'filename';
        return yield* wrong(`--${name} takes two parameters (e.g. --${name} varname ${example})`);
      }
      const value = yield* variable(process, name, key, text);
      if (typeof value === 'object' && value !== null && 'problem' in value) return yield* wrong(value.problem);
      if (!named.has(key)) named.set(key, value);
    } else return yield* wrong(`Unknown option ${arg}`);
  }
  if (letters.has('h')) {
    yield* say(process, help);
    return 0;
  }
  if (letters.has('V')) {
    yield* say(process, 'jq-1.7.1\n');
    return 0;
  }
  if (letters.has('t')) indent = '\t';
  for (const [key, value] of named) variables.set(key, value);
  variables.set('ENV', new Map(process.env));
  variables.set('__prog_args', positional);
  variables.set(
    'ARGS',
    new Map<string, Value>([
      ['positional', positional],
      ['named', named],
    ]),
  );
  let [filter, ...files] = words;
  if (letters.has('f') && filter !== undefined) {
    const text = process.files.readText(filter);
    if (failed(text)) {
      yield* complainTo(process, `jq: error: Could not open ${filter}: ${strerror(text)}\n`);
      return 2;
    }
    filter = text;
  }
  if (filter === undefined) {
    const piped = !process.descriptors.get(0)?.terminal || !process.descriptors.get(1)?.terminal;
    if (!piped) {
      yield* complainTo(process, `jq - commandline JSON processor [version 1.7.1]\n\n${help}`);
      return 2;
    }
    filter = '.';
    files = [];
  }
  return { filter, files, letters, indent, variables };
}

function parsed(text: string): Value | undefined {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}

function* variable(
  process: Process,
  kind: string,
  key: string,
  text: string,
): Task<Value | { readonly problem: string }> {
  if (kind === 'arg') return text;
  if (kind === 'argjson')
    return parsed(text) ?? (text.trim() === 'null' ? null : { problem: `Invalid JSON text passed to --argjson` });
  const content = process.files.readText(text);
  if (failed(content))
    return { problem: `Bad JSON in --${kind} ${key} ${text}: Could not open ${text}: ${strerror(content)}` };
  if (kind === 'rawfile') return content;
  try {
    const reader = new JsonReader();
    return [...reader.feed(content), ...reader.end()];
  } catch (error) {
    return { problem: `Bad JSON in --${kind} ${key} ${text}: ${error instanceof Error ? error.message : ''}` };
  } finally {
    yield* process.compute(content.length * 0.00002);
  }
}

function* compile(
  process: Process,
  { filter = '.', variables, files, letters }: Request,
): Task<{ node: Node; evaluator: Evaluator; inputs: Inputs } | number> {
  const inputs = new Inputs(process, files, letters);
  const surroundings: Surroundings = {
    env: process.env,
    clock: () => process.machine.kernel.clock,
    input: () => inputs.kept.shift(),
    fileName: () => inputs.fileName,
    lineNumber: () => inputs.lines,
    debug: (text) => inputs.notes.push(text),
  };
  try {
    const node = parseProgram(filter);
    const evaluator = new Evaluator(surroundings);
    evaluator.check(
      node,
      filter,
      [...variables.keys()].map((name) => `$${name}`),
    );
    return { node, evaluator, inputs };
  } catch (error) {
    if (!(error instanceof SyntaxProblem)) throw error;
    yield* complainTo(process, `jq: error: ${error.message}\njq: 1 compile error\n`);
    return 3;
  }
}

/** The inputs: values of the files one after the other, or of standard input, as they come. */
class Inputs {
  readonly #process: Process;
  readonly #files: string[];
  readonly #letters: ReadonlySet<string>;
  #reader = new JsonReader();
  #current: Descriptor | undefined;
  #started = false;
  #carry = new Uint8Array(0);
  #text = '';
  fileName: string | null = null;
  lines = 0;
  /** Status for files that could not be read. */
  status = 0;
  /** Values that were read but not used. */
  readonly kept: Value[] = [];
  /** What `debug` wrote. */
  readonly notes: string[] = [];

  constructor(process: Process, files: readonly string[], letters: ReadonlySet<string>) {
    this.#process = process;
    this.#files = [...files];
    this.#letters = letters;
    if (files.length === 0) this.#files.push('-');
  }

  /** The next value; undefined at the end. Throws JsonProblem. */
  *next(): Task<Value | undefined> {
    for (;;) {
      const value = this.kept.shift();
      if (value !== undefined) return value;
      if (!(yield* this.#more())) return this.kept.shift();
    }
  }

  /** Reads everything. */
  *drain(): Task {
    while (yield* this.#more());
  }

  *#more(): Task<boolean> {
    if (!this.#current && !(yield* this.#open())) return yield* this.#finish();
    const bytes = yield* this.#current?.read() ?? nothing();
    if (!bytes) {
      this.#current?.release();
      this.#current = undefined;
      return true;
    }
    yield* this.#process.compute(bytes.length * 0.00002);
    this.#take(bytes);
    return true;
  }

  #take(bytes: Uint8Array): void {
    // A character may be cut in two by the end of a piece.
    const whole = new Uint8Array(this.#carry.length + bytes.length);
    whole.set(this.#carry);
    whole.set(bytes, this.#carry.length);
    let end = whole.length;
    for (let back = 1; back <= 3 && back <= whole.length; back++) {
      const byte = whole[whole.length - back] ?? 0;
      if ((byte & 0xc0) === 0x80) continue;
      const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
      if (length > back) end = whole.length - back;
      break;
    }
    this.#carry = whole.slice(end);
    const text = decodeText(whole.subarray(0, end));
    if (this.#letters.has('R')) {
      this.#text += text;
      if (this.#letters.has('s')) return;
      const parts = this.#text.split('\n');
      this.#text = parts.pop() ?? '';
      this.kept.push(...parts);
      this.lines += parts.length;
      return;
    }
    for (const value of this.#reader.feed(text)) {
      this.kept.push(value);
      this.lines = this.#reader.lines;
    }
    this.lines = this.#reader.lines;
  }

  *#open(): Task<boolean> {
    for (let path = this.#files.shift(); path !== undefined; path = this.#files.shift()) {
      if (path === '-') {
        this.#current = this.#process.descriptors.get(0)?.retain();
        this.fileName = null;
        if (this.#current) return true;
        continue;
      }
      const stat = this.#process.files.stat(path);
      const opened = !failed(stat) && stat.kind === 'directory' ? 'EISDIR' : yield* this.#process.open(path, 'read');
      if (typeof opened === 'string') {
        const text =
          opened === 'EISDIR' ? `Input error: ${strerror(opened)}` : `Could not open ${path}: ${strerror(opened)}`;
        yield* complainTo(this.#process, `jq: error: ${text}\n`);
        this.status = 2;
        continue;
      }
      this.#current = opened;
      this.fileName = path;
      return true;
    }
    return false;
  }

  *#finish(): Task<boolean> {
    if (this.#started) return false;
    this.#started = true;
    yield* [];
    if (this.#letters.has('R')) {
      if (this.#letters.has('s') || this.#text !== '') this.kept.push(this.#text);
      return false;
    }
    for (const value of this.#reader.end()) this.kept.push(value);
    return false;
  }

  /** Where the reader is, for messages. */
  get place(): string {
    return `${this.fileName ?? '<stdin>'}:${this.lines}`;
  }
}

function* nothing(): Task<undefined> {
  yield* [];
  return undefined;
}

class Run {
  readonly #process: Process;
  readonly #request: Request;
  readonly #tree: Node;
  readonly #evaluator: Evaluator;
  readonly #inputs: Inputs;
  readonly #output: Output;
  readonly #style: Style;
  #last: Value | undefined;

  constructor(process: Process, request: Request, tree: Node, evaluator: Evaluator, inputs: Inputs) {
    this.#process = process;
    this.#request = request;
    this.#tree = tree;
    this.#evaluator = evaluator;
    this.#inputs = inputs;
    this.#output = new Output(process, 1, function* (errno) {
      yield* complainTo(process, writeError('jq: error', errno));
      yield* quit(process, 2);
    });
    const { letters } = request;
    const terminal = process.descriptors.get(1)?.terminal !== undefined;
    const inColour = letters.has('C') || (terminal && !letters.has('M') && !process.env.get('NO_COLOR'));
    this.#style = {
      indent: letters.has('c') ? undefined : request.indent,
      sorted: letters.has('S'),
      ascii: letters.has('a'),
      colours: inColour && !letters.has('M') ? coloursOf(process.env.get('JQ_COLORS')) : undefined,
    };
  }

  *all(withoutInput: boolean): Task<number> {
    const { letters } = this.#request;
    let status = 0;
    try {
      const slurps = letters.has('s') && !letters.has('R');
      // What a program asks for by `input` has to be there before it runs.
      if (slurps || usesInput(this.#tree)) yield* this.#inputs.drain();
      if (withoutInput) status = yield* this.#one(null, true);
      else if (slurps) {
        const values = this.#inputs.kept.splice(0);
        status = yield* this.#one(values, false);
      } else
        for (let value = yield* this.#inputs.next(); value !== undefined; value = yield* this.#inputs.next()) {
          const result = yield* this.#one(value, false);
          if (result !== 0) status = result;
        }
    } catch (error) {
      if (error instanceof Halt) return yield* this.#halt(error);
      if (!(error instanceof JsonProblem)) throw error;
      yield* this.#output.flush();
      yield* complainTo(this.#process, `jq: parse error: ${error.message}\n`);
      return 2;
    }
    yield* this.#output.flush();
    if (status !== 0) return status;
    if (this.#inputs.status !== 0) return this.#inputs.status;
    if (!letters.has('e')) return 0;
    return this.#last === undefined ? 4 : isTrue(this.#last) ? 0 : 1;
  }

  *#one(value: Value, alone: boolean): Task<number> {
    const evaluator = this.#evaluator;
    const results = evaluator.results(this.#tree, value, this.#request.variables);
    for (;;) {
      let next: IteratorResult<Value, void>;
      try {
        next = results.next();
      } catch (error) {
        yield* this.#notes();
        return yield* this.#failure(error, alone);
      }
      yield* this.#notes();
      yield* this.#process.compute(evaluator.steps * stepCost);
      evaluator.steps = 0;
      if (next.done) return 0;
      this.#last = next.value;
      yield* this.#print(next.value);
    }
  }

  *#notes(): Task {
    if (this.#inputs.notes.length === 0) return;
    yield* this.#output.flush();
    yield* complainTo(this.#process, this.#inputs.notes.splice(0).join(''));
  }

  *#failure(error: unknown, alone: boolean): Task<number> {
    if (error instanceof Endless) {
      yield* this.#output.flush();
      for (;;) yield* this.#process.compute(1000);
    }
    if (error instanceof RangeError) {
      yield* complainTo(this.#process, 'jq: not simulated: recursion of this depth\n');
      return 5;
    }
    if (!(error instanceof JqError)) throw error;
    yield* this.#output.flush();
    const place = alone ? '<unknown>' : this.#inputs.place;
    const { value } = error;
    const text =
      typeof value === 'string'
        ? `: ${value}`
        : value === null
          ? ' (not a string): null'
          : ` (not a string): ${toJson(value)}`;
    yield* complainTo(this.#process, `jq: error (at ${place})${text}\n`);
    return 5;
  }

  *#halt({ status, value }: Halt): Task<number> {
    yield* this.#output.flush();
    if (value !== undefined) yield* complainTo(this.#process, typeof value === 'string' ? value : `${toJson(value)}\n`);
    return status & 255;
  }

  *#print(value: Value): Task {
    const { letters } = this.#request;
    const raw = letters.has('r') || letters.has('j') || letters.has('0');
    const text = raw && typeof value === 'string' ? value : shown(value, this.#style);
    yield* this.#output.write(`${text}${letters.has('j') ? '' : letters.has('0') ? '\0' : '\n'}`);
  }
}

/** Whether a program reads inputs itself. */
function usesInput(node: Node): boolean {
  return JSON.stringify(node).includes('"kind":"call","name":"input');
}
