// Sizes: blocks on disk, and numbers for people (`1.5K`, `4.0M`).
import type { Stat } from '../filesystem/file-system.ts';

/** Blocks of 512 bytes that a file takes up: whole pages of 4 KiB; short links and devices take none. */
export const blocksOf = ({ kind, size }: Pick<Stat, 'kind' | 'size'>): number =>
  kind === 'file' ? Math.ceil(size / 4096) * 8 : kind === 'directory' ? 8 : 0;

const letters = 'KMGTPE';

/** A size as GNU's -h shows it: rounded up, one decimal below ten. `si`: powers of 1000. */
export function humanSize(bytes: number, si = false): string {
  const base = si ? 1000 : 1024;
  if (bytes < base) return String(bytes);
  let value = bytes;
  let power = -1;
  while (value >= base && power < letters.length - 1) {
    value /= base;
    power++;
  }
  const letter = si && power === 0 ? 'k' : letters.charAt(power);
  const tenths = Math.ceil(Math.round(value * 1e6) / 1e5) / 10;
  if (tenths < 10) return tenths.toFixed(1) + letter;
  const whole = Math.ceil(Math.round(value * 1e6) / 1e6);
  return whole >= base && power < letters.length - 1 ? `1.0${letters.charAt(power + 1)}` : `${whole}${letter}`;
}

/** A size as busybox's -h shows it: rounded to the nearest, one decimal below ten. */
export function busyboxSize(bytes: number): string {
  if (bytes < 1024) return String(bytes);
  let value = bytes;
  let power = -1;
  while (value >= 1024 && power < letters.length - 1) {
    value /= 1024;
    power++;
  }
  const tenths = Math.round(value * 10) / 10;
  return (value < 10 ? tenths.toFixed(1) : String(Math.round(value))) + letters.charAt(power);
}

const suffixes: Readonly<Record<string, number>> = {
  '': 1, b: 512, c: 1, w: 2, k: 1024, K: 1024, KiB: 1024, kB: 1000, KB: 1000, M: 1024 ** 2, m: 1024 ** 2, MiB: 1024 ** 2, MB: 1000 ** 2, G: 1024 ** 3,
  g: 1024 ** 3, GiB: 1024 ** 3, GB: 1000 ** 3, T: 1024 ** 4, TB: 1000 ** 4,
}; // prettier-ignore

/** `10`, `4K`, `1MB`: bytes; undefined for what is no size. */
export function parseSize(text: string): number | undefined {
  const match = /^(\d+)([a-zA-Z]*)$/.exec(text);
  const factor = match && Object.hasOwn(suffixes, match[2] ?? '') ? suffixes[match[2] ?? ''] : undefined;
  return match && factor !== undefined ? Number(match[1]) * factor : undefined;
}
