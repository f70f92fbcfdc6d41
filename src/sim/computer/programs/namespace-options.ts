// The letters and names by which unshare and nsenter call the kinds of namespace.
import type { NamespaceKind } from '../processes/namespaces.ts';
import type { Options } from './options.ts';

const kinds: Readonly<Record<string, NamespaceKind>> = {
  m: 'mnt',
  u: 'uts',
  i: 'ipc',
  n: 'net',
  p: 'pid',
  U: 'user',
  C: 'cgroup',
};

/** Long options of both programs. */
export const namespaceNames: Readonly<Record<string, string>> = {
  mount: 'm::',
  uts: 'u::',
  ipc: 'i::',
  net: 'n::',
  pid: 'p::',
  user: 'U::',
  cgroup: 'C::',
};

/** The kinds that options name. */
export const kindsOf = (options: Options): NamespaceKind[] =>
  Object.entries(kinds).flatMap(([letter, kind]) => (options.has(letter) ? [kind] : []));

/** Bits of clone(2), which busybox prints when unshare(2) fails. */
const bits: Readonly<Record<NamespaceKind, number>> = {
  cgroup: 0x02000000,
  ipc: 0x08000000,
  mnt: 0x00020000,
  net: 0x40000000,
  pid: 0x20000000,
  time: 0x80,
  user: 0x10000000,
  uts: 0x04000000,
};

/** The flags of kinds together, as `0x4000000`. */
export const flagText = (list: readonly NamespaceKind[]): string =>
  `0x${list.reduce((sum, kind) => sum + bits[kind], 0).toString(16)}`;
