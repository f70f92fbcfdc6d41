// The shells by the names that binaries carry.
import type { Program } from '../contract.ts';
import { shellProgram } from '../shell/shell-program.ts';
import { readLine } from '../terminal/read-line.ts';

const ash = shellProgram('ash', readLine);
const dash = shellProgram('dash', readLine);

/** Shells with a binary of their own; `sh` is dash, as on Debian. */
export const shells: Readonly<Record<string, Program>> = { bash: shellProgram('bash', readLine), dash, sh: dash };

/** Shells that are applets of busybox. */
export const busyboxShells: Readonly<Record<string, Program>> = { ash, sh: ash };
