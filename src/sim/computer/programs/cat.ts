// cat(1).
import { applet, type Invocation } from './invocation.ts';
import { decodeText } from './text.ts';

/** `cat` */
export const cat = applet(
  {
    name: 'cat',
    short: 'AbeEnstTuv',
    long: {
      'show-all': 'A',
      'number-nonblank': 'b',
      'show-ends': 'E',
      number: 'n',
      'squeeze-blank': 's',
      'show-tabs': 'T',
      'show-nonprinting': 'v',
    },
    usage: '[OPTION]... [FILE]...',
    about: 'Concatenate FILE(s) to standard output.',
    busybox: { short: 'nbvteAu', long: {}, usage: '[-nbvteA] [FILE]...' },
  },
  function* (run) {
    const changed = run.options.given.some(({ name }) => name !== 'u');
    const state = { number: 0, atStart: true, blank: 0 };
    for (const path of run.operands.length > 0 ? run.operands : ['-']) {
      if (run.isDirectory(path)) {
        yield* run.complain(run.gnu ? `${path}: Is a directory` : 'read error: Is a directory');
        continue;
      }
      const input = yield* run.open(path, (name, why) =>
        run.gnu ? `${name}: ${why}` : `can't open '${name}': ${why}`,
      );
      if (!input) continue;
      for (let bytes = yield* input.read(); bytes; bytes = yield* input.read())
        if (changed) yield* run.print(transform(run, decodeText(bytes), state));
        else yield* run.output.writeBytes(bytes);
      input.release();
    }
    // busybox ends the last line of numbered text.
    if (!run.gnu && (run.options.has('n') || run.options.has('b')) && !state.atStart) yield* run.print('\n');
    return run.status;
  },
);

function transform(run: Invocation, text: string, state: { number: number; atStart: boolean; blank: number }): string {
  const has = (...names: string[]): boolean => names.some((name) => run.options.has(name));
  const ends = has('A', 'E', 'e');
  const tabs = has('A', 'T', 't');
  const visible = has('A', 'v', 'e', 't');
  const numbersAll = has('n') && !has('b');
  let out = '';
  for (const part of text.split(/(?<=\n)/)) {
    const isBlank = state.atStart && part === '\n';
    state.blank = isBlank ? state.blank + 1 : 0;
    if (has('s') && state.blank > 1) continue;
    if (state.atStart && (numbersAll || (has('b') && !isBlank))) out += `${String(++state.number).padStart(6)}\t`;
    const ended = part.endsWith('\n');
    let body = ended ? part.slice(0, -1) : part;
    if (visible) body = body.replace(/[^\t -~]/gu, caret);
    if (tabs) body = body.replaceAll('\t', '^I');
    out += body + (ended ? `${ends ? '$' : ''}\n` : '');
    state.atStart = ended;
  }
  return out;
}

function caret(character: string): string {
  const bytes =
    /[\udc80-\udcff]/.test(character) && character.length === 1
      ? [character.charCodeAt(0) & 255]
      : [...new TextEncoder().encode(character)];
  return bytes
    .map((byte) => {
      const low = byte & 127;
      const shown = low < 32 ? `^${String.fromCharCode(low + 64)}` : low === 127 ? '^?' : String.fromCharCode(low);
      return byte >= 128 ? `M-${shown}` : shown;
    })
    .join('');
}
