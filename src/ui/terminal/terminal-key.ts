// What keys say to a terminal: the bytes of ECMA-48 and xterm.

/** A key beside the letters, or a sign to type. */
export type TerminalKey = 'Tab' | 'ArrowUp' | 'ArrowDown' | 'Control' | '-' | '/' | '|' | '"';

/** The bytes of a key; `application`: arrows as a program asked for them with DECCKM. Control alone says nothing. */
export function bytesOfKey(key: TerminalKey, application: boolean): string {
  const arrow = key === 'ArrowUp' ? 'A' : key === 'ArrowDown' ? 'B' : undefined;
  if (arrow !== undefined) return `\x1b${application ? 'O' : '['}${arrow}`;
  return key === 'Tab' ? '\t' : key === 'Control' ? '' : key;
}

/** What a letter says while Ctrl is held; anything longer says what it said. */
export const withControl = (data: string): string =>
  /^[@-_a-z]$/.test(data) ? String.fromCharCode(data.toUpperCase().charCodeAt(0) & 0x1f) : data;
