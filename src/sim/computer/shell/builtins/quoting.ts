// How `export -p`, `declare -p` and `set` print values, so that the shell can read them again.
import { ansiQuoted, quoteRuns } from '../run/trace.ts';
import type { Shell } from '../shell.ts';
import { elementsOf, type Variable } from '../variables.ts';

/** A value as `declare -p` and `export -p` print it. */
export function quoted(shell: Shell, text: string): string {
  if (shell.dialect !== 'bash') return quoteRuns(text);
  return /[\x00-\x1f\x7f]/.test(text) ? ansiQuoted(text) : `"${text.replace(/["$`\\]/g, '\\$&')}"`;
}

/** The command that would make a variable what it is: `declare -x NAME="value"`. */
export function declared(name: string, variable: Variable): string {
  const flags =
    (variable.kind === 'array' ? 'a' : variable.kind === 'associative' ? 'A' : '') +
    (variable.integer ? 'i' : '') +
    (variable.readOnly ? 'r' : '') +
    (variable.exported ? 'x' : '');
  const quote = (text: string): string =>
    /[\x00-\x1f\x7f]/.test(text) ? ansiQuoted(text) : `"${text.replace(/["$`\\]/g, '\\$&')}"`;
  const head = `declare -${flags || '-'} ${name}`;
  if (variable.value === undefined) return head;
  if (typeof variable.value === 'string') return `${head}=${quote(variable.value)}`;
  const elements = elementsOf(variable).map(([key, value]) => `[${key}]=${quote(value)}`);
  return `${head}=(${elements.join(' ')}${variable.kind === 'associative' && elements.length > 0 ? ' ' : ''})`;
}
