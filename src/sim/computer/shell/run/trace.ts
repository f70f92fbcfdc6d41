// What `set -x` prints before each command.
import type { Shell } from '../shell.ts';

/** `PS4`: in bash its first character once for each level of subshell. */
export function traceText(shell: Shell): string {
  const prompt = shell.get('PS4') ?? '+ ';
  return shell.dialect === 'bash' ? prompt.charAt(0).repeat(shell.subshell) + prompt : prompt;
}

/** An argument as it would have to be typed. dash prints it bare. */
export function quoteForTrace(shell: Shell, text: string): string {
  if (shell.dialect === 'dash') return text;
  if (shell.dialect === 'ash') return /[^A-Za-z0-9_+,./:@^\]-]/.test(text) ? quoteRuns(text) : text;
  if (text === '') return "''";
  if (!/[^A-Za-z0-9_@%+=:,./-]/.test(text)) return text;
  return /[\x00-\x1f\x7f]/.test(text) ? ansiQuoted(text) : singleQuoted(text);
}

/** In single quotes; a run of quotes stands between double ones. */
export const quoteRuns = (text: string): string => `'${text.replace(/'+/g, (run) => `'"${run}"'`)}'`;

/** In single quotes, with `'\''` for a quote inside. */
export const singleQuoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

/** As `$'…'`. */
export function ansiQuoted(text: string): string {
  const named: Readonly<Record<string, string>> = {
    '\n': '\\n',
    '\t': '\\t',
    '\r': '\\r',
    "'": "\\'",
    '\\': '\\\\',
    '\x1b': '\\E',
    '\x07': '\\a',
    '\b': '\\b',
  };
  const body = [...text]
    .map(
      (character) =>
        named[character] ??
        (character < ' ' || character === '\x7f'
          ? `\\${character.charCodeAt(0).toString(8).padStart(3, '0')}`
          : character),
    )
    .join('');
  return `$'${body}'`;
}
