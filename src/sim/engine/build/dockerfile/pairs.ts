// The `name=value …` of ENV, LABEL and ARG, quotes still in place.
import type { Instruction } from './node.ts';

/** One name and what it is set to; undefined for an ARG without a default. */
export interface Pair {
  readonly name: string;
  readonly value: string | undefined;
}

/** Splits at blanks outside quotes; quotes and escapes stay. */
export function rawWords(text: string, escape: string): string[] {
  const words: string[] = [];
  let word = '';
  let quote = '';
  for (let at = 0; at < text.length; at++) {
    const char = text.charAt(at);
    if (quote === '' && /\s/.test(char)) {
      if (word !== '') words.push(word);
      word = '';
      continue;
    }
    if (char === escape && quote !== "'") {
      word += char + text.charAt(++at);
      continue;
    }
    if (quote === char) quote = '';
    else if (quote === '' && (char === '"' || char === "'")) quote = char;
    word += char;
  }
  if (word !== '') words.push(word);
  return words;
}

/** Whether it is the old form with a blank: `ENV name value`. */
export const isLegacyPair = (rest: string, escape: string): boolean => {
  const [first = ''] = rawWords(rest, escape);
  return first !== '' && !first.includes('=');
};

/** The pairs of ENV and LABEL; a text says what is wrong. */
export function readPairs({ name, rest }: Instruction, escape: string): Pair[] | string {
  const words = rawWords(rest, escape);
  if (isLegacyPair(rest, escape)) {
    const [, key = '', value] = /^(\S+)(?:\s+([\s\S]*))?$/.exec(rest.trim()) ?? [];
    return value === undefined ? `${name} must have two arguments` : [{ name: key, value }];
  }
  const pairs: Pair[] = [];
  for (const word of words) {
    const equals = word.indexOf('=');
    if (equals < 0) return `Syntax error - can't find = in "${word}". Must be of the form: name=value`;
    pairs.push({ name: word.slice(0, equals), value: word.slice(equals + 1) });
  }
  return pairs;
}

/** The names of ARG with their defaults. */
export function readArguments(rest: string, escape: string): Pair[] {
  return rawWords(rest, escape).map((word) => {
    const equals = word.indexOf('=');
    return equals < 0
      ? { name: word, value: undefined }
      : { name: word.slice(0, equals), value: word.slice(equals + 1) };
  });
}
