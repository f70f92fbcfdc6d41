// Linux namespaces (namespaces(7)): what processes share or do not share, known by the numbers that /proc/<pid>/ns shows.
import type { Kernel } from '../../kernel/kernel.ts';

/** Kinds of namespace in the order of /proc/<pid>/ns. */
export const namespaceKinds = ['cgroup', 'ipc', 'mnt', 'net', 'pid', 'time', 'user', 'uts'] as const;

export type NamespaceKind = (typeof namespaceKinds)[number];

/** One namespace. */
export interface Namespace {
  readonly kind: NamespaceKind;
  /** Its inode number, which is how people tell one from another. */
  readonly id: number;
  /** The container it was made for; undefined: the machine's own, or one that `unshare` made there. */
  readonly container: string | undefined;
}

/** One of each kind: what a process lives in. */
export type Namespaces = Readonly<Record<NamespaceKind, Namespace>>;

/** Numbers of the namespaces that a kernel boots with. */
const initialIds: Readonly<Record<NamespaceKind, number>> = {
  cgroup: 4026531835,
  ipc: 4026531839,
  mnt: 4026531841,
  net: 4026531840,
  pid: 4026531836,
  time: 4026531834,
  user: 4026531837,
  uts: 4026531838,
};

/** First number of a namespace made later. */
const firstId = 4026532256;

/** The namespaces of a machine: those in use are records of the log. */
export class NamespaceTable {
  readonly #kernel: Kernel;
  readonly #machine: string;
  readonly #known = new WeakMap<object, Namespace>();
  /** How many processes live in each, and the record that it is part of. */
  readonly #uses = new Map<Namespace, { processes: number; readonly record: string }>();
  #next = firstId;
  /** Those that the machine boots with. */
  readonly initial: Namespaces;

  constructor(kernel: Kernel, machine: string) {
    this.#kernel = kernel;
    this.#machine = machine;
    const initial = (kind: NamespaceKind): Namespace => ({ kind, id: initialIds[kind], container: undefined });
    this.initial = Object.fromEntries(namespaceKinds.map((kind) => [kind, initial(kind)])) as unknown as Namespaces;
  }

  /** Says that an object is the state of the machine's own namespace of a kind. */
  boot(kind: NamespaceKind, state: object): void {
    this.#known.set(state, this.initial[kind]);
  }

  /**
   * The namespace whose state an object is (a mount table, a host name, interfaces …). One that was not seen before is new; it is
   * a record as long as a process lives in it.
   */
  of(kind: NamespaceKind, state: object, container: string | undefined): Namespace {
    let namespace = this.#known.get(state);
    if (!namespace) this.#known.set(state, (namespace = { kind, id: this.#next++, container }));
    return namespace;
  }

  /** A process lives in these from now on. */
  enter(namespaces: Namespaces): void {
    const made: Namespace[] = [];
    for (const kind of namespaceKinds) {
      const namespace = namespaces[kind];
      if (namespace === this.initial[kind]) continue;
      const uses = this.#uses.get(namespace);
      if (uses) uses.processes++;
      else made.push(namespace);
    }
    const [first] = made;
    if (!first) return;
    const record = `${this.#machine}/${Math.min(...made.map(({ id }) => id))}`;
    for (const namespace of made) this.#uses.set(namespace, { processes: 1, record });
    const ids = Object.fromEntries(made.map(({ kind, id }) => [kind, id]));
    this.#kernel.store.put('namespaces', record, { machine: this.#machine, container: first.container, ids });
  }

  /** A process does not live in these any more. */
  leave(namespaces: Namespaces): void {
    const left = new Map<string, Set<string>>();
    for (const kind of namespaceKinds) {
      const namespace = namespaces[kind];
      const uses = this.#uses.get(namespace);
      if (!uses || --uses.processes > 0) continue;
      this.#uses.delete(namespace);
      left.set(uses.record, (left.get(uses.record) ?? new Set()).add(kind));
    }
    for (const [record, kinds] of left) this.#forget(record, kinds);
  }

  #forget(record: string, kinds: ReadonlySet<string>): void {
    const { store } = this.#kernel;
    const known = Object.entries(store.get('namespaces', record)?.ids ?? {});
    const rest = known.filter(([kind]) => !kinds.has(kind));
    if (rest.length === 0) store.delete('namespaces', record);
    else store.update('namespaces', record, { ids: Object.fromEntries(rest) });
  }
}
