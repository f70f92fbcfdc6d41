// What a terminal shows as plain lines, for those who do not see it: escape sequences applied or dropped.

// Control sequences (ECMA-48).
const sequence = /\u001b(?:\[([?>\d;]*)([@-~])|\][^\u0007\u001b]*(?:\u0007|\u001b\\)|[()][A-Z0-9]|[=>78cDEHM])/y;

/** Lines that are kept. */
const most = 400;

/** Takes terminal output piece by piece and holds the last lines as they stand after cursor moves and erasures. */
export class PlainText {
  #lines: string[] = [''];
  #row = 0;
  #column = 0;
  #pending = '';

  get lines(): readonly string[] {
    return this.#lines;
  }

  clear(): void {
    this.#lines = [''];
    this.#row = this.#column = 0;
    this.#pending = '';
  }

  write(chunk: string): void {
    const text = this.#pending + chunk;
    this.#pending = '';
    for (let index = 0; index < text.length;) {
      const character = text.charAt(index);
      if (character === '\u001b') {
        sequence.lastIndex = index;
        const match = sequence.exec(text);
        if (!match) {
          // The rest may come with the next chunk; what is too long to be a sequence is dropped.
          if (text.length - index < 64) this.#pending = text.slice(index);
          break;
        }
        index += match[0].length;
        if (match[2]) this.#control(match[2], match[1] ?? '');
        continue;
      }
      const end = /[\u0000-\u001f]/.exec(text.slice(index))?.index ?? text.length - index;
      if (end > 0) this.#print(text.slice(index, index + end));
      else this.#move(character);
      index += Math.max(1, end);
    }
    const extra = this.#lines.length - most;
    if (extra > 0) {
      this.#lines.splice(0, extra);
      this.#row = Math.max(0, this.#row - extra);
    }
  }

  #print(text: string): void {
    const line = (this.#lines[this.#row] ?? '').padEnd(this.#column);
    this.#lines[this.#row] = line.slice(0, this.#column) + text + line.slice(this.#column + text.length);
    this.#column += text.length;
  }

  #move(character: string): void {
    if (character === '\n') this.#goTo(this.#row + 1);
    else if (character === '\r') this.#column = 0;
    else if (character === '\b') this.#column = Math.max(0, this.#column - 1);
    else if (character === '\t') this.#column += 8 - (this.#column % 8);
  }

  #goTo(row: number): void {
    this.#row = Math.max(0, row);
    while (this.#lines.length <= this.#row) this.#lines.push('');
  }

  #control(final: string, parameters: string): void {
    const count = parseInt(parameters || '1', 10) || 1;
    const line = this.#lines[this.#row] ?? '';
    if (final === 'A') this.#goTo(this.#row - count);
    else if (final === 'B') this.#goTo(this.#row + count);
    else if (final === 'C') this.#column += count;
    else if (final === 'D') this.#column = Math.max(0, this.#column - count);
    else if (final === 'G') this.#column = count - 1;
    else if (final === 'K') this.#lines[this.#row] = parameters === '2' ? '' : line.slice(0, this.#column);
    else if (final === 'J' && parameters !== '0' && parameters !== '') this.clear();
    else if (final === 'J') {
      this.#lines[this.#row] = line.slice(0, this.#column);
      this.#lines.length = this.#row + 1;
    } else if (final === 'H' && parameters === '') this.clear();
  }
}
