// From the bytes that xterm sends to keys: control characters, UTF-8, escape sequences, bracketed paste (ECMA-48, ctlseqs).

/** A key: text to insert, a pasted text, or a named key (`left`, `ctrl-a`, `alt-b`, `enter`, `unknown`). */
export type Key =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'paste'; readonly text: string }
  | { readonly kind: 'key'; readonly name: string };

const named = (name: string): Key => ({ kind: 'key', name });

const escape = 27;
const finals: Readonly<Record<string, string>> = {
  A: 'up',
  B: 'down',
  C: 'right',
  D: 'left',
  H: 'home',
  F: 'end',
  Z: 'back-tab',
};
const codes: Readonly<Record<string, string>> = {
  1: 'home', 2: 'insert', 3: 'delete', 4: 'end', 5: 'page-up', 6: 'page-down', 7: 'home', 8: 'end',
}; // prettier-ignore
const pasteStart = '\u001b[200~';
const pasteEnd = '\u001b[201~';

/** Collects bytes and hands out keys as soon as they are whole. */
export class KeyParser {
  #bytes: number[] = [];

  feed(bytes: Uint8Array): void {
    for (const byte of bytes) this.#bytes.push(byte);
  }

  /** Takes the bytes that have not become keys. */
  rest(): Uint8Array {
    const rest = Uint8Array.from(this.#bytes);
    this.#bytes = [];
    return rest;
  }

  /** The next key; undefined when there is none, or only the beginning of one. */
  next(): Key | undefined {
    const [first] = this.#bytes;
    if (first === undefined) return undefined;
    if (first === escape) return this.#escape();
    if (first < 32 || first === 127) {
      this.#bytes.shift();
      return control(first);
    }
    return this.#text();
  }

  #text(): Key | undefined {
    let end = 0;
    while (end < this.#bytes.length) {
      const byte = this.#bytes[end] ?? 0;
      if (byte < 32 || byte === 127) break;
      const length = byte < 0x80 ? 1 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4;
      if (end + length > this.#bytes.length) break;
      end += length;
    }
    if (end === 0) return undefined;
    return { kind: 'text', text: new TextDecoder().decode(Uint8Array.from(this.#bytes.splice(0, end))) };
  }

  #escape(): Key | undefined {
    const [, second] = this.#bytes;
    if (second === undefined) return undefined;
    const introducer = String.fromCharCode(second);
    if (introducer === '[') return this.#sequence();
    if (introducer === 'O') {
      const third = this.#bytes[2];
      if (third === undefined) return undefined;
      this.#bytes.splice(0, 3);
      return named(finals[String.fromCharCode(third)] ?? 'unknown');
    }
    if (second === escape) {
      this.#bytes.shift();
      return named('escape');
    }
    this.#bytes.splice(0, 2);
    if (second === 127 || second === 8) return named('alt-backspace');
    if (second < 32) return named(`alt-${(control(second) as { name?: string }).name ?? ''}`);
    return named(`alt-${introducer.toLowerCase()}`);
  }

  #sequence(): Key | undefined {
    let end = 2;
    while (end < this.#bytes.length && !isFinal(this.#bytes[end] ?? 0)) end++;
    const final = this.#bytes[end];
    if (final === undefined) return undefined;
    const text = String.fromCharCode(...this.#bytes.slice(0, end + 1));
    if (text === pasteStart) return this.#paste();
    this.#bytes.splice(0, end + 1);
    const [code = '', modifier] = text.slice(2, -1).split(';');
    const letter = String.fromCharCode(final);
    const name = letter === '~' ? codes[code] : finals[letter];
    if (name === undefined) return named('unknown');
    const moves = modifier !== undefined && modifier !== '1' && modifier !== '2';
    if (moves && name === 'left') return named('alt-b');
    if (moves && name === 'right') return named('alt-f');
    if (moves && name === 'delete') return named('alt-d');
    return named(name);
  }

  #paste(): Key | undefined {
    const text = new TextDecoder().decode(Uint8Array.from(this.#bytes));
    const end = text.indexOf(pasteEnd);
    if (end < 0) return undefined;
    this.#bytes = [...new TextEncoder().encode(text.slice(end + pasteEnd.length))];
    return { kind: 'paste', text: text.slice(pasteStart.length, end) };
  }
}

const isFinal = (byte: number): boolean => byte >= 0x40 && byte <= 0x7e;

function control(byte: number): Key {
  if (byte === 13 || byte === 10) return named('enter');
  if (byte === 9) return named('tab');
  if (byte === 127 || byte === 8) return named('backspace');
  return named(`ctrl-${String.fromCharCode(byte + 96)}`);
}
