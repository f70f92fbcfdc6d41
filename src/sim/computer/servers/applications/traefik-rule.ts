// Rules of Traefik's routers: Host(`a`) && (PathPrefix(`/b`) || !Method(`GET`)) (its grammar of matchers).
import type { RequestHead } from '../../http/message.ts';

/** Whether a request fits. */
export type Rule = (head: RequestHead) => boolean;

const pathOf = (head: RequestHead): string => head.target.replace(/\?.*$/s, '');
const hostOf = (head: RequestHead): string => (head.headers.get('host') ?? '').replace(/:\d+$/, '').toLowerCase();

const matchers: Readonly<Record<string, (values: readonly string[]) => Rule>> = {
  Host: (values) => (head) => values.some((value) => value.toLowerCase() === hostOf(head)),
  HostRegexp: (values) => (head) => values.some((value) => fits(value, hostOf(head))),
  Path: (values) => (head) => values.includes(pathOf(head)),
  PathPrefix: (values) => (head) => values.some((value) => pathOf(head).startsWith(value)),
  PathRegexp: (values) => (head) => values.some((value) => fits(value, pathOf(head))),
  Method: (values) => (head) => values.includes(head.method),
  Header:
    ([name = '', value = '']) =>
    (head) =>
      head.headers.get(name) === value,
  Headers:
    ([name = '', value = '']) =>
    (head) =>
      head.headers.get(name) === value,
  Query:
    ([name = '', value = '']) =>
    (head) =>
      head.target
        .replace(/^[^?]*\??/, '')
        .split('&')
        .includes(value === '' ? name : `${name}=${value}`),
};

function fits(pattern: string, text: string): boolean {
  try {
    return new RegExp(
      pattern.replace(/\{[^:}]*:?([^}]*)\}/g, (_, inner: string) => (inner === '' ? '.*' : inner)),
    ).test(text);
  } catch {
    return false;
  }
}

/** Reads a rule; a text is why it is none. */
export function readRule(text: string): Rule | string {
  const tokens = text.match(/&&|\|\||[!(),]|[A-Za-z]+|`[^`]*`|"[^"]*"|\S/g) ?? [];
  let at = 0;
  const either = (): Rule | string => {
    let left = both();
    while (typeof left !== 'string' && tokens[at] === '||') {
      at++;
      const [one, other] = [left, both()];
      left = typeof other === 'string' ? other : (head) => one(head) || other(head);
    }
    return left;
  };
  const both = (): Rule | string => {
    let left = single();
    while (typeof left !== 'string' && tokens[at] === '&&') {
      at++;
      const [one, other] = [left, single()];
      left = typeof other === 'string' ? other : (head) => one(head) && other(head);
    }
    return left;
  };
  const single = (): Rule | string => {
    const token = tokens[at++] ?? '';
    if (token === '!') {
      const inner = single();
      return typeof inner === 'string' ? inner : (head) => !inner(head);
    }
    if (token === '(') {
      const inner = either();
      return tokens[at++] === ')' ? inner : `error while parsing rule ${text}: expected ')'`;
    }
    const matcher = Object.hasOwn(matchers, token) ? matchers[token] : undefined;
    if (!matcher) return `error while parsing rule ${text}: unsupported function: ${token}`;
    const values: string[] = [];
    if (tokens[at++] !== '(') return `error while parsing rule ${text}: expected '('`;
    for (; at < tokens.length && tokens[at] !== ')'; at++)
      if (tokens[at] !== ',') values.push((tokens[at] ?? '').slice(1, -1));
    at++;
    return matcher(values);
  };
  const rule = either();
  return typeof rule !== 'string' && at < tokens.length ? `error while parsing rule ${text}` : rule;
}

/** A rule of Traefik 1 in the words of its successors: `Host:a,b;PathPrefix:/c`. */
export const translateRule = (text: string): string =>
  text
    .split(';')
    .map((part) => {
      const [name = '', values = ''] = part.split(/:(.*)/s);
      const quoted = values.split(',').map((value) => `\`${value.trim()}\``);
      return `${name.trim() === 'PathPrefixStrip' ? 'PathPrefix' : name.trim()}(${quoted.join(', ')})`;
    })
    .join(' && ');
