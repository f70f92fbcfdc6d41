// Where a script is: stack traces as values and as text, and what an uncaught exception says.
import { floatText } from '../numbers.ts';
import { Float, isInt, PhpArray, PhpObject, Ref, type Key, type Value, plainText } from '../values.ts';
import type { Engine } from './engine.ts';

/** The calls that led here, innermost first. */
export function stackTrace(php: Engine, withArguments: boolean): PhpArray {
  const made = new PhpArray();
  const ignore = php.ini.isOn('zend.exception_ignore_args') || !withArguments;
  const add = (
    at: { file: string; line: number } | undefined,
    fields: [Key, Value][],
    args: readonly Value[],
  ): void => {
    made.push(
      PhpArray.of([
        ...(at && at.file !== ''
          ? ([
              ['file', at.file],
              ['line', at.line],
            ] as [Key, Value][])
          : []),
        ...fields,
        ...(ignore ? [] : ([['args', PhpArray.list(args)]] as [Key, Value][])),
      ]),
    );
  };
  const { native } = php;
  if (native && php.frame && php.frame.file !== '')
    add(
      php.frame,
      [['function', native.info.name]],
      native.args.map((one) => (one instanceof Ref ? one.value : ((one ?? null) as Value))),
    );
  for (let at = php.frame; at?.parent; at = at.parent) {
    const { info, parent } = at;
    if (info.name === '') continue;
    // What classes of PHP's own do inside is not told.
    if (parent.file === '' && at.file === '' && !info.native) continue;
    if (at.file === '' && info.name.startsWith('_')) continue;
    const { scope, self } = at;
    const method: [Key, Value][] =
      scope && (!info.name.startsWith('{closure') || self)
        ? [['function', info.name], ['class', scope.name], ['type', self ? '->' : '::']] // prettier-ignore
        : [['function', info.name]];
    add(parent, method, at.args);
  }
  return made;
}

function argument(value: Value): string {
  if (value === null) return 'NULL';
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  if (isInt(value)) return String(value);
  if (value instanceof Float) return floatText(value.value);
  if (typeof value === 'string') return value.length > 15 ? `'${value.slice(0, 15)}...'` : `'${value}'`;
  return value instanceof PhpArray ? 'Array' : `Object(${value.cls.name})`;
}

/** A trace as getTraceAsString gives it. */
export function traceText(trace: Value | undefined): string {
  const lines: string[] = [];
  const entries = trace instanceof PhpArray ? trace.values() : [];
  for (const [index, entry] of entries.entries()) {
    if (!(entry instanceof PhpArray)) continue;
    const text = (key: string): string => (typeof entry.get(key) === 'string' ? (entry.get(key) as string) : '');
    const where = entry.has('file') ? `${text('file')}(${plainText(entry.get('line'))})` : '[internal function]';
    const args = entry.get('args');
    const shown = args instanceof PhpArray ? args.values().map(argument).join(', ') : '';
    lines.push(`#${index} ${where}: ${text('class')}${text('type')}${text('function')}(${shown})`);
  }
  return [...lines, `#${lines.length} {main}`].join('\n');
}

/** An exception as `echo` writes it, those before it first. */
export function throwableText(object: PhpObject): string {
  const chain: PhpObject[] = [];
  for (let at: Value | undefined = object; at instanceof PhpObject; at = at.get('previous')) chain.unshift(at);
  const one = (each: PhpObject): string => {
    const message = (each.get('message') ?? '') as string;
    const defined =
      ['TypeError', 'ArgumentCountError'].includes(each.cls.name) && message.includes(', called in ')
        ? ' and defined'
        : '';
    const title = message === '' ? each.cls.name : `${each.cls.name}: ${message}${defined}`;
    return `${title} in ${each.get('file') as string}:${plainText(each.get('line'))}\nStack trace:\n${traceText(each.get('trace'))}`;
  };
  return chain.map(one).join('\n\nNext ');
}

/** What is said of an exception that nobody caught. */
export const uncaught = (object: PhpObject): string => `Uncaught ${throwableText(object)}\n  thrown`;
