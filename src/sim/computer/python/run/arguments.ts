// From the arguments of a call to the parameters of a function, with CPython's complaints.
import type { PyDict } from '../objects/values.ts';
import { type PyFunction, type Value } from '../objects/values.ts';
import { dict, tuple } from '../objects/types.ts';
import type { Thread } from './thread.ts';

/** Local variables at the start of a call: positional, keyword-only, `*args`, `**kwargs`. */
export function bindArguments(
  thread: Thread,
  func: PyFunction,
  args: readonly Value[],
  kw: Map<string, Value> | undefined,
): Value[] {
  const { code } = func;
  const { positional, kwonly } = code;
  const locals: Value[] = new Array<Value>(positional + kwonly).fill(undefined);
  for (let index = 0; index < Math.min(args.length, positional); index++) locals[index] = args[index];
  const extra: PyDict | undefined = code.kwarg ? dict() : undefined;
  const wrong = (text: string): never => {
    throw thread.error('TypeError', `${func.qualname}() ${text}`);
  };
  const forbidden: string[] = [];
  if (kw)
    for (const [name, value] of kw) {
      const at = code.locals.indexOf(name);
      if (at >= code.positionalOnly && at < positional + kwonly) {
        if (locals[at] !== undefined) wrong(`got multiple values for argument '${name}'`);
        locals[at] = value;
      } else if (extra) extra.set(name, value);
      else if (at >= 0 && at < code.positionalOnly) forbidden.push(name);
      else wrong(`got an unexpected keyword argument '${name}'`);
    }
  if (forbidden.length > 0)
    wrong(`got some positional-only arguments passed as keyword arguments: '${forbidden.join(', ')}'`);
  if (args.length > positional && !code.vararg) {
    const required = positional - func.defaults.length;
    const given = locals.slice(positional, positional + kwonly).filter((value) => value !== undefined).length;
    const takes = func.defaults.length > 0 ? `from ${required} to ${positional}` : String(positional);
    const plural = func.defaults.length > 0 || positional !== 1 ? 's' : '';
    const also =
      given > 0
        ? ` positional argument${args.length === 1 ? '' : 's'} (and ${given} keyword-only argument${given === 1 ? '' : 's'})`
        : '';
    wrong(
      `takes ${takes} positional argument${plural} but ${args.length}${also} ${args.length === 1 && given === 0 ? 'was' : 'were'} given`,
    );
  }
  const firstDefault = positional - func.defaults.length;
  const missing: string[] = [];
  for (let index = args.length; index < positional; index++) {
    if (locals[index] !== undefined) continue;
    if (index >= firstDefault) locals[index] = func.defaults[index - firstDefault];
    else missing.push(code.locals[index] ?? '');
  }
  if (missing.length > 0)
    wrong(`missing ${missing.length} required positional argument${missing.length > 1 ? 's' : ''}: ${listed(missing)}`);
  for (let index = positional; index < positional + kwonly; index++) {
    if (locals[index] !== undefined) continue;
    const name = code.locals[index] ?? '';
    const value = func.kwDefaults?.get(name);
    if (value === undefined) missing.push(name);
    locals[index] = value;
  }
  if (missing.length > 0)
    wrong(
      `missing ${missing.length} required keyword-only argument${missing.length > 1 ? 's' : ''}: ${listed(missing)}`,
    );
  if (code.vararg) locals.push(tuple(args.slice(positional)));
  if (extra) locals.push(extra);
  return locals;
}

function listed(names: readonly string[]): string {
  const quoted = names.map((name) => `'${name}'`);
  if (quoted.length < 3) return quoted.join(' and ');
  return `${quoted.slice(0, -1).join(', ')}, and ${quoted.at(-1)}`;
}
