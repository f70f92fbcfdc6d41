// The shells by the names that binaries carry.
import type { Program } from '../contract.ts';
import { shellProgram } from '../shell/shell-program.ts';
import { readLine } from '../terminal/read-line.ts';

const ash = shellProgram('ash', readLine);
const dash = shellProgram('dash', readLine);

const bash = shellProgram('bash', readLine);

/** Shells with a binary of their own; `sh` is dash, as on Debian. What zsh shares with bash is bash's; its own is not simulated. */
export const shells: Readonly<Record<string, Program>> = { bash, dash, sh: dash, zsh: bash };

/** Shells that are applets of busybox. */
export const busyboxShells: Readonly<Record<string, Program>> = { ash, sh: ash };
