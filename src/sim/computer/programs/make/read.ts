// Reading a makefile: its logical lines one after the other, with conditionals, assignments and rules.
import type { Task } from '../../../kernel/task.ts';
import { failed } from '../../filesystem/errno.ts';
import { glob } from '../../shell/expand/glob.ts';
import { expand } from './expand.ts';
import type { Maker, Place, Recipe, Rule } from './maker.ts';
import { Scope, type Origin } from './variables.ts';
import { closingOf, indexOutside, stemOf, substituted, withoutComment, wordsOf } from './words.ts';

interface Line {
  /** Without comment and with joined continuations; of a recipe as it stands, without the tab. */
  readonly text: string;
  readonly recipe: boolean;
  readonly number: number;
}

/** Logical lines; whether a line with a tab belongs to a recipe is known when it is reached. */
function* logicalLines(text: string): Generator<{ raw: string; number: number }> {
  const lines = text.replace(/\n$/, '').split('\n');
  for (let at = 0; at < lines.length; at++) {
    const number = at + 1;
    let raw = lines[at] ?? '';
    while (/(?:^|[^\\])(?:\\\\)*\\$/.test(raw) && at + 1 < lines.length) raw += `\n${lines[++at] ?? ''}`;
    yield { raw, number };
  }
}

const joined = (raw: string): string => raw.replace(/[ \t]*\\\n[ \t]*/g, ' ');

/** One reading of a text. */
export class Reader {
  readonly #maker: Maker;
  readonly #file: string;
  /** The rules that a line with a tab adds to. */
  #current: { rules: readonly Rule[]; place: Place; lines: { text: string; place: Place }[] } | undefined;
  /** Pattern rules wait for their recipe: without one they are none. */
  #finish: (() => void) | undefined;
  /** Conditionals around: whether this part is read, and whether one part was. */
  readonly #conditions: { active: boolean; done: boolean; around: boolean }[] = [];
  #definition: { name: string; operator: string; origin: Origin; lines: string[]; depth: number } | undefined;

  constructor(maker: Maker, file: string) {
    this.#maker = maker;
    this.#file = file;
  }

  *read(text: string): Task {
    let last = 0;
    for (const { raw, number } of logicalLines(text)) {
      last = number + raw.split('\n').length - 1;
      this.#maker.at = { file: this.#file, line: number };
      const recipe = raw.startsWith('\t') && this.#current !== undefined && !this.#definition;
      yield* this.#line({ text: recipe ? raw.slice(1) : raw, recipe, number });
    }
    this.#close();
    this.#maker.at = { file: this.#file, line: last + 1 };
    if (this.#definition) yield* this.#maker.fail("missing 'endef', unterminated 'define'");
    if (this.#conditions.length > 0) yield* this.#maker.fail("missing 'endif'");
    this.#maker.at = undefined;
  }

  get #active(): boolean {
    return this.#conditions.every(({ active }) => active);
  }

  #close(): void {
    this.#finish?.();
    this.#finish = undefined;
    this.#current = undefined;
  }

  *#line({ text, recipe, number }: Line): Task {
    const maker = this.#maker;
    const definition = this.#definition;
    if (definition) {
      if (/^\s*define\b/.test(text)) definition.depth++;
      if (/^\s*endef\s*(#.*)?$/.test(text) && --definition.depth === 0) {
        this.#definition = undefined;
        yield* this.#assign(definition.name, definition.operator, definition.lines.join('\n'), definition.origin);
      } else definition.lines.push(text);
      return;
    }
    if (recipe) {
      if (!this.#active) return;
      this.#current?.lines.push({
        text: text.replaceAll('\\\n\t', '\\\n'),
        place: { file: this.#file, line: number },
      });
      return;
    }
    const line = withoutComment(joined(text)).trim();
    if (yield* this.#conditional(line)) return;
    if (!this.#active || line === '') return;
    const [word = '', ...others] = wordsOf(line);
    const rest = line.slice(word.length).trim();
    if (word === 'define' || (word === 'override' && others[0] === 'define')) {
      const [, name = '', operator = '='] =
        /^(.*?)\s*([:?+!]?:?=)?$/.exec(word === 'define' ? rest : rest.slice('define'.length).trim()) ?? [];
      const origin = word === 'override' ? 'override' : 'file';
      this.#definition = { name, operator, origin, lines: [], depth: 1 };
      this.#close();
      return;
    }
    if (yield* this.#assignment(line, 'file', maker.variables)) {
      // A line with a tab after an assignment still belongs to the rule above, as in the real make.
      return;
    }
    switch (word) {
      case 'include':
      case '-include':
      case 'sinclude': {
        this.#close();
        for (const name of wordsOf(yield* expand(maker, rest, maker.variables))) {
          const found = glob(maker.run.process.files, name);
          for (const path of found.length > 0 ? found : [name]) yield* readFile(maker, path, word === 'include');
        }
        maker.at = { file: this.#file, line: number };
        return;
      }
      case 'override':
        if (yield* this.#assignment(rest, 'override', maker.variables)) return;
        break;
      case 'export':
      case 'unexport': {
        const set = word === 'export' ? maker.exported : maker.unexported;
        const names = wordsOf(yield* expand(maker, assignedName(rest) ?? rest, maker.variables));
        for (const name of names) set.add(name);
        if (names.length === 0) maker.exportAll = word === 'export';
        if (word === 'export') yield* this.#assignment(rest, 'file', maker.variables);
        return;
      }
      case 'undefine':
        for (const name of others) maker.variables.delete(name);
        return;
      case 'vpath':
        return yield* maker.fail('not simulated: vpath');
      default:
    }
    yield* this.#rule(text, line, number);
  }

  *#conditional(line: string): Task<boolean> {
    const maker = this.#maker;
    const match = /^(ifeq|ifneq|ifdef|ifndef|else|endif)\b[ \t]*(.*)$/s.exec(line);
    if (!match) return false;
    const [, word = '', rest = ''] = match;
    if (word === 'endif') {
      if (!this.#conditions.pop()) yield* maker.fail("extraneous 'endif'");
      return true;
    }
    if (word === 'else') {
      const top = this.#conditions.at(-1);
      if (!top) return yield* maker.fail("extraneous 'else'");
      top.active = top.around && !top.done && (rest === '' || (yield* this.#holds(rest)));
      top.done ||= top.active;
      return true;
    }
    const around = this.#active;
    const active = around && (yield* this.#holds(line));
    this.#conditions.push({ active, done: active, around });
    return true;
  }

  *#holds(text: string): Task<boolean> {
    const maker = this.#maker;
    const [, word = '', rest = ''] = /^(\w+)\s*(.*)$/s.exec(text) ?? [];
    if (word === 'ifdef' || word === 'ifndef') {
      const name = (yield* expand(maker, rest, maker.variables)).trim();
      return ((maker.variables.get(name)?.value ?? '') !== '') === (word === 'ifdef');
    }
    let sides: readonly [string, string] | undefined;
    if (rest.startsWith('(')) {
      const inside = rest.slice(1, closingOf(rest, 0));
      const comma = indexOutside(inside, ',');
      if (comma >= 0) sides = [inside.slice(0, comma).trimEnd(), inside.slice(comma + 1).trimStart()];
    } else {
      const quoted = /^(["'])(.*?)\1\s*(["'])(.*?)\3$/s.exec(rest);
      if (quoted) sides = [quoted[2] ?? '', quoted[4] ?? ''];
    }
    if (!sides) return yield* maker.fail('invalid syntax in conditional');
    const left = yield* expand(maker, sides[0], maker.variables);
    const right = yield* expand(maker, sides[1], maker.variables);
    return (left === right) === (word === 'ifeq');
  }

  /** Carries out an assignment; false if the line is none. */
  *#assignment(line: string, origin: Origin, scope: Scope): Task<boolean> {
    const found = splitAssignment(line);
    if (!found) return false;
    const name = (yield* expand(this.#maker, found.name, this.#maker.variables)).trim();
    if (/\s/.test(name)) return false;
    if (name === '') yield* this.#maker.fail('empty variable name');
    yield* this.#assign(name, found.operator, found.value, origin, scope);
    return true;
  }

  *#assign(name: string, operator: string, text: string, origin: Origin, scope = this.#maker.variables): Task {
    const maker = this.#maker;
    const known = scope.get(name);
    if (operator === '?=') {
      if (!known) maker.assign(name, { value: text, recursive: true, origin }, scope);
    } else if (operator === '+=') {
      const recursive = known?.recursive ?? true;
      const more = recursive ? text : yield* expand(maker, text, scope);
      maker.assign(name, { value: known ? `${known.value} ${more}` : more, recursive, origin }, scope);
    } else if (operator === '!=') {
      const value = yield* maker.shellOutput(yield* expand(maker, text, scope));
      maker.assign(name, { value, recursive: true, origin }, scope);
    } else if (operator === '=') maker.assign(name, { value: text, recursive: true, origin, place: maker.at }, scope);
    else maker.assign(name, { value: yield* expand(maker, text, scope), recursive: false, origin }, scope);
    if (name === '.DEFAULT_GOAL') maker.defaultGoal = maker.variables.get(name)?.value;
  }

  *#rule(text: string, line: string, number: number): Task {
    const maker = this.#maker;
    const place = { file: this.#file, line: number };
    const semicolon = indexOutside(line, ';');
    const head = semicolon < 0 ? line : line.slice(0, semicolon);
    const expanded = indexOutside(head, ':') < 0 ? yield* expand(maker, head, maker.variables) : head;
    const colon = indexOutside(expanded, ':');
    if (colon < 0) {
      if (expanded.trim() === '') return;
      if (text.startsWith('\t')) return yield* maker.fail('recipe commences before first target');
      return yield* maker.fail(
        `missing separator${text.startsWith('        ') ? ' (did you mean TAB instead of 8 spaces?)' : ''}`,
      );
    }
    this.#close();
    const targets = wordsOf(yield* expand(maker, expanded.slice(0, colon), maker.variables));
    const double = expanded.charAt(colon + 1) === ':';
    const after = expanded.slice(colon + (double ? 2 : 1)).trim();
    const [, modifier = '', own = after] = /^(override|export|private)\s+(.*)$/s.exec(after) ?? [];
    if (splitAssignment(own)) {
      for (const target of targets) {
        if (modifier === 'export') maker.exported.add(assignedName(own) ?? '');
        yield* this.#assignment(own, modifier === 'override' ? 'override' : 'file', ruleOf(maker, target).scope);
      }
      return;
    }
    const parts = (yield* expand(maker, after, maker.variables)).split(/(?<!\\):/);
    const statics = parts.length > 1 ? parts[0]?.trim() : undefined;
    const [needs = '', orderOnly = ''] = (parts.at(-1) ?? '').split('|');
    const lines: { text: string; place: Place }[] = [];
    const inline = indexOutside(withoutComment(joined(text)), ';');
    if (semicolon >= 0) lines.push({ text: withoutComment(joined(text)).slice(inline + 1).trimStart(), place }); // prettier-ignore
    const recipe: Recipe = { lines, place };
    if (statics === undefined && targets.some((target) => target.includes('%'))) {
      this.#current = { rules: [], place, lines };
      this.#finish = () => {
        if (lines.length > 0)
          maker.patterns.push({ targets, prerequisites: wordsOf(needs), orderOnly: wordsOf(orderOnly), recipe });
      };
      return;
    }
    const rules: Rule[] = [];
    for (const target of targets) {
      const rule = ruleOf(maker, target);
      const stem = statics === undefined ? undefined : stemOf(statics, target);
      if (statics !== undefined && stem === undefined) {
        yield* maker.run.warn(`${maker.place}target '${target}' doesn't match the target pattern`);
        continue;
      }
      if (stem !== undefined) rule.stem = stem;
      const named = (word: string): string => (statics === undefined ? word : substituted(target, statics, word));
      rule.prerequisites.push(...wordsOf(needs).map(named));
      rule.orderOnly.push(...wordsOf(orderOnly).map(named));
      if (maker.defaultGoal === undefined && (!target.startsWith('.') || target.includes('/')))
        maker.defaultGoal = target;
      rules.push(rule);
    }
    this.#current = { rules, place, lines };
    const warnings: string[] = [];
    this.#finish = () => {
      if (lines.length === 0) return;
      for (const rule of rules) {
        if (rule.recipe && !double)
          warnings.push(
            `${place.file}:${lines[0]?.place.line ?? place.line}: warning: overriding recipe for target '${rule.target}'`,
            `${rule.recipe.place.file}:${rule.recipe.lines[0]?.place.line ?? rule.recipe.place.line}: warning: ignoring old recipe for target '${rule.target}'`,
          );
        rule.recipe =
          double && rule.recipe ? { lines: [...rule.recipe.lines, ...lines], place: rule.recipe.place } : recipe;
      }
      maker.warnings.push(...warnings);
    };
  }
}

/** The rule of a target, made if there is none. */
export function ruleOf(maker: Maker, target: string): Rule {
  let rule = maker.rules.get(target);
  if (!rule) {
    rule = { target, prerequisites: [], orderOnly: [], scope: new Scope(maker.variables) };
    maker.rules.set(target, rule);
  }
  return rule;
}

/** Parts of an assignment: the `=` stands before any colon of a rule. */
function splitAssignment(line: string): { name: string; operator: string; value: string } | undefined {
  const at = indexOutside(line, ':=');
  if (at < 0) return undefined;
  const match = /^(::?=|=)/.exec(line.slice(at));
  const operator = match?.[0];
  if (operator === undefined) return undefined;
  const before = line.charAt(at - 1);
  const marked = operator === '=' && /[?+!]/.test(before);
  const name = line.slice(0, marked ? at - 1 : at).trim();
  return { name, operator: marked ? `${before}=` : operator, value: line.slice(at + operator.length).trimStart() };
}

const assignedName = (line: string): string | undefined => splitAssignment(line)?.name;

/** Reads a makefile. One that is not there is an error if it is `needed`. False if it is not there. */
export function* readFile(maker: Maker, path: string, needed: boolean): Task<boolean> {
  const text = maker.run.process.files.readText(path);
  if (failed(text)) {
    if (!needed) return false;
    yield* maker.run.warn(`${maker.place}${path}: No such file or directory`);
    return yield* maker.stop(`No rule to make target '${path}'`);
  }
  const list = maker.variables.get('MAKEFILE_LIST')?.value ?? '';
  maker.variables.set('MAKEFILE_LIST', { value: `${list} ${path}`, recursive: false, origin: 'file' });
  yield* new Reader(maker, path).read(text);
  for (const warning of maker.warnings.splice(0)) yield* maker.run.warn(warning);
  return true;
}
