// docker manifest …: manifests and lists of them at a registry.
import { parseReference, withDefaultTag, formatReference } from '../../oci/reference.ts';
import { fail } from '../client.ts';
import { isFailure } from '../failure.ts';
import { fetchManifest } from '../manifest/hub.ts';
import type { Command } from './command.ts';
import { oneByOne } from './each.ts';

/** Docker's type for a list, in which it shows every index. */
const listType = 'application/vnd.docker.distribution.manifest.list.v2+json';

interface Entry {
  readonly mediaType: string;
  readonly size: number;
  readonly digest: string;
  readonly platform?: Readonly<Record<string, string>>;
}

export const manifestInspect: Command = {
  name: 'manifest inspect',
  notSimulated: ['verbose'],
  offline: true,
  *run(client, { args, flags }) {
    const [list, only] = args.length > 1 ? args : [undefined, args[0]];
    const reading = parseReference(only ?? '');
    if (!reading.ok) return yield* fail(client, reading.message);
    if (list !== undefined) return yield* fail(client, `No such manifest: ${full(list)}`);
    const text = yield* fetchManifest(client, withDefaultTag(reading.reference), flags.bool('insecure'));
    if (isFailure(text)) return yield* fail(client, text.error);
    const document = JSON.parse(text) as { manifests?: readonly Entry[] };
    const shown = document.manifests
      ? JSON.stringify({ schemaVersion: 2, mediaType: listType, manifests: document.manifests.map(entry) }, null, 3)
      : JSON.stringify(document, null, '\t');
    yield* client.stdout.line(shown);
    return 0;
  },
};

const entry = ({ mediaType, size, digest, platform = {} }: Entry): object => {
  const { architecture = '', os = '', variant } = platform;
  return { mediaType, size, digest, platform: { architecture, os, ...(variant === undefined ? {} : { variant }) } };
};

export const manifestCreate: Command = {
  name: 'manifest create',
  offline: true,
  *run(client, { args: [, ...images], flags }) {
    for (const image of images) {
      const reading = parseReference(image);
      if (!reading.ok) return yield* fail(client, reading.message);
      const text = yield* fetchManifest(client, withDefaultTag(reading.reference), flags.bool('insecure'));
      if (isFailure(text)) return yield* fail(client, text.error);
    }
    return yield* fail(client, 'not simulated: docker manifest create');
  },
};

export const manifestAnnotate: Command = {
  name: 'manifest annotate',
  offline: true,
  *run(client, { args: [list = '', image = ''] }) {
    return yield* fail(client, `manifest for image ${image} does not exist in ${list}`);
  },
};

export const manifestPush: Command = {
  name: 'manifest push',
  offline: true,
  *run(client, { args: [list = ''] }) {
    return yield* fail(client, `No such manifest: ${full(list)}`);
  },
};

export const manifestRm: Command = {
  name: 'manifest rm',
  offline: true,
  *run(client, { args }) {
    return yield* oneByOne(client, args, function* (list) {
      return { error: `No such manifest: ${full(list)}` };
    });
  },
};

/** A name with all its parts; what is no reference as it is. */
function full(text: string): string {
  const reading = parseReference(text);
  return reading.ok ? formatReference(withDefaultTag(reading.reference)) : text;
}
