// Plays in a world what a lesson prepares and what its model solution types, as fast as it goes. For the page before the learner
// comes, and for the validator.
import type { ExitEntry } from '../sim/kernel/log.ts';
import type { World } from '../sim/world.ts';
import { keyCharacters } from './fence.ts';
import type { Act, CommandLine, Lesson, Preparation } from './lesson.ts';
import { preparationTerminal } from './preparation.ts';

/** Virtual ms that a command may take. */
const patience = 600_000;
/** Virtual ms after which what goes on running has shown what it has to show. */
const moment = 2500;
/** Task steps between two looks at the clock. */
const slice = 5000;

/** How a command ended: undefined if it did not, or goes on running. */
export interface Played {
  readonly line: string;
  readonly expected: number | undefined;
  readonly exit: number | undefined;
  /** What the terminal showed meanwhile. */
  readonly output: string;
}

type Breathe = () => Promise<void>;
const atOnce: Breathe = () => Promise.resolve();

/** Makes the state in which the learner comes. Returns the commands that did not exit as they should. */
export async function prepare(world: World, preparation: Preparation, breathe = atOnce): Promise<readonly Played[]> {
  const { images, files, commands } = preparation;
  if (images.length + files.size + commands.length === 0) return [];
  const typist = new Typist(world, preparationTerminal, breathe);
  const played: Played[] = [];
  await typist.open();
  for (const image of images) played.push(await typist.run({ line: `docker pull -q ${image}`, exit: 0 }));
  for (const [path, text] of files) played.push(...(await typist.write(`~/${path}`, text)));
  for (const command of commands) played.push(await typist.run(command));
  world.closeTerminal(preparationTerminal);
  await world.settle(100);
  return played.filter(({ expected, exit }) => exit !== expected);
}

/** All that `prepare` types, as one text. */
export function preparationTyping({ images, files, commands }: Preparation): string {
  const lines = (some: readonly string[]): string => some.map((line) => `${line.replaceAll('\n', '\r')}\r`).join('');
  const written = [...files].map(([path, text]) => {
    const { folder, opening, content } = fileTyping(`~/${path}`, text);
    return `${lines(folder === undefined ? [opening] : [folder, opening])}${content}`;
  });
  const pulls = images.map((image) => `docker pull -q ${image}`);
  return [lines(pulls), ...written, lines(commands.map(({ line }) => line))].join('');
}

/** Makes the state that a lesson leads to with its step number `last`: all that is run until then, model solutions among it. */
export async function playThrough(
  world: World,
  { preparation, steps }: Pick<Lesson, 'preparation' | 'steps'>,
  last: number,
  breathe = atOnce,
): Promise<void> {
  await prepare(world, preparation, breathe);
  for (const { acts } of steps.slice(0, last + 1))
    for (const act of acts) await new Typist(world, `terminal-${act.terminal}`, breathe).act(act);
}

/** Types into one terminal of a world and waits for what follows. */
export class Typist {
  readonly #world: World;
  readonly #terminal: string;
  readonly #breathe: Breathe;

  constructor(world: World, terminal: string, breathe = atOnce) {
    this.#world = world;
    this.#terminal = terminal;
    this.#breathe = breathe;
  }

  /** Opens the terminal, unless it is, and waits for its prompt. */
  async open(): Promise<void> {
    if (this.#world.kernel.store.get('terminal', this.#terminal)) return;
    this.#world.openTerminal(this.#terminal, 120, 30);
    await this.#world.settle(100);
  }

  /** Whether the shell waits for a command. */
  get free(): boolean {
    return this.#world.kernel.store.get('terminal', this.#terminal)?.command === undefined;
  }

  async act(act: Act): Promise<readonly Played[]> {
    await this.open();
    if (act.kind === 'file') return await this.write(act.path, act.text);
    if (act.kind === 'keys') {
      for (const key of act.keys) await this.#press(keyCharacters(key));
      return [];
    }
    const played: Played[] = [];
    for (const command of act.commands) played.push(act.inside ? await this.#inside(command) : await this.run(command));
    return played;
  }

  /** Writes a file as a learner would, with `cat`. */
  async write(path: string, text: string): Promise<readonly Played[]> {
    const { folder, opening, content } = fileTyping(path, text);
    const played = folder === undefined ? [] : [await this.run({ line: folder, exit: 0 })];
    const before = this.#world.kernel.log.length;
    this.#world.type(this.#terminal, `${opening}\r`);
    await this.#world.settle(50);
    this.#world.type(this.#terminal, content);
    return [...played, await this.#ended(opening, 0, before)];
  }

  /** Runs a command line and waits for its end; one that stays is given a moment. */
  async run({ line, exit }: CommandLine): Promise<Played> {
    const before = this.#world.kernel.log.length;
    this.#world.type(this.#terminal, `${line.replaceAll('\n', '\r')}\r`);
    if (exit !== undefined) return await this.#ended(line, exit, before);
    await this.#world.settle(moment);
    return { line, expected: exit, exit: undefined, output: this.#output(before) };
  }

  async #inside({ line }: CommandLine): Promise<Played> {
    const before = this.#world.kernel.log.length;
    await this.#press(`${line.replaceAll('\n', '\r')}\r`);
    return { line, expected: undefined, exit: undefined, output: this.#output(before) };
  }

  async #press(characters: string): Promise<void> {
    this.#world.type(this.#terminal, characters);
    await this.#world.settle(moment);
  }

  async #ended(line: string, expected: number, before: number): Promise<Played> {
    const { kernel } = this.#world;
    const end = kernel.now + patience;
    let exit: ExitEntry | undefined;
    let position = before;
    while (!exit && kernel.now < end) {
      const due = kernel.nextDue;
      if (due === undefined) break;
      kernel.advance(Math.max(0, Math.min(due, end) - kernel.now), slice);
      if (kernel.blocked) await kernel.blocked;
      await this.#breathe();
      for (; position < kernel.log.length && !exit; position++) {
        const entry = kernel.log.entries[position];
        if (entry?.type === 'exit' && this.#isMine(entry)) exit = entry;
      }
    }
    await this.#world.settle(20);
    return { line, expected, exit: exit?.code, output: this.#output(before) };
  }

  #isMine({ command }: ExitEntry): boolean {
    const entry = command === undefined ? undefined : this.#world.kernel.log.entries[command];
    return entry?.type === 'command' && entry.terminal === this.#terminal;
  }

  #output(from: number): string {
    return this.#world.kernel.log.entries
      .slice(from)
      .map((entry) => (entry.type === 'output' && entry.terminal === this.#terminal ? entry.data : ''))
      .join('');
  }
}

/** What is typed to write a file: a line that makes its folder, one that opens it, and its text with the end. */
export function fileTyping(
  path: string,
  text: string,
): { folder: string | undefined; opening: string; content: string } {
  const directory = path.slice(0, path.lastIndexOf('/') + 1);
  const folder = directory === '' || directory === '~/' ? undefined : `mkdir -p ${directory.slice(0, -1)}`;
  return { folder, opening: `cat > ${path}`, content: `${text.replace(/\n?$/, '\n').replaceAll('\n', '\r')}\u0004` };
}
