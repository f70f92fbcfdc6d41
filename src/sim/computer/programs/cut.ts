// cut(1).
import { applet } from './invocation.ts';
import { decodeText, encodeText } from './text.ts';

type Ranges = readonly (readonly [number, number])[];

function parseRanges(text: string): Ranges | 'zero' | 'decreasing' | undefined {
  const ranges: [number, number][] = [];
  for (const part of text.split(/[, ]/)) {
    const match = /^(\d*)(-?)(\d*)$/.exec(part);
    if (!match || part === '' || part === '-') return undefined;
    const [, low = '', dash, high = ''] = match;
    const from = low === '' ? 1 : Number(low);
    const to = dash === '' ? from : high === '' ? Infinity : Number(high);
    if (from === 0 || (dash !== '' && high === '0')) return 'zero';
    if (to < from) return 'decreasing';
    ranges.push([from, to]);
  }
  return ranges;
}

/** `cut` */
export const cut = applet(
  {
    name: 'cut',
    short: 'b:c:d:f:nsz',
    long: {
      bytes: 'b:',
      characters: 'c:',
      delimiter: 'd:',
      fields: 'f:',
      complement: 'complement',
      'only-delimited': 's',
      'output-delimiter': 'output-delimiter:',
      'zero-terminated': 'z',
    },
    usage: 'OPTION... [FILE]...',
    about: 'Print selected parts of lines from each FILE to standard output.',
    busybox: { short: 'b:c:f:d:snD', long: {}, usage: '[OPTIONS] [FILE]...' },
  },
  function* (run) {
    const { options } = run;
    const kinds = ['b', 'c', 'f'].filter((letter) => options.has(letter));
    const [kind] = kinds;
    if (kind === undefined)
      return run.gnu
        ? yield* run.misuse('you must specify a list of bytes, characters, or fields')
        : yield* run.misuse(undefined, 'expected a list of bytes, characters, or fields');
    if (kinds.length > 1) return yield* run.misuse('only one list may be specified');
    const list = options.value(kind) ?? '';
    const ranges = parseRanges(list);
    if (ranges === undefined || typeof ranges === 'string') {
      if (!run.gnu)
        return yield* run.die(ranges === undefined ? `invalid number '${list}'` : `invalid range '${list}'`);
      const what = kind === 'f' ? 'fields' : 'byte/character positions';
      if (ranges === 'zero') return yield* run.misuse(`${what} are numbered from 1`);
      if (ranges === 'decreasing') return yield* run.misuse('invalid decreasing range');
      return yield* run.misuse(
        kind === 'f' ? `invalid field value ${run.quote(list)}` : `invalid byte/character position ${run.quote(list)}`,
      );
    }
    const delimiter = options.value('d') ?? '\t';
    if (run.gnu && [...delimiter].length > 1) return yield* run.misuse('the delimiter must be a single character');
    if (kind !== 'f' && options.has('d'))
      return yield* run.misuse('an input delimiter may be specified only when operating on fields');
    const joint = options.value('output-delimiter');
    const complement = options.has('complement');
    const chosen = (position: number): boolean =>
      ranges.some(([from, to]) => position >= from && position <= to) !== complement;
    const end = options.has('z') ? '\0' : '\n';
    yield* run.eachLine(run.operands, function* (line) {
      if (kind === 'f') {
        if (!line.text.includes(delimiter)) {
          if (!options.has('s')) yield* run.print(line.text + end);
          return;
        }
        const fields = line.text.split(delimiter).filter((_, index) => chosen(index + 1));
        yield* run.print(fields.join(joint ?? delimiter) + end);
        return;
      }
      const bytes = encodeText(line.text);
      if (joint === undefined) {
        yield* run.print(decodeText(bytes.filter((_, index) => chosen(index + 1))) + end);
        return;
      }
      const pieces: number[][] = [];
      for (const [index, byte] of bytes.entries()) {
        if (!chosen(index + 1)) continue;
        if (index > 0 && chosen(index) && pieces.length > 0) pieces.at(-1)?.push(byte);
        else pieces.push([byte]);
      }
      yield* run.print(pieces.map((piece) => decodeText(Uint8Array.from(piece))).join(joint) + end);
    });
    return run.status;
  },
);
