// Functions, closures and arrow functions: their parameters and bodies.
import { Ref, type Value } from '../values.ts';
import { makeClosure } from '../run/calls.ts';
import type { FunctionInfo, Param, TypeInfo } from '../run/class-info.ts';
import { quick, type Code, type Completion, type Statement } from './code.ts';
import type { Compiler, Scope } from './compiler.ts';
import { typeOf } from './names.ts';
import { child, children, lineOf, nameIn, optional, type Node } from './syntax.ts';

/** A function as it is written: each declaration of it makes an info with static variables of its own. */
export interface FunctionTemplate {
  readonly make: (statics?: Map<string, Ref>) => FunctionInfo;
}

export function compileParams(compiler: Compiler, nodes: readonly Node[]): readonly Param[] {
  const params = nodes.map((node): Param => {
    const given = optional(node, 'value');
    const value = given && compiler.expression(given);
    const nullDefault = given?.kind === 'nullkeyword' || value?.constant === null;
    const flags = Number(node['flags'] ?? 0);
    const type = typeOf(compiler.names, optional(node, 'type'), node['nullable'] === true);
    return {
      name: nameIn(node, 'name'),
      default: value,
      nullDefault,
      type:
        nullDefault && type && !type.names.includes('null')
          ? {
              ...type,
              names: [...type.names, 'null'],
              text: type.names.length === 1 ? `?${type.text}` : `${type.text}|null`,
            }
          : type,
      byRef: node['byref'] === true,
      variadic: node['variadic'] === true,
      promoted:
        flags > 0 || node['readonly'] === true
          ? {
              visibility: flags === 4 ? 'private' : flags === 2 ? 'protected' : 'public',
              readonly: node['readonly'] === true,
            }
          : undefined,
    };
  });
  // A default before a parameter without one is none.
  const last = params.findLastIndex((param) => !param.default && !param.variadic);
  return params.map((param, at) => (at < last && param.default ? { ...param, default: undefined } : param));
}

/** A function, method or closure. `name` is what __FUNCTION__ says. */
export function compileFunction(
  compiler: Compiler,
  node: Node,
  name: string,
  within: Partial<Scope> = {},
): FunctionTemplate {
  const outer = compiler.scope;
  const scope: Scope = {
    name,
    cls: 'cls' in within ? within.cls : outer.cls,
    parent: 'parent' in within ? within.parent : outer.parent,
    isTrait: within.isTrait ?? outer.isTrait,
    generator: false,
  };
  compiler.scope = scope;
  const params = compileParams(compiler, children(node, 'arguments'));
  const body = node.kind === 'arrowfunc' ? arrowBody(compiler.expression(child(node, 'body'))) : bodyOf(compiler, node);
  compiler.scope = outer;
  const returns = typeOf(compiler.names, optional(node, 'type'), node['nullable'] === true);
  const uses = children(node, 'uses').map((use) => ({ name: nameIn(use, 'name'), byRef: use['byref'] === true }));
  const { file, strict } = compiler;
  const { generator } = scope;
  return {
    make: (statics = new Map<string, Ref>()) => ({
      name, params, body: body?.run, quick: generator ? undefined : body?.now, native: undefined, waits: true,
      byRef: node['byref'] === true, generator, returns: generator ? undefined : wanted(returns), statics, file,
      line: lineOf(node), uses, strict,
    }), // prettier-ignore
  };
}

const wanted = (type: TypeInfo | undefined): TypeInfo | undefined => (type?.text === 'mixed' ? undefined : type);

function bodyOf(compiler: Compiler, node: Node): Statement | undefined {
  const block = optional(node, 'body');
  return block && compiler.block(children(block, 'children'));
}

function arrowBody({ now, run }: Code): Statement {
  const result = (value: Value): Completion => ({ kind: 'return', value });
  return {
    now: now && ((frame) => result(now(frame))),
    *run(frame) {
      return result(yield* run(frame));
    },
  };
}

/** Names of variables anywhere in a tree, for what an arrow function takes with it. */
function variablesIn(value: unknown, into: Set<string>): void {
  if (Array.isArray(value)) {
    for (const one of value) variablesIn(one, into);
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  const node = value as Node;
  if (node.kind === 'variable' && typeof node['name'] === 'string') into.add(node['name']);
  for (const [field, inner] of Object.entries(node)) if (field !== 'loc') variablesIn(inner, into);
}

/** `function () use (…) {…}` and `fn () => …` */
export function compileClosure(compiler: Compiler, node: Node): Code {
  const line = lineOf(node);
  const template = compileFunction(compiler, node, '{closure}');
  const names = new Set<string>();
  if (node.kind === 'arrowfunc') variablesIn(node['body'], names);
  names.delete('this');
  const isStatic = node['isStatic'] === true;
  const uses = children(node, 'uses').map((use) => ({ name: nameIn(use, 'name'), byRef: use['byref'] === true }));
  return quick((frame) => {
    const bound: (readonly [string, Ref])[] = [];
    for (const { name, byRef } of uses) {
      if (byRef) bound.push([name, frame.ref(name)]);
      else {
        const held = frame.lookup(name);
        if (!held) frame.engine.warn(`Undefined variable $${name}`);
        bound.push([name, new Ref(held?.value ?? null)]);
      }
    }
    for (const name of names) {
      const held = frame.vars.get(name);
      if (held) bound.push([name, new Ref(held.value)]);
    }
    const { engine } = frame;
    const made = template.make();
    const series = Number(engine.around.version.split('.').slice(0, 2).join('.'));
    const info =
      series >= 8.4
        ? { ...made, name: `{closure:${closureHome(frame.info.name, frame.scope?.name, compiler.file)}:${line}}` }
        : made;
    return makeClosure(engine, {
      info,
      self: isStatic ? undefined : frame.self,
      scope: frame.scope,
      called: frame.called,
      bound,
    });
  });
}

const closureHome = (name: string, cls: string | undefined, file: string): string =>
  name === '' || name === 'include' || name.startsWith('require')
    ? file
    : name.startsWith('{closure')
      ? name.replace(/^\{closure:|\}$/g, '')
      : `${cls === undefined ? '' : `${cls}::`}${name}()`;
