// Which objects something still leads to: PHP counts references, we look when one was let go and a destructor waits.
import { PhpArray, PhpObject, Ref, type ClosureData, type Value } from '../values.ts';
import type { Engine } from './engine.ts';

/** All objects that variables, classes and what was registered lead to. */
export function reachable(php: Engine): ReadonlySet<PhpObject> {
  const seen = new Set<PhpObject>();
  const left: (Value | Ref)[] = [
    ...php.globals.values(),
    ...php.superglobals.values(),
    ...php.constants.values(),
    ...php.autoloaders,
    ...php.shutdown.flatMap(({ fn, args }) => [fn, ...args]),
    php.errorHandler,
    php.exceptionHandler,
  ];
  for (let frame = php.frame; frame; frame = frame.parent) {
    left.push(...frame.vars.values(), ...frame.args);
    if (frame.self) left.push(frame.self);
  }
  for (const cls of php.classes.values()) {
    for (const { ref } of cls.statics.values()) left.push(ref);
    for (const { value } of cls.constants.values()) if (value !== undefined) left.push(value);
    for (const { info } of cls.methods.values()) left.push(...info.statics.values());
  }
  for (const info of php.functions.values()) left.push(...info.statics.values());
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    const value = next instanceof Ref ? next.value : next;
    if (value instanceof PhpArray) for (const [, one] of value.raw()) left.push(one);
    if (!(value instanceof PhpObject) || seen.has(value)) continue;
    seen.add(value);
    left.push(...value.props.values());
    const data = value.native as
      (Partial<ClosureData> & { readonly frame?: { readonly vars: ReadonlyMap<string, Ref> } }) | undefined;
    if (data?.self) left.push(data.self);
    if (data?.bound) left.push(...data.bound.map(([, ref]) => ref));
    if (data?.frame) left.push(...data.frame.vars.values());
  }
  return seen;
}
