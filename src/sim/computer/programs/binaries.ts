// Programs with a binary of their own, as GNU's tools are installed, and busybox with all its applets.
import type { Program } from '../contract.ts';
import { gosu, suExec } from './accounts/gosu.ts';
import { applets } from './applets.ts';
import { busybox } from './busybox.ts';
import { asGnu } from './flavour.ts';

/** The program behind each name. */
export const binaries: Readonly<Record<string, Program>> = {
  ...Object.fromEntries(Object.entries(applets).map(([name, applet]) => [name, asGnu(applet)])),
  busybox,
  gosu,
  'su-exec': suExec,
};
