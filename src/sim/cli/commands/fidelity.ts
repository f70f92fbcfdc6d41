// What of the reference is simulated: every command and flag with its status, for the page that lists them.
import { allCommands } from '../reference/reference.ts';
import { findImplementation } from './table.ts';

/** Whether something does what it says, or answers `not simulated`. */
export type Fidelity = 'simulated' | 'not simulated';

/** One command under one path, and its flags. */
export interface CommandFidelity {
  /** With `docker`: `docker container run`. */
  readonly command: string;
  readonly status: Fidelity;
  readonly flags: readonly { readonly name: string; readonly status: Fidelity }[];
}

/** All commands of the reference that can be run, in its order. */
export function fidelity(): CommandFidelity[] {
  return allCommands()
    .filter(({ runnable }) => runnable)
    .map((spec) => {
      const implementation = findImplementation(spec.name);
      const statusOf = (flag: string): Fidelity =>
        implementation && !implementation.notSimulated?.includes(flag) ? 'simulated' : 'not simulated';
      return {
        command: ['docker', ...spec.path].join(' '),
        status: implementation ? 'simulated' : 'not simulated',
        flags: spec.flags.map(({ name }) => ({ name, status: statusOf(name) })),
      };
    });
}
