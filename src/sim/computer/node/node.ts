// node: the command line of JavaScript's runtime.
import type { Task } from '../../kernel/task.ts';
import type { Process, Program as Executable } from '../contract.ts';
import { runProgram, type Program } from './run.ts';

const encoder = new TextEncoder();

function* print(process: Process, text: string, number = 1): Task {
  yield* process.descriptors.get(number)?.write(encoder.encode(text)) ?? [];
}

/** The program of a version (`20.19.5`). */
export const node =
  (version: string): Executable =>
  (process) =>
    main(process, `v${version}`);

function* main(process: Process, version: string): Task<number> {
  const args = process.argv.slice(1);
  const execArgv: string[] = [];
  let source: string | undefined;
  let prints = false;
  const preload: string[] = [];
  let index = 0;
  for (; index < args.length; index++) {
    const arg = args[index] ?? '';
    if (arg === '--' || arg === '-' || !arg.startsWith('-')) break;
    execArgv.push(arg);
    if (arg === '-v' || arg === '--version') {
      yield* print(process, `${version}\n`);
      return 0;
    }
    if (arg === '-e' || arg === '--eval' || arg === '-p' || arg === '--print' || arg === '-pe') {
      source = args[++index] ?? '';
      prints = arg.includes('p');
    } else if (arg === '-r' || arg === '--require') preload.push(args[++index] ?? '');
  }
  if (args[index] === '--') index++;
  const rest = args.slice(index);
  const common = { preload, execArgv, version, warnings: true, noDeprecation: false };
  const program: Program =
    source === undefined
      ? { ...common, file: rest[0] ?? '', args: rest.slice(1) }
      : { ...common, source, name: '[eval]', print: prints, args: rest };
  return yield* runProgram(process, program);
}
