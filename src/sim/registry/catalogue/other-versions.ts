// Versions of official images that have no recipe of their own: the nearest one that has, under the version's name.
import type { ContainerConfig } from '../../oci/image-config.ts';
import type { CatalogueImage } from './catalogue-image.ts';
import type { Draft } from './files.ts';
import type { ConfigStep, LayerStep, Recipe } from './recipe.ts';

/**
 * What repositories have published: for each series the last that came out, as `series:rest`. `3.9:24` stands for 3.9.0 to
 * 3.9.24, `14:21.3` for all of 14 up to 14.21.3.
 */
const published: Readonly<Record<string, string>> = {
  alpine:
    '2:7 3.1:4 3.2:3 3.3:3 3.4:6 3.5:3 3.6:5 3.7:3 3.8:5 3.9:6 3.10:9 3.11:13 3.12:12 3.13:12 3.14:10 3.15:11 3.16:9 3.17:10 3.18:12 3.19:9 3.20:8 3.21:5 3.22:2 3.23:0',
  busybox: '1.24:2 1.25:1 1.26:2 1.27:2 1.28:4 1.29:3 1.30:1 1.31:1 1.32:1 1.33:1 1.34:1 1.35:0 1.36:1 1.37:0',
  debian: '8:11 9:13 10:13 11:11 12:12 13:2',
  ubuntu:
    '12.04:5 14.04:6 14.10 15.04 15.10 16.04:7 16.10 17.04 17.10 18.04:6 18.10 19.04 19.10 20.04:6 20.10 21.04 21.10 22.04:5 22.10 23.04 23.10 24.04:3 24.10 25.04',
  python: '2.7:18 3.4:10 3.5:10 3.6:15 3.7:17 3.8:20 3.9:24 3.10:19 3.11:14 3.12:12 3.13:11 3.14:2',
  node: '4:9.1 6:17.1 8:17.0 10:24.1 11:15.0 12:22.12 13:14.0 14:21.3 15:14.0 16:20.2 17:9.1 18:20.8 19:9.0 20:19.5 21:7.3 22:21.1 23:11.1 24:12.0 25:2.1',
  golang:
    '1.6:4 1.7:6 1.8:7 1.9:7 1.10:8 1.11:13 1.12:17 1.13:15 1.14:15 1.15:15 1.16:15 1.17:13 1.18:10 1.19:13 1.20:14 1.21:13 1.22:12 1.23:12 1.24:11 1.25:5',
  rust: '1:91.0',
  ruby: '2.3:8 2.4:10 2.5:9 2.6:10 2.7:8 3.0:7 3.1:7 3.2:9 3.3:10 3.4:7',
  php: '5.6:40 7.0:33 7.1:33 7.2:34 7.3:33 7.4:33 8.0:30 8.1:33 8.2:29 8.3:27 8.4:14',
  nginx:
    '1.7:12 1.9:15 1.10:3 1.11:13 1.12:2 1.13:12 1.14:2 1.15:12 1.16:1 1.17:10 1.18:0 1.19:10 1.20:2 1.21:6 1.22:1 1.23:4 1.24:0 1.25:5 1.26:3 1.27:5 1.28:0 1.29:3',
  httpd: '2.4:65',
  redis: '2.8:23 3.0:7 3.2:12 4.0:14 5.0:14 6.0:20 6.2:20 7.0:15 7.2:11 7.4:6 8.0:4 8.2:2',
  postgres: '9.3:25 9.4:26 9.5:25 9.6:24 10:23 11:22 12:22 13:22 14:19 15:14 16:10 17:6 18:0',
  mysql: '5.5:62 5.6:51 5.7:44 8.0:43 8.4:6 9.0:1 9.1:0 9.2:0 9.3:0 9.4:0',
  mariadb:
    '5.5:64 10.0:38 10.1:48 10.2:44 10.3:39 10.4:34 10.5:29 10.6:23 10.7:8 10.8:8 10.9:8 10.10:7 10.11:14 11.0:6 11.1:6 11.2:6 11.3:2 11.4:8 11.8:3 12.0:2',
  mongo: '2.6:12 3.0:15 3.2:21 3.4:24 3.6:23 4.0:28 4.2:24 4.4:29 5.0:31 6.0:26 7.0:25 8.0:15',
  memcached: '1.4:39 1.5:22 1.6:39',
  rabbitmq: '3.5:8 3.6:16 3.7:28 3.8:34 3.9:29 3.10:25 3.11:28 3.12:14 3.13:7 4.0:9 4.1:4',
  traefik:
    '1.7:34 2.0:7 2.1:9 2.2:11 2.3:7 2.4:14 2.5:7 2.6:7 2.7:3 2.8:8 2.9:10 2.10:7 2.11:29 3.0:4 3.1:7 3.2:5 3.3:7 3.4:5 3.5:3',
  haproxy: '1.7:14 1.8:31 2.0:35 2.2:33 2.4:29 2.6:22 2.8:15 3.0:11 3.2:5',
  tomcat: '7.0:109 8.0:53 8.5:100 9.0:109 10.1:46 11.0:11',
  registry: '2:8.3 3:0.0',
  wordpress: '4.9:8 5.0:3 5.2:4 5.4:2 5.6:2 5.7:2 5.8:3 5.9:3 6.0:3 6.1:1 6.2:2 6.3:2 6.4:3 6.5:5 6.6:2 6.7:2 6.8:3',
  drupal: '7:103 8:9.20 9:5.11 10:5.4 11:2.5',
  maven: '3.5:4 3.6:3 3.8:8 3.9:11',
  elasticsearch: '5:6.16 6:8.23 7:17.28 8:19.4 9:1.4',
  kibana: '5:6.16 6:8.23 7:17.28 8:19.4 9:1.4',
  logstash: '5:6.16 6:8.23 7:17.28 8:19.4 9:1.4',
  nextcloud:
    '15:0.14 16:0.11 17:0.10 18:0.14 19:0.13 20:0.14 21:0.9 22:2.10 23:0.12 24:0.12 25:0.13 26:0.13 27:1.11 28:0.14 29:0.16 30:0.17 31:0.10',
  ghost: '1:26.2 2:38.3 3:42.9 4:48.9 5:130.5',
  'prom/prometheus':
    '1.8:2 2.0:0 2.10:0 2.20:1 2.26:1 2.30:4 2.37:9 2.40:7 2.42:0 2.43:1 2.44:0 2.45:6 2.46:0 2.47:2 2.48:1 2.49:1 2.50:1 2.51:2 2.52:1 2.53:5 2.54:1 2.55:1 3.0:1 3.1:0 3.2:1 3.3:1 3.4:2 3.5:0 3.6:0',
  docker: '18.09:9 19.03:15 20.10:24 23.0:6 24.0:9 25.0:5 26.1:4 27.5:1 28.5:1',
};

/** A release of Debian or Ubuntu: its number as files name it, and as its image's tag does, and what people call it. */
interface Release {
  readonly number: string;
  readonly series: string;
  readonly title: string;
}

const family = (parts: number, lines: string): Readonly<Record<string, Release>> =>
  Object.fromEntries(
    lines.split('|').map((line) => {
      const [name = '', number = '', animal] = line.split(' ');
      const first = name.charAt(0).toUpperCase() + name.slice(1);
      const series = number.split('.').slice(0, parts).join('.');
      return [name, { number, series, title: animal === undefined ? first : `${first} ${animal}` }];
    }),
  );

/** Releases by the names that tags use. */
const debianReleases = family(1, 'jessie 8.11|stretch 9.13|buster 10.13|bullseye 11.11|bookworm 12.12|trixie 13.1');
const ubuntuReleases = family(
  2,
  'precise 12.04.5 Pangolin|trusty 14.04.6 Tahr|utopic 14.10 Unicorn|vivid 15.04 Vervet|wily 15.10 Werewolf|xenial 16.04.7 Xerus|yakkety 16.10 Yak|zesty 17.04 Zapus|artful 17.10 Aardvark|bionic 18.04.6 Beaver|cosmic 18.10 Cuttlefish|disco 19.04 Dingo|eoan 19.10 Ermine|focal 20.04.6 Fossa|groovy 20.10 Gorilla|hirsute 21.04 Hippo|impish 21.10 Indri|jammy 22.04.5 Jellyfish|kinetic 22.10 Kudu|lunar 23.04 Lobster|mantic 23.10 Minotaur|noble 24.04.3 Numbat|oracular 24.10 Oriole|plucky 25.04 Puffin',
);
const releases = [debianReleases, ubuntuReleases];

const alpineRelease = /alpine(3\.\d+)/;

/** The parts of a tag: `3.9.16-slim-buster` is version 3.9.16 as `-slim-buster`. */
interface Name {
  readonly version: readonly number[];
  /** What follows the version, with the distribution's release taken out. */
  readonly variant: string;
  readonly release: string | undefined;
}

function parse(tag: string): Name | undefined {
  const [, digits = '', rest = ''] = /^v?(\d+(?:\.\d+)*)?(.*)$/.exec(tag) ?? [];
  if (digits !== '' && !/^(?:-|$)/.test(rest)) return undefined;
  const words = `${digits === '' ? '-' : ''}${rest}`.split('-');
  const named = words.find((word) => releases.some((names) => word in names));
  const alpine = alpineRelease.exec(rest)?.[1];
  return {
    version: digits === '' ? [] : digits.split('.').map(Number),
    variant: words.map((word) => (word === named ? '*' : word.replace(alpineRelease, 'alpine'))).join('-'),
    release: named ?? alpine,
  };
}

/** The last version of the series that a version, perhaps shortened, belongs to; undefined if none such was published. */
function publishedAs(repository: string, version: readonly number[]): readonly number[] | undefined {
  const lines = (published[repository.replace('library/', '')] ?? '').split(' ').map((line) => {
    const [series, rest] = line.split(':').map((part) => part.split('.').map(Number));
    return { series: series ?? [], rest: rest ?? [] };
  });
  const line = lines.findLast(({ series }) =>
    series.every((number, i) => i >= version.length || version[i] === number),
  );
  if (!line) return undefined;
  const last = [...line.series, ...line.rest];
  if (version.length > last.length || compare(version, last.slice(0, version.length)) > 0) return undefined;
  if (version.slice(line.series.length).some((number) => number > 200)) return undefined;
  const complete = compare(version, last.slice(0, version.length)) === 0 ? last.slice(version.length) : [];
  return [...version, ...(complete.length ? complete : last.slice(version.length).map(() => 0))];
}

function compare(a: readonly number[], b: readonly number[]): number {
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Derives the image of a tag that no recipe has; undefined when nothing like it was ever published. */
export function otherVersion(images: readonly CatalogueImage[], tag: string): Recipe | undefined {
  const wanted = parse(tag);
  const repository = images[0]?.repository;
  if (!wanted || repository === undefined) return undefined;
  const target = wanted.version.length > 0 ? publishedAs(repository, wanted.version) : [];
  const candidates = images.flatMap((image) =>
    image.tags.flatMap((name) => {
      const parsed = parse(name);
      return parsed?.variant === wanted.variant && sameFamily(parsed.release, wanted.release)
        ? [{ image, ...parsed }]
        : [];
    }),
  );
  const known = candidates.filter(({ version }) => compare(version, wanted.version) === 0);
  const full = target ?? (known.length > 0 ? wanted.version : undefined);
  if (!full) return undefined;
  const nearest = candidates
    .filter(({ version }) => version.length > 0 === full.length > 0)
    .sort((a, b) => distance(a.version, full) - distance(b.version, full))[0];
  if (!nearest) return undefined;
  const from = longest(nearest.image, nearest.variant) ?? nearest.version;
  const changes = [
    ...(full.length > 0 ? versionChanges(from, full) : []),
    ...releaseChanges(nearest.release ?? releaseOf(repository, from), wanted.release ?? releaseOf(repository, full)),
  ];
  return renamed(nearest.image.recipe, changes);
}

const sameFamily = (a = '', b = ''): boolean =>
  a === b || releases.some((names) => a in names && b in names) || (isAlpine(a) && isAlpine(b));

const isAlpine = (release: string): boolean => release.startsWith('3.');

/** How far two versions are apart; the first number counts most. */
const distance = (a: readonly number[], b: readonly number[]): number =>
  Math.abs((a[0] ?? 0) - (b[0] ?? 0)) * 1e6 +
  Math.abs((a[1] ?? 0) - (b[1] ?? 0)) * 1e3 +
  Math.abs((a[2] ?? 0) - (b[2] ?? 0));

/** The whole version of an image: the longest that one of its tags names. */
function longest(image: CatalogueImage, variant: string): readonly number[] | undefined {
  return image.tags
    .map(parse)
    .filter((name) => name?.variant === variant || name?.variant === '')
    .map((name) => name?.version ?? [])
    .sort((a, b) => b.length - a.length)[0];
}

/** A distribution's own images are named by number: the name that belongs to it. */
function releaseOf(repository: string, version: readonly number[]): string | undefined {
  const of = { 'library/debian': debianReleases, 'library/ubuntu': ubuntuReleases }[repository] ?? {};
  const number = version
    .slice(0, repository === 'library/debian' ? 1 : 2)
    .map((part, i) => (i === 0 ? String(part) : String(part).padStart(2, '0')));
  return Object.keys(of).find((name) => of[name]?.series === number.join('.'));
}

/** A text in the place of another. */
interface Change {
  readonly from: RegExp;
  readonly to: string;
}

const escaped = (text: string): string => text.replace(/\./g, '\\.');

/** The whole version, and its series where it stands by itself (`python3.9`, `PG_MAJOR=13`). */
function versionChanges(from: readonly number[], to: readonly number[]): Change[] {
  const changes: Change[] = [];
  for (let length = from.length; length > 0; length--) {
    const [before, after] = [from.slice(0, length).join('.'), to.slice(0, length).join('.')];
    const edge = length > 1 ? '(?<![\\d.])' : '(?<=[/=]|[A-Za-z]-)';
    if (before !== after) changes.push({ from: new RegExp(`${edge}${escaped(before)}(?![\\d.]*\\d)`, 'g'), to: after });
  }
  return changes;
}

function releaseChanges(from: string | undefined, to: string | undefined): Change[] {
  if (from === undefined || to === undefined || from === to) return [];
  if (isAlpine(from)) {
    const last = (release: string): string =>
      (published['alpine'] ?? '')
        .split(' ')
        .find((line) => line.startsWith(`${release}:`))
        ?.replace(':', '.') ?? release;
    return [
      { from: new RegExp(`(?<![\\d.])${escaped(from)}\\.\\d+`, 'g'), to: last(to) },
      { from: new RegExp(`(?<![\\d.])${escaped(from)}(?![\\d.]*\\d)`, 'g'), to },
    ];
  }
  const [before, after] = [from, to].map((name) => ({ ...debianReleases, ...ubuntuReleases })[name]);
  if (!before || !after) return [];
  return [
    { from: new RegExp(`\\b${before.title}\\b`, 'g'), to: after.title },
    { from: new RegExp(`\\b${from}\\b`, 'g'), to },
    { from: new RegExp(`(?<![\\d.])${escaped(before.series)}\\.\\d+(?!\\d)`, 'g'), to: after.number },
    { from: new RegExp(`(?<=[ ="])${escaped(before.series)}(?=[ "\\n]|$)`, 'g'), to: after.series },
  ];
}

/** A recipe with other names in its history, its configuration, and its files' paths and texts; its base likewise. */
function renamed(recipe: Recipe, changes: readonly Change[]): Recipe {
  const rename = (text: string): string => changes.reduce((made, { from, to }) => made.replace(from, to), text);
  const inConfig = (config: ContainerConfig): ContainerConfig =>
    JSON.parse(JSON.stringify(config), (_, value: unknown) =>
      typeof value === 'string' ? rename(value) : value,
    ) as ContainerConfig;
  const inDraft = (draft: Draft): Draft => ({
    ...draft,
    path: rename(draft.path),
    ...(draft.linkTarget === undefined ? {} : { linkTarget: rename(draft.linkTarget) }),
    ...(draft.content === undefined ? {} : { content: inContent(draft.content) }),
  });
  const inContent = (content: Uint8Array): Uint8Array => {
    const text = new TextDecoder().decode(content);
    return text.includes('\u{fffd}') ? content : new TextEncoder().encode(rename(text));
  };
  const inStep = (step: LayerStep | ConfigStep): LayerStep | ConfigStep => {
    const { createdBy } = step;
    const history = {
      createdBy:
        typeof createdBy === 'string'
          ? rename(createdBy)
          : (machine: Parameters<typeof createdBy>[0]) => rename(createdBy(machine)),
    };
    if (!('files' in step)) return { ...step, ...history, config: inConfig(step.config) };
    return {
      ...step,
      ...history,
      files: (machine) => step.files(machine).map(inDraft),
      ...(step.config ? { config: inConfig(step.config) } : {}),
    };
  };
  return {
    ...recipe,
    ...(recipe.base ? { base: renamed(recipe.base, changes) } : {}),
    steps: recipe.steps.map(inStep),
  };
}
