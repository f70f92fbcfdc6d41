// node: the command line of JavaScript's runtime.
import type { Task } from '../../kernel/task.ts';
import type { Process, Program as Executable } from '../contract.ts';
import { failed } from '../filesystem/errno.ts';
import { readCommand, readEnvironment, type Command } from './options.ts';
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

const help = `Usage: node [options] [ script.js ] [arguments]

Options:
  -                   script read from stdin
  --                  indicate the end of node options
  -c, --check         syntax check script without executing
  -e, --eval=...      evaluate script
  --env-file=...      set environment variables from supplied file
  -h, --help          print node command line options
  -i, --interactive   always enter the REPL
  --no-deprecation    silence deprecation warnings
  --no-warnings       silence all process warnings
  -p, --print [...]   evaluate script and print result
  -r, --require=...   CommonJS module to preload (option can be repeated)
  -v, --version       print Node.js version
`;

function* main(process: Process, version: string): Task<number> {
  const name = process.argv[0] ?? 'node';
  const command = readCommand(name, process.argv.slice(1));
  if (command.kind === 'version' || command.kind === 'help') {
    yield* print(process, command.kind === 'version' ? `${version}\n` : help);
    return 0;
  }
  if (command.kind === 'wrong') {
    yield* print(process, command.problem ?? '', 2);
    return 9;
  }
  for (const file of command.environmentFiles) {
    const text = process.files.readText(file);
    if (failed(text)) {
      yield* print(process, `${name}: ${file}: not found\n`, 2);
      return 9;
    }
    for (const [variable, value] of readEnvironment(text))
      if (!process.env.has(variable)) process.env.set(variable, value);
  }
  const known = yield* simulatedScript(process, command);
  return known ? yield* known(process) : yield* runProgram(process, yield* programOf(process, command, version));
}

/** The program that stands for a script of an image whose text is not there: a file that names one. */
function* simulatedScript(process: Process, { rest, source }: Command): Task<Executable | undefined> {
  const [file = ''] = rest;
  if (file === '' || source !== undefined) return undefined;
  const path = file.startsWith('/') ? file : `${process.cwd}/${file}`;
  for (const candidate of [path, `${path}.js`, `${path}/index.js`]) {
    const found = process.files.stat(candidate);
    if (failed(found) || found.kind !== 'file') continue;
    return found.program === undefined ? undefined : yield* process.machine.programs(found.program);
  }
  return undefined;
}

/** What is run: the text or the file of the command line, else what standard input brings, typed or not. */
function* programOf(process: Process, command: Command, version: string): Task<Program> {
  const { preload, execArgv, source, print: prints, rest } = command;
  const common = { preload, execArgv, version, warnings: command.warnings, noDeprecation: !command.deprecations };
  if (source !== undefined && !command.interactive)
    return { ...common, source, name: '[eval]', print: prints, args: rest };
  const [file, ...args] = rest;
  if (file !== undefined && file !== '-' && !command.interactive)
    return { ...common, file, args, check: command.check };
  const input = process.descriptors.get(0);
  if ((input?.terminal && file !== '-') || command.interactive)
    return { ...common, repl: true, ...(source === undefined ? {} : { source }), args: rest };
  let text = '';
  const decoder = new TextDecoder();
  for (let bytes = yield* input?.read() ?? nothing(); bytes; bytes = yield* input?.read() ?? nothing())
    text += decoder.decode(bytes, { stream: true });
  return { ...common, source: text, name: '[stdin]', args: rest };
}

function* nothing(): Task<undefined> {
  return undefined;
}
