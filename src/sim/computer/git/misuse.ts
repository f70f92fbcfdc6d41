// A wrong option of a subcommand, in the words of git's own parser.
import type { Task } from '../../kernel/task.ts';
import type { OptionProblem } from '../programs/options.ts';
import { quit } from '../programs/text.ts';
import type { Session } from './session.ts';

/** Says what is wrong with an option, and ends with 129. Git has many more options than are simulated: that is said too. */
export function* misused(session: Session, problem: OptionProblem, command: string): Task<never> {
  const long = problem.option.length > 1;
  if (problem.kind === 'letter-needs-value' || problem.kind === 'name-needs-value') {
    yield* session.warn(
      long
        ? `error: option \`${problem.option}' requires a value\n`
        : `error: switch \`${problem.option}' requires a value\n`,
    );
  } else yield* session.warn(`${command}: not simulated: ${long ? '--' : '-'}${problem.option}\n`);
  return yield* quit(session.process, 129);
}
