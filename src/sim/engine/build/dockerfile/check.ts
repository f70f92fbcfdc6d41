// What BuildKit refuses of an instruction before anything is built.
import { BuildError, parseError, type Instruction } from './node.ts';
import { readArguments, readPairs } from './pairs.ts';
import { parseInstruction } from './parse.ts';
import { suggestion } from './suggest.ts';

/** The flags of each instruction. */
const flagsOf: Readonly<Record<string, readonly string[]>> = {
  ADD: ['keep-git-dir', 'chmod', 'chown', 'link', 'exclude', 'checksum', 'unpack'],
  COPY: ['from', 'chmod', 'chown', 'link', 'exclude'],
  FROM: ['platform'],
  HEALTHCHECK: ['interval', 'timeout', 'start-period', 'start-interval', 'retries'],
  RUN: ['mount', 'network', 'device'],
};

/** Flags that only a frontend named by `# syntax=` knows. */
const flagsOfFrontends: Readonly<Record<string, readonly string[]>> = { COPY: ['parents'], RUN: ['security'] };

/** Every instruction, in the order in which BuildKit looks for similar ones. */
export const instructionNames: readonly string[] = [
  'ADD', 'ARG', 'CMD', 'COPY', 'ENTRYPOINT', 'ENV', 'EXPOSE', 'FROM', 'HEALTHCHECK', 'LABEL', 'MAINTAINER', 'ONBUILD',
  'RUN', 'SHELL', 'STOPSIGNAL', 'USER', 'VOLUME', 'WORKDIR',
]; // prettier-ignore

/** Flags that need no value. */
const switches = new Set(['link', 'parents', 'keep-git-dir', 'unpack']);

/** Flags that may come several times. */
const lists = new Set(['mount', 'exclude', 'device']);

/** A flag's name and value. */
export function splitFlag(flag: string): { readonly name: string; readonly value: string | undefined } {
  const equals = flag.indexOf('=');
  return equals < 0
    ? { name: flag.slice(2), value: undefined }
    : { name: flag.slice(2, equals), value: flag.slice(equals + 1) };
}

/** The value of a flag, the last one when it comes twice; undefined when it is not there. */
export function flagValue(instruction: Instruction, name: string): string | undefined {
  const found = instruction.flags.map(splitFlag).findLast((flag) => flag.name === name);
  return found && (found.value ?? 'true');
}

/** All values of a flag that may come several times. */
export const flagValues = (instruction: Instruction, name: string): string[] =>
  instruction.flags
    .map(splitFlag)
    .filter((flag) => flag.name === name)
    .map(({ value }) => value ?? '');

/** Whether a switch is on. */
export const flagSwitch = (instruction: Instruction, name: string): boolean =>
  !['false', '0', undefined].includes(flagValue(instruction, name));

const words = (rest: string): string[] => rest.split(/\s+/).filter((word) => word !== '');

type Rule = (instruction: Instruction, escape: string) => string | BuildError | undefined;

const networks = ['default', 'none', 'host'];

const atLeastOne: Rule = ({ name, rest }) =>
  words(rest).length === 0 ? `${name} requires at least one argument` : undefined;
const exactlyOne: Rule = ({ name, rest }) => (rest.trim() === '' ? `${name} requires exactly one argument` : undefined);

const pairs: Rule = (instruction, escape) => {
  if (words(instruction.rest).length === 0) return `${instruction.name} requires at least one argument`;
  const found = readPairs(instruction, escape);
  if (typeof found === 'string') return new BuildError(found, instruction.range);
  return found.some(({ name }) => name === '') ? `${instruction.name} names can not be blank` : undefined;
};

const copies: Rule = ({ name, rest, json, heredocs }) =>
  (json ?? words(rest)).length < 2 && heredocs.length < 2
    ? `${name} requires at least two arguments, but only one was provided. Destination could not be determined`
    : undefined;

const rules: Readonly<Record<string, Rule>> = {
  ADD: copies,
  ARG: (instruction, escape) =>
    atLeastOne(instruction, escape) ??
    (readArguments(instruction.rest, escape).some(({ name }) => name === '')
      ? 'ARG names can not be blank'
      : undefined),
  COPY: copies,
  ENV: pairs,
  EXPOSE: atLeastOne,
  FROM: ({ rest }) => {
    const [, as = '', stage = '', ...more] = words(rest);
    const count = words(rest).length;
    if ((count !== 1 && count !== 3) || more.length > 0) return 'FROM requires either one or three arguments';
    if (count === 1) return undefined;
    if (as.toLowerCase() !== 'as') return 'FROM requires either one or three arguments';
    return /^[a-z][a-z0-9-_.]*$/.test(stage.toLowerCase())
      ? undefined
      : `invalid name for build stage: "${stage}", name can't start with a number or contain symbols`;
  },
  HEALTHCHECK: ({ rest }) => {
    const [type = '', ...command] = words(rest);
    if (type === '') return 'HEALTHCHECK requires at least one argument';
    if (type.toUpperCase() === 'NONE') return command.length > 0 ? 'HEALTHCHECK NONE takes no arguments' : undefined;
    if (type.toUpperCase() !== 'CMD') return `Unknown type "${type.toUpperCase()}" in HEALTHCHECK (try CMD)`;
    return command.length === 0 ? 'Missing command after HEALTHCHECK CMD' : undefined;
  },
  LABEL: pairs,
  MAINTAINER: exactlyOne,
  ONBUILD: (instruction) => {
    if (words(instruction.rest).length === 0) return 'ONBUILD requires at least one argument';
    const inner = parseInstruction(instruction.rest, instruction.range);
    if (inner instanceof BuildError) return inner;
    if (inner.name === 'ONBUILD') return "Chaining ONBUILD via `ONBUILD ONBUILD` isn't allowed";
    if (inner.name === 'FROM' || inner.name === 'MAINTAINER')
      return `${inner.name} isn't allowed as an ONBUILD trigger`;
    return undefined;
  },
  RUN: (instruction) => {
    const network = flagValue(instruction, 'network') ?? 'default';
    return networks.includes(network) ? undefined : `invalid network mode ${JSON.stringify(network)}`;
  },
  SHELL: ({ json, rest }) =>
    json === undefined && rest.trim() !== ''
      ? 'SHELL requires the arguments to be in JSON form'
      : json === undefined || json.length === 0
        ? 'SHELL requires at least one argument'
        : undefined,
  STOPSIGNAL: exactlyOne,
  USER: exactlyOne,
  VOLUME: (instruction, escape) =>
    (instruction.json?.length === 0 ? 'VOLUME requires at least one argument' : atLeastOne(instruction, escape)) ??
    (instruction.json?.some((path) => path.trim() === '') ? 'VOLUME specified can not be an empty string' : undefined),
  WORKDIR: exactlyOne,
};

/**
 * The first thing that is wrong with an instruction; undefined when it can be built. `frontend`: a newer one than the engine's
 * own was asked for.
 */
export function checkInstruction(instruction: Instruction, escape: string, frontend: boolean): BuildError | undefined {
  const { name, written, range } = instruction;
  if (!instructionNames.includes(name))
    return parseError(
      `unknown instruction: ${written}${suggestion(written, written === written.toLowerCase() ? instructionNames.map((each) => each.toLowerCase()) : instructionNames)}`,
      range,
    );
  if (name === 'ENV' || name === 'LABEL') {
    const found = words(instruction.rest).length > 0 ? readPairs(instruction, escape) : [];
    if (typeof found === 'string') return new BuildError(found, range);
  }
  const known = [...(flagsOf[name] ?? []), ...(frontend ? (flagsOfFrontends[name] ?? []) : [])];
  const seen = new Set<string>();
  for (const flag of instruction.flags.map(splitFlag)) {
    if (!known.includes(flag.name))
      return parseError(`unknown flag: --${flag.name}${suggestion(flag.name, known)}`, range);
    if (seen.has(flag.name) && !lists.has(flag.name))
      return parseError(`duplicate flag specified: --${flag.name}`, range);
    seen.add(flag.name);
    if (flag.value === undefined && !switches.has(flag.name))
      return parseError(`missing a value on flag: --${flag.name}`, range);
    if (flag.value !== undefined && switches.has(flag.name) && !/^(?:true|false|1|0)$/i.test(flag.value))
      return parseError(`expecting boolean value for flag --${flag.name}, not: ${flag.value}`, range);
  }
  const problem = rules[name]?.(instruction, escape);
  return typeof problem === 'string' ? parseError(problem, range) : problem;
}
