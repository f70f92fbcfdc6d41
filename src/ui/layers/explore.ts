// What the layer explorer shows of an image or a container at a moment: its layers with their files, read from the records.
import { sum } from 'd3-array';
import type { ContainerRecord, ImageRecord, LayerRecord } from '../../sim/engine/records.ts';
import { recordKey } from '../../sim/engine/records.ts';
import type { View } from '../../sim/kernel/view.ts';
import { madeByText } from '../stage/picture.ts';
import { changesOfLayer, changesOfWritable, type FileChange } from './file-changes.ts';
import { historiesOf, wasteOf, type FileHistory, type Waste } from './file-history.ts';

/** An image or a container that can be explored. */
export interface Subject {
  /** Record key. */
  readonly id: string;
  readonly kind: 'image' | 'container';
  readonly name: string;
}

/** How many files a layer adds, changes and deletes. */
export interface Counts {
  readonly added: number;
  readonly changed: number;
  readonly deleted: number;
}

/** A read-only layer of the stack. */
export interface ExploredLayer {
  /** 1 for the lowest. */
  readonly number: number;
  readonly chainId: string;
  /** What gives it its look. */
  readonly digest: string;
  /** What made it. */
  readonly name: string;
  readonly size: number;
  readonly counts: Counts;
  /** Names of other images that stand on it. */
  readonly sharedWith: readonly string[];
}

/** A stack of layers seen through. */
export interface Explored {
  readonly subject: Subject;
  /** Name of the image. */
  readonly image: string;
  /** Lowest first. */
  readonly layers: readonly ExploredLayer[];
  /** The container's own layer, over all others. */
  readonly writable: { readonly size: number; readonly counts: Counts } | undefined;
  /** Of all layers, the writable one with the highest index. */
  readonly files: readonly FileHistory[];
  /** Bytes of the image's layers. */
  readonly size: number;
  /** Of the image's layers alone. */
  readonly waste: Waste;
}

const nameOf = (image: ImageRecord): string => image.tags[0] ?? `<none> ${image.id.slice(7, 19)}`;

/** All that can be explored: containers, then images, each in order of name. */
export function subjectsOf(view: View, engine: string): readonly Subject[] {
  const byName = (a: Subject, b: Subject): number => (a.name < b.name ? -1 : 1);
  const containers = view.all('container').filter((record) => record.engine === engine);
  const images = view.all('image').filter((record) => record.engine === engine);
  return [
    ...containers.map(({ id, name }): Subject => ({ id: recordKey(engine, id), kind: 'container', name })).sort(byName),
    ...images
      .map((image): Subject => ({ id: recordKey(engine, image.id), kind: 'image', name: nameOf(image) }))
      .sort(byName),
  ];
}

/**
 * What to explore when nobody has chosen: what the current command names, else the container or image that came last.
 * Undefined when there is neither.
 */
export function suggestSubject(view: View, engine: string, words: readonly string[]): Subject | undefined {
  const subjects = subjectsOf(view, engine);
  // Containers come first among the subjects: of `run --name web nginx` it is web.
  const named = subjects.find((subject) => words.some((word) => isNamed(subject, word, view)));
  if (named) return named;
  const latest = (records: readonly { id: string; at: number }[]): Subject | undefined => {
    const last = records.toSorted((a, b) => b.at - a.at)[0];
    return last && subjects.find(({ id }) => id === recordKey(engine, last.id));
  };
  return (
    latest(view.all('container').map(({ id, createdAt }) => ({ id, at: createdAt }))) ??
    latest(view.all('image').map(({ id, lastTagged }) => ({ id, at: lastTagged }))) ??
    subjects[0]
  );
}

function isNamed(subject: Subject, word: string, view: View): boolean {
  const id = subject.id.slice(subject.id.indexOf('/') + 1).replace(/^sha256:/, '');
  if (subject.name === word || (word.length >= 4 && id.startsWith(word))) return true;
  if (subject.kind === 'container') return word.startsWith(`${subject.name}:`);
  const tags = view.get('image', subject.id)?.tags ?? [];
  return tags.includes(word) || tags.includes(`${word}:latest`);
}

/** Looks through the layers of a subject; undefined when it is not there, or its layers are not (yet). */
export function explore(view: View, engine: string, subject: Subject): Explored | undefined {
  const container = subject.kind === 'container' ? view.get('container', subject.id) : undefined;
  if (subject.kind === 'container' && !container) return undefined;
  const image = view.get('image', container ? recordKey(engine, container.image) : subject.id);
  const records = (image?.layers ?? []).map((chain) => view.get('layer', recordKey(engine, chain)));
  if (!image || records.some((record) => record?.tree === undefined)) return undefined;
  const layers = records as (LayerRecord & { readonly tree: NonNullable<LayerRecord['tree']> })[];
  const others = view.all('image').filter((other) => other.engine === engine && other.id !== image.id);
  const changes = layers.map(({ tree }, index) => changesOfLayer(layers[index - 1]?.tree, tree));
  const top = layers.at(-1)?.tree;
  const own = container && top ? changesOfWritable(top, container.writable) : undefined;
  return {
    subject,
    image: container?.imageName ?? nameOf(image),
    layers: layers.map((record, index) => ({
      number: index + 1,
      chainId: record.chainId,
      digest: record.digest || record.diffId,
      name: madeByText(record.createdBy) || record.diffId.slice(7, 19),
      size: record.size,
      counts: countsOf(changes[index] ?? []),
      sharedWith: others.filter(({ layers: chain }) => chain.includes(record.chainId)).map(nameOf),
    })),
    writable: container && own ? { size: container.writableSize, counts: countsOf(own) } : undefined,
    files: historiesOf(own ? [...changes, own] : changes),
    size: sum(layers, ({ size }) => size),
    waste: wasteOf(historiesOf(changes), changes.length),
  };
}

function countsOf(changes: readonly FileChange[]): Counts {
  const counts = { added: 0, changed: 0, deleted: 0 };
  for (const { kind, path } of changes) if (!path.endsWith('/') || kind === 'deleted') counts[kind]++;
  return counts;
}

/** Remembers the last look, as long as nothing that it shows has changed. */
export class Explorer {
  readonly #engine: string;
  #last: { readonly key: readonly unknown[]; readonly explored: Explored | undefined } | undefined;

  constructor(engine: string) {
    this.#engine = engine;
  }

  /** What `explore` finds at the view's moment. */
  at(view: View, subject: Subject): Explored | undefined {
    const container: ContainerRecord | undefined = view.get('container', subject.id);
    const key = [subject.id, subject.name, container?.writable, ...view.all('image'), ...view.all('layer')];
    const last = this.#last;
    if (last?.key.length === key.length && last.key.every((part, index) => part === key[index])) return last.explored;
    const explored = explore(view, this.#engine, subject);
    this.#last = { key, explored };
    return explored;
  }
}
