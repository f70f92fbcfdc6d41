// Files of variables: `.env` and `env_file`, with quotes, escapes, comments and references to other variables.
import { quote } from '../../format/quote.ts';
import { Fault, isFault } from './fault.ts';
import { substitute } from './interpolate.ts';

/**
 * Reads a file of variables. What it refers to is known by `lookup` before all, then by itself so far, then by `known`, which has what was
 * read before it.
 */
export function parseDotenv(
  text: string,
  lookup: (name: string) => string | undefined,
  known: (name: string) => string | undefined = () => undefined,
): Map<string, string> | Fault {
  const found = new Map<string, string>();
  const variables = {
    get: (name: string) => lookup(name) ?? found.get(name) ?? known(name),
    unset: () => undefined,
  };
  let rest = text.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n');
  let line = 1;
  const advance = (length: number): void => {
    line += (rest.slice(0, length).match(/\n/g) ?? []).length;
    rest = rest.slice(length);
  };
  for (;;) {
    advance(/^(?:\s|#[^\n]*(?:\n|$))*/.exec(rest)?.[0].length ?? 0);
    if (rest === '') return found;
    advance(/^export\s+/.exec(rest)?.[0].length ?? 0);
    const start = /^([^\n=:]*?)[ \t]*(?:([=:])[ \t]*|\n|$)/.exec(rest);
    const key = start?.[1] ?? '';
    if (start === null || /\s/.test(key)) return new Fault(`line ${line}: key cannot contain a space`);
    const bad = /[^A-Za-z0-9_.[\]-]/.exec(key)?.[0];
    if (bad !== undefined)
      return new Fault(
        `line ${line}: unexpected character ${quote(bad)} in variable name ${quote(rest.split('\n')[0] ?? '')}`,
      );
    advance(start[0].length);
    if (start[2] === undefined) {
      const value = lookup(key);
      if (value !== undefined) found.set(key, value);
      continue;
    }
    const quoted = /^(['"])/.exec(rest)?.[1];
    if (quoted === undefined) {
      const raw = /^[^\n]*/.exec(rest)?.[0] ?? '';
      advance(raw.length);
      const value = substitute(
        raw
          .replace(/\s+#.*$/, '')
          .replace(/^#.*$/, '')
          .trimEnd(),
        variables,
      );
      if (isFault(value)) return new Fault(`Invalid template: ${quote(value.error)}`);
      found.set(key, value);
      continue;
    }
    const end = closingQuote(rest, quoted);
    if (end < 0)
      return new Fault(
        `line ${line + (rest.match(/\n/g) ?? []).length}: unterminated quoted value ${rest.split('\n')[0] ?? ''}`,
      );
    const inside = rest.slice(1, end);
    advance(end + 1);
    if (quoted === "'") found.set(key, inside);
    else {
      const value = substitute(inside.replace(/\\(["\\$nrt]|.)/gs, unescape), variables);
      if (isFault(value)) return new Fault(`Invalid template: ${quote(value.error)}`);
      found.set(key, value);
    }
    advance(/^[^\n]*/.exec(rest)?.[0].length ?? 0);
  }
}

const unescape = (all: string, character: string): string => {
  switch (character) {
    case 'n':
      return '\n';
    case 'r':
      return '\r';
    case 't':
      return '\t';
    case '$':
      return '$$';
    case '"':
    case '\\':
      return character;
    default:
      return all;
  }
};

function closingQuote(text: string, character: string): number {
  for (let at = 1; at < text.length; at++) {
    if (text[at] === '\\' && character === '"') at++;
    else if (text[at] === character) return at;
  }
  return -1;
}

/** `format: raw`: lines as they are. */
export function parseRawEnvironment(
  text: string,
  lookup: (name: string) => string | undefined,
): Map<string, string> | Fault {
  const found = new Map<string, string>();
  for (const line of text.split('\n')) {
    const trimmed = line.trimStart();
    if (trimmed === '' || trimmed.startsWith('#')) continue;
    const at = trimmed.indexOf('=');
    const key = at < 0 ? trimmed : trimmed.slice(0, at);
    if (/\s/.test(key)) return new Fault(`variable '${key}' contains whitespaces`);
    if (key === '') return new Fault(`no variable name on line '${line}'`);
    const value = at < 0 ? lookup(key) : trimmed.slice(at + 1);
    if (value !== undefined) found.set(key, value);
  }
  return found;
}
