// redis-cli(1): one command, commands from standard input, or a prompt.
import type { Program } from '../../contract.ts';
import { say, warn } from '../../programs/net/say.ts';
import { redisVersion } from '../version.ts';
import { usage } from './help.ts';
import { readOptions } from './options.ts';
import { converse, prompt } from './prompt.ts';
import { Run } from './run.ts';

const exposedPassword =
  "Warning: Using a password with '-a' or '-u' option on the command line interface may not be safe.\n";

/** `redis-cli` */
export const redisCli: Program = function* (process) {
  const options = readOptions(process.argv.slice(1), process.env);
  if (typeof options === 'string') {
    yield* warn(process, `${options}\n`);
    return 1;
  }
  const version = redisVersion(process);
  if (options.mode === 'version') {
    yield* say(process, `redis-cli ${version}\n`);
    return 0;
  }
  if (options.mode === 'help') {
    yield* say(process, usage(version));
    return 0;
  }
  if (options.exposed) yield* warn(process, exposedPassword);
  options.output ??= process.descriptors.get(1)?.terminal ? 'people' : 'raw';
  const run = new Run(process, options, options.output);
  if (options.mode === 'scan') return yield* run.scan();
  if (options.mode === 'pipe') return yield* run.pipe();
  if (options.words.length > 0) return yield* run.once();
  const terminal = process.descriptors.get(0)?.terminal;
  if (terminal) return yield* prompt(process, run, terminal);
  return yield* converse(process, run);
};
