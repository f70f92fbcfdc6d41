// Dockerfile instructions as steps of a recipe: those that add layers, and what images of many families share.
import { groupOf, passwdOf, shadowOf } from './debian-files.ts';
import { alpineGroup, alpinePasswd } from './alpine.ts';
import { data, directories, fillUp, text, words } from './files.ts';
import { cmd, entrypoint, env, expose } from './recipe.ts';
import type { Distribution } from './debian-files.ts';
import type { Draft } from './files.ts';
import type { ConfigStep, LayerStep, Machine } from './recipe.ts';

/** Megabytes (10⁶ bytes) of a layer: of its files, and as the registry sends it. */
export type Megabytes = readonly [files: number, sent: number];

/** Files of a layer; where they differ by machine, a function of it. */
export type Drafts = readonly Draft[] | ((machine: Machine) => readonly Draft[]);

/**
 * A `RUN` (or a `COPY` or `ADD`, when `command` begins so): a layer of that size. What `drafts` leave of it goes to the
 * files of `rest`: `path` or `path=weight` separated by blanks, in which `TRIPLET` stands for the library directory.
 */
export function run(command: string, [files, sent]: Megabytes, drafts: Drafts, rest: string): LayerStep {
  const line = /^(?:COPY|ADD|WORKDIR) /.test(command) ? command : `RUN /bin/sh -c ${command}`;
  return {
    createdBy: `${line} # buildkit`,
    compressedSize: bytesOf(sent),
    files: (machine) => {
      const given = typeof drafts === 'function' ? drafts(machine) : drafts;
      const weights = words(rest.replaceAll('TRIPLET', machine.triplet)).map((word) => {
        const [path = '', weight = '1'] = word.split('=');
        return [path, Number(weight)] as const;
      });
      return fillUp(bytesOf(files), given, Object.fromEntries(weights));
    },
  };
}

const bytesOf = (megabytes: number): number => Math.round(megabytes * 1e6);

/** A `COPY` of scripts that may be run, into a directory: name → text. */
export function copyScripts(scripts: Readonly<Record<string, string>>, target: string): LayerStep {
  const folder = target.replace(/^\/|\/$/g, '');
  return {
    createdBy: `COPY ${Object.keys(scripts).join(' ')} ${target} # buildkit`,
    files: () =>
      Object.entries(scripts).map(([name, content]) =>
        text(folder === '' ? name : `${folder}/${name}`, content, { mode: 0o755 }),
      ),
  };
}

/** Several `ENV`: `NAME=value` each. */
export const envs = (...variables: readonly string[]): ConfigStep[] =>
  variables.map((variable) => {
    const equals = variable.indexOf('=');
    return env(variable.slice(0, equals), variable.slice(equals + 1));
  });

/** Several `EXPOSE` in one line; numbers are TCP ports. */
export const exposes = (...ports: readonly (number | string)[]): ConfigStep => {
  const names = ports.map((port) => (typeof port === 'number' ? `${port}/tcp` : port)).sort();
  return {
    createdBy: `EXPOSE map[${names.map((name) => `${name}:{}`).join(' ')}]`,
    config: { ExposedPorts: Object.fromEntries(names.map((name) => [name, {}])) },
  };
};

/** A `VOLUME` in exec form. */
export const volume = (...paths: readonly string[]): ConfigStep => ({
  createdBy: `VOLUME [${paths.join(' ')}]`,
  config: { Volumes: Object.fromEntries(paths.map((path) => [path, {}])) },
});

/** A `WORKDIR` of a directory that is there already. */
export const workdir = (WorkingDir: string): ConfigStep => ({
  createdBy: `WORKDIR ${WorkingDir}`,
  config: { WorkingDir },
});

/** A `USER`. */
export const user = (User: string): ConfigStep => ({ createdBy: `USER ${User}`, config: { User } });

/** How most images of servers end: their entrypoint's script, the port and the command. */
export const served = (script: string, port: number, ...command: readonly string[]): ConfigStep[] => [
  entrypoint(script),
  expose(port),
  cmd(...command),
];

/** The account files of a Debian-like system with one more line each in passwd and group. */
export function debianAccount(distribution: Distribution, name: string, id: number, home: string): Draft[] {
  const passwd = `${passwdOf(distribution)}${name}:x:${id}:${id}::${home}:/bin/sh\n`;
  return [
    text('etc/passwd', passwd),
    text('etc/group', `${groupOf(distribution)}${name}:x:${id}:\n`),
    text('etc/shadow', shadowOf(passwd), { mode: 0o640, gid: 42 }),
  ];
}

/** The account files of Alpine with one more line each in passwd and group. */
export function alpineAccount(name: string, id: number, home: string, shell = '/sbin/nologin'): Draft[] {
  return [
    text('etc/passwd', `${alpinePasswd}${name}:x:${id}:${id}:${name}:${home}:${shell}\n`),
    text('etc/group', `${alpineGroup}${name}:x:${id}:\n`),
  ];
}

/** The certificates that programs trust, as Debian's and Alpine's package puts them. */
export const certificates: readonly Draft[] = [data('etc/ssl/certs/ca-certificates.crt', 219_342)];

/**
 * Tags of a release: each name with each suffix, joined by `-`; both are separated by commas. An empty name with an
 * empty suffix makes `latest`, with another suffix that suffix.
 */
export function tags(names: string, suffixes = ''): string[] {
  return names
    .split(',')
    .flatMap((name) => suffixes.split(',').map((suffix) => [name, suffix].filter(Boolean).join('-') || 'latest'));
}

/** A `RUN` that installs Debian's packages. */
export const apt = (packages: string, size: Megabytes, drafts: Drafts, rest: string): LayerStep =>
  run(
    `set -eux;     apt-get update;     apt-get install -y --no-install-recommends ${packages};     rm -rf /var/lib/apt/lists/*`,
    size,
    drafts,
    rest,
  );

/** A `RUN` that installs Alpine's packages. */
export const apk = (packages: string, size: Megabytes, drafts: Drafts, rest: string): LayerStep =>
  run(`set -eux;     apk add --no-cache ${packages}`, size, drafts, rest);

/** A `RUN` of which only directories come; `uid` owns them. */
export const makeDirectories = (paths: string, uid = 0, mode = 0o755): LayerStep => ({
  createdBy: `RUN /bin/sh -c mkdir -p ${words(paths)
    .map((path) => `/${path}`)
    .join(' ')} # buildkit`,
  compressedSize: 150,
  files: () => directories(paths, { uid, gid: uid, mode }),
});
