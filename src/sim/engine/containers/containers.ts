// The containers of an engine by id and name.
import type { Engine } from '../engine.ts';
import type { ApiError } from '../errors.ts';
import { errors } from '../errors.ts';
import { randomName } from '../names.ts';
import type { Container } from './container.ts';

/** Containers in order of their making. */
export class Containers {
  readonly #engine: Engine;
  readonly #byId = new Map<string, Container>();
  readonly #idByName = new Map<string, string>();

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  get count(): number {
    return this.#byId.size;
  }

  all(): IterableIterator<Container> {
    return this.#byId.values();
  }

  get(id: string): Container | undefined {
    return this.#byId.get(id);
  }

  byName(name: string): Container | undefined {
    const id = this.#idByName.get(name);
    return id === undefined ? undefined : this.#byId.get(id);
  }

  /** The container that a text means: an id, a name with or without slash, or the beginning of an id. */
  find(text: string): Container | ApiError {
    if (text === '') return errors.emptyName();
    const exact = this.#byId.get(text) ?? this.byName(text.startsWith('/') ? text.slice(1) : text);
    if (exact) return exact;
    if (!/^[0-9a-f]+$/.test(text)) return errors.noSuchContainer(text);
    let found: Container | undefined;
    for (const [id, container] of this.#byId) {
      if (!id.startsWith(text)) continue;
      if (found) return errors.ambiguousContainer(text);
      found = container;
    }
    return found ?? errors.noSuchContainer(text);
  }

  /** A name that is free: the one asked for if it is valid, or a random one. */
  reserve(id: string, name: string | undefined): string | ApiError {
    if (name === undefined || name === '') return this.#randomName(id);
    const plain = name.startsWith('/') ? name.slice(1) : name;
    if (!/^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/.test(plain)) return errors.invalidContainerName(name);
    const holder = this.#idByName.get(plain);
    if (holder !== undefined) return errors.nameInUse(plain, holder);
    this.#idByName.set(plain, id);
    return plain;
  }

  /** Gives a name back. */
  free(name: string): void {
    this.#idByName.delete(name);
  }

  add(container: Container): void {
    this.#byId.set(container.id, container);
  }

  /** Whether a container is built on a layer. */
  areOn(chainId: string): boolean {
    for (const { imageLayers } of this.#byId.values()) if (imageLayers.includes(chainId)) return true;
    return false;
  }

  /** Forgets a container and its name, and the layers of an image that only it still needed. */
  delete(container: Container): void {
    this.#byId.delete(container.id);
    const { layers } = this.#engine;
    for (const chainId of container.imageLayers.toReversed())
      if (layers.get(chainId)?.references === 0 && !this.areOn(chainId)) layers.forget(chainId);
    if (this.#idByName.get(container.record.name) === container.id) this.#idByName.delete(container.record.name);
  }

  #randomName(id: string): string {
    const random = this.#engine.kernel.random(`names ${this.#engine.name}`);
    for (let attempt = 0; ; attempt++) {
      const name = randomName(random, attempt);
      if (this.#idByName.has(name)) continue;
      this.#idByName.set(name, id);
      return name;
    }
  }
}
