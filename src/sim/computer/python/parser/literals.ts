// The values of string and bytes literals.
import { PythonSyntaxError } from './syntax.ts';
import type { Token } from './tokens.ts';

const simple: Readonly<Record<string, string>> = {
  '\\': '\\', "'": "'", '"': '"', a: '\u0007', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v',
}; // prettier-ignore

/** Resolves the escapes of a text. */
export function unescape(body: string, bytes = false, at?: Token): string {
  return body.replace(
    /\\(?:([\\'"abfnrtv])|(\r?\n)|([0-7]{1,3})|x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|N\{([^}]+)\}|(x|u|U))/g,
    (
      whole,
      letter?: string,
      newline?: string,
      octal?: string,
      hex?: string,
      four?: string,
      eight?: string,
      _name?: string,
      bad?: string,
    ) => {
      if (letter !== undefined) return simple[letter] ?? '';
      if (newline !== undefined) return '';
      if (octal !== undefined) return String.fromCharCode(parseInt(octal, 8));
      if (hex !== undefined) return String.fromCharCode(parseInt(hex, 16));
      if (bytes) return whole;
      if (four !== undefined) return String.fromCharCode(parseInt(four, 16));
      if (eight !== undefined) return String.fromCodePoint(parseInt(eight, 16));
      if (bad !== undefined && at)
        throw new PythonSyntaxError(
          `(unicode error) 'unicodeescape' codec can't decode bytes in position 0-1: truncated \\${bad}XX escape`,
          at,
        );
      return whole;
    },
  );
}

export const stringLiteral = (token: Token): string => {
  const body = token.body.replaceAll('\r\n', '\n');
  return token.prefix.includes('r') ? body : unescape(body, false, token);
};

export function bytesLiteral(token: Token): Uint8Array {
  const text = token.prefix.includes('r') ? token.body : unescape(token.body, true);
  if (/[^\0-\xff]/.test(text)) throw new PythonSyntaxError('bytes can only contain ASCII literal characters', token);
  return Uint8Array.from(text, (char) => char.charCodeAt(0));
}
