// docker buildx imagetools: the manifest that a registry has under a name, and lists of several put there.
import { failed as fileFailed } from '../../computer/filesystem/errno.ts';
import { absolute } from '../../computer/filesystem/path.ts';
import { formatPlatform } from '../../oci/platform.ts';
import { formatReference, nameOnly, parseReference, withDefaultTag, type Reference } from '../../oci/reference.ts';
import { sha256 } from '../../oci/digest.ts';
import { fail, type Client } from '../client.ts';
import { parsePlatform } from '../create/platform.ts';
import { isFailure, type Failure } from '../failure.ts';
import { quote } from '../format/quote.ts';
import { combineManifests, denied, pushIndex, requestFailure, started, type ImageSource } from '../manifest/combine.ts';
import { fetchManifest } from '../manifest/hub.ts';
import type { ManifestDescriptor } from '../manifest/image-manifest.ts';
import { asksForTable, formatManifest } from '../manifest/image-template.ts';
import { isLocal } from '../manifest/private-registry.ts';
import type { Command } from './command.ts';

interface Document {
  readonly mediaType?: string;
  readonly manifests?: readonly ManifestDescriptor[];
}

export const imagetoolsInspect: Command = {
  name: 'buildx imagetools inspect',
  notSimulated: ['debug'],
  offline: true,
  *run(client, { args, flags }) {
    const format = flags.string('format');
    if (format !== '' && flags.bool('raw')) return yield* fail(client, 'ERROR: format and raw cannot be used together');
    const reading = parseReference(args[0] ?? '');
    if (!reading.ok) return yield* fail(client, `ERROR: ${reading.message}`);
    const reference = withDefaultTag(reading.reference);
    const name = formatReference(reference);
    const text = yield* fetchManifest(client, reference, isLocal(reference.domain));
    if (isFailure(text)) return yield* fail(client, refusal(text.error, reference));
    if (flags.bool('raw')) {
      yield* client.stdout.print(text);
      return 0;
    }
    if (format !== '' && !asksForTable(format)) {
      const made = yield* formatManifest(client, { format, name, text, reference });
      if (isFailure(made)) return yield* fail(client, `ERROR: ${made.error}`);
      yield* client.stdout.print(made);
      return 0;
    }
    yield* client.stdout.print(table(name, text));
    return 0;
  },
};

function table(name: string, text: string): string {
  const { mediaType = '', manifests } = JSON.parse(text) as Document;
  const bare = name.replace(/@.*$/, '');
  const rows = [`Name:      ${name}`, `MediaType: ${mediaType}`, `Digest:    ${sha256(text)}`];
  if (manifests) rows.push('           ', 'Manifests: ');
  for (const [at, { mediaType: type, digest, platform }] of (manifests ?? []).entries()) {
    const shown = platform && formatPlatform(platform);
    if (at > 0) rows.push('             ');
    rows.push(`  Name:      ${bare}@${digest}`, `  MediaType: ${type}`);
    if (shown !== undefined) rows.push(`  Platform:  ${shown}`);
  }
  return `${rows.join('\n')}\n`;
}

export const imagetoolsCreate: Command = {
  name: 'buildx imagetools create',
  notSimulated: ['debug'],
  offline: true,
  *run(client, { args, flags }) {
    const names = flags.list('tag');
    const files = flags.list('file');
    if (args.length === 0 && files.length === 0) return yield* fail(client, 'ERROR: no sources specified');
    const dry = flags.bool('dry-run');
    if (names.length === 0 && !dry)
      return yield* fail(client, "ERROR: can't push with no tags specified, please set --tag or --dry-run");
    const platforms: string[] = [];
    for (const text of flags.list('platform').flatMap((list) => list.split(','))) {
      const platform = parsePlatform(text, `invalid platform ${quote(text)}: `);
      if (isFailure(platform)) return yield* fail(client, `ERROR: ${platform.error}`);
      platforms.push(platform);
    }
    const targets: Reference[] = [];
    for (const text of names) {
      const reading = parseReference(text);
      if (!reading.ok) return yield* fail(client, `ERROR: ${reading.message}`);
      targets.push(withDefaultTag(reading.reference));
    }
    const texts = filesAndArguments(client, files, args);
    if (isFailure(texts)) return yield* fail(client, `ERROR: ${texts.error}`);
    const sources: ImageSource[] = flags.bool('append') ? targets.map((from) => ({ from })) : [];
    for (const text of texts) {
      const source = readSource(text, targets);
      if (isFailure(source)) return yield* fail(client, `ERROR: ${source.error}`);
      sources.push(source);
    }
    const made = yield* combineManifests(client, sources, {
      platforms,
      preferIndex: flags.bool('prefer-index'),
      annotations: annotationsOf(flags.list('annotation')),
    });
    if (isFailure(made)) return yield* fail(client, refusal(made.error, made.from));
    if (dry) {
      yield* client.stdout.line(made.text);
      return 0;
    }
    const quiet = flags.string('progress') === 'quiet';
    for (const [at, target] of started(targets).entries()) {
      const failure = yield* pushIndex(client, made, target, quiet ? 0 : at + 1);
      if (failure) return yield* fail(client, `ERROR: ${failure.error}`);
    }
    return 0;
  },
};

/** What the files hold, then what the command line says. */
function filesAndArguments(client: Client, files: readonly string[], args: readonly string[]): string[] | Failure {
  const texts: string[] = [];
  for (const path of files) {
    const text = client.process.files.readText(absolute(path, client.process.cwd));
    if (fileFailed(text)) return { error: `open ${path}: no such file or directory` };
    texts.push(text);
  }
  return [...texts, ...args];
}

/** A source as buildx reads it: a digest, a reference, or a descriptor in JSON, which belong to the repository of the names. */
function readSource(text: string, targets: readonly Reference[]): ImageSource | Failure {
  const isDigest = /^sha256:[0-9a-f]{64}$/.test(text);
  if (!isDigest && !text.trimStart().startsWith('{')) {
    const reading = parseReference(text);
    if (reading.ok) return { from: withDefaultTag(reading.reference) };
    return {
      error: `failed to parse source ${quote(text)}, valid sources are digests, references and descriptors: ${reading.message}`,
    };
  }
  let descriptor: Partial<ManifestDescriptor> = { digest: text };
  try {
    if (!isDigest) descriptor = JSON.parse(text) as Partial<ManifestDescriptor>;
  } catch {
    return {
      error: `failed to parse source ${quote(text)}, valid sources are digests, references and descriptors: invalid reference format`,
    };
  }
  const repositories = new Set(targets.map((target) => formatReference(nameOnly(target))));
  const [target] = targets;
  if (!target) return { error: 'no repositories specified, please set a reference in tag or source' };
  if (repositories.size > 1)
    return { error: `multiple repositories specified, cannot infer repository for ${quote(text)}` };
  const digest = (descriptor.digest ?? '') as NonNullable<Reference['digest']>;
  return { from: { ...withDefaultTag(nameOnly(target)), digest }, descriptor };
}

/** Notes for the list: what is said without a place, or for the index. */
function annotationsOf(texts: readonly string[]): Record<string, string> {
  const found: Record<string, string> = {};
  for (const text of texts) {
    const [, place, key = '', value = ''] = /^(?:([\w,[\]/.-]+):)?([^=]*)=(.*)$/s.exec(text) ?? [];
    if (place === undefined || place === 'index') found[key] = value;
  }
  return found;
}

/** Why there is none, in buildx's words. */
function refusal(why: string, reference: Reference): string {
  const { digest, tag = 'latest' } = reference;
  if (why.startsWith('not simulated')) return why;
  if (why.startsWith('no such manifest'))
    return digest === undefined
      ? `ERROR: ${formatReference(reference)}: not found`
      : `ERROR: httpReadSeeker: failed open: content at ${isLocal(reference.domain) ? 'http' : 'https'}://${reference.domain}/v2/${reference.path}/manifests/${digest} not found: not found`;
  const rest = /^failed to configure transport: error pinging v2 registry: Get "[^"]*": (.*)$/s.exec(why)?.[1];
  if (rest !== undefined)
    return `ERROR: ${requestFailure(reference, `manifests/${digest ?? tag}`, { error: rest }).error}`;
  return `ERROR: ${why.includes('denied') ? denied('pull').error : why}`;
}
