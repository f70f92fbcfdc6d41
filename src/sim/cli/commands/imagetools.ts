// docker buildx imagetools: the manifest that a registry has under a name, and lists of several put there.
import { formatReference, parseReference, withDefaultTag, type Reference } from '../../oci/reference.ts';
import { sha256 } from '../../oci/digest.ts';
import { fail } from '../client.ts';
import { isFailure } from '../failure.ts';
import { combineManifests, pushIndex } from '../manifest/combine.ts';
import { fetchManifest } from '../manifest/hub.ts';
import { isLocal } from '../manifest/private-registry.ts';
import type { Command } from './command.ts';

interface Document {
  readonly mediaType?: string;
  readonly manifests?: readonly {
    readonly mediaType: string;
    readonly digest: string;
    readonly platform?: { readonly os: string; readonly architecture: string; readonly variant?: string };
  }[];
}

export const imagetoolsInspect: Command = {
  name: 'buildx imagetools inspect',
  notSimulated: ['debug', 'format'],
  offline: true,
  *run(client, { args, flags }) {
    const reading = parseReference(args[0] ?? '');
    if (!reading.ok) return yield* fail(client, `ERROR: ${reading.message}`);
    const reference = withDefaultTag(reading.reference);
    const name = formatReference(reference);
    const text = yield* fetchManifest(client, reference, isLocal(reference.domain));
    if (isFailure(text)) return yield* fail(client, refusal(text.error, name));
    if (flags.bool('raw')) {
      yield* client.stdout.print(text);
      return 0;
    }
    const { mediaType = '', manifests } = JSON.parse(text) as Document;
    const bare = name.replace(/@.*$/, '');
    const rows = [`Name:      ${name}`, `MediaType: ${mediaType}`, `Digest:    ${sha256(text)}`];
    if (manifests) rows.push('           ', 'Manifests: ');
    for (const [at, { mediaType: type, digest, platform }] of (manifests ?? []).entries()) {
      const shown = platform && [platform.os, platform.architecture, platform.variant].filter(Boolean).join('/');
      if (at > 0) rows.push('             ');
      rows.push(`  Name:      ${bare}@${digest}`, `  MediaType: ${type}`);
      if (shown !== undefined) rows.push(`  Platform:  ${shown}`);
    }
    yield* client.stdout.print(`${rows.join('\n')}\n`);
    return 0;
  },
};

export const imagetoolsCreate: Command = {
  name: 'buildx imagetools create',
  notSimulated: ['debug', 'file', 'annotation', 'platform'],
  offline: true,
  *run(client, { args, flags }) {
    const names = flags.list('tag');
    if (args.length === 0) return yield* fail(client, 'ERROR: no sources specified');
    if (names.length === 0 && !flags.bool('dry-run'))
      return yield* fail(client, "ERROR: can't push with no tags specified, please set --tag or --dry-run");
    const sources: Reference[] = [];
    const targets: Reference[] = [];
    const wanted = flags.bool('append') ? [...names, ...args] : args;
    for (const [texts, into] of [
      [wanted, sources],
      [names, targets],
    ] as const)
      for (const text of texts) {
        const reading = parseReference(text);
        if (!reading.ok) return yield* fail(client, `ERROR: ${reading.message}`);
        into.push(withDefaultTag(reading.reference));
      }
    const far = [...sources, ...targets].find(({ domain }) => !isLocal(domain) || domain !== targets[0]?.domain);
    if (far && !flags.bool('dry-run'))
      return yield* fail(client, `not simulated: docker buildx imagetools create with ${far.domain}`);
    const made = yield* combineManifests(client, sources);
    if (isFailure(made)) return yield* fail(client, refusal(made.error, made.name));
    if (flags.bool('dry-run')) {
      yield* client.stdout.line(made.text);
      return 0;
    }
    for (const [at, target] of targets.entries()) {
      const failure = yield* pushIndex(client, made, target, at + 1);
      if (failure) return yield* fail(client, `ERROR: ${failure.error}`);
    }
    return 0;
  },
};

/** Why there is none, in buildx's words. */
function refusal(why: string, name: string): string {
  if (why.startsWith('not simulated')) return why;
  if (why.startsWith('no such manifest')) return `ERROR: ${name}: not found`;
  return why.includes('denied')
    ? 'ERROR: pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed'
    : `ERROR: ${why}`;
}
