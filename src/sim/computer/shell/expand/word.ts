// Words to fields: tilde, parameters, commands, arithmetic, splitting, file names, in POSIX's order (XCU 2.6).
import type { DoubleQuotedChild, Word, WordPart } from 'unbash';
import type { Task } from '../../../kernel/task.ts';
import { substituteCommand, substituteProcess } from '../run/substitute.ts';
import type { Shell } from '../shell.ts';
import { parseWord } from '../syntax.ts';
import { arithmetic } from './arithmetic-text.ts';
import { expandBraces } from './braces.ts';
import { glob } from './glob.ts';
import { expandParameter, expandSimple } from './parameter.ts';
import { isPattern, unquotePattern } from './pattern.ts';
import { fieldsOf, patternOfPieces, textOfPieces, type Piece } from './piece.ts';
import { expandTilde } from './tilde.ts';

/** The arguments that words make. */
export function* expandWords(shell: Shell, words: readonly Word[]): Task<string[]> {
  const fields: string[] = [];
  for (const word of words) fields.push(...(yield* fieldsOfWord(shell, word)));
  return fields;
}

/** The arguments that one word makes: none, one or several. */
export function* fieldsOfWord(shell: Shell, word: Word): Task<string[]> {
  if (shell.features.braces && word.parts?.some(({ type }) => type === 'BraceExpansion')) {
    const texts = bracedWords(word);
    if (texts) {
      const fields: string[] = [];
      for (const one of texts) fields.push(...(yield* fieldsOfWord(shell, one)));
      return fields;
    }
  }
  if (!word.parts && !word.text.startsWith('~')) return [word.value];
  const patterns = fieldsOf(yield* piecesOf(shell, word, 'argument'), shell.get('IFS'));
  const fields: string[] = [];
  for (const pattern of patterns) {
    const paths = shell.options.has('noglob') || !isPattern(pattern) ? [] : glob(shell.process.files, pattern);
    if (paths.length > 0) fields.push(...paths);
    else if (!shell.shopt.has('nullglob') || !isPattern(pattern)) fields.push(unquotePattern(pattern));
  }
  return fields;
}

const braced = new WeakMap<Word, readonly Word[] | null>();

function bracedWords(word: Word): readonly Word[] | null {
  let words = braced.get(word);
  if (words === undefined) {
    const texts = expandBraces(word.text);
    words = texts.length === 1 && texts[0] === word.text ? null : texts.flatMap((text) => parseWord(text) ?? []);
    braced.set(word, words);
  }
  return words;
}

/** The text of a word where it is neither split nor a file name: an assignment's value, a redirection, a `case` word. */
export function* textOf(shell: Shell, word: Word, as: 'plain' | 'assignment' = 'plain'): Task<string> {
  if (!word.parts && !word.text.includes('~')) return word.value;
  return textOfPieces(yield* piecesOf(shell, word, as));
}

/** The pattern that a word makes: what is quoted matches itself. */
export function* patternOf(shell: Shell, word: Word): Task<string> {
  return patternOfPieces(yield* piecesOf(shell, word, 'plain'));
}

/** The text of a here-document's body. */
export function* textOfParts(shell: Shell, parts: readonly WordPart[]): Task<string> {
  const pieces: Piece[] = [];
  for (const part of parts) pieces.push(...(yield* expandPart(shell, part, true)));
  return textOfPieces(pieces);
}

/** The pieces of the word in `${x:-word}`: its unquoted text is split like the rest of the expansion. */
export function* expandOperand(shell: Shell, word: Word, quoted: boolean): Task<Piece[]> {
  if (quoted) return [{ text: yield* textOf(shell, word), quoted: true, split: false }];
  const pieces = yield* piecesOf(shell, word, 'plain');
  if (!word.parts) return pieces.map((piece) => (piece === 'break' ? piece : { ...piece, quoted: false, split: true }));
  const out: Piece[] = [];
  for (const part of word.parts) {
    const expanded = yield* expandPart(shell, part, false);
    out.push(...(part.type === 'Literal' ? [{ text: part.value, quoted: false, split: true }] : expanded));
  }
  return word.text.startsWith('~') ? pieces : out;
}

function* piecesOf(shell: Shell, word: Word, as: 'argument' | 'plain' | 'assignment'): Task<Piece[]> {
  const parts: readonly WordPart[] = word.parts ?? [
    { type: 'Literal', pos: word.pos, end: word.end, value: word.value, text: word.text },
  ];
  const pieces: Piece[] = [];
  for (const [index, part] of parts.entries()) {
    if (part.type === 'Literal' && part.text.includes('~')) {
      const alone = index === parts.length - 1;
      const text = expandTilde(shell, part, { first: index === 0, alone, colons: as === 'assignment' });
      pieces.push({ text, quoted: true, split: false });
    } else pieces.push(...(yield* expandPart(shell, part, false)));
  }
  return pieces;
}

function* expandPart(shell: Shell, part: WordPart, quoted: boolean): Task<Piece[]> {
  switch (part.type) {
    case 'Literal':
      return [{ text: part.value, quoted: true, split: false }];
    case 'AnsiCQuoted':
      if (shell.dialect === 'dash') return [{ text: `$${part.text.slice(2, -1)}`, quoted: true, split: false }];
      return [{ text: part.value, quoted: true, split: false }];
    case 'SingleQuoted':
      return [{ text: part.value, quoted: true, split: false }];
    case 'DoubleQuoted':
    case 'LocaleString':
      return yield* expandQuoted(shell, part.parts);
    case 'Glob': {
      if (part.kind !== 'bracket') return [{ text: part.text, quoted, split: false }];
      if (!part.parts.some(({ type }) => type !== 'Literal')) return [{ text: part.text, quoted, split: false }];
      let body = '';
      for (const inner of part.parts) {
        const pieces = yield* expandPart(shell, inner, quoted);
        body += inner.type === 'Literal' ? inner.text : textOfPieces(pieces).replace(/[\]\\]/g, '\\$&');
      }
      return [{ text: `[${body}]`, quoted, split: false }];
    }
    case 'ExtendedGlob': {
      let pattern = part.pattern;
      if (part.parts) {
        pattern = '';
        for (const inner of part.parts)
          pattern += inner.type === 'Literal' ? inner.text : patternOfPieces(yield* expandPart(shell, inner, quoted));
      }
      return [{ text: `${part.operator}(${pattern})`, quoted, split: false }];
    }
    case 'BraceExpansion': {
      if (!part.parts) return [{ text: part.text, quoted: true, split: false }];
      const pieces: Piece[] = [{ text: '{', quoted: true, split: false }];
      for (const inner of part.parts) pieces.push(...(yield* expandPart(shell, inner, quoted)));
      return [...pieces, { text: '}', quoted: true, split: false }];
    }
    case 'SimpleExpansion':
      return yield* expandSimple(shell, part.text, quoted);
    case 'ParameterExpansion':
      return yield* expandParameter(shell, part, quoted);
    case 'CommandExpansion':
      return [{ text: yield* substituteCommand(shell, part), quoted, split: !quoted }];
    case 'ArithmeticExpansion': {
      const body = part.text.startsWith('$[') ? part.text.slice(2, -1) : part.text.slice(3, -2);
      return [{ text: String(yield* arithmetic(shell, body)), quoted, split: !quoted }];
    }
    case 'ProcessSubstitution':
      return [{ text: yield* substituteProcess(shell, part), quoted: true, split: false }];
  }
}

function* expandQuoted(shell: Shell, parts: readonly DoubleQuotedChild[]): Task<Piece[]> {
  const pieces: Piece[] = [];
  let onlyLists = parts.length > 0;
  for (const part of parts) {
    const expanded = yield* expandPart(shell, part, true);
    const isList =
      /^\$(@|\{@[:}]|\{[A-Za-z_]\w*\[@\]|\{![A-Za-z_]\w*(\[@\]|@))/.test(part.text) && part.type !== 'Literal';
    if (!isList || expanded.length > 0) onlyLists = false;
    pieces.push(...expanded);
  }
  return onlyLists ? pieces : [{ text: '', quoted: true, split: false }, ...pieces];
}
