// References to variables and functions of make(1): `$(NAME)`, `$(NAME:a=b)`, `$(patsubst …)`, `$(shell …)`.
import type { Task } from '../../../kernel/task.ts';
import { absolute } from '../../filesystem/path.ts';
import { glob } from '../../shell/expand/glob.ts';
import type { Maker } from './maker.ts';
import { Scope } from './variables.ts';
import { argumentsOf, closingOf, stemOf, substituted, wordsOf } from './words.ts';

/** A text with all of its references replaced. A reference without an end is an error of the makefile. */
export function* expand(maker: Maker, text: string, scope: Scope): Task<string> {
  let out = '';
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at);
    if (character !== '$') {
      out += character;
      continue;
    }
    const next = text.charAt(++at);
    if (next === '$') out += '$';
    else if (next === '(' || next === '{') {
      const end = closingOf(text, at);
      if (end < 0) {
        const isFunction = /^[({][a-z-]+[ \t]/.test(text.slice(at));
        return yield* maker.fail(
          isFunction
            ? `unterminated call to function '${/[a-z-]+/.exec(text.slice(at))?.[0] ?? ''}': missing '${next === '(' ? ')' : '}'}'`
            : 'unterminated variable reference',
        );
      }
      out += yield* reference(maker, text.slice(at + 1, end), scope);
      at = end;
    } else if (next !== '') out += yield* valueOf(maker, next, scope);
  }
  return out;
}

/** What a variable stands for. */
export function* valueOf(maker: Maker, name: string, scope: Scope): Task<string> {
  const variable = scope.get(name);
  if (!variable) return '';
  if (!variable.recursive) return variable.value;
  if (maker.expanding.has(name)) {
    maker.at = variable.place ?? maker.at;
    return yield* maker.fail(`Recursive variable '${name}' references itself (eventually)`);
  }
  maker.expanding.add(name);
  try {
    return yield* expand(maker, variable.value, scope);
  } finally {
    maker.expanding.delete(name);
  }
}

function* reference(maker: Maker, text: string, scope: Scope): Task<string> {
  const call = /^([a-z-]+)(?:[ \t]+|$)(.*)$/s.exec(text);
  const name = call?.[1] ?? '';
  if (call && /^[a-z-]+[ \t]/.test(text) && Object.hasOwn(functions, name)) {
    const made = functions[name];
    if (made) return yield* made.body(maker, argumentsOf(call[2] ?? '', made.most), scope);
  }
  const colon = text.indexOf(':');
  const equals = text.indexOf('=', colon + 1);
  if (colon > 0 && equals > 0 && !/[({]/.test(text.slice(0, colon))) {
    const variable = yield* expand(maker, text.slice(0, colon), scope);
    const from = yield* expand(maker, text.slice(colon + 1, equals), scope);
    const to = yield* expand(maker, text.slice(equals + 1), scope);
    const words = wordsOf(yield* valueOf(maker, variable, scope));
    const whole = from.includes('%');
    return words.map((word) => substituted(word, whole ? from : `%${from}`, whole ? to : `%${to}`)).join(' ');
  }
  const wanted = yield* expand(maker, text, scope);
  const automatic = /^([@<^+?*%])([DF])$/.exec(wanted);
  if (automatic) {
    const words = wordsOf(yield* valueOf(maker, automatic[1] ?? '', scope));
    return words.map(automatic[2] === 'D' ? (word) => directoryOf(word).replace(/(?<=.)\/$/, '') : fileOf).join(' ');
  }
  return yield* valueOf(maker, wanted, scope);
}

const directoryOf = (word: string): string => (word.includes('/') ? word.slice(0, word.lastIndexOf('/') + 1) : './');
const fileOf = (word: string): string => word.slice(word.lastIndexOf('/') + 1);
const suffixOf = (word: string): string => /\.[^./]*$/.exec(word)?.[0] ?? '';

interface Made {
  /** Commas beyond this number of arguments belong to the last. */
  readonly most: number;
  readonly body: (maker: Maker, args: readonly string[], scope: Scope) => Task<string>;
}

/** A function of expanded texts. */
const of = (most: number, apply: (...texts: string[]) => string): Made => ({
  most,
  *body(maker, args, scope) {
    const texts: string[] = [];
    for (const arg of args) texts.push(yield* expand(maker, arg, scope));
    while (texts.length < most && most < Infinity) texts.push('');
    return apply(...texts);
  },
});

const each = (apply: (word: string) => string): Made => of(1, (text) => wordsOf(text).map(apply).join(' '));

const some = (keep: boolean): Made =>
  of(2, (patterns, text) => {
    const list = wordsOf(patterns);
    return wordsOf(text)
      .filter((word) => list.some((pattern) => stemOf(pattern, word) !== undefined) === keep)
      .join(' ');
  });

const told = (tell: (maker: Maker, text: string) => Task): Made => ({
  most: 1,
  *body(maker, [text = ''], scope) {
    yield* tell(maker, yield* expand(maker, text, scope));
    return '';
  },
});

const functions: Readonly<Record<string, Made>> = {
  subst: of(3, (from, to, text) => (from === '' ? text + to : text.replaceAll(from, () => to))),
  patsubst: of(3, (from, to, text) =>
    wordsOf(text)
      .map((word) => substituted(word, from.trim(), to.trim()))
      .join(' '),
  ),
  strip: of(1, (text) => wordsOf(text).join(' ')),
  findstring: of(2, (what, text) => (text.includes(what) ? what : '')),
  filter: some(true),
  'filter-out': some(false),
  sort: of(1, (text) => [...new Set(wordsOf(text))].sort().join(' ')),
  word: of(2, (number, text) => wordsOf(text)[Number(number) - 1] ?? ''),
  wordlist: of(3, (from, to, text) =>
    wordsOf(text)
      .slice(Number(from) - 1, Number(to))
      .join(' '),
  ),
  words: of(1, (text) => String(wordsOf(text).length)),
  firstword: of(1, (text) => wordsOf(text)[0] ?? ''),
  lastword: of(1, (text) => wordsOf(text).at(-1) ?? ''),
  dir: each(directoryOf),
  notdir: each(fileOf),
  suffix: of(1, (text) => wordsOf(text).map(suffixOf).filter(Boolean).join(' ')),
  basename: each((word) => word.slice(0, word.length - suffixOf(word).length)),
  addsuffix: of(2, (suffix, text) => wordsOf(text).map((word) => word + suffix).join(' ')), // prettier-ignore
  addprefix: of(2, (prefix, text) => wordsOf(text).map((word) => prefix + word).join(' ')), // prettier-ignore
  join: of(2, (left, right) => {
    const [one, two] = [wordsOf(left), wordsOf(right)];
    return Array.from(
      { length: Math.max(one.length, two.length) },
      (_, index) => (one[index] ?? '') + (two[index] ?? ''),
    ).join(' ');
  }),
  wildcard: {
    most: 1,
    *body(maker, [text = ''], scope) {
      const patterns = wordsOf(yield* expand(maker, text, scope));
      const { files } = maker.run.process;
      return patterns.flatMap((pattern) => glob(files, pattern)).join(' ');
    },
  },
  abspath: {
    most: 1,
    *body(maker, [text = ''], scope) {
      const words = wordsOf(yield* expand(maker, text, scope));
      return words.map((word) => absolute(word, maker.run.process.cwd)).join(' ');
    },
  },
  realpath: {
    most: 1,
    *body(maker, [text = ''], scope) {
      const words = wordsOf(yield* expand(maker, text, scope));
      return words
        .map((word) => maker.run.process.files.realpath(absolute(word, maker.run.process.cwd)))
        .filter((path) => typeof path === 'string')
        .join(' ');
    },
  },
  if: {
    most: 3,
    *body(maker, [condition = '', yes = '', no = ''], scope) {
      const holds = (yield* expand(maker, condition.trim(), scope)) !== '';
      return yield* expand(maker, holds ? yes : no, scope);
    },
  },
  or: {
    most: Infinity,
    *body(maker, args, scope) {
      for (const arg of args) {
        const text = yield* expand(maker, arg.trim(), scope);
        if (text !== '') return text;
      }
      return '';
    },
  },
  and: {
    most: Infinity,
    *body(maker, args, scope) {
      let text = '';
      for (const arg of args) {
        text = yield* expand(maker, arg.trim(), scope);
        if (text === '') return '';
      }
      return text;
    },
  },
  foreach: {
    most: 3,
    *body(maker, [name = '', list = '', text = ''], scope) {
      const variable = (yield* expand(maker, name, scope)).trim();
      const out: string[] = [];
      for (const value of wordsOf(yield* expand(maker, list, scope))) {
        const inner = new Scope(scope);
        inner.set(variable, { value, recursive: false, origin: 'automatic' });
        out.push(yield* expand(maker, text, inner));
      }
      return out.join(' ');
    },
  },
  call: {
    most: Infinity,
    *body(maker, args, scope) {
      const inner = new Scope(scope);
      const texts: string[] = [];
      for (const arg of args) texts.push(yield* expand(maker, arg, scope));
      const name = (texts[0] ?? '').trim();
      if (Object.hasOwn(functions, name)) {
        const made = functions[name];
        return made ? yield* made.body(maker, texts.slice(1), scope) : '';
      }
      for (const [index, value] of texts.entries())
        inner.set(String(index), { value: index === 0 ? name : value, recursive: false, origin: 'automatic' });
      // Arguments of an outer call are not those of this one.
      for (let index = texts.length; inner.get(String(index)); index++)
        inner.set(String(index), { value: '', recursive: false, origin: 'automatic' });
      return yield* expand(maker, scope.get(name)?.value ?? '', inner);
    },
  },
  eval: told((maker, text) => maker.evaluate(text)),
  origin: {
    most: 1,
    *body(maker, [name = ''], scope) {
      return scope.get((yield* expand(maker, name, scope)).trim())?.origin ?? 'undefined';
    },
  },
  flavor: {
    most: 1,
    *body(maker, [name = ''], scope) {
      const variable = scope.get((yield* expand(maker, name, scope)).trim());
      return variable ? (variable.recursive ? 'recursive' : 'simple') : 'undefined';
    },
  },
  value: {
    most: 1,
    *body(maker, [name = ''], scope) {
      return scope.get((yield* expand(maker, name, scope)).trim())?.value ?? '';
    },
  },
  shell: {
    most: 1,
    *body(maker, [text = ''], scope) {
      return yield* maker.shellOutput(yield* expand(maker, text, scope));
    },
  },
  error: told((maker, text) => maker.fail(text)),
  warning: told((maker, text) => maker.run.warn(`${maker.place}${text}`)),
  info: told((maker, text) => maker.run.print(`${text}\n`)),
};
