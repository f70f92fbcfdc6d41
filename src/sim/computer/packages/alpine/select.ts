// From the world to what has to change: which packages are to be there, in an order in which each comes after what it needs.
import { isBeyond } from '../beyond.ts';
import type { Installed } from './database.ts';
import type { AlpinePackage } from './index.ts';

/** A package that a repository offers, and the repository's URL. */
export interface Offered extends AlpinePackage {
  readonly url: string;
}

/** One change. */
export type Change =
  | { readonly verb: 'Installing'; readonly to: Offered }
  | { readonly verb: 'Upgrading' | 'Downgrading' | 'Reinstalling'; readonly from: Installed; readonly to: Offered }
  | { readonly verb: 'Purging'; readonly from: Installed };

/** What apk says it cannot select: the name, why, and what wants it. */
export interface Problem {
  readonly subject: string;
  readonly detail: string;
}

/** A package's name with a constraint: `curl`, `curl=8.14.1-r2`, `curl~8`, `curl>8`. */
export function parseConstraint(word: string): { name: string; operator: string; version: string } {
  const [, name = word, operator = '', version = ''] = /^([^<>=~@]+)(?:@[^<>=~]*)?([<>=~]*)(.*)$/.exec(word) ?? [];
  return { name, operator, version };
}

/** Compares versions (`1.2.10-r0` > `1.2.9-r3`): negative, 0 or positive. */
export function compareVersions(one: string, two: string): number {
  const parts = (version: string): string[] => version.match(/\d+|[a-z]+/gi) ?? [];
  const [a, b] = [parts(one), parts(two)];
  for (let index = 0; index < Math.max(a.length, b.length); index++) {
    const [x = '', y = ''] = [a[index], b[index]];
    if (x === y) continue;
    if (/^\d+$/.test(x) && /^\d+$/.test(y)) {
      if (Number(x) !== Number(y)) return Number(x) - Number(y);
    } else return x < y ? -1 : 1;
  }
  return 0;
}

/** Whether a version meets a constraint. */
export function meets(version: string, operator: string, wanted: string): boolean {
  if (operator === '') return true;
  if (operator === '~' || operator === '=~')
    return version === wanted || version.startsWith(`${wanted}.`) || version.startsWith(`${wanted}-`);
  const order = compareVersions(version, wanted);
  return (
    (operator.includes('=') && order === 0) ||
    (operator.includes('>') && order > 0) ||
    (operator.includes('<') && order < 0)
  );
}

/**
 * The changes that make the installed packages those that `world` asks for: what is missing is installed, what nothing asks
 * for is purged. `upgrade` says whether an installed package gives way to the one that is offered.
 */
export function select(
  world: readonly string[],
  installed: readonly Installed[],
  offered: ReadonlyMap<string, Offered>,
  upgrade: (name: string) => boolean,
): { readonly changes: readonly Change[]; readonly problems: readonly Problem[] } {
  const there = new Map(installed.map((one) => [one.name, one]));
  const order: Change[] = [];
  const problems: Problem[] = [];
  const seen = new Set<string>();
  const visit = (word: string, wantedBy: string): void => {
    const { name, operator, version } = parseConstraint(word);
    const has = there.get(name);
    const offer = offered.get(name);
    if (!seen.has(name) || operator !== '') {
      const candidates = [has, offer].filter((one) => one !== undefined);
      if (candidates.length === 0)
        problems.push({
          subject: isBeyond(name) ? `not simulated: package ${name}` : `${name} (no such package)`,
          detail: `required by: ${wantedBy}`,
        });
      else if (!candidates.some((one) => meets(one.version, operator, version)))
        problems.push({
          subject: `${name}-${(offer ?? has)?.version ?? ''}`,
          detail: `breaks: ${wantedBy}`,
        });
    }
    if (seen.has(name)) return;
    seen.add(name);
    const fits = has && meets(has.version, operator, version);
    const takes = offer && meets(offer.version, operator, version) && (!fits || upgrade(name)) ? offer : undefined;
    const one = takes ?? has;
    const needs = one?.depends ?? [];
    // What belongs to a package and needs it in turn comes after it.
    const after = needs.filter((need) => offered.get(need)?.depends.includes(name));
    for (const need of needs) if (!after.includes(need)) visit(need, `${name}-${one?.version ?? ''}[${need}]`);
    if (takes && !has) order.push({ verb: 'Installing', to: takes });
    else if (takes && has && has.version !== takes.version) {
      const up = compareVersions(takes.version, has.version) > 0;
      order.push({ verb: up ? 'Upgrading' : 'Downgrading', from: has, to: takes });
    }
    for (const need of after) visit(need, `${name}-${one?.version ?? ''}[${need}]`);
  };
  for (const word of world) visit(word, `world[${word}]`);
  const unneeded = installed.filter(({ name }) => !seen.has(name)).reverse();
  const purges = unneeded.map((from): Change => ({ verb: 'Purging', from }));
  return { changes: [...purges, ...order], problems };
}
