// dd(1).
import type { Task } from '../../kernel/task.ts';
import { FileDescription } from '../processes/file-description.ts';
import { applet, reason, type Invocation } from './invocation.ts';
import { parseSize } from './sizes.ts';
import { complainTo, shellQuoted } from './text.ts';

const known = ['if', 'of', 'bs', 'ibs', 'obs', 'count', 'skip', 'seek', 'conv', 'status', 'iflag', 'oflag', 'cbs'];

/** A number of bytes with dd's products: `2x512`. */
function bytesIn(text: string): number | undefined {
  let product = 1;
  for (const part of text.split('x')) {
    const size = parseSize(part);
    if (size === undefined) return undefined;
    product *= size;
  }
  return product;
}

/** `dd` */
export const dd = applet(
  {
    name: 'dd',
    short: '',
    usage: '[OPERAND]...',
    about: 'Copy a file, converting and formatting according to the operands.',
    busybox: {
      usage:
        '[if=FILE] [of=FILE] [ibs=N obs=N/bs=N] [count=N] [skip=N] [seek=N] [conv=notrunc|noerror|sync|fsync] [iflag=skip_bytes|count_bytes|fullblock|direct] [oflag=seek_bytes|append|direct]',
    },
  },
  function* (run) {
    const given = new Map<string, string>();
    for (const operand of run.operands) {
      const equals = operand.indexOf('=');
      const name = operand.slice(0, Math.max(0, equals));
      if (!known.includes(name)) return yield* run.misuse(`unrecognized operand ${run.quote(operand)}`);
      given.set(name, operand.slice(equals + 1));
    }
    const sizes = new Map<string, number>();
    for (const name of ['bs', 'ibs', 'obs', 'count', 'skip', 'seek']) {
      const text = given.get(name);
      const size = text === undefined ? undefined : bytesIn(text);
      if (text === undefined) continue;
      if (size === undefined)
        return yield* run.die(run.gnu ? `invalid number: ${run.quote(text)}` : `invalid number '${text}'`);
      sizes.set(name, size);
    }
    const unsimulated = (given.get('conv') ?? '')
      .split(',')
      .find((word) => !/^(notrunc|noerror|sync|fsync|fdatasync|ucase|lcase|)$/.test(word));
    if (unsimulated !== undefined) return yield* run.die(`not simulated: conv=${unsimulated}`);
    return yield* copy(run, given, sizes);
  },
);

function* copy(run: Invocation, given: ReadonlyMap<string, string>, sizes: ReadonlyMap<string, number>): Task<number> {
  const { process } = run;
  const { kernel } = process.machine;
  const conversions = (given.get('conv') ?? '').split(',');
  const block = sizes.get('bs') ?? sizes.get('ibs') ?? 512;
  const outBlock = sizes.get('bs') ?? sizes.get('obs') ?? 512;
  const [from, to] = [given.get('if'), given.get('of')];
  const input = from === undefined ? process.descriptors.get(0)?.retain() : yield* process.open(from, 'read');
  if (input === undefined || typeof input === 'string')
    return yield* run.die(
      run.gnu
        ? `failed to open ${shellQuoted(from ?? '')}: ${reason(input ?? 'EBADF')}`
        : `can't open '${from ?? ''}': ${reason(input ?? 'EBADF')}`,
    );
  const keeps = conversions.includes('notrunc') || sizes.has('seek');
  const append = (given.get('oflag') ?? '').split(',').includes('append');
  const output =
    to === undefined
      ? process.descriptors.get(1)?.retain()
      : yield* process.open(to, append ? 'append' : keeps ? 'read-write' : 'write');
  if (output === undefined || typeof output === 'string')
    return yield* run.die(
      run.gnu
        ? `failed to open ${shellQuoted(to ?? '')}: ${reason(output ?? 'EBADF')}`
        : `can't open '${to ?? ''}': ${reason(output ?? 'EBADF')}`,
    );
  const started = kernel.now;
  const seek = (sizes.get('seek') ?? 0) * outBlock;
  if (seek > 0 && output instanceof FileDescription) {
    output.file.offset = seek;
    if (!conversions.includes('notrunc')) output.file.truncate(seek);
  }
  const counts = { whole: 0, part: 0, bytes: 0 };
  const written = { whole: 0, part: 0 };
  const readBlock = function* (): Task<Uint8Array | undefined> {
    return yield* input.read(block);
  };
  for (let left = sizes.get('skip') ?? 0; left > 0; left--) if ((yield* readBlock()) === undefined) break;
  const limit = sizes.get('count') ?? Infinity;
  let failure: string | undefined;
  for (let done = 0; done < limit;) {
    let bytes = yield* readBlock();
    if (!bytes) break;
    // Files and endless devices give whole blocks, even where one read gives less.
    while (bytes.length < block && input.kind !== 'pipe' && input.kind !== 'terminal') {
      const more = yield* input.read(block - bytes.length);
      if (!more) break;
      const joined: Uint8Array = new Uint8Array(bytes.length + more.length);
      joined.set(bytes);
      joined.set(more, bytes.length);
      bytes = joined;
    }
    done++;
    if (bytes.length === block) counts.whole++;
    else counts.part++;
    if (conversions.includes('sync') && bytes.length < block) {
      const padded = new Uint8Array(block);
      padded.set(bytes);
      bytes = padded;
    }
    if (conversions.includes('ucase')) bytes = bytes.map((byte) => (byte >= 97 && byte <= 122 ? byte - 32 : byte));
    if (conversions.includes('lcase')) bytes = bytes.map((byte) => (byte >= 65 && byte <= 90 ? byte + 32 : byte));
    const errno = yield* output.write(bytes);
    if (errno) {
      failure = run.gnu
        ? `error writing ${shellQuoted(to ?? 'standard output')}: ${reason(errno)}`
        : `error writing '${to ?? 'standard output'}': ${reason(errno)}`;
      break;
    }
    counts.bytes += bytes.length;
    if (bytes.length === block) written.whole++;
    else written.part++;
  }
  input.release();
  output.release();
  if (failure !== undefined) yield* run.complain(failure);
  const status = given.get('status');
  if (status === 'none') return run.status;
  const seconds = Math.max(0.000_001, (kernel.now - started) / 1000);
  const records = `${counts.whole}+${counts.part} records in\n${written.whole}+${written.part} records out\n`;
  const rate = counts.bytes / seconds;
  const summary = run.gnu
    ? `${counts.bytes} byte${counts.bytes === 1 ? '' : 's'}${counts.bytes >= 1000 ? ` (${inUnits(counts.bytes, 1000)}${counts.bytes >= 1024 ? `, ${inUnits(counts.bytes, 1024)}` : ''})` : ''} copied, ${plain(seconds)} s, ${inUnits(rate, 1000)}/s\n`
    : `${counts.bytes} bytes (${busyboxUnits(counts.bytes)}) copied, ${seconds.toFixed(6)} seconds, ${busyboxUnits(rate)}/s\n`;
  yield* complainTo(process, records + (status === 'noxfer' ? '' : summary));
  return run.status;
}

const plain = (seconds: number): string => String(Number(seconds.toPrecision(6)));

function inUnits(value: number, base: number): string {
  const names = base === 1000 ? ['B', 'kB', 'MB', 'GB', 'TB'] : ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
  let amount = value;
  let unit = 0;
  while (amount >= base && unit < names.length - 1) {
    amount /= base;
    unit++;
  }
  const shown = unit === 0 || amount >= 9.95 ? String(Math.round(amount)) : amount.toFixed(1);
  return `${shown} ${names[unit] ?? ''}`;
}

function busyboxUnits(value: number): string {
  if (value < 1024) return `${value.toFixed(0)}B`;
  return `${(value / 1024 ** (value < 1024 ** 2 ? 1 : value < 1024 ** 3 ? 2 : 3)).toFixed(1)}${value < 1024 ** 2 ? 'KB' : value < 1024 ** 3 ? 'MB' : 'GB'}`;
}
