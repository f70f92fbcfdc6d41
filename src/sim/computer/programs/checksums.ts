// cksum(1) and sum(1): CRC as POSIX has it, and the sums of BSD and System V.
import type { Task } from '../../kernel/task.ts';
import { applet, type Invocation } from './invocation.ts';
import { readStream } from './text.ts';

const table = Array.from({ length: 256 }, (_, byte) => {
  let value = byte << 24;
  for (let bit = 0; bit < 8; bit++) value = value & 0x80000000 ? (value << 1) ^ 0x04c11db7 : value << 1;
  return value >>> 0;
});

function crc(bytes: Uint8Array): number {
  let value = 0;
  const add = (byte: number): void => {
    value = ((value << 8) ^ (table[((value >>> 24) ^ byte) & 255] ?? 0)) >>> 0;
  };
  for (const byte of bytes) add(byte);
  for (let rest = bytes.length; rest > 0; rest = Math.floor(rest / 256)) add(rest & 255);
  return ~value >>> 0;
}

function bsd(bytes: Uint8Array): number {
  let value = 0;
  for (const byte of bytes) value = (((value >> 1) | ((value & 1) << 15)) + byte) & 0xffff;
  return value;
}

function systemV(bytes: Uint8Array): number {
  let value = 0;
  for (const byte of bytes) value = (value + byte) >>> 0;
  const folded = (value & 0xffff) + (value >>> 16);
  return (folded & 0xffff) + (folded >>> 16);
}

/** The bytes of a file; undefined after a message. */
function* bytesOf(run: Invocation, path: string): Task<Uint8Array | undefined> {
  if (run.isDirectory(path)) {
    yield* run.complain(`${path}: Is a directory`);
    return undefined;
  }
  const input = yield* run.open(path);
  if (!input) return undefined;
  const bytes = yield* readStream(input, run.process);
  input.release();
  yield* run.step(bytes.length * 0.000_004);
  return bytes;
}

/** `cksum` */
export const cksum = applet(
  {
    name: 'cksum',
    short: '',
    unsimulated: ['a', 'c', 'algorithm', 'check', 'base64', 'tag', 'untagged', 'zero', 'debug', 'length'],
    usage: '[OPTION]... [FILE]...',
    about: 'Print CRC checksum and byte counts of each FILE.',
  },
  function* (run) {
    for (const path of run.operands.length > 0 ? run.operands : ['']) {
      const bytes = yield* bytesOf(run, path || '-');
      if (bytes) yield* run.print(`${crc(bytes)} ${bytes.length}${path && ` ${path}`}\n`);
    }
    return run.status;
  },
);

/** `sum` */
export const sum = applet(
  {
    name: 'sum',
    short: 'rs',
    long: { sysv: 's' },
    usage: '[OPTION]... [FILE]...',
    about: 'Print checksum and block counts for each FILE.',
    busybox: { long: {}, usage: '[-rs] [FILE]...' },
  },
  function* (run) {
    const old = run.options.last('r', 's') === 's';
    const named = run.operands.length > 1 || old;
    for (const path of run.operands.length > 0 ? run.operands : ['']) {
      const bytes = yield* bytesOf(run, path || '-');
      if (!bytes) continue;
      const name = path && (named || run.operands.length > 0) ? ` ${path}` : '';
      yield* run.print(
        old
          ? `${systemV(bytes)} ${Math.ceil(bytes.length / 512)}${name}\n`
          : `${String(bsd(bytes)).padStart(5, '0')} ${String(Math.ceil(bytes.length / 1024)).padStart(5)}${name}\n`,
      );
    }
    return run.status;
  },
);
