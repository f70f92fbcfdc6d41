// docker manifest …: manifests and lists of them, made on this machine and put in a registry.
import type { Task } from '../../kernel/task.ts';
import { formatReference, parseReference, withDefaultTag, type Reference } from '../../oci/reference.ts';
import { fail } from '../client.ts';
import { isFailure, type Failure } from '../failure.ts';
import { isValidPlatform } from '../manifest/known-platforms.ts';
import { fetchManifest } from '../manifest/hub.ts';
import { fetchImageManifest, fetchImageManifests, type ImageManifest } from '../manifest/image-manifest.ts';
import { listText, pushList } from '../manifest/push-list.ts';
import { ManifestStore } from '../manifest/store.ts';
import type { Command } from './command.ts';

/** A name with its tag; or why it is none, after what was read. */
function read(text: string, before = ''): Reference | Failure {
  const reading = parseReference(text);
  return reading.ok ? withDefaultTag(reading.reference) : { error: `${before}${reading.message}` };
}

const pretty = (value: unknown): string => JSON.stringify(value, null, '\t');

export const manifestInspect: Command = {
  name: 'manifest inspect',
  offline: true,
  *run(client, { args, flags }) {
    const store = new ManifestStore(client.process, client.config);
    const [list, only = ''] = args.length > 1 ? args : [undefined, args[0]];
    const [insecure, verbose] = [flags.bool('insecure'), flags.bool('verbose')];
    const reference = read(only);
    if (isFailure(reference)) return yield* fail(client, reference.error);
    const show = function* (text: string): Task<number> {
      yield* client.stdout.line(text);
      return 0;
    };
    if (list !== undefined) {
      const listReference = read(list);
      if (isFailure(listReference)) return yield* fail(client, listReference.error);
      const entry = store.get(listReference, reference);
      if (isFailure(entry)) return yield* fail(client, entry.error);
      return yield* show(verbose ? pretty(entry) : pretty(entry.SchemaV2Manifest ?? entry.OCIManifest));
    }
    const local = store.list(reference);
    if (!isFailure(local)) return yield* show(verbose ? pretty(local) : listText(local));
    const text = yield* fetchManifest(client, reference, insecure);
    if (isFailure(text)) return yield* fail(client, text.error);
    const document = JSON.parse(text) as { manifests?: readonly ImageManifest['Descriptor'][] };
    if (!verbose)
      return yield* show(
        document.manifests
          ? listText(document.manifests.map((Descriptor) => ({ Ref: '', Raw: '', Descriptor })))
          : pretty(document),
      );
    const entries = document.manifests
      ? yield* fetchImageManifests(client, reference, text, insecure)
      : yield* fetchImageManifest(client, reference, insecure);
    return isFailure(entries) ? yield* fail(client, entries.error) : yield* show(pretty(entries));
  },
};

export const manifestCreate: Command = {
  name: 'manifest create',
  offline: true,
  *run(client, { args: [name = '', ...images], flags }) {
    const store = new ManifestStore(client.process, client.config);
    const list = read(name, `error parsing name for manifest list ${name}: `);
    if (isFailure(list)) return yield* fail(client, list.error);
    if (!isFailure(store.list(list)) && !flags.bool('amend'))
      return yield* fail(client, 'refusing to amend an existing manifest list with no --amend flag');
    for (const image of images) {
      const reference = read(image);
      if (isFailure(reference)) return yield* fail(client, reference.error);
      const known = store.get(list, reference);
      const entry = isFailure(known) ? yield* fetchImageManifest(client, reference, flags.bool('insecure')) : known;
      const problem = isFailure(entry) ? entry : store.save(list, reference, entry);
      if (problem) return yield* fail(client, problem.error);
    }
    yield* client.stdout.line(`Created manifest list ${formatReference(list)}`);
    return 0;
  },
};

export const manifestAnnotate: Command = {
  name: 'manifest annotate',
  offline: true,
  *run(client, { args: [name = '', image = ''], flags }) {
    const store = new ManifestStore(client.process, client.config);
    const list = read(name, `annotate: error parsing name for manifest list ${name}: `);
    if (isFailure(list)) return yield* fail(client, list.error);
    const reference = read(image, `annotate: error parsing name for manifest ${image}: `);
    if (isFailure(reference)) return yield* fail(client, reference.error);
    const entry = store.get(list, reference);
    if (isFailure(entry)) return yield* fail(client, `manifest for image ${image} does not exist in ${name}`);
    const { platform = { architecture: '', os: '' }, ...descriptor } = entry.Descriptor;
    const [os, architecture] = [flags.string('os') || platform.os, flags.string('arch') || platform.architecture];
    if (!isValidPlatform(os, architecture))
      return yield* fail(
        client,
        `manifest entry for image has unsupported os/arch combination: ${flags.string('os')}/${flags.string('arch')}`,
      );
    const version = flags.string('os-version') || platform['os.version'];
    const features = [...new Set([...(platform['os.features'] ?? []), ...flags.list('os-features')])];
    const variant = flags.string('variant') || platform.variant;
    const said = {
      architecture,
      os,
      ...(version === undefined ? {} : { 'os.version': version }),
      ...(features.length === 0 ? {} : { 'os.features': features }),
      ...(variant === undefined ? {} : { variant }),
    };
    const problem = store.save(list, reference, { ...entry, Descriptor: { ...descriptor, platform: said } });
    return problem ? yield* fail(client, problem.error) : 0;
  },
};

export const manifestPush: Command = {
  name: 'manifest push',
  offline: true,
  *run(client, { args: [name = ''], flags }) {
    const store = new ManifestStore(client.process, client.config);
    const list = read(name);
    const entries = isFailure(list) ? list : store.list(list);
    if (isFailure(list) || isFailure(entries)) return yield* fail(client, (entries as Failure).error);
    const digest = yield* pushList(client, list, entries, flags.bool('insecure'));
    if (isFailure(digest)) return yield* fail(client, digest.error);
    yield* client.stdout.line(digest);
    const problem = flags.bool('purge') ? store.remove(list) : undefined;
    return problem ? yield* fail(client, problem.error) : 0;
  },
};

export const manifestRm: Command = {
  name: 'manifest rm',
  offline: true,
  *run(client, { args }) {
    const store = new ManifestStore(client.process, client.config);
    const errors: Failure[] = [];
    for (const name of args) {
      const list = read(name);
      const problem = isFailure(list) ? list : store.remove(list);
      if (problem) errors.push(problem);
    }
    for (const { error } of errors) yield* client.stderr.line(error);
    return errors.length > 0 ? 1 : 0;
  },
};
