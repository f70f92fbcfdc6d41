// Bringing targets up to date: what they need first, then their recipe if something is newer.
import type { Task } from '../../../kernel/task.ts';
import { failed } from '../../filesystem/errno.ts';
import type { Maker, Recipe } from './maker.ts';
import { runRecipe } from './recipe.ts';
import { Scope } from './variables.ts';
import { stemOf } from './words.ts';

interface Outcome {
  readonly failed: boolean;
  /** A recipe ran for it, or for something below it. */
  readonly ran: boolean;
  /** Whoever needs it is to be made again. */
  readonly changed: boolean;
  /** ms since 1970 of the file; undefined if there is none. */
  readonly time: number | undefined;
}

/** How a target is made. */
interface Way {
  readonly prerequisites: readonly string[];
  readonly orderOnly: readonly string[];
  readonly recipe: Recipe | undefined;
  readonly stem: string;
  readonly scope: Scope;
}

/** One round of updating. */
export class Update {
  readonly #maker: Maker;
  readonly #done = new Map<string, Outcome>();
  readonly #under = new Set<string>();

  constructor(maker: Maker) {
    this.#maker = maker;
  }

  /** Brings a goal up to date and says so when there was nothing to do; whether it worked. */
  *goal(target: string): Task<boolean> {
    const maker = this.#maker;
    const { run, settings } = maker;
    const outcome = yield* this.#update(target, undefined, maker.variables);
    if (outcome.failed) return false;
    if (outcome.ran || settings.silent || settings.question) return true;
    const has = this.#wayOf(target)?.recipe !== undefined && !maker.phony(target);
    yield* run.print(
      has ? `${maker.name}: '${target}' is up to date.\n` : `${maker.name}: Nothing to be done for '${target}'.\n`,
    );
    return true;
  }

  #timeOf(target: string): number | undefined {
    const stat = this.#maker.run.process.files.stat(target);
    return failed(stat) ? undefined : stat.mtime;
  }

  #wayOf(target: string): Way | undefined {
    const maker = this.#maker;
    const rule = maker.rules.get(target);
    const scope = rule?.scope ?? maker.variables;
    if (!rule?.recipe && !maker.phony(target)) {
      for (const pattern of maker.patterns) {
        const stem = pattern.targets.map((each) => patternStem(each, target)).find((each) => each !== undefined);
        if (stem === undefined) continue;
        const named = (list: readonly string[]): string[] =>
          list.map((name) => (name.includes('%') ? inDirectory(name, stem) : name));
        const prerequisites = named(pattern.prerequisites);
        if (!prerequisites.every((name) => maker.rules.has(name) || this.#timeOf(name) !== undefined)) continue;
        return {
          prerequisites: [...prerequisites, ...(rule?.prerequisites ?? [])],
          orderOnly: [...named(pattern.orderOnly), ...(rule?.orderOnly ?? [])],
          recipe: pattern.recipe,
          stem: stem.whole,
          scope,
        };
      }
    }
    return rule && { ...rule, recipe: rule.recipe, stem: rule.stem ?? '' };
  }

  *#update(target: string, neededBy: string | undefined, around: Scope): Task<Outcome> {
    const known = this.#done.get(target);
    if (known) return known;
    if (this.#under.has(target)) {
      yield* this.#maker.run.warn(`${this.#maker.name}: Circular ${neededBy ?? ''} <- ${target} dependency dropped.`);
      return { failed: false, ran: false, changed: false, time: undefined };
    }
    this.#under.add(target);
    const outcome = yield* this.#make(target, neededBy, around);
    this.#under.delete(target);
    this.#done.set(target, outcome);
    return outcome;
  }

  *#make(target: string, neededBy: string | undefined, around: Scope): Task<Outcome> {
    const maker = this.#maker;
    const { run, settings } = maker;
    const way = this.#wayOf(target);
    const time = this.#timeOf(target);
    yield* run.step(0.05);
    if (!way) {
      if (time !== undefined) return { failed: false, ran: false, changed: false, time };
      const text = `No rule to make target '${target}'${neededBy === undefined ? '' : `, needed by '${neededBy}'`}`;
      if (!settings.keepGoing) return yield* maker.stop(text);
      yield* run.warn(`${maker.name}: *** ${text}.`);
      return { failed: true, ran: false, changed: false, time };
    }
    // What a target sets holds for what it needs, too.
    const scope = way.scope === maker.variables || around === maker.variables ? way.scope : layered(way.scope, around);
    let [bad, ran] = [false, false];
    const newer: string[] = [];
    let stale = time === undefined || maker.phony(target) || settings.always;
    for (const name of way.prerequisites) {
      const below = yield* this.#update(name, target, scope);
      ran ||= below.ran;
      bad ||= below.failed;
      if (bad && !settings.keepGoing) return { failed: true, ran, changed: false, time };
      if (below.changed || time === undefined || (below.time ?? 0) > time) newer.push(name);
    }
    for (const name of way.orderOnly) {
      const below = yield* this.#update(name, target, scope);
      ran ||= below.ran;
      bad ||= below.failed;
      if (bad && !settings.keepGoing) return { failed: true, ran, changed: false, time };
    }
    if (bad) {
      yield* run.warn(`${maker.name}: Target '${target}' not remade because of errors.`);
      return { failed: true, ran, changed: false, time };
    }
    stale ||= newer.length > 0;
    if (!stale || !way.recipe) return { failed: false, ran, changed: stale, time };
    const done = yield* runRecipe(maker, way.recipe, target, automatic(scope, target, way, newer));
    const now = this.#timeOf(target);
    return { failed: done.failed, ran: ran || done.ran, changed: true, time: now };
  }
}

interface Stem {
  readonly directory: string;
  readonly name: string;
  readonly whole: string;
}

/** What `%` stands for in a target; a pattern without a slash is held against the name without its directory. */
function patternStem(pattern: string, target: string): Stem | undefined {
  const slash = pattern.includes('/') ? -1 : target.lastIndexOf('/');
  const name = stemOf(pattern, target.slice(slash + 1));
  if (name === undefined || name === '') return undefined;
  const directory = target.slice(0, slash + 1);
  return { directory, name, whole: directory + name };
}

const inDirectory = (pattern: string, { directory, name }: Stem): string =>
  directory + pattern.replace('%', () => name);

/** The variables of a target over those of the target that needs it. */
function layered(own: Scope, around: Scope): Scope {
  const scope = new Scope(around);
  for (const name of own.names()) {
    const variable = own.get(name);
    if (variable && variable !== around.get(name)) scope.set(name, variable);
  }
  return scope;
}

/** `$@ $< $^ $+ $? $* $|` */
function automatic(scope: Scope, target: string, way: Way, newer: readonly string[]): Scope {
  const inner = new Scope(scope);
  const set = (name: string, value: string): void => inner.set(name, { value, recursive: false, origin: 'automatic' });
  set('@', target);
  set('<', way.prerequisites[0] ?? '');
  set('^', [...new Set(way.prerequisites)].join(' '));
  set('+', way.prerequisites.join(' '));
  set('?', [...new Set(newer)].join(' '));
  set('*', way.stem);
  set('|', [...new Set(way.orderOnly)].join(' '));
  return inner;
}
