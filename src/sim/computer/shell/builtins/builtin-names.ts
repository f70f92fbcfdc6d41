// The names of the builtins of each shell.
import type { Dialect } from '../dialect.ts';

const names = (text: string): ReadonlySet<string> => new Set(text.split(' '));

const common =
  '. : [ alias bg break cd command continue echo eval exec exit export false fg getopts hash jobs kill local printf pwd read readonly return set shift test times trap true type ulimit umask unalias unset wait';

/** By dialect. */
export const builtinNames: Readonly<Record<Dialect, ReadonlySet<string>>> = {
  bash: names(
    `${common} builtin caller declare dirs disown help history let logout mapfile popd pushd readarray shopt source suspend typeset`,
  ),
  dash: names(`${common} chdir`),
  ash: names(`${common} chdir help history let source [[`),
};

/** POSIX's special builtins (XCU 2.14). */
export const specialBuiltinNames = names(
  '. : break continue eval exec exit export readonly return set shift times trap unset',
);
