// `--change` of commit and import: Dockerfile instructions that only touch the configuration.
import type { ImageConfig } from '../../oci/image-config.ts';
import { ApiError, errors } from '../errors.ts';

type Config = ImageConfig['config'];
type Change = (config: Config, rest: string) => Config | ApiError;

const words = (rest: string): string[] => {
  const found = rest.match(/(?:"(?:[^"\\]|\\.)*"|'[^']*'|[^\s"'])+/g) ?? [];
  return found.map((word) => word.replace(/^(["'])(.*)\1$/, '$2').replace(/=(["'])(.*)\1$/, '=$2'));
};

/** An instruction's arguments: a JSON list, or a line for the shell. */
function commandOf(rest: string): readonly string[] {
  try {
    const parsed: unknown = JSON.parse(rest);
    if (Array.isArray(parsed) && parsed.every((word) => typeof word === 'string')) return parsed;
  } catch {
    // Not the exec form: the shell form.
  }
  return ['/bin/sh', '-c', rest];
}

/** `NAME=value …`, or the old form `NAME value`. */
function pairs(rest: string): [string, string][] {
  const list = words(rest);
  if (!(list[0] ?? '').includes('=')) return [[list[0] ?? '', rest.trim().split(/\s+/).slice(1).join(' ')]];
  return list.map((word) => [word.slice(0, word.indexOf('=')), word.slice(word.indexOf('=') + 1)]);
}

const set = (keys: readonly string[]): Record<string, Record<string, never>> =>
  Object.fromEntries(keys.map((key) => [key, {}]));

const changes: Readonly<Record<string, Change>> = {
  CMD: (config, rest) => ({ ...config, Cmd: commandOf(rest) }),
  ENTRYPOINT: (config, rest) => ({ ...config, Entrypoint: commandOf(rest) }),
  ENV: (config, rest) => {
    const env = new Map((config.Env ?? []).map((entry) => [entry.split('=', 1)[0] ?? '', entry]));
    for (const [name, value] of pairs(rest)) env.set(name, `${name}=${value}`);
    return { ...config, Env: [...env.values()] };
  },
  EXPOSE: (config, rest) => {
    const ports = words(rest).map((port) => (port.includes('/') ? port : `${port}/tcp`));
    return { ...config, ExposedPorts: { ...config.ExposedPorts, ...set(ports) } };
  },
  LABEL: (config, rest) => ({ ...config, Labels: { ...config.Labels, ...Object.fromEntries(pairs(rest)) } }),
  ONBUILD: (config, rest) => ({ ...config, OnBuild: [...(config.OnBuild ?? []), rest] }),
  STOPSIGNAL: (config, rest) => ({ ...config, StopSignal: rest.trim() }),
  USER: (config, rest) => ({ ...config, User: rest.trim() }),
  VOLUME: (config, rest) => {
    const list = rest.trim().startsWith('[') ? commandOf(rest) : words(rest);
    return { ...config, Volumes: { ...config.Volumes, ...set(list) } };
  },
  WORKDIR: (config, rest) => {
    const path = rest.trim();
    return { ...config, WorkingDir: path.startsWith('/') ? path : `${config.WorkingDir ?? ''}/${path}` };
  },
  HEALTHCHECK: (_config, rest) => errors.notSimulated(`--change HEALTHCHECK ${rest}`),
};

/** The configuration after instructions, one a line; refuses those that would need a build. */
export function applyChanges(config: Config, text: string): Config | ApiError {
  let result = config;
  for (const line of text.split('\n')) {
    if (line.trim() === '') continue;
    const [, name = '', rest = ''] = /^\s*(\S+)\s*(.*)$/.exec(line) ?? [];
    const change = changes[name.toUpperCase()];
    if (!change) return errors.invalidChange(name.toUpperCase());
    const next = change(result, rest);
    if (next instanceof ApiError) return next;
    result = next;
  }
  return result;
}
