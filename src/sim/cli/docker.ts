// The program `docker`: reads its command line, finds the command and runs it.
import type { Process, Program } from '../computer/contract.ts';
import { load, type Task } from '../kernel/task.ts';
import type { Client } from './client.ts';
import { ClientState } from './client-state.ts';
import { outsideSwarm } from './commands/outside-swarm.ts';
import { findImplementation } from './commands/table.ts';
import { ConfigFile } from './config.ts';
import { chooseTarget } from './connect.ts';
import { isFailure } from './failure.ts';
import { parseCommandLine, type CommandCall } from './flags/command-line.ts';
import type { FlagValues } from './flags/flag-values.ts';
import { renderHelp } from './help/help.ts';
import { Output } from './output.ts';
import { loadDescriptions } from './reference/load-descriptions.ts';
import type { CommandSpec } from './reference/reference.ts';
import { clientVersion } from './version.ts';

/** ms of CPU until a program of this size has started and read its configuration. */
const startUp = 20;

/** The docker client. Each run is a `client` record from its start to its end. */
export const docker: Program = (process) => client(process, process.argv.slice(1));

/** `docker-compose`: the same as `docker compose`. */
export const dockerCompose: Program = (process) => client(process, ['compose', ...process.argv.slice(1)]);

function* client(process: Process, words: readonly string[]): Task<number> {
  const state = new ClientState(process);
  let ended = false;
  try {
    state.on('run');
    yield* process.compute(startUp);
    const code = yield* main(process, words, state);
    ended = true;
    state.on('finish');
    return code;
  } finally {
    if (!ended) state.on('interrupt');
    state.remove();
  }
}

function* main(process: Process, words: readonly string[], state: ClientState): Task<number> {
  const stdout = new Output(process, 1);
  const stderr = new Output(process, 2);
  const line = parseCommandLine(words);
  switch (line.kind) {
    case 'version':
      yield* stdout.line(`Docker version ${clientVersion.Version}, build ${clientVersion.GitCommit}`);
      return 0;
    case 'usage':
      if (line.help) yield* stdout.print(yield* helpText(process, stdout, line.help));
      yield* (line.onStdout === true ? stdout : stderr).print(line.text);
      return line.exit;
    case 'help': {
      const output = line.stream === 'stdout' ? stdout : stderr;
      yield* (line.noticeStream === 'stdout' ? stdout : stderr).print(line.notices);
      yield* output.print(yield* helpText(process, output, line.spec));
      return 0;
    }
    case 'call':
      yield* stdout.print(line.notices);
      return yield* runCommand(process, state, line, { stdout, stderr });
  }
}

function* runCommand(
  process: Process,
  state: ClientState,
  call: CommandCall,
  { stdout, stderr }: { stdout: Output; stderr: Output },
): Task<number> {
  const command = findImplementation(call.spec.name) ?? outsideSwarm(call.spec.name);
  if (!command) {
    yield* stderr.line(`not simulated: docker ${call.spec.path.join(' ')}`);
    return 1;
  }
  const unknown = call.flags.names().find((flag) => command.notSimulated?.includes(flag));
  if (unknown !== undefined) {
    yield* stderr.line(`not simulated: --${unknown}`);
    return 1;
  }
  if (call.flags.names().includes('disable-content-trust') && !call.flags.bool('disable-content-trust')) {
    yield* stderr.line('not simulated: --disable-content-trust=false');
    return 1;
  }
  const foreign = call.flags.names().find((flag) => command.windowsOnly?.includes(flag));
  if (foreign !== undefined) {
    yield* stderr.line(
      `"--${foreign}" is only supported on a Docker daemon running on windows, but the Docker daemon is running on linux`,
    );
    return 1;
  }
  const level = call.globals.string('log-level');
  if (!logLevels.has(level.toLowerCase())) {
    yield* stderr.line(`Unable to parse logging level: ${level}`);
    return 1;
  }
  const config = ConfigFile.load(process, configDirectory(process, call.globals));
  if (config.warning !== undefined) yield* stderr.line(config.warning);
  const target = chooseTarget(process, config, call.globals, (event) => {
    state.on(event);
  });
  const problem = isFailure(target) ? target : command.offline === true ? undefined : target.problem;
  if (isFailure(target) || problem) {
    const text = problem?.error ?? '';
    yield* stderr.line(isFailure(target) ? text : `Failed to initialize: ${text}`);
    return 1;
  }
  const client: Client = { process, api: target.api, config, context: target.context, stdout, stderr };
  return yield* command.run(client, call);
}

const logLevels = new Set(['', 'panic', 'fatal', 'error', 'warn', 'warning', 'info', 'debug', 'trace']);

const home = (process: Process): string => process.env.get('HOME') ?? '/root';

/** `--config`, DOCKER_CONFIG or `~/.docker`. */
function configDirectory(process: Process, globals: FlagValues): string {
  return globals.string('config') || process.env.get('DOCKER_CONFIG') || `${home(process)}/.docker`;
}

/** The descriptions are many words that few commands need: they are loaded when help is asked for. */
function* helpText(process: Process, output: Output, spec: CommandSpec): Task<string> {
  const descriptions = yield* load(loadDescriptions);
  return renderHelp(spec, {
    descriptions,
    columns: output.columns || 80,
    terminal: output.terminal !== undefined,
    swarm: 'inactive',
    home: home(process),
  });
}
