// What is done to a program before the engine gets it: errors that are caught pass by `$fix`, which gives them V8's words; and
// what can be told from the text: whether it is a module, and what a CommonJS module exports.
import { tokensOf, type Token } from './tokens.ts';

/** Text that was put into a source: where (line and column from 1, as the engine counts them) and how much. */
export type Insertion = readonly [line: number, column: number, length: number];

export interface Prepared {
  readonly code: string;
  readonly insertions: readonly Insertion[];
}

/** A source with `head` before and `tail` after it, on its first and last line. */
export function prepare(source: string, head: string, tail: string): Prepared {
  const text = source.startsWith('#!') ? `//${source.slice(2)}` : source;
  const parts: { at: number; remove: number; text: string }[] = [{ at: 0, remove: 0, text: head }];
  const tokens = tokensOf(text);
  tokens.forEach((token, index) => {
    if (token.kind !== 'word' || isMember(tokens[index - 1])) return;
    if (token.text === 'throw') {
      const last = nameAfter(text, tokens, index);
      if (last) parts.push({ at: token.end, remove: 0, text: ' $fix.thrown(' }, { at: last.end, remove: 0, text: ')' });
      return;
    }
    if (tokens[index + 1]?.text !== '(') return;
    if (token.text !== 'catch' && token.text !== 'import') return;
    const close = closing(tokens, index + 1);
    if (token.text === 'import') {
      const last = tokens[close];
      if (!last || tokens[close + 1]?.text === '{') return;
      parts.push({ at: token.start, remove: 0, text: '$fix.dynamic(' }, { at: last.end, remove: 0, text: ')' });
      return;
    }
    const brace = tokens[close + 1];
    const first = tokens[index + 2];
    if (close < 0 || brace?.text !== '{' || !first) return;
    if (close === index + 3) parts.push({ at: brace.end, remove: 0, text: `${first.text}=$fix(${first.text});` });
    else {
      const last = tokens[close];
      if (!last) return;
      const pattern = text.slice(first.start, last.start);
      parts.push({ at: first.start, remove: last.start - first.start, text: '$caught' });
      parts.push({ at: brace.end, remove: 0, text: `let ${pattern}=$fix($caught);` });
    }
  });
  parts.sort((one, two) => one.at - two.at);
  let code = '';
  let from = 0;
  const insertions: Insertion[] = [];
  for (const part of parts) {
    code += text.slice(from, part.at);
    const line = code.split('\n').length;
    insertions.push([line, code.length - code.lastIndexOf('\n'), part.text.length - part.remove]);
    code += part.text;
    from = part.at + part.remove;
  }
  return { code: `${code}${text.slice(from)}${tail}`, insertions };
}

/** The last token of `error` or `this.error`, when nothing else is thrown by the word at `index`. */
function nameAfter(text: string, tokens: readonly Token[], index: number): Token | undefined {
  let at = index + 1;
  if (
    tokens[at]?.kind !== 'word' ||
    /^(?:new|await|async|function|class|typeof|void|yield)$/.test(tokens[at]?.text ?? '')
  )
    return undefined;
  while (tokens[at + 1]?.text === '.' && tokens[at + 2]?.kind === 'word') at += 2;
  const [last, next] = [tokens[at], tokens[at + 1]];
  if (!last) return undefined;
  const ends = !next || next.text === ';' || next.text === '}';
  const onNextLine = next?.kind === 'word' && text.slice(last.end, next.start).includes('\n');
  return ends || onNextLine ? last : undefined;
}

const isMember = (token: Token | undefined): boolean => token?.text === '.' || token?.text === '?.';

/** The index of the sign that closes the one at `index`; -1 when there is none. */
function closing(tokens: readonly Token[], index: number): number {
  let depth = 0;
  for (let at = index; at < tokens.length; at++) {
    const { kind, text } = tokens[at] ?? {};
    if (kind === 'template') {
      if (text?.startsWith('}')) depth--;
      if (text?.endsWith('${')) depth++;
    }
    if (kind !== 'sign') continue;
    if (text === '(' || text === '[' || text === '{') depth++;
    if (text === ')' || text === ']' || text === '}') depth--;
    if (depth === 0) return at;
  }
  return -1;
}

/** Whether a program can only be a module: it has `import` or `export` statements, `import.meta`, or awaits at its top. */
export function isModule(source: string): boolean {
  const tokens = tokensOf(source);
  let depth = 0;
  for (let index = 0; index < tokens.length; index++) {
    const { kind, text } = tokens[index] ?? {};
    if (kind === 'sign' && (text === '{' || text === '(' || text === '[')) depth++;
    if (kind === 'sign' && (text === '}' || text === ')' || text === ']')) depth--;
    if (kind !== 'word' || isMember(tokens[index - 1])) continue;
    const next = tokens[index + 1];
    if (text === 'import' && next?.text === '.') return true;
    if (depth !== 0) continue;
    if (text === 'export' && next && /^(?:[{*]|default|const|let|var|function|class|async)$/.test(next.text))
      return true;
    if (
      text === 'import' &&
      next &&
      (next.kind === 'word' || next.kind === 'text' || next.text === '{' || next.text === '*')
    )
      return true;
    if (text === 'await' && next && next.text !== '=' && next.text !== ':' && next.text !== ';' && next.text !== '.')
      return true;
  }
  return false;
}

/** Names that a CommonJS module exports, as far as its text tells, and modules whose exports it passes on. */
export function exportsOf(source: string): { readonly names: readonly string[]; readonly from: readonly string[] } {
  const tokens = tokensOf(source);
  const names = new Set<string>();
  const from: string[] = [];
  const at = (index: number): string => tokens[index]?.text ?? '';
  for (let index = 0; index < tokens.length; index++) {
    if (tokens[index]?.kind !== 'word' || isMember(tokens[index - 1])) continue;
    let next = index;
    if (at(next) === 'module' && at(next + 1) === '.' && at(next + 2) === 'exports') next += 2;
    else if (at(next) !== 'exports') {
      if (
        at(next) === 'Object' &&
        at(next + 2) === 'defineProperty' &&
        (at(next + 4) + at(next + 6)).includes('exports')
      ) {
        const name = tokens.slice(next + 4, next + 9).find(({ kind }) => kind === 'text');
        if (name) names.add(name.text.slice(1, -1));
      }
      continue;
    }
    if (at(next + 1) === '.' && tokens[next + 2]?.kind === 'word' && at(next + 3) === '=') names.add(at(next + 2));
    else if (at(next + 1) === '[' && tokens[next + 2]?.kind === 'text' && at(next + 4) === '=')
      names.add(at(next + 2).slice(1, -1));
    else if (at(next + 1) === '=' && at(next + 2) === '{') for (const name of keysAt(tokens, next + 2)) names.add(name);
    else if (at(next + 1) === '=' && at(next + 2) === 'require' && tokens[next + 4]?.kind === 'text')
      from.push(at(next + 4).slice(1, -1));
  }
  names.delete('default');
  return { names: [...names].filter((name) => /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name)), from };
}

/** Keys of an object as far as the values are names: further than that Node.js does not look either. */
function keysAt(tokens: readonly Token[], open: number): string[] {
  const names: string[] = [];
  for (let index = open + 1; ; index++) {
    const key = tokens[index];
    if (key?.kind !== 'word' && key?.kind !== 'text') return names;
    const name = key.kind === 'word' ? key.text : key.text.slice(1, -1);
    if (tokens[index + 1]?.text === ':') {
      if (tokens[index + 2]?.kind !== 'word') return names;
      index += 2;
    } else if (key.kind === 'text' || !/^[,}]$/.test(tokens[index + 1]?.text ?? '')) return names;
    names.push(name);
    if (tokens[++index]?.text !== ',') return names;
  }
}

/** A method of a class or an object, by the lines that it spans. */
export interface Method {
  readonly name: string;
  readonly owner: string;
  readonly constructs: boolean;
  readonly from: number;
  readonly to: number;
}

/** The methods of all classes in a program. */
export function methodsOf(source: string): Method[] {
  const tokens = tokensOf(source);
  const lineOf = lineCounter(source);
  const methods: Method[] = [];
  tokens.forEach((token, index) => {
    if (token.text !== 'class' || token.kind !== 'word' || isMember(tokens[index - 1])) return;
    const named = tokens[index + 1]?.kind === 'word' && tokens[index + 1]?.text !== 'extends';
    const before = tokens[index - 1]?.text === '=' ? tokens[index - 2]?.text : undefined;
    const owner = (named ? tokens[index + 1]?.text : before) ?? '';
    let open = index + 1;
    while (open < tokens.length && tokens[open]?.text !== '{') open++;
    const end = closing(tokens, open);
    for (let at = open + 1; at < end; at++) {
      const one = tokens[at];
      if (one?.text === '{' || one?.text === '[') at = Math.max(at, closing(tokens, at));
      if (one?.kind !== 'word' || tokens[at + 1]?.text !== '(') continue;
      const body = closing(tokens, at + 1) + 1;
      if (tokens[body]?.text !== '{') continue;
      const last = closing(tokens, body);
      const constructs = one.text === 'constructor';
      const name = constructs ? owner : one.text;
      methods.push({ name, owner, constructs, from: lineOf(one.start), to: lineOf(tokens[last]?.start ?? 0) });
      at = Math.max(at, last);
    }
  });
  return methods;
}

function lineCounter(source: string): (at: number) => number {
  const starts = [0];
  for (let at = source.indexOf('\n'); at >= 0; at = source.indexOf('\n', at + 1)) starts.push(at + 1);
  return (at) => starts.findLastIndex((start) => start <= at) + 1;
}
