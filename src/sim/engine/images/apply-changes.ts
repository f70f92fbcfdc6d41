// `--change` of commit and import: Dockerfile instructions that only touch the configuration.
import type { ImageConfig } from '../../oci/image-config.ts';
import { checkInstruction } from '../build/dockerfile/check.ts';
import { BuildError, type Instruction } from '../build/dockerfile/node.ts';
import { parseDockerfile } from '../build/dockerfile/parse.ts';
import { changeMetadata, workingDirectory } from '../build/metadata.ts';
import { emptyState } from '../build/stage-walk.ts';
import { Words, variables, type StageState } from '../build/state.ts';
import { errors, type ApiError } from '../errors.ts';

type Config = ImageConfig['config'];

const allowed = new Set([
  'CMD', 'ENTRYPOINT', 'ENV', 'EXPOSE', 'HEALTHCHECK', 'LABEL', 'ONBUILD', 'STOPSIGNAL', 'USER', 'VOLUME', 'WORKDIR',
]); // prettier-ignore

const noArguments = { given: {}, globals: new Map<string, string>() };

/** The configuration after instructions, one a line; refuses those that would need a build. */
export function applyChanges(config: Config, text: string): Config | ApiError {
  const file = parseDockerfile(text);
  if (file instanceof BuildError) return refuse(file);
  const state = emptyState({ chain: [], diffIds: [] }, '', config);
  for (const instruction of file.instructions) {
    if (!allowed.has(instruction.name)) return errors.invalidChange(instruction.name);
    const problem = checkInstruction(instruction, file.escape, false) ?? change(state, instruction, file.escape);
    if (problem) return refuse(problem);
  }
  // What BuildKit notes about CMD is not known here.
  const { ArgsEscaped: _noted, ...rest } = state.config;
  return config.ArgsEscaped ? { ...rest, ArgsEscaped: true } : rest;
}

function change(state: StageState, instruction: Instruction, escape: string): BuildError | undefined {
  const words = new Words(variables(state), escape, instruction);
  if (instruction.name === 'WORKDIR') {
    const path = words.one(instruction.rest.trim());
    if (path instanceof BuildError) return path;
    state.config = { ...state.config, WorkingDir: workingDirectory(state, path) };
    return undefined;
  }
  const changed = changeMetadata(state, instruction, words, escape, noArguments);
  return changed instanceof BuildError ? changed : undefined;
}

/** As the engine itself words a mistake: without the line, a port with a capital. */
function refuse({ message }: BuildError): ApiError {
  const bare = message.replace(/^dockerfile parse error on line \d+: /, '');
  const port = bare.replace(/^invalid port: "[^"]*": /, '');
  return errors.startFailed(/^invalid (?:containerPort|proto)/.test(port) ? `I${port.slice(1)}` : bare);
}
