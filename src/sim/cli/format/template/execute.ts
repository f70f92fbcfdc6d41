// Runs a parsed template on data, with Go's texts for what goes wrong: `template: :1:2: executing "" at <.Foo>: …`.
import { formatValue } from '../print.ts';
import { quote } from '../quote.ts';
import {
  GoError,
  GoFloat,
  GoNil,
  GoStruct,
  isMap,
  isSlice,
  isTrue,
  mapEntries,
  mapGet,
  typeName,
  type GoValue,
} from '../value.ts';
import type { FunctionTable, Parameter, TemplateFunction } from './functions.ts';
import { showNode, type BranchNode, type CommandNode, type Node, type Operand, type PipeNode } from './node.ts';
import type { ParsedTemplate, TemplateError } from './parse.ts';

/** The whole output, or what went wrong with the output until then. */
export type Execution =
  { readonly kind: 'text'; readonly text: string } | (TemplateError & { readonly written: string });

export interface ExecuteOptions {
  readonly functions: FunctionTable;
  /** Data is decoded JSON: a missing key is an error, and what maps and lists hold has no type of its own. */
  readonly strict?: boolean;
}

/** No value at all: what a map without the key gives. Prints `<no value>`, is false. */
const missing = Symbol('missing');
type Result = GoValue | typeof missing;

/** A value whose static type is an interface: errors about it name no other type. */
interface Seen {
  readonly value: Result;
  readonly untyped: boolean;
}

class Failure extends Error {}
class Break extends Error {}
class Continue extends Error {}

/** Executes a template on a value. */
export function execute(template: ParsedTemplate, data: GoValue, options: ExecuteOptions): Execution {
  const run = new Run(template, options, data);
  try {
    run.walk(template.list, { value: data, untyped: false });
    return { kind: 'text', text: run.output };
  } catch (failure) {
    if (failure instanceof Failure) return { kind: 'template-error', message: failure.message, written: run.output };
    throw failure;
  }
}

const plain = (value: Result): Seen => ({ value, untyped: false });

class Run {
  output = '';
  readonly #template: ParsedTemplate;
  readonly #options: ExecuteOptions;
  #variables: { name: string; seen: Seen }[];
  #depth = 0;
  #name = '';

  constructor(template: ParsedTemplate, options: ExecuteOptions, data: GoValue) {
    this.#template = template;
    this.#options = options;
    this.#variables = [{ name: '$', seen: plain(data) }];
  }

  walk(list: readonly Node[], dot: Seen): void {
    for (const node of list) this.#node(node, dot);
  }

  #node(node: Node, dot: Seen): void {
    switch (node.kind) {
      case 'text':
        this.output += node.text;
        return;
      case 'action': {
        const value = this.#pipeline(dot, node.pipe);
        if (node.pipe.variables.length === 0) this.output += this.#print(value.value);
        return;
      }
      case 'if':
      case 'with':
        this.#branch(node, dot);
        return;
      case 'range':
        this.#range(node, dot);
        return;
      case 'template':
        this.#include(node, dot);
        return;
      case 'break':
        throw new Break();
      case 'continue':
        throw new Continue();
    }
  }

  /** Pointers are followed, so that `&` never shows. */
  #print(value: Result): string {
    if (value === missing || value === null) return '<no value>';
    return value instanceof GoStruct ? formatValue(value).replace(/^&/, '') : formatValue(value);
  }

  #fail(node: Operand | CommandNode | Node, message: string): never {
    const before = this.#template.source.slice(0, node.at);
    const line = before.split('\n').length;
    const column = new TextEncoder().encode(before.slice(before.lastIndexOf('\n') + 1)).length;
    const place = `${String(line)}:${String(column)}`;
    throw new Failure(`template: :${place}: executing ${quote(this.#name)} at <${showNode(node)}>: ${message}`);
  }

  #branch(node: BranchNode, dot: Seen): void {
    const scope = this.#variables.length;
    const value = this.#pipeline(dot, node.pipe);
    const chosen = value.value !== missing && isTrue(value.value);
    if (chosen) this.walk(node.list, node.kind === 'with' ? value : dot);
    else if (node.otherwise) this.walk(node.otherwise, dot);
    this.#variables.length = scope;
  }

  #range(node: BranchNode, dot: Seen): void {
    const scope = this.#variables.length;
    const { value } = this.#pipeline(dot, node.pipe);
    const inner = this.#variables.length;
    const items = this.#items(value, node);
    try {
      for (const [key, item] of items) {
        const names = node.pipe.variables;
        if (names.length === 1) this.#assign(names[0]?.path[0] ?? '', item, inner, node.pipe.assigns);
        else if (names.length > 1) {
          this.#assign(names[0]?.path[0] ?? '', plain(key), inner, node.pipe.assigns);
          this.#assign(names[1]?.path[0] ?? '', item, inner, node.pipe.assigns);
        }
        try {
          this.walk(node.list, item);
        } catch (jump) {
          if (!(jump instanceof Continue)) throw jump;
        }
        this.#variables.length = inner;
      }
    } catch (jump) {
      if (!(jump instanceof Break)) throw jump;
    }
    this.#variables.length = scope;
    if (items.length === 0 && node.otherwise) this.walk(node.otherwise, dot);
    this.#variables.length = scope;
  }

  /** Range variables live in the range's own scope: the pipeline declared them there first. */
  #assign(name: string, seen: Seen, scope: number, assigns: boolean): void {
    for (let at = (assigns ? this.#variables.length : scope) - 1; at >= 0; at--) {
      const variable = this.#variables[at];
      if (variable?.name === name) {
        variable.seen = seen;
        return;
      }
    }
    this.#variables.push({ name, seen });
  }

  #items(value: Result, node: BranchNode): [GoValue, Seen][] {
    if (value === missing || value === null || value instanceof GoNil) return [];
    const untyped = this.#options.strict === true;
    if (isSlice(value)) return value.map((item, at) => [at, { value: item, untyped }]);
    if (isMap(value)) return mapEntries(value).map(([key, item]) => [key, { value: item, untyped }]);
    if (typeof value === 'number' && Number.isInteger(value)) {
      return Array.from({ length: Math.max(value, 0) }, (_, at) => [at, plain(at)]);
    }
    return this.#fail(node.pipe, `range can't iterate over ${formatValue(value)}`);
  }

  #include(node: Node & { kind: 'template' }, dot: Seen): void {
    const list = this.#template.defined.get(node.name);
    if (!list) this.#fail(node, `template ${quote(node.name)} not defined`);
    if (++this.#depth > 1000) this.#fail(node, 'exceeded maximum template depth (100000)');
    const outer = this.#variables;
    const name = this.#name;
    const data = node.pipe ? this.#pipeline(dot, node.pipe) : plain(missing);
    this.#variables = [{ name: '$', seen: data }];
    this.#name = node.name;
    this.walk(list, data);
    this.#name = name;
    this.#variables = outer;
    this.#depth--;
  }

  #pipeline(dot: Seen, pipe: PipeNode): Seen {
    let value: Seen | undefined;
    for (const command of pipe.commands) {
      const result = this.#command(dot, command, value);
      // An interface is opened here: what comes out has its own type.
      value = {
        value: result.value === null && this.#options.strict === true ? missing : result.value,
        untyped: false,
      };
    }
    const final = value ?? plain(missing);
    for (const variable of pipe.variables) {
      if (pipe.assigns) this.#assign(variable.path[0] ?? '', final, this.#variables.length, true);
      else this.#variables.push({ name: variable.path[0] ?? '', seen: final });
    }
    return final;
  }

  #command(dot: Seen, command: CommandNode, final: Seen | undefined): Seen {
    const [first, ...args] = command.args;
    if (!first) throw new Error('empty command');
    switch (first.kind) {
      case 'field':
        return this.#fields(dot, dot, first, first.path, args, final);
      case 'chain': {
        const receiver = this.#operand(dot, first.node);
        if (first.node.kind === 'nil') this.#fail(first, `indirection through explicit nil in ${showNode(first)}`);
        return this.#fields(dot, receiver, first, first.path, args, final);
      }
      case 'identifier':
        return this.#function(dot, first, command, args, final);
      case 'pipe':
        this.#notFunction(first, args, final);
        return this.#pipeline(dot, first);
      case 'variable': {
        const seen = this.#variable(first.path[0] ?? '', first);
        if (first.path.length === 1) {
          this.#notFunction(first, args, final);
          return seen;
        }
        return this.#fields(dot, seen, first, first.path.slice(1), args, final);
      }
      case 'nil':
        return this.#fail(first, 'nil is not a command');
      default:
        this.#notFunction(first, args, final);
        return this.#operand(dot, first);
    }
  }

  #notFunction(node: Operand, args: readonly Operand[], final: Seen | undefined): void {
    if (args.length > 0 || final) this.#fail(node, `can't give argument to non-function ${showNode(node)}`);
  }

  #variable(name: string, node: Operand): Seen {
    for (let at = this.#variables.length - 1; at >= 0; at--) {
      const variable = this.#variables[at];
      if (variable?.name === name) return variable.seen;
    }
    return this.#fail(node, `undefined variable: ${name}`);
  }

  /** The value of an operand that stands alone. */
  #operand(dot: Seen, node: Operand): Seen {
    switch (node.kind) {
      case 'dot':
        return dot;
      case 'nil':
        return plain(null);
      case 'bool':
      case 'string':
        return plain(node.value);
      case 'number':
        return plain(node.float ? new GoFloat(node.value) : node.value);
      case 'field':
        return this.#fields(dot, dot, node, node.path, [], undefined);
      case 'variable':
        return node.path.length === 1
          ? this.#variable(node.path[0] ?? '', node)
          : this.#fields(dot, this.#variable(node.path[0] ?? '', node), node, node.path.slice(1), [], undefined);
      case 'pipe':
        return this.#pipeline(dot, node);
      case 'chain':
        return this.#fields(dot, this.#operand(dot, node.node), node, node.path, [], undefined);
      case 'identifier':
        return this.#function(dot, node, node, [], undefined);
    }
  }

  #fields(
    dot: Seen,
    receiver: Seen,
    node: Operand,
    path: readonly string[],
    args: readonly Operand[],
    final: Seen | undefined,
  ): Seen {
    let value = receiver;
    for (const [at, name] of path.entries()) {
      const last = at === path.length - 1;
      value = this.#field(dot, value, node, name, last ? args : [], last ? final : undefined);
    }
    return value;
  }

  #field(
    dot: Seen,
    receiver: Seen,
    node: Operand,
    name: string,
    args: readonly Operand[],
    final: Seen | undefined,
  ): Seen {
    const { value, untyped } = receiver;
    if (value === missing) {
      if (this.#options.strict === true) this.#fail(node, `nil data; no entry for key ${quote(name)}`);
      return plain(missing);
    }
    if (value === null) {
      return this.#fail(
        node,
        untyped ? `nil pointer evaluating interface {}.${name}` : `nil data; no entry for key ${quote(name)}`,
      );
    }
    if (value instanceof GoNil) {
      if (value.type.startsWith('*')) this.#fail(node, `nil pointer evaluating ${value.type}.${name}`);
      if (value.type.startsWith('map[')) return plain(missing);
      this.#fail(node, `can't evaluate field ${name} in type ${value.type}`);
    }
    const hasArguments = args.length > 0 || final !== undefined;
    if (value instanceof GoStruct) {
      const method = Object.hasOwn(value.methods, name) ? value.methods[name] : undefined;
      if (method) {
        const given = [
          ...args.map((arg) => this.#argument(dot, arg, 'string')),
          ...(final ? [this.#valid(final, 'string', node)] : []),
        ];
        if (given.length !== method.length) {
          this.#fail(
            node,
            `wrong number of args for ${name}: want ${String(method.length)} got ${String(given.length)}`,
          );
        }
        const result = method(...given);
        if (result instanceof GoError) this.#fail(node, `error calling ${name}: ${result.message}`);
        return plain(result);
      }
      if (Object.hasOwn(value.fields, name)) {
        if (hasArguments) this.#fail(node, `${name} has arguments but cannot be invoked as function`);
        return plain(value.fields[name] ?? null);
      }
      if (value.open) return plain(missing);
      return this.#fail(node, `can't evaluate field ${name} in type ${value.type}`);
    }
    if (isMap(value)) {
      if (hasArguments) this.#fail(node, `${name} is not a method but has arguments`);
      const found = mapGet(value, name);
      if (found !== undefined) return { value: found, untyped: this.#options.strict === true };
      if (this.#options.strict === true) this.#fail(node, `map has no entry for key ${quote(name)}`);
      return plain(missing);
    }
    return this.#fail(node, `can't evaluate field ${name} in type ${untyped ? 'interface {}' : typeName(value)}`);
  }

  #function(
    dot: Seen,
    node: Operand & { kind: 'identifier' },
    command: CommandNode | Operand,
    args: readonly Operand[],
    final: Seen | undefined,
  ): Seen {
    const { name } = node;
    const fn = this.#options.functions[name];
    if (!fn) this.#fail(node, `${quote(name)} is not a defined function`);
    const given = args.length + (final ? 1 : 0);
    const fixed = fn.parameters.length;
    if (fn.rest !== undefined ? given < fixed : given !== fixed) {
      const want = fn.rest === undefined ? String(fixed) : `at least ${String(fixed)}`;
      this.#fail(node, `wrong number of args for ${name}: want ${want} got ${String(given)}`);
    }
    if (name === 'and' || name === 'or') return this.#shortCircuit(dot, name, node, args, final);
    const values = args.map((arg, at) => this.#argument(dot, arg, parameter(fn, at)));
    if (final) values.push(this.#valid(final, parameter(fn, args.length), command));
    if (name === 'call') {
      const [called] = args;
      const shown = called ? showNode(called) : '';
      this.#fail(command, `error calling call: non-function ${shown} of type ${typeName(values[0] ?? null)}`);
    }
    if (name === 'not') return plain(!isTrue(values[0] ?? null));
    const result = fn.call(...values);
    if (result instanceof GoError) this.#fail(command, `error calling ${name}: ${result.message}`);
    return plain(result);
  }

  #shortCircuit(dot: Seen, name: 'and' | 'or', node: Operand, args: readonly Operand[], final: Seen | undefined): Seen {
    let value: GoValue = null;
    for (const arg of args) {
      value = this.#argument(dot, arg, 'any');
      if (isTrue(value) === (name === 'or')) return plain(value);
    }
    return final ? plain(this.#valid(final, 'any', node)) : plain(value);
  }

  /** An argument as a parameter takes it. */
  #argument(dot: Seen, node: Operand, type: Parameter): GoValue {
    if (node.kind === 'nil') {
      if (type === 'string' || type === 'int') this.#fail(node, `cannot assign nil to ${type}`);
      return null;
    }
    if (type === '[]string' && node.kind === 'string') {
      this.#fail(node, `wrong type for value; expected []string; got string`);
    }
    const constant = node.kind === 'bool' || node.kind === 'string' || node.kind === 'number';
    if (constant && type === 'string' && node.kind !== 'string')
      this.#fail(node, `expected string; found ${showNode(node)}`);
    if (constant && type === 'int' && (node.kind !== 'number' || node.float)) {
      this.#fail(node, `expected integer; found ${showNode(node)}`);
    }
    return this.#valid(this.#operand(dot, node), type, node);
  }

  #valid(seen: Seen, type: Parameter, node: CommandNode | Operand): GoValue {
    const { value } = seen;
    if (value === missing) {
      if (type !== 'any' && type !== 'value') this.#fail(node, `invalid value; expected ${type}`);
      return null;
    }
    const fits =
      type === 'any' ||
      type === 'value' ||
      (type === 'int'
        ? typeof value === 'number' && Number.isInteger(value)
        : value !== null && typeName(value) === type);
    if (!fits && value === null) this.#fail(node, `invalid value; expected ${type}`);
    if (!fits) this.#fail(node, `wrong type for value; expected ${type}; got ${typeName(value)}`);
    return value;
  }
}

const parameter = (fn: TemplateFunction, at: number): Parameter => fn.parameters[at] ?? fn.rest ?? 'any';
