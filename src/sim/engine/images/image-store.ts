// The images of an engine and the names that they are known by.
import type { Store } from '../../kernel/store.ts';
import type { ImageConfig } from '../../oci/image-config.ts';
import {
  familiarName,
  familiarReference,
  parseAnyReference,
  withDefaultTag,
  type Reference,
} from '../../oci/reference.ts';
import { errors, type ApiError } from '../errors.ts';
import type { LayerStore } from '../layers/layer-store.ts';
import { recordKey, type ImageRecord } from '../records.ts';

/** Images by id and by reference. */
export class ImageStore {
  readonly #engine: string;
  readonly #store: Store;
  readonly #layers: LayerStore;
  readonly #ids = new Set<string>();
  /** `repository:tag` and `repository@digest`, in familiar form → image id. */
  readonly #references = new Map<string, string>();

  /** Whether a container is built on a layer. */
  readonly #inUse: (chainId: string) => boolean;

  constructor(engine: string, store: Store, layers: LayerStore, inUse: (chainId: string) => boolean) {
    this.#inUse = inUse;
    this.#engine = engine;
    this.#store = store;
    this.#layers = layers;
  }

  get(id: string): ImageRecord | undefined {
    return this.#store.get('image', recordKey(this.#engine, id));
  }

  get count(): number {
    return this.#ids.size;
  }

  /** All images in order of arrival. */
  *all(): Iterable<ImageRecord> {
    for (const id of this.#ids) {
      const record = this.get(id);
      if (record) yield record;
    }
  }

  /** Image id behind a familiar reference with tag or digest. */
  idOf(reference: string): string | undefined {
    return this.#references.get(reference);
  }

  /** The image that a text means: a reference, a whole id or the beginning of one. */
  resolve(text: string): ImageRecord | ApiError {
    const reading = parseAnyReference(text);
    if ('id' in reading) return this.get(reading.id) ?? errors.noSuchImage(text);
    if (!reading.ok) return this.#byPrefix(text) ?? errors.invalidReference(reading.message);
    const reference = withDefaultTag(reading.reference);
    const name = familiarReference(withoutTagBesideDigest(reference));
    return this.#get(this.#references.get(name)) ?? this.#byPrefix(text) ?? errors.noSuchImage(name);
  }

  /** Adds an image whose layers are all here; nothing happens when it is known. */
  add(id: string, config: ImageConfig, layers: readonly string[], parent: string): ImageRecord {
    const known = this.get(id);
    if (known) return known;
    for (const layer of layers) this.#layers.retain(layer);
    this.#ids.add(id);
    const size = layers.reduce((sum, layer) => sum + (this.#layers.get(layer)?.size ?? 0), 0);
    const record: ImageRecord = {
      engine: this.#engine,
      id,
      tags: [],
      digests: [],
      config,
      layers,
      size,
      parent,
      lastTagged: 0,
    };
    this.#put(record);
    return record;
  }

  /** Gives an image a tag, which another image may lose by it; that one's id is returned. */
  tag(id: string, reference: Reference, clock: number): string | undefined {
    const name = familiarReference(reference);
    const before = this.#references.get(name);
    if (before === id) return undefined;
    if (before !== undefined) this.untag(name);
    this.#references.set(name, id);
    const record = this.#known(id);
    this.#put({ ...record, tags: [...record.tags, name].sort(), lastTagged: clock });
    return before;
  }

  /** Remembers under which digest a repository knows an image. */
  addDigest(id: string, reference: Reference, digest: string): void {
    const name = `${familiarName(reference)}@${digest}`;
    const before = this.#references.get(name);
    if (before === id) return;
    if (before !== undefined) this.untag(name);
    this.#references.set(name, id);
    const record = this.#known(id);
    this.#put({ ...record, digests: [...record.digests, name].sort() });
  }

  /** Takes one name (with tag or digest) away from its image. */
  untag(name: string): void {
    const id = this.#references.get(name);
    const record = id === undefined ? undefined : this.get(id);
    if (!record) return;
    this.#references.delete(name);
    this.#put({
      ...record,
      tags: record.tags.filter((tag) => tag !== name),
      digests: record.digests.filter((digest) => digest !== name),
    });
  }

  /** Removes an image that has no names; returns the chain ids of the layers that went with it, highest first. */
  delete(id: string): string[] {
    const record = this.#known(id);
    this.#ids.delete(id);
    this.#store.delete('image', recordKey(this.#engine, id));
    return record.layers.toReversed().filter((layer) => this.#layers.release(layer, this.#inUse(layer)));
  }

  #get(id: string | undefined): ImageRecord | undefined {
    return id === undefined ? undefined : this.get(id);
  }

  #known(id: string): ImageRecord {
    const record = this.get(id);
    if (!record) throw new Error(`no image ${id}`);
    return record;
  }

  #byPrefix(text: string): ImageRecord | undefined {
    const hex = text.startsWith('sha256:') ? text.slice(7) : text;
    if (!/^[0-9a-f]{1,64}$/.test(hex)) return undefined;
    const found = [...this.#ids].filter((id) => id.startsWith(`sha256:${hex}`));
    return found.length === 1 ? this.#get(found[0]) : undefined;
  }

  #put(record: ImageRecord): void {
    this.#store.put('image', recordKey(this.#engine, record.id), record);
  }
}

/** A reference with both tag and digest is found by its digest. */
function withoutTagBesideDigest(reference: Reference): Reference {
  return reference.digest === undefined
    ? reference
    : { domain: reference.domain, path: reference.path, digest: reference.digest };
}
