// Runs a jq program: every filter gives any number of results for an input. Results know their path where one is asked for.
import { alternative, arithmetic, assign } from './operators.ts';
import { natives, prelude } from './builtins.ts';
import { formatted } from './formats.ts';
import { Parser, SyntaxProblem } from './parse.ts';
import { eachPath, indexValue, sliceKey } from './paths.ts';
import type { Definition, Node, Pattern } from './syntax.ts';
import { described, isArray, isTrue, JqError, toJson, type Value } from './value.ts';

/** A result. `path`: how it was reached from the input that paths count from; undefined when nobody asks. */
export interface Result {
  readonly value: Value;
  readonly path: readonly Value[] | 'none' | undefined;
}

/** A filter as an argument, with where its names mean something. */
export interface Closure {
  readonly body: Node;
  readonly scope: Scope;
}

interface FunctionEntry {
  readonly definition?: Definition;
  readonly closure?: Closure;
  readonly scope: Scope | undefined;
}

/** Names that a filter can use: the innermost first. */
export interface Scope {
  readonly kind: 'variable' | 'function' | 'label' | 'root';
  readonly name: string;
  readonly value?: Value;
  readonly entry?: FunctionEntry;
  readonly label?: object;
  readonly up: Scope | undefined;
}

/** What a program can ask of the outside. */
export interface Surroundings {
  readonly env: ReadonlyMap<string, string>;
  /** ms since 1970. */
  readonly clock: () => number;
  /** The next input; undefined after the last. */
  readonly input: () => Value | undefined;
  readonly fileName: () => string | null;
  readonly lineNumber: () => number;
  /** Writes to standard error at the end of the turn. */
  readonly debug: (text: string) => void;
}

/** `break` of a label. */
class Break extends Error {
  readonly label: object;

  constructor(label: object) {
    super('break');
    this.label = label;
  }
}

/** It has computed for so long that it counts as a program without end. */
export class Endless extends Error {}

const stepLimit = 8_000_000;

export class Evaluator {
  readonly surroundings: Surroundings;
  /** Filters that were run since it was last set to 0. */
  steps = 0;
  readonly #library: ReadonlyMap<string, Definition>;

  constructor(surroundings: Surroundings) {
    this.surroundings = surroundings;
    this.#library = prelude();
  }

  /** Checks that all names mean something; throws a SyntaxProblem. */
  check(node: Node, source: string, names: readonly string[]): void {
    new Checker(source, (name) => this.#library.has(name) || Object.hasOwn(natives, name)).check(node, names);
  }

  /** All results of a program for an input. */
  *results(program: Node, input: Value, variables: ReadonlyMap<string, Value>): Generator<Value, void> {
    let scope: Scope = { kind: 'root', name: '', up: undefined };
    for (const [name, value] of variables) scope = { kind: 'variable', name, value, up: scope };
    for (const { value } of this.run(program, scope, { value: input, path: undefined })) yield value;
  }

  /** Values only. */
  *values(node: Node, scope: Scope, value: Value): Generator<Value, void> {
    for (const result of this.run(node, scope, { value, path: undefined })) yield result.value;
  }

  *call(closure: Closure, value: Value): Generator<Value, void> {
    yield* this.values(closure.body, closure.scope, value);
  }

  *callWithPaths(closure: Closure, input: Result): Generator<Result, void> {
    yield* this.run(closure.body, closure.scope, input);
  }

  /** Paths of all results of a filter. */
  *pathsOf(closure: Closure, value: Value): Generator<readonly Value[], void> {
    for (const { value: result, path } of this.callWithPaths(closure, { value, path: [] })) {
      if (path === 'none' || path === undefined)
        throw new JqError(`Invalid path expression with result ${shortened(result)}`);
      yield path;
    }
  }

  *run(node: Node, scope: Scope, input: Result): Generator<Result, void> {
    if (++this.steps > stepLimit) throw new Endless();
    const plain = (value: Value): Result => ({ value, path: input.path === undefined ? undefined : 'none' });
    const { value } = input;
    switch (node.kind) {
      case 'identity':
        yield input;
        return;
      case 'recurse':
        yield* this.#recurse(input);
        return;
      case 'literal':
        yield plain(node.value);
        return;
      case 'format':
        yield plain(formatted(node.name, value));
        return;
      case 'text':
        for (const text of this.#texts(node.parts, node.parts.length - 1, node.format, scope, value)) yield plain(text);
        return;
      case 'index':
        for (const key of this.values(node.key, scope, value))
          for (const of of this.run(node.of, scope, input)) yield step(of, key);
        return;
      case 'slice': {
        const { from, to } = node;
        for (const end of to ? this.values(to, scope, value) : [null])
          for (const start of from ? this.values(from, scope, value) : [null])
            for (const of of this.run(node.of, scope, input)) yield step(of, sliceKey(start, end));
        return;
      }
      case 'each':
        for (const of of this.run(node.of, scope, input)) for (const key of eachPath(of.value)) yield step(of, key);
        return;
      case 'array':
        yield plain(node.body ? [...this.values(node.body, scope, value)] : []);
        return;
      case 'object':
        for (const members of this.#objects(node.members, node.members.length - 1, scope, value)) yield plain(members);
        return;
      case 'negative':
        for (const of of this.values(node.of, scope, value)) {
          if (typeof of !== 'number') throw new JqError(`${described(of)} cannot be negated`);
          yield plain(-of);
        }
        return;
      case 'pipe':
        for (const left of this.run(node.left, scope, input)) yield* this.run(node.right, scope, left);
        return;
      case 'comma':
        yield* this.run(node.left, scope, input);
        yield* this.run(node.right, scope, input);
        return;
      case 'and':
      case 'or':
        for (const left of this.values(node.left, scope, value)) {
          if (isTrue(left) !== (node.kind === 'and')) yield plain(node.kind === 'or');
          else for (const right of this.values(node.right, scope, value)) yield plain(isTrue(right));
        }
        return;
      case 'alternative':
        yield* alternative(
          () => this.run(node.left, scope, input),
          () => this.run(node.right, scope, input),
        );
        return;
      case 'operator':
        for (const right of this.values(node.right, scope, value))
          for (const left of this.values(node.left, scope, value)) yield plain(arithmetic(node.operator, left, right));
        return;
      case 'assign':
        for (const result of assign(
          this,
          node.operator,
          { body: node.left, scope },
          { body: node.right, scope },
          value,
        ))
          yield plain(result);
        return;
      case 'if':
        for (const condition of this.values(node.condition, scope, value)) {
          const chosen = isTrue(condition) ? node.yes : node.no;
          if (chosen) yield* this.run(chosen, scope, input);
          else yield input;
        }
        return;
      case 'try':
        yield* this.#try(node.body, node.handler, scope, input);
        return;
      case 'reduce': {
        for (const start of this.values(node.start, scope, value)) {
          let state: Value = start;
          for (const item of this.values(node.source, scope, value))
            for (const bound of this.#bind(node.pattern, item, scope, value)) {
              let next: Value = null;
              for (const one of this.values(node.update, bound, state)) next = one;
              state = next;
            }
          yield plain(state);
        }
        return;
      }
      case 'foreach':
        for (const start of this.values(node.start, scope, value)) {
          let state: Value = start;
          for (const item of this.values(node.source, scope, value))
            for (const bound of this.#bind(node.pattern, item, scope, value))
              for (const next of this.values(node.update, bound, state)) {
                state = next;
                if (!node.extract) yield plain(state);
                else for (const shown of this.values(node.extract, bound, state)) yield plain(shown);
              }
        }
        return;
      case 'define':
        yield* this.run(node.body, define(node.definition, scope), input);
        return;
      case 'variable':
        yield plain(this.#variable(node.name, scope));
        return;
      case 'bind':
        yield* this.#bindEach(node.source, node.patterns, node.body, scope, input);
        return;
      case 'label': {
        const label = {};
        try {
          if (node.body) yield* this.run(node.body, { kind: 'label', name: node.name, label, up: scope }, input);
        } catch (error) {
          if (!(error instanceof Break) || error.label !== label) throw error;
        }
        return;
      }
      case 'break': {
        for (let at: Scope | undefined = scope; at; at = at.up)
          if (at.kind === 'label' && at.name === node.name && at.label) throw new Break(at.label);
        throw new JqError('break');
      }
      case 'call':
        yield* this.#call(node.name, node.args, scope, input);
    }
  }

  *#recurse(input: Result): Generator<Result, void> {
    yield input;
    if (!isArray(input.value) && !(input.value instanceof Map)) return;
    for (const key of eachPath(input.value)) yield* this.#recurse(step(input, key));
  }

  *#texts(
    parts: readonly (string | Node)[],
    last: number,
    format: string,
    scope: Scope,
    value: Value,
  ): Generator<string, void> {
    const part = parts[last];
    if (part === undefined) {
      yield '';
      return;
    }
    if (typeof part === 'string') {
      for (const before of this.#texts(parts, last - 1, format, scope, value)) yield before + part;
      return;
    }
    for (const inner of this.values(part, scope, value))
      for (const before of this.#texts(parts, last - 1, format, scope, value)) yield before + formatted(format, inner);
  }

  *#objects(
    members: readonly { readonly key: Node; readonly value: Node }[],
    last: number,
    scope: Scope,
    input: Value,
  ): Generator<ReadonlyMap<string, Value>, void> {
    const member = members[last];
    if (!member) {
      yield new Map();
      return;
    }
    for (const before of this.#objects(members, last - 1, scope, input))
      for (const key of this.values(member.key, scope, input))
        for (const value of this.values(member.value, scope, input)) {
          if (typeof key !== 'string') throw new JqError(`Object keys must be strings`);
          yield new Map([...before, [key, value]]);
        }
  }

  *#try(body: Node, handler: Node | undefined, scope: Scope, input: Result): Generator<Result, void> {
    const results = this.run(body, scope, input);
    for (;;) {
      let next: IteratorResult<Result, void>;
      try {
        next = results.next();
      } catch (error) {
        if (error instanceof RangeError) throw new JqError('not simulated: recursion of this depth');
        if (!(error instanceof JqError)) throw error;
        if (isBreakValue(error.value)) return;
        if (handler)
          yield* this.run(handler, scope, { value: error.value, path: input.path === undefined ? undefined : 'none' });
        return;
      }
      if (next.done) return;
      yield next.value;
    }
  }

  *#bindEach(
    source: Node,
    patterns: readonly Pattern[],
    body: Node,
    scope: Scope,
    input: Result,
  ): Generator<Result, void> {
    for (const item of this.values(source, scope, input.value)) {
      if (patterns.length === 1 && patterns[0]) {
        for (const bound of this.#bind(patterns[0], item, scope, input.value)) yield* this.run(body, bound, input);
        continue;
      }
      // With alternatives, names of the others are null.
      let base = scope;
      for (const pattern of patterns)
        for (const name of namesOf(pattern)) base = { kind: 'variable', name, value: null, up: base };
      for (const [index, pattern] of patterns.entries())
        try {
          for (const bound of this.#bind(pattern, item, base, input.value)) yield* this.run(body, bound, input);
          break;
        } catch (error) {
          if (!(error instanceof JqError) || index === patterns.length - 1) throw error;
        }
    }
  }

  *#bind(pattern: Pattern, value: Value, scope: Scope, input: Value): Generator<Scope, void> {
    if (pattern.kind === 'variable') {
      yield { kind: 'variable', name: pattern.name, value, up: scope };
      return;
    }
    if (pattern.kind === 'array') {
      if (!isArray(value) && value !== null) throw new JqError(`Cannot index ${typeName(value)} with number`);
      yield* this.#bindItems(pattern.items, 0, value ?? [], scope, input);
      return;
    }
    yield* this.#bindMembers(pattern.members, 0, value, scope, input);
  }

  *#bindItems(
    items: readonly Pattern[],
    at: number,
    value: readonly Value[],
    scope: Scope,
    input: Value,
  ): Generator<Scope, void> {
    const item = items[at];
    if (!item) yield scope;
    else
      for (const bound of this.#bind(item, value[at] ?? null, scope, input))
        yield* this.#bindItems(items, at + 1, value, bound, input);
  }

  *#bindMembers(
    members: Extract<Pattern, { kind: 'object' }>['members'],
    at: number,
    value: Value,
    scope: Scope,
    input: Value,
  ): Generator<Scope, void> {
    const member = members[at];
    if (!member) {
      yield scope;
      return;
    }
    for (const key of this.values(member.key, scope, input)) {
      if (typeof key !== 'string') throw new JqError(`Cannot index ${typeName(value)} with ${typeName(key)}`);
      const found = indexValue(value, key);
      const named: Scope =
        member.variable === undefined ? scope : { kind: 'variable', name: member.variable, value: found, up: scope };
      if (!member.value) yield* this.#bindMembers(members, at + 1, value, named, input);
      else
        for (const bound of this.#bind(member.value, found, named, input))
          yield* this.#bindMembers(members, at + 1, value, bound, input);
    }
  }

  #variable(name: string, scope: Scope): Value {
    for (let at: Scope | undefined = scope; at; at = at.up)
      if (at.kind === 'variable' && at.name === name) return at.value ?? null;
    if (name === 'ENV') return new Map(this.surroundings.env);
    throw new JqError(`$${name} is not defined`);
  }

  *#call(name: string, args: readonly Node[], scope: Scope, input: Result): Generator<Result, void> {
    const key = `${name}/${args.length}`;
    for (let at: Scope | undefined = scope; at; at = at.up) {
      if (at.kind !== 'function' || at.name !== key || !at.entry) continue;
      const { definition, closure } = at.entry;
      if (closure) yield* this.run(closure.body, closure.scope, input);
      // Its own name means itself inside.
      else if (definition) yield* this.#enter(definition, args, at, scope, input);
      return;
    }
    if (Object.hasOwn(natives, key)) {
      const native = natives[key];
      if (native)
        yield* native(
          this,
          input,
          args.map((body) => ({ body, scope })),
        );
      return;
    }
    const definition = this.#library.get(key);
    if (!definition) throw new JqError(`${key} is not defined`);
    const home: Scope = { kind: 'root', name: '', up: undefined };
    yield* this.#enter(definition, args, home, scope, input);
  }

  *#enter(
    definition: Definition,
    args: readonly Node[],
    home: Scope,
    caller: Scope,
    input: Result,
  ): Generator<Result, void> {
    yield* this.#withArguments(definition, args, 0, home, caller, input);
  }

  *#withArguments(
    definition: Definition,
    args: readonly Node[],
    at: number,
    scope: Scope,
    caller: Scope,
    input: Result,
  ): Generator<Result, void> {
    const parameter = definition.parameters[at];
    const body = args[at];
    if (parameter === undefined || body === undefined) {
      yield* this.run(definition.body, scope, input);
      return;
    }
    const closure: Closure = { body, scope: caller };
    const name = parameter.replace(/^\$/, '');
    const inner: Scope = { kind: 'function', name: `${name}/0`, entry: { closure, scope: caller }, up: scope };
    if (!parameter.startsWith('$')) yield* this.#withArguments(definition, args, at + 1, inner, caller, input);
    else
      for (const value of this.call(closure, input.value))
        yield* this.#withArguments(
          definition,
          args,
          at + 1,
          { kind: 'variable', name, value, up: inner },
          caller,
          input,
        );
  }
}

const define = (definition: Definition, scope: Scope): Scope => ({
  kind: 'function',
  name: `${definition.name}/${definition.parameters.length}`,
  entry: { definition, scope },
  up: scope,
});

const typeName = (value: Value): string => described(value).split(' ')[0] ?? '';

const shortened = (value: Value): string => {
  const text = toJson(value);
  return text.length > 30 ? `${text.slice(0, 29)}...` : text;
};

const isBreakValue = (value: Value): boolean => value instanceof Map && value.has('__jq');

/** One step further along a path. */
function step(of: Result, key: Value): Result {
  if (of.path === 'none') throw new JqError(`Invalid path expression with result ${shortened(of.value)}`);
  const value = indexValue(of.value, key);
  return { value, path: of.path === undefined ? undefined : [...of.path, key] };
}

function namesOf(pattern: Pattern): string[] {
  if (pattern.kind === 'variable') return [pattern.name];
  if (pattern.kind === 'array') return pattern.items.flatMap(namesOf);
  return pattern.members.flatMap(({ variable, value }) => [
    ...(variable === undefined ? [] : [variable]),
    ...(value ? namesOf(value) : []),
  ]);
}

/** Looks through a program for names that nothing defines. */
class Checker {
  readonly #source: string;
  readonly #known: (name: string) => boolean;

  constructor(source: string, known: (name: string) => boolean) {
    this.#source = source;
    this.#known = known;
  }

  /** `names`: variables with `$`, functions with `/` and their number of arguments. */
  check(node: Node, names: readonly string[]): void {
    switch (node.kind) {
      case 'call': {
        const key = `${node.name}/${node.args.length}`;
        if (!names.includes(key) && !this.#known(key)) this.#undefined(key, node.name);
        for (const arg of node.args) this.check(arg, names);
        return;
      }
      case 'variable':
        if (!names.includes(`$${node.name}`)) this.#undefined(`$${node.name}`, `$${node.name}`);
        return;
      case 'define': {
        const { name, parameters, body } = node.definition;
        const own = [...names, `${name}/${parameters.length}`];
        const inside = parameters.flatMap((one) => (one.startsWith('$') ? [one, `${one.slice(1)}/0`] : [`${one}/0`]));
        this.check(body, [...own, ...inside]);
        this.check(node.body, own);
        return;
      }
      case 'bind': {
        this.check(node.source, names);
        const bound = node.patterns.flatMap(namesOf).map((name) => `$${name}`);
        for (const pattern of node.patterns) this.#pattern(pattern, names);
        this.check(node.body, [...names, ...bound]);
        return;
      }
      case 'reduce':
      case 'foreach': {
        this.check(node.source, names);
        this.check(node.start, names);
        const inner = [...names, ...namesOf(node.pattern).map((name) => `$${name}`)];
        this.check(node.update, inner);
        if (node.kind === 'foreach' && node.extract) this.check(node.extract, inner);
        return;
      }
      case 'label':
        if (node.body) this.check(node.body, [...names, `*label-${node.name}`]);
        return;
      case 'break':
        if (!names.includes(`*label-${node.name}`)) this.#undefined(`$*label-${node.name}`, `$${node.name}`);
        return;
      default:
        for (const child of childrenOf(node)) this.check(child, names);
    }
  }

  #pattern(pattern: Pattern, names: readonly string[]): void {
    if (pattern.kind === 'array') for (const item of pattern.items) this.#pattern(item, names);
    if (pattern.kind === 'object')
      for (const { key, value } of pattern.members) {
        this.check(key, names);
        if (value) this.#pattern(value, names);
      }
  }

  #undefined(name: string, shown: string): never {
    const lines = this.#source.split('\n');
    const at = Math.max(
      0,
      lines.findIndex((line) => line.includes(shown)),
    );
    throw new SyntaxProblem(
      `${name} is not defined at <top-level>, line ${at + 1}:\n${lines[at] ?? ''}${' '.repeat(Math.max(0, lines[at]?.indexOf(shown) ?? 0))}`,
    );
  }
}

function childrenOf(node: Node): Node[] {
  switch (node.kind) {
    case 'text':
      return node.parts.filter((part) => typeof part !== 'string');
    case 'index':
      return [node.of, node.key];
    case 'slice':
      return [node.of, ...(node.from ? [node.from] : []), ...(node.to ? [node.to] : [])];
    case 'each':
    case 'negative':
      return [node.of];
    case 'array':
      return node.body ? [node.body] : [];
    case 'object':
      return node.members.flatMap(({ key, value }) => [key, value]);
    case 'pipe':
    case 'comma':
    case 'and':
    case 'or':
    case 'alternative':
    case 'operator':
    case 'assign':
      return [node.left, node.right];
    case 'if':
      return [node.condition, node.yes, ...(node.no ? [node.no] : [])];
    case 'try':
      return [node.body, ...(node.handler ? [node.handler] : [])];
    default:
      return [];
  }
}

/** The tree of a program; throws a SyntaxProblem. */
export const parseProgram = (text: string): Node => new Parser(text).program();
