// The learner's session in this page: its world, its playback, and the saved copy that survives a reload.
import type { Errno } from '../../sim/computer/filesystem/errno.ts';
import type { FileSystem } from '../../sim/computer/filesystem/file-system.ts';
import type { Tree } from '../../sim/computer/filesystem/tree.ts';
import type { EditorRecord } from '../../sim/computer/records.ts';
import type { EditorAct, FileChange } from '../../sim/kernel/log.ts';
import { createWorld, type World } from '../../sim/world.ts';
import { parseSession, type Session } from '../../sim/session.ts';
import { Playback } from '../player/playback.svelte.ts';
import { openStorage, type SessionStorage } from './storage.ts';

/** The learner's first terminal. */
export const firstTerminal = 'terminal-1';

/** More windows than this help nobody. */
const mostTerminals = 6;

/** Ms of real time after the last input before the session is saved. */
const saveAfter = 400;

/** Ms of real time between two looks at whether something has happened since the session was saved. */
const saveEvery = 3000;

/** Task steps that saving may cost. */
const mostSteps = 2000;

/** Ms of a frame that replaying a saved session may use. */
const share = 12;

/** Where a session belongs: the sandbox, or a lesson. Each keeps a world of its own. */
export interface Room {
  /** Under which its session is kept. */
  readonly key: string;
  /** Makes its world as a learner finds it. */
  readonly make: () => World | Promise<World>;
}

export class Laboratory {
  #world: World;
  #playback = $state.raw() as Playback;
  #kept = $state(true);
  #notice = $state('');
  #generation = $state(0);
  readonly #storage: SessionStorage | undefined;
  readonly #make: Room['make'];
  readonly #watch: ReturnType<typeof setInterval>;
  #saving: ReturnType<typeof setTimeout> | undefined;
  /** Length of the log when the session was saved. */
  #savedAt = 0;
  #terminals = $state.raw<readonly string[]>([firstTerminal]);
  /** Those that the world has been asked to open. */
  #opened: readonly string[] = [];
  /** What was typed into a terminal that is not open yet. */
  #waiting: Readonly<Record<string, string>> = {};

  private constructor(world: World, storage: SessionStorage | undefined, make: Room['make']) {
    this.#storage = storage;
    this.#make = make;
    this.#kept = storage !== undefined;
    this.#world = world;
    this.#playback = new Playback(world.kernel);
    offerEditor(world);
    this.#adoptTerminals();
    this.#watch = setInterval(() => {
      if (this.#world.kernel.log.length !== this.#savedAt) this.save();
    }, saveEvery);
  }

  /** Opens the saved session of a room, or a new one where there is none that can be read. */
  static async open({ key, make }: Room = sandbox): Promise<Laboratory> {
    const storage = await openStorage(key);
    const saved = await storage?.load().catch(() => undefined);
    if (saved === undefined) return new Laboratory(await make(), storage, make);
    const session = parseSession(saved);
    if ('problem' in session) {
      const laboratory = new Laboratory(await make(), storage, make);
      laboratory.#notice = `The saved session could not be read, so this is a new one. ${session.problem}`;
      return laboratory;
    }
    return new Laboratory(await replay(session), storage, make);
  }

  get playback(): Playback {
    return this.#playback;
  }

  /** False when the browser does not let the page keep anything. */
  get kept(): boolean {
    return this.#kept;
  }

  /** Something to tell the learner; empty for nothing. */
  get notice(): string {
    return this.#notice;
  }

  /** Goes up with each new world. */
  get generation(): number {
    return this.#generation;
  }

  /** What the world can be made again from. */
  get session(): Session {
    return this.#world.session();
  }

  /** The terminals in the order in which they were opened; there is always one. */
  get terminals(): readonly string[] {
    return this.#terminals;
  }

  get canOpenTerminal(): boolean {
    return this.#terminals.length < mostTerminals;
  }

  /** Another terminal on the same machine: its id, which is a new one unless it is given. It begins when its size is known. */
  addTerminal(wanted?: string): string {
    const numbers = this.#terminals.map((id) => Number(id.slice('terminal-'.length)));
    const id = wanted ?? `terminal-${Math.max(0, ...numbers) + 1}`;
    this.#terminals = [...this.#terminals, id];
    return id;
  }

  /** Closes a terminal that is not the only one. */
  closeTerminal(id: string): void {
    if (this.#terminals.length === 1) return;
    this.#terminals = this.#terminals.filter((other) => other !== id);
    this.#opened = this.#opened.filter((other) => other !== id);
    this.#act();
    this.#world.closeTerminal(id);
    this.#saveSoon();
  }

  dismissNotice(): void {
    this.#notice = '';
  }

  /** What the learner typed. From the past it leads back to the present: typing is acting. */
  type(terminal: string, data: string): void {
    this.#act();
    if (this.#opened.includes(terminal)) this.#world.type(terminal, data);
    else this.#waiting = { ...this.#waiting, [terminal]: (this.#waiting[terminal] ?? '') + data };
    this.#saveSoon();
  }

  /** The files of the learner's machine as they are now, with the learner's rights. */
  get files(): FileSystem {
    return this.#world.machine.learnerFiles;
  }

  /** The disk as it was when it last changed; undefined before anything was written to it. */
  get diskTree(): Tree | undefined {
    return this.#world.kernel.store.get('disk', this.#world.machine.name)?.tree;
  }

  /** A file that a program has open in the page's editor now. */
  document(id: string): EditorRecord | undefined {
    return this.#world.kernel.store.get('editor', id);
  }

  /** Changes a file of the learner's machine; the error when it is refused. */
  async changeFiles(change: FileChange): Promise<Errno | undefined> {
    this.#act();
    this.#saveSoon();
    return new Promise((resolve) => {
      this.#world.changeFiles(change, resolve);
    });
  }

  /** Hands a text to the program that has the file open; in the system's words why it could not write it. */
  async saveDocument(editor: string, text: string): Promise<string | undefined> {
    const before = this.document(editor);
    this.useEditor({ action: 'save', editor, text });
    for (;;) {
      await new Promise((resolve) => requestAnimationFrame(resolve));
      const now = this.document(editor);
      if (!now) return undefined;
      if (now !== before) return now.problem;
    }
  }

  /** What the page's editor does with a file that a program opened in it. */
  useEditor(act: EditorAct): void {
    this.#act();
    this.#world.useEditor(act);
    this.#saveSoon();
  }

  /** Whether a program has a terminal: its shell does not wait for a command. */
  isBusy(terminal: string): boolean {
    return this.#world.kernel.store.get('terminal', terminal)?.command !== undefined;
  }

  /** The size of a terminal is known, or has changed. The first time it opens the terminal. */
  resize(terminal: string, columns: number, rows: number): void {
    if (this.#opened.includes(terminal)) this.#world.resize(terminal, columns, rows);
    else this.#world.openTerminal(terminal, columns, rows);
    if (!this.#opened.includes(terminal)) this.#opened = [...this.#opened, terminal];
    const { [terminal]: waiting, ...others } = this.#waiting;
    this.#waiting = others;
    if (waiting !== undefined) this.#world.type(terminal, waiting);
    this.#saveSoon();
  }

  /** Starts afresh: a new world; the saved session is forgotten. */
  async reset(columns: number, rows: number): Promise<void> {
    clearTimeout(this.#saving);
    await this.#storage?.clear().catch(() => undefined);
    const { speed } = this.#playback;
    this.#world = await this.#make();
    offerEditor(this.#world);
    this.#playback = new Playback(this.#world.kernel);
    this.#playback.setSpeed(speed);
    this.#adoptTerminals();
    this.#generation++;
    for (const terminal of this.#terminals) this.resize(terminal, columns, rows);
  }

  /** Saves at once, for a page that is going away. */
  save(): void {
    clearTimeout(this.#saving);
    // What was written a moment ago is an input only when the world has taken it.
    this.#world.kernel.advance(0, mostSteps);
    this.#savedAt = this.#world.kernel.log.length;
    this.#storage?.save(this.#world.session()).catch(() => (this.#kept = false));
  }

  /** Saves and lets go: another room is entered. */
  close(): void {
    clearInterval(this.#watch);
    this.save();
    this.#playback.stop();
  }

  /** The terminals that the world has open are those of the page; where it has none, one is to be opened. */
  #adoptTerminals(): void {
    this.#opened = terminalsOf(this.#world.session());
    this.#terminals = this.#opened.length > 0 ? this.#opened : [firstTerminal];
  }

  #act(): void {
    if (!this.#playback.live || !this.#playback.playing) this.#playback.goLive();
  }

  #saveSoon(): void {
    clearTimeout(this.#saving);
    this.#saving = setTimeout(() => {
      this.save();
    }, saveAfter);
  }
}

/** A world of now. Here alone the real date comes in; it is then part of the session. */
export function worldOf(seed: string): World {
  return createWorld({ seed, epoch: Math.floor(Date.now() / 1000) * 1000 });
}

/** The learner's own world, by chance another each time. */
const sandbox: Room = { key: 'current', make: () => worldOf(crypto.randomUUID()) };

/** Tells a world that the page has an editor, once: from then on it is part of the session. */
function offerEditor(world: World): void {
  if (!world.session().inputs.some((input) => input.kind === 'editor')) world.useEditor({ action: 'offer' });
}

/** Terminals that a session leaves open. */
function terminalsOf({ inputs }: Session): readonly string[] {
  return inputs.reduce<readonly string[]>((open, input) => {
    if (input.kind !== 'open' && input.kind !== 'close') return open;
    const others = open.filter((other) => other !== input.terminal);
    return input.kind === 'open' ? [...others, input.terminal] : others;
  }, []);
}

/**
 * Makes a saved world again, a slice at a time, so that the page stays alive meanwhile. `ontime` is told the virtual time (ms) that has been
 * reached now and then; it ends the replay by throwing.
 */
export async function replay(session: Session, ontime?: (time: number) => void): Promise<World> {
  const world = createWorld(session);
  let began = performance.now();
  for (const part of world.replay(session)) {
    if (part) await part;
    if (performance.now() - began < share) continue;
    await new Promise((resolve) => setTimeout(resolve, 0));
    ontime?.(world.kernel.now);
    began = performance.now();
  }
  return world;
}
