// Programs in chunks of their own, each loaded when one of its names is first run.
import { load, type Task } from '../../kernel/task.ts';
import type { Applet } from './flavour.ts';

/** Programs by name. */
type Family = Readonly<Record<string, Applet>>;

/** A chunk by the names in it. */
const named = (names: string, loader: () => Promise<Family>): Record<string, () => Promise<Family>> =>
  Object.fromEntries(names.split(' ').map((name) => [name, loader]));

/** What busybox has too. */
export const busyboxLaterApplets: Readonly<Record<string, () => Promise<Family>>> = {
  ...named('split', async () => await import('./split.ts')),
  ...named('unexpand', async () => await import('./unexpand.ts')),
  ...named('cksum sum', async () => await import('./checksums.ts')),
  ...named('factor', async () => await import('./factor.ts')),
  ...named('unzip', async () => await import('./zip/unzip.ts')),
  ...named('cal', async () => await import('./cal.ts')),
  ...named('dmesg', async () => await import('./dmesg.ts')),
  ...named('fallocate', async () => await import('./fallocate.ts')),
  ...named('pstree', async () => await import('./pstree.ts')),
  ...named('last w who', async () => await import('./logins.ts')),
  ...named('tsort', async () => await import('./tsort.ts')),
  ...named('setsid nice', async () => await import('./start-differently.ts')),
  ...named('httpd', async () => await import('../servers/httpd/applet.ts')),
  ...named('vi', async () => ({ vi: (await import('./editors.ts')).vi })),
};

/** All that are loaded later, by name. */
export const laterApplets: Readonly<Record<string, () => Promise<Family>>> = {
  ...busyboxLaterApplets,
  ...named('code nano vim', async () => ({ ...(await import('./editors.ts')) })),
  ...named('stdbuf', async () => await import('./start-differently.ts')),
  ...named('zip', async () => await import('./zip/zip.ts')),
  ...named('file', async () => await import('./file.ts')),
  ...named('lsblk lscpu', async () => await import('./hardware.ts')),
  ...named('tput', async () => await import('./tput.ts')),
  ...named('join', async () => await import('./join.ts')),
  ...named('column', async () => await import('./column.ts')),
  ...named('envsubst', async () => await import('./envsubst.ts')),
  ...named('openssl', async () => await import('./openssl/openssl.ts')),
  ...named('man', async () => await import('./man.ts')),
  ...named('make', async () => await import('./make/make.ts')),
};

/** The program of a name, loaded first if it has to be; undefined if it is none of these. */
export function* findLaterApplet(name: string): Task<Applet | undefined> {
  const loader = Object.hasOwn(laterApplets, name) ? laterApplets[name] : undefined;
  const family = loader && (yield* load(loader));
  return family && Object.hasOwn(family, name) ? family[name] : undefined;
}
