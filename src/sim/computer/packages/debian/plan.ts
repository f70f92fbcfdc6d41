// What installing or removing names means: which packages come, in an order in which each follows what it needs, and which go.
import type { Offer } from './sources.ts';
import type { Installed } from './status.ts';
import { compareVersions } from './versions.ts';

/** A plan for an installation. */
export interface Plan {
  /** In the order of unpacking. */
  readonly install: readonly Offer[];
  readonly upgrade: readonly Offer[];
  /** Packages that were named and are there, up to date. */
  readonly present: readonly Installed[];
  /** Recommended packages that are left out. */
  readonly skipped: readonly string[];
}

/** A plan for installing `targets`. `recommends`: also what they recommend. */
export function planInstall(
  targets: readonly Offer[],
  installed: ReadonlyMap<string, Installed>,
  offers: ReadonlyMap<string, Offer>,
  recommends: boolean,
): Plan {
  const install: Offer[] = [];
  const upgrade: Offer[] = [];
  const present: Installed[] = [];
  const skipped = new Set<string>();
  const seen = new Set<string>();
  const visit = (offer: Offer, named: boolean): void => {
    if (seen.has(offer.name)) return;
    seen.add(offer.name);
    const there = installed.get(offer.name);
    if (there && (!named || compareVersions(offer.version, there.version) === 0)) {
      if (named) present.push(there);
      return;
    }
    for (const need of offer.depends) {
      const found = offers.get(need);
      if (found) visit(found, false);
    }
    (there ? upgrade : install).push(offer);
    for (const wish of offer.recommends) {
      const found = offers.get(wish);
      if (found && recommends) visit(found, false);
      else if (found && !installed.has(wish)) skipped.add(wish);
    }
  };
  for (const target of targets) visit(target, true);
  for (const { name } of install) skipped.delete(name);
  return { install, upgrade, present, skipped: [...skipped].sort() };
}

/** Packages that have to go with `names`: those that need one of them. In the order of removal: users first. */
export function planRemove(names: readonly string[], installed: ReadonlyMap<string, Installed>): Installed[] {
  const gone = new Set<string>();
  const order: Installed[] = [];
  const visit = (name: string): void => {
    const there = installed.get(name);
    if (!there || gone.has(name)) return;
    gone.add(name);
    for (const other of installed.values()) if (other.state === 'ii' && other.depends.includes(name)) visit(other.name);
    order.push(there);
  };
  for (const name of names) visit(name);
  return order;
}

/** Packages that came for others and that nothing which stays needs any more. */
export function unneeded(
  installed: ReadonlyMap<string, Installed>,
  automatic: ReadonlySet<string>,
  gone: ReadonlySet<string>,
  recommends: (name: string) => readonly string[],
): Installed[] {
  const kept = new Set<string>();
  const visit = (name: string): void => {
    const there = installed.get(name);
    if (there?.state !== 'ii' || kept.has(name) || gone.has(name)) return;
    kept.add(name);
    for (const need of [...there.depends, ...recommends(name)]) visit(need);
  };
  for (const { name, state } of installed.values()) if (state === 'ii' && !automatic.has(name)) visit(name);
  return [...installed.values()].filter(({ name, state }) => state === 'ii' && !kept.has(name) && !gone.has(name));
}

/** What is on offer in a newer version than the one that is installed. */
export const upgradable = (installed: ReadonlyMap<string, Installed>, offers: ReadonlyMap<string, Offer>): Offer[] =>
  [...installed.values()].flatMap(({ name, version, state }) => {
    const offer = offers.get(name);
    return offer && state === 'ii' && compareVersions(offer.version, version) > 0 ? [offer] : [];
  });
