// The layers on an engine's disk, each stored once under its chain ID, with the blobs that they came as.
import type { Tree } from '../../computer/filesystem/tree.ts';
import type { Store } from '../../kernel/store.ts';
import type { Latch } from '../../kernel/trigger.ts';
import { layerMachine, type LayerEvent } from '../../machines/layer.ts';
import { next } from '../../machines/next.ts';
import type { Layer } from '../../oci/layer.ts';
import { recordKey, type LayerRecord, type LayerState } from '../records.ts';
import { emptyTree } from './empty-tree.ts';

/** Layers by chain ID. */
export class LayerStore {
  readonly #engine: string;
  readonly #store: Store;
  readonly #contents = new Map<string, Layer>();
  /** Transfers under way by chain ID; open when they have ended either way. */
  readonly transfers = new Map<string, Latch>();

  constructor(engine: string, store: Store) {
    this.#engine = engine;
    this.#store = store;
  }

  get(chainId: string): LayerRecord | undefined {
    return this.#store.get('layer', recordKey(this.#engine, chainId));
  }

  /** Whether the layer is here, unpacked. */
  has(chainId: string): boolean {
    return this.get(chainId)?.state === 'present';
  }

  /** The layer's entries and blob; undefined when it is not here. */
  content(chainId: string): Layer | undefined {
    return this.#contents.get(chainId);
  }

  /** The root file system up to and including a layer; the empty one for no layer. */
  tree(chainId: string | undefined): Tree {
    return (chainId === undefined ? undefined : this.get(chainId)?.tree) ?? emptyTree;
  }

  /** All layers that are here, in order of their arrival. */
  *present(): Iterable<LayerRecord> {
    for (const layer of this.#store.all('layer'))
      if (layer.engine === this.#engine && layer.state === 'present') yield layer;
  }

  /** A layer becomes known: it is about to be downloaded or made. */
  announce(
    layer: Pick<LayerRecord, 'chainId' | 'diffId' | 'digest' | 'parent' | 'compressedSize' | 'createdBy'>,
  ): void {
    const known = this.get(layer.chainId);
    this.#put({
      engine: this.#engine,
      ...layer,
      state: known && known.state !== 'present' ? known.state : 'absent',
      from: 0,
      until: 0,
      size: 0,
      tree: undefined,
      references: 0,
    });
  }

  /** Moves a layer along its statechart; `from` and `until` (virtual ms) say how long the new stage takes. */
  move(chainId: string, event: LayerEvent, fields: Partial<Pick<LayerRecord, 'from' | 'until' | 'size'>> = {}): void {
    const record = this.#known(chainId);
    const state = next(layerMachine, record.state, event);
    if (state === undefined) throw new Error(`layer ${chainId} cannot ${event} while ${record.state}`);
    this.#put({ ...record, from: 0, until: 0, ...fields, state: state as LayerState });
  }

  /** The layer is unpacked, or was made: it is here. */
  complete(chainId: string, event: 'extracted' | 'create', layer: Layer, tree: Tree): void {
    const record = this.#known(chainId);
    const state = next(layerMachine, record.state, event);
    if (state === undefined) throw new Error(`layer ${chainId} cannot ${event} while ${record.state}`);
    this.#contents.set(chainId, layer);
    this.#put({ ...record, state: state as LayerState, from: 0, until: 0, size: layer.uncompressedSize, tree });
  }

  /** One more image, or running transfer, holds a layer. */
  retain(chainId: string): void {
    const record = this.#known(chainId);
    this.#put({ ...record, references: record.references + 1 });
  }

  /** One holder less. With the last the layer goes, unless a container is built on it (`kept`); true when it has gone. */
  release(chainId: string, kept: boolean): boolean {
    const record = this.#known(chainId);
    if (record.references > 1 || kept) {
      this.#put({ ...record, references: record.references - 1 });
      return false;
    }
    this.#contents.delete(chainId);
    this.#store.delete('layer', recordKey(this.#engine, chainId));
    return true;
  }

  /** Forgets a layer that no image holds: one of a transfer that failed. */
  forget(chainId: string): void {
    if (this.get(chainId)?.references !== 0) return;
    this.#contents.delete(chainId);
    this.#store.delete('layer', recordKey(this.#engine, chainId));
  }

  #known(chainId: string): LayerRecord {
    const record = this.get(chainId);
    if (!record) throw new Error(`no layer ${chainId}`);
    return record;
  }

  #put(record: LayerRecord): void {
    this.#store.put('layer', recordKey(this.#engine, record.chainId), record);
  }
}
