// Which family of tools a program belongs to: GNU's, one binary each, or busybox's applets in one binary.
import type { Task } from '../../kernel/task.ts';
import type { Process, Program } from '../contract.ts';
import { failed } from '../filesystem/errno.ts';
import type { FileSystem } from '../filesystem/file-system.ts';

/** Whose words and habits a program has. */
export type Flavour = 'gnu' | 'busybox';

/** A program that both families have. The busybox binary runs it as `busybox`, a binary of its own as `gnu`. */
export type Applet = (process: Process, flavour: Flavour) => Task<number>;

/** The program behind a binary of its own. */
export const asGnu =
  (applet: Applet): Program =>
  (process) =>
    applet(process, 'gnu');

/** Whether the C library is musl (Alpine), which has other words for wrong options than glibc. */
export function hasMusl(files: FileSystem): boolean {
  const names = files.readdir('/lib');
  return !failed(names) && names.some((name) => name.startsWith('ld-musl-'));
}

const builds: Readonly<Record<string, string>> = {
  '1.34.1': '2022-05-05 01:15:33 UTC',
  '1.35.0': '2022-11-19 10:13:10 UTC',
  '1.36.1': '2024-06-10 07:11:47 UTC',
  '1.37.0': '2025-01-17 18:12:01 UTC',
};

/** The first line of busybox's help: its version, from Alpine's list of packages where there is one. */
export function busyboxBanner(files: FileSystem): string {
  const installed = files.readText('/lib/apk/db/installed');
  const version = failed(installed) ? undefined : /^P:busybox\nV:([\d.]+)/m.exec(installed)?.[1];
  const build = version === undefined ? '2024-09-26 21:31:42 UTC' : builds[version];
  return `BusyBox v${version ?? '1.37.0'}${build === undefined ? '' : ` (${build})`} multi-call binary.`;
}
