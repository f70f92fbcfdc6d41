// The instructions that only change the configuration of the image.
import type { ContainerConfig, HealthcheckConfig } from '../../oci/image-config.ts';
import { parseSignal } from '../../computer/processes/signals.ts';
import { parsePort } from './expose.ts';
import { parseDuration } from '../times.ts';
import { flagValue } from './dockerfile/check.ts';
import { readJson } from './dockerfile/parse.ts';
import { BuildError, type Instruction } from './dockerfile/node.ts';
import { readArguments, readPairs, rawWords } from './dockerfile/pairs.ts';
import { absolute } from './paths.ts';
import type { StageState, Words } from './state.ts';

/** What ARG needs to know beside the stage. */
export interface ArgumentSource {
  /** `--build-arg`. */
  readonly given: Readonly<Record<string, string>>;
  /** ARGs before the first FROM, and those of the platform. */
  readonly globals: ReadonlyMap<string, string>;
}

/** Carries out one of them: the row of history; undefined when the instruction is none of these. */
export function changeMetadata(
  state: StageState,
  instruction: Instruction,
  words: Words,
  escape: string,
  source: ArgumentSource,
): string | BuildError | undefined {
  const change = changes[instruction.name];
  return change?.(state, instruction, words, escape, source);
}

type Change = (
  state: StageState,
  instruction: Instruction,
  words: Words,
  escape: string,
  source: ArgumentSource,
) => string | BuildError;

const keys = (names: readonly string[]): Record<string, Record<string, never>> =>
  Object.fromEntries(names.map((name) => [name, {}]));

const goQuoted = (words: readonly string[]): string => `[${words.map((word) => JSON.stringify(word)).join(' ')}]`;

function update(state: StageState, change: Partial<ContainerConfig>): void {
  state.config = { ...state.config, ...change };
}

/** The command of CMD, ENTRYPOINT and HEALTHCHECK: its words, or a line for the shell. */
const commandOf = (state: StageState, { json, rest }: Instruction): readonly string[] => json ?? [...state.shell, rest];

const expandedPairs = (instruction: Instruction, words: Words, escape: string): [string, string][] | BuildError => {
  const pairs = readPairs(instruction, escape);
  if (typeof pairs === 'string') return new BuildError(pairs, instruction.range);
  const result: [string, string][] = [];
  for (const { name, value = '' } of pairs) {
    const key = words.one(name);
    const text = words.one(value);
    if (key instanceof BuildError) return key;
    if (text instanceof BuildError) return text;
    result.push([key, text]);
  }
  return result;
};

const changes: Readonly<Record<string, Change>> = {
  ARG: (state, { rest, range }, words, escape, { given, globals }) => {
    const shown: string[] = [];
    for (const pair of readArguments(rest, escape)) {
      const initial = pair.value === undefined ? undefined : words.one(pair.value);
      if (initial instanceof BuildError) return initial.at(range);
      const { name } = pair;
      const value = given[name] ?? initial ?? globals.get(name);
      const known = state.args.some((arg) => arg.name === name);
      state.args = known
        ? state.args.map((arg) => (arg.name === name ? { name, value } : arg))
        : [...state.args, { name, value }];
      shown.push(value === undefined ? name : `${name}=${value}`);
    }
    return `ARG ${shown.join(' ')}`;
  },
  CMD: (state, instruction) => {
    const command = commandOf(state, instruction);
    update(state, { Cmd: command, ArgsEscaped: true });
    state.commandSet = true;
    return `CMD ${goQuoted(command)}`;
  },
  ENTRYPOINT: (state, instruction) => {
    const command = commandOf(state, instruction);
    update(state, { Entrypoint: command, ...(state.commandSet ? {} : { Cmd: null }) });
    return `ENTRYPOINT ${goQuoted(command)}`;
  },
  ENV: (state, instruction, words, escape) => {
    const pairs = expandedPairs(instruction, words, escape);
    if (pairs instanceof BuildError) return pairs;
    const env = [...(state.config.Env ?? [])];
    for (const [name, value] of pairs) {
      const at = env.findIndex((entry) => entry.startsWith(`${name}=`));
      if (at < 0) env.push(`${name}=${value}`);
      else env[at] = `${name}=${value}`;
    }
    update(state, { Env: env });
    return `ENV ${pairs.map(([name, value]) => `${name}=${value}`).join(' ')}`;
  },
  EXPOSE: (state, { rest, range }, words) => {
    const ports = words.many(rest);
    if (ports instanceof BuildError) return ports;
    const exposed: string[] = [];
    for (const port of ports) {
      const found = parsePort(port);
      if (typeof found === 'string') return new BuildError(found, range);
      exposed.push(...found);
    }
    exposed.sort();
    update(state, { ExposedPorts: { ...state.config.ExposedPorts, ...keys(exposed) } });
    return `EXPOSE [${exposed.join(' ')}]`;
  },
  HEALTHCHECK: (state, instruction) => {
    const check = healthcheck(instruction);
    if (check instanceof BuildError) return check;
    update(state, { Healthcheck: check });
    const { Test = [], Interval = 0, Timeout = 0, StartPeriod = 0, StartInterval = 0, Retries = 0 } = check;
    const times = [Interval, Timeout, StartPeriod, StartInterval].map((time) => JSON.stringify(goDuration(time)));
    const retries = `'\\x${Retries.toString(16).padStart(2, '0')}'`;
    return `HEALTHCHECK &{${goQuoted(Test)} ${times.join(' ')} ${retries}}`;
  },
  LABEL: (state, instruction, words, escape) => {
    const pairs = expandedPairs(instruction, words, escape);
    if (pairs instanceof BuildError) return pairs;
    update(state, { Labels: { ...state.config.Labels, ...Object.fromEntries(pairs) } });
    return `LABEL ${pairs.map(([name, value]) => `${name}=${value}`).join(' ')}`;
  },
  MAINTAINER: (state, { rest }) => {
    state.author = rest.trim();
    return `MAINTAINER ${rest.trim()}`;
  },
  ONBUILD: (state, { rest, heredocs }) => {
    const text = [rest, ...heredocs.map(({ content, name }) => `${content}${name}`)].join('\n');
    update(state, { OnBuild: [...(state.config.OnBuild ?? []), text] });
    return `ONBUILD ${rest}`;
  },
  SHELL: (state, { json = [] }) => {
    state.shell = json;
    update(state, { Shell: json });
    return `SHELL [${json.join(' ')}]`;
  },
  STOPSIGNAL: (state, { rest, range }, words) => {
    const signal = words.one(rest.trim());
    if (signal instanceof BuildError) return signal;
    if (parseSignal(signal) === undefined) return new BuildError(`invalid signal: ${signal}`, range);
    update(state, { StopSignal: signal });
    return `STOPSIGNAL ${signal}`;
  },
  USER: (state, { rest }, words) => {
    const user = words.one(rest.trim());
    if (user instanceof BuildError) return user;
    update(state, { User: user });
    return `USER ${user}`;
  },
  VOLUME: (state, { rest, json, range }, words, escape) => {
    const volumes = words.each(json ?? rawWords(rest, escape));
    if (volumes instanceof BuildError) return volumes;
    if (volumes.some((volume) => volume.trim() === ''))
      return new BuildError('VOLUME specified can not be an empty string', range);
    update(state, { Volumes: { ...state.config.Volumes, ...keys(volumes) } });
    return `VOLUME [${volumes.join(' ')}]`;
  },
};

/** The working directory that WORKDIR sets. */
export function workingDirectory(state: StageState, path: string): string {
  return absolute(state.config.WorkingDir ?? '/', path);
}

function healthcheck(instruction: Instruction): HealthcheckConfig | BuildError {
  const [, type = '', rest = ''] = /^(\S+)\s*([\s\S]*)$/.exec(instruction.rest) ?? [];
  if (type.toUpperCase() === 'NONE') return { Test: ['NONE'] };
  const times: Record<string, number> = {};
  for (const [flag, field] of durations) {
    const text = flagValue(instruction, flag);
    if (text === undefined) continue;
    const ms = parseDuration(text);
    const problem =
      ms === undefined
        ? `time: invalid duration "${text}"`
        : ms < 1 && ms !== 0
          ? `Interval "${flag}" cannot be less than 1ms`
          : undefined;
    if (problem !== undefined)
      return new BuildError(`dockerfile parse error on line ${instruction.range.start}: ${problem}`, instruction.range);
    times[field] = (ms ?? 0) * 1e6;
  }
  const retries = flagValue(instruction, 'retries');
  if (retries !== undefined && /^-\d+$/.test(retries))
    return new BuildError(
      `dockerfile parse error on line ${instruction.range.start}: --retries cannot be negative (${retries})`,
      instruction.range,
    );
  if (retries !== undefined && !/^\d+$/.test(retries))
    return new BuildError(
      `dockerfile parse error on line ${instruction.range.start}: strconv.ParseInt: parsing "${retries}": invalid syntax`,
      instruction.range,
    );
  const json = readJson(rest);
  return {
    Test: json ? ['CMD', ...json] : ['CMD-SHELL', rest],
    ...times,
    ...(retries === undefined ? {} : { Retries: Number(retries) }),
  };
}

const durations = [
  ['interval', 'Interval'],
  ['timeout', 'Timeout'],
  ['start-period', 'StartPeriod'],
  ['start-interval', 'StartInterval'],
] as const;

/** A duration in nanoseconds as Go prints it, for whole milliseconds. */
function goDuration(nanoseconds: number): string {
  const ms = nanoseconds / 1e6;
  if (ms === 0) return '0s';
  if (ms < 1000) return `${ms}ms`;
  const seconds = ms / 1000;
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  const rest = `${seconds % 60}s`;
  return hours > 0 ? `${hours}h${minutes}m${rest}` : minutes > 0 ? `${minutes}m${rest}` : rest;
}
