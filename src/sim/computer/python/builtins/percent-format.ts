// `text % values`: printf-style formatting.
import type { Task } from '../../../kernel/task.ts';
import { formatValue, repr, reprText, str } from '../objects/text.ts';
import { typeName } from '../objects/types.ts';
import { isInt, plainNumber, PyBytes, PyDict, PyFloat, PyTuple, type Value } from '../objects/values.ts';
import { getItem } from '../run/containers.ts';
import type { Thread } from '../run/thread.ts';

const latin1 = (bytes: Uint8Array): string => Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');

/** `bytes % values` */
export function* percentFormatBytes(thread: Thread, template: Uint8Array, values: Value): Task<Uint8Array> {
  const text = yield* percentFormat(thread, latin1(template), values, true);
  return Uint8Array.from(text, (char) => char.charCodeAt(0));
}

/** Fills a template. `binary`: it stands for bytes, a character for each; `%s` and `%b` take bytes. */
export function* percentFormat(thread: Thread, template: string, values: Value, binary = false): Task<string> {
  const items = values instanceof PyTuple ? values.items : [values];
  let used = 0;
  let out = '';
  let last = 0;
  let named = false;
  const next = (): Value => {
    if (used >= items.length) throw thread.error('TypeError', 'not enough arguments for format string');
    return items[used++];
  };
  for (const match of template.matchAll(/%(?:\(([^)]*)\))?([-+ #0]*)(\*|\d+)?(?:\.(\*|\d+))?[lhL]?([\s\S])?/g)) {
    const [whole, name, flags = '', width = '', precision, type] = match;
    out += template.slice(last, match.index);
    last = match.index + whole.length;
    if (type === '%') {
      out += '%';
      continue;
    }
    if (type === undefined) throw thread.error('ValueError', 'incomplete format');
    const wide = width === '*' ? Number(next()) : Number(width || 0);
    const digits = precision === '*' ? Number(next()) : precision === undefined ? undefined : Number(precision);
    if (name !== undefined) named = true;
    const value = name === undefined ? next() : yield* getItem(thread, values, name);
    let text: string;
    if (binary && (type === 's' || type === 'b')) {
      if (!(value instanceof PyBytes))
        throw thread.error(
          'TypeError',
          `%b requires a bytes-like object, or an object that implements __bytes__, not '${typeName(value)}'`,
        );
      text = latin1(value.bytes).slice(0, digits);
    } else if (type === 's' || type === 'r' || type === 'a') {
      text = type === 's' ? yield* str(thread, value) : yield* repr(thread, value);
      if (type === 'a') text = reprText(text, true);
      if (digits !== undefined) text = text.slice(0, digits);
    } else if (type === 'c') text = typeof value === 'number' ? String.fromCodePoint(value) : String(value);
    else if ('diuxXoeEfFgG'.includes(type)) {
      let number = plainNumber(value);

      if (!isInt(number) && !(number instanceof PyFloat))
        throw thread.error(
          'TypeError',
          'diu'.includes(type)
            ? `%${type} format: a real number is required, not ${typeName(value)}`
            : 'xXo'.includes(type)
              ? `%${type} format: an integer is required, not ${typeName(value)}`
              : `must be real number, not ${typeName(value)}`,
        );
      if ('diu'.includes(type) && number instanceof PyFloat) number = Math.trunc(number.value);
      const sign = flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : '';
      const kind = 'diu'.includes(type) ? 'd' : type;
      const float = 'eEfFgG'.includes(type);
      const zero = flags.includes('0') && !flags.includes('-') && wide > 0 ? `0${wide}` : '';
      text = yield* formatValue(
        thread,
        number,
        `${sign}${flags.includes('#') ? '#' : ''}${zero}${float && digits !== undefined ? `.${digits}` : ''}${kind}`,
      );
      if (!float && digits !== undefined) text = text.replace(/\d+/, (found) => found.padStart(digits, '0'));
    } else
      throw thread.error(
        'ValueError',
        `unsupported format character '${type}' (0x${type.charCodeAt(0).toString(16)}) at index ${match.index + whole.length - 1}`,
      );
    out += flags.includes('-') ? text.padEnd(wide) : text.padStart(wide);
  }
  if (!named && used < items.length && !(values instanceof PyDict))
    throw thread.error('TypeError', 'not all arguments converted during string formatting');
  return out + template.slice(last);
}
