// Images of one program: a static binary over nothing, over Alpine, or over slim Debian, and a configuration.
import { alpine322 } from './alpine.ts';
import { busyboxUclibc } from './busybox.ts';
import { bookwormSlim } from './debian.ts';
import { apk, apt, certificates, envs, exposes, run, tags, user, volume, workdir } from './instructions.ts';
import { directory, program } from './files.ts';
import { cmd, entrypoint, label, usualPath } from './recipe.ts';
import type { CatalogueImage } from './catalogue-image.ts';
import type { Draft } from './files.ts';
import type { ConfigStep, LayerStep, Recipe } from './recipe.ts';

/** What an image of one program is. Paths without a leading slash, sizes in megabytes. */
export interface SingleBinary {
  readonly repository: string;
  readonly names: string;
  readonly created: string;
  readonly on?: 'scratch' | 'busybox' | 'alpine' | 'debian' | Recipe;
  readonly binary: string;
  /** The simulated program that it is, when that has another name. */
  readonly program?: string;
  readonly size: number;
  /** What the registry sends for a megabyte. */
  readonly share?: number;
  /** More files, and directories that its user owns. */
  readonly files?: readonly Draft[];
  readonly env?: readonly string[];
  readonly ports?: readonly (number | string)[];
  readonly volumes?: readonly string[];
  readonly workdir?: string;
  readonly user?: string;
  readonly entrypoint?: readonly string[];
  readonly command?: readonly string[];
  readonly labels?: Readonly<Record<string, string>>;
}

const bases = { busybox: busyboxUclibc, alpine: alpine322, debian: bookwormSlim } as const;

/** The catalogue's entry for such an image. */
export function singleBinary(image: SingleBinary): CatalogueImage {
  const { on = 'alpine', binary, size, share = 0.36, files = [] } = image;
  const base = typeof on === 'string' ? (on === 'scratch' ? undefined : bases[on]) : on;
  const name = binary.slice(binary.lastIndexOf('/') + 1);
  const path: LayerStep | ConfigStep = { createdBy: `ENV ${usualPath}`, config: { Env: [usualPath] } };
  const trust: Readonly<Record<string, readonly LayerStep[]>> = {
    alpine: [apk('ca-certificates tzdata', [1.5, 0.76], certificates, 'usr/share/zoneinfo/tzdata.zi')],
    debian: [
      apt(
        'ca-certificates',
        [9.2, 3.5],
        certificates,
        'usr/lib/TRIPLET/libcrypto.so.3=5 usr/lib/TRIPLET/libssl.so.3 usr/bin/openssl',
      ),
    ],
  };
  const steps: (LayerStep | ConfigStep)[] = [
    ...(base ? [] : [path]),
    ...(typeof on === 'string' ? (trust[on] ?? []) : []),
    ...Object.entries(image.labels ?? {}).map(([key, value]) => label(key, value)),
    ...envs(...(image.env ?? [])),
    run(
      `COPY ${name} /${binary}`,
      [size, size * share],
      [program(binary, Math.round(size * 1e6 * 0.94), image.program), ...(base ? [] : certificates), ...files],
      `usr/share/doc/${name}/LICENSE`,
    ),
    ...(image.ports ? [exposes(...image.ports)] : []),
    ...(image.volumes ? [volume(...image.volumes)] : []),
    ...(image.workdir === undefined ? [] : [workdir(image.workdir)]),
    ...(image.user === undefined ? [] : [user(image.user)]),
    ...(image.entrypoint ? [entrypoint(...image.entrypoint)] : []),
    ...(image.command ? [cmd(...image.command)] : []),
  ];
  return {
    repository: image.repository,
    tags: tags(image.names),
    recipe: { ...(base ? { base } : {}), created: image.created, steps },
  };
}

/** A directory that a program's own user writes to. */
export const owned = (path: string, uid: number): Draft => directory(path, { uid, gid: uid });
