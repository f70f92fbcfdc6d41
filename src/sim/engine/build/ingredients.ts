// Cache keys of steps, and in what two steps differ.
import { sha256 } from '../../oci/digest.ts';
import type { BuildCacheRecord, Change, Ingredients, Reason } from './build-record.ts';

/** The key of a step on another one; the same ingredients in any order of variables give the same key. */
export function keyOf(parent: string, { instruction, facts, content }: Ingredients): string {
  const plain = facts
    .map(({ about, name, value }) => [about === 'argument' ? 'variable' : about, name, value].join('\t'))
    .sort();
  return sha256(JSON.stringify([parent, instruction, plain, content]));
}

/** All that differs between two steps of one kind. */
export function changesBetween(before: Ingredients, after: Ingredients): Change[] {
  const changes: Change[] = [];
  const name = (fact: Ingredients['facts'][number]): string => `${fact.about}\t${fact.name}`;
  const old = new Map(before.facts.map((fact) => [name(fact), fact]));
  for (const fact of after.facts) {
    const was = old.get(name(fact));
    old.delete(name(fact));
    if (was?.value !== fact.value)
      changes.push({
        about: fact.about,
        name: fact.name,
        ...(was ? { before: was.value } : {}),
        after: fact.value,
      });
  }
  for (const fact of old.values()) changes.push({ about: fact.about, name: fact.name, before: fact.value });
  if (before.content !== after.content) changes.push(...fileChanges(before.files, after.files));
  return changes;
}

function fileChanges(before: Ingredients['files'], after: Ingredients['files']): Change[] {
  const paths = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return paths
    .filter((path) => before[path] !== after[path])
    .map((path) => ({
      about: 'file' as const,
      name: path,
      ...(before[path] === undefined ? {} : { before: before[path] }),
      ...(after[path] === undefined ? {} : { after: after[path] }),
    }));
}

/** A step that is not in the cache, as it stands in its build. */
export interface Missing {
  readonly ingredients: Ingredients;
  /** Key of what is below it. */
  readonly parent: string;
  /** The step below it, when there is one, and whether it was done anew. */
  readonly below: { readonly step: string; readonly ran: boolean } | undefined;
  /** Context, Dockerfile and stage. */
  readonly place: string;
  /** The image below it; empty for scratch. */
  readonly base: string;
}

/** Why a step is not in the cache, from what there is. */
export function reasonFor(cache: Iterable<BuildCacheRecord>, missing: Missing): Reason {
  const { ingredients, parent, below, place, base } = missing;
  if (below?.ran) return { kind: 'parent', step: below.step };
  let nearest: Change[] | undefined;
  let elsewhere = false;
  for (const record of cache) {
    if (record.ingredients.instruction !== ingredients.instruction) continue;
    const changes = changesBetween(record.ingredients, ingredients);
    if (record.parent === parent && (record.place === place || changes.every(({ about }) => about !== 'command'))) {
      // Later results are nearer than earlier ones.
      if (!nearest || changes.length <= nearest.length) nearest = changes;
    } else if (changes.length === 0 && record.place === place) elsewhere = true;
  }
  if (elsewhere && below === undefined && base !== '') return { kind: 'base', image: base };
  if (nearest && nearest.length > 0) return { kind: 'changed', changes: nearest };
  return { kind: 'new' };
}
