// The learner's session in this page: its world, its playback, and the saved copy that survives a reload.
import type { Errno } from '../../sim/computer/filesystem/errno.ts';
import type { FileSystem } from '../../sim/computer/filesystem/file-system.ts';
import type { Tree } from '../../sim/computer/filesystem/tree.ts';
import type { EditorRecord } from '../../sim/computer/records.ts';
import type { BrowserAct, EditorAct, FileChange, MachineChange, RegistryChange } from '../../sim/kernel/log.ts';
import { mostMachines } from '../../sim/neighbours.ts';
import { createWorld, type World } from '../../sim/world.ts';
import type { Session } from '../../sim/session.ts';
import { Playback } from '../player/playback.svelte.ts';
import {
  branchOf,
  doingAnew,
  leaving,
  noWays,
  sessionBefore,
  sessionUntil,
  type Branch,
  type TypedCommand,
  type Ways,
} from './branches.ts';
import { claim, openStorage, type SessionStorage } from './storage.ts';

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

/** Where a session and its branches are kept. */
interface Kept {
  readonly storage?: SessionStorage<Session> | undefined;
  readonly elsewhere?: SessionStorage<Ways> | undefined;
  /** Ends the claim on it. */
  readonly release?: () => void;
  readonly keeping: Keeping;
}

/** Whether the session is kept, or why not: the browser refuses, or another page is at it. */
export type Keeping = 'kept' | 'refused' | 'elsewhere';

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
  #keeping = $state<Keeping>('kept');
  #notice = $state('');
  #generation = $state(0);
  readonly #kept: Kept;
  #make: Room['make'];
  readonly #watch: ReturnType<typeof setInterval>;
  #saving: ReturnType<typeof setTimeout> | undefined;
  /** Length of the log when the session was saved. */
  #savedAt = 0;
  #terminals = $state.raw<readonly string[]>([firstTerminal]);
  /** Those that the world has been asked to open. */
  #opened: readonly string[] = [];
  #ways = $state.raw(noWays);
  /** Another world is being made to take the place of this one. */
  #moving = false;
  readonly #branches = $derived.by(() => {
    void this.#generation;
    return this.#ways.left.map((session) => branchOf(this.session, session));
  });
  /** What was typed into a terminal that is not open yet, or into a world that is not made yet. */
  #waiting: Readonly<Record<string, string>> = {};
  /** Machines on which terminals are to be opened, where it is not the learner's own. */
  #places: Readonly<Record<string, string>> = {};

  private constructor(world: World, kept: Kept, make: Room['make']) {
    this.#kept = kept;
    this.#keeping = kept.keeping;
    this.#make = make;
    this.#world = world;
    this.#playback = new Playback(world.kernel);
    offerEditor(world);
    this.#adoptTerminals();
    this.#watch = setInterval(() => {
      if (this.#world.kernel.log.length !== this.#savedAt) this.save();
    }, saveEvery);
  }

  /** Opens the saved session of a room, or a new one where there is none that can be read. Where another page has it open, a copy of it. */
  static async open({ key, make }: Room = sandbox): Promise<Laboratory> {
    const [release, storage, elsewhere] = await Promise.all([
      claim(key),
      openStorage<Session>(key),
      openStorage<Ways>(`${key}/ways`),
    ]);
    const kept: Kept = release
      ? { storage, elsewhere, release, keeping: storage ? 'kept' : 'refused' }
      : { keeping: 'elsewhere' };
    const saved = await storage?.load().catch(() => undefined);
    if (saved === undefined) return new Laboratory(await make(), kept, make);
    const [{ parseSession }, { parseWays }] = await Promise.all([
      import('../../sim/parse-session.ts'),
      import('./parse-ways.ts'),
    ]);
    const session = parseSession(saved);
    if ('problem' in session) {
      const laboratory = new Laboratory(await make(), kept, make);
      laboratory.#notice = `The saved session could not be read, so this is a new one. ${session.problem}`;
      return laboratory;
    }
    const laboratory = new Laboratory(await replay(session), kept, make);
    laboratory.#ways = parseWays(await elsewhere?.load().catch(() => undefined));
    return laboratory;
  }

  get playback(): Playback {
    return this.#playback;
  }

  /** A playback of the same world that stands still at this moment, whatever happens meanwhile. */
  still(): Playback {
    const still = new Playback(this.#world.kernel);
    still.seek(this.#playback.time - 0.001);
    return still;
  }

  get keeping(): Keeping {
    return this.#keeping;
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

  /** Other ways that the session went before the learner went back. */
  get branches(): readonly Branch[] {
    return this.#branches;
  }

  get canRedo(): boolean {
    return this.#ways.undone.length > 0;
  }

  /** The terminals in the order in which they were opened; there is always one. */
  get terminals(): readonly string[] {
    return this.#terminals;
  }

  get canOpenTerminal(): boolean {
    return this.#terminals.length < mostTerminals;
  }

  /** Another terminal, on the learner's machine or another one: its id, which is a new one unless it is given. It begins when its size is known. */
  addTerminal(wanted?: string, machine?: string): string {
    const numbers = this.#terminals.map((id) => Number(id.slice('terminal-'.length)));
    const id = wanted ?? `terminal-${Math.max(0, ...numbers) + 1}`;
    if (machine !== undefined) this.#places = { ...this.#places, [id]: machine };
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

  /** Says how a new world is made from now on. */
  begin(make: Room['make']): void {
    this.#make = make;
  }

  /** Name of the machine that a terminal is on; undefined for the learner's own. */
  machineOf(terminal: string): string | undefined {
    const machine = this.#world.kernel.store.get('terminal', terminal)?.machine ?? this.#places[terminal];
    return machine === this.#world.machine.name ? undefined : machine;
  }

  /** More machines than this are not added. */
  get mostMachines(): number {
    return mostMachines;
  }

  /** Adds a machine, or takes one away, and with it the terminals on it. */
  changeMachines(change: MachineChange): void {
    const lost = change.action === 'remove' ? this.#terminals.filter((id) => this.machineOf(id) === change.name) : [];
    if (lost.length === this.#terminals.length) this.addTerminal();
    for (const id of lost) this.closeTerminal(id);
    this.#act();
    this.#world.changeMachines(change);
    this.#saveSoon();
  }

  /** Something happens to a registry. */
  changeRegistry(change: RegistryChange): void {
    this.#act();
    this.#world.changeRegistry(change);
    this.#saveSoon();
  }

  dismissNotice(): void {
    this.#notice = '';
  }

  /** What the learner typed. From the past it leads back to the present: typing is acting. */
  type(terminal: string, data: string): void {
    this.#act();
    if (this.#opened.includes(terminal) && !this.#moving) this.#world.type(terminal, data);
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

  /** The learner uses the browser of their machine. */
  useBrowser(act: BrowserAct): void {
    this.#act();
    this.#world.useBrowser(act);
    this.#saveSoon();
  }

  /** Whether a program has a terminal: its shell does not wait for a command. */
  isBusy(terminal: string): boolean {
    return this.#world.kernel.store.get('terminal', terminal)?.command !== undefined;
  }

  /** The size of a terminal is known, or has changed. The first time it opens the terminal. */
  resize(terminal: string, columns: number, rows: number): void {
    if (this.#opened.includes(terminal)) this.#world.resize(terminal, columns, rows);
    else this.#world.openTerminal(terminal, columns, rows, this.#places[terminal]);
    if (!this.#opened.includes(terminal)) this.#opened = [...this.#opened, terminal];
    this.#typeWaiting(terminal);
    this.#saveSoon();
  }

  /** Goes on from a moment of the past (virtual ms), or from before a command, as if nothing had come then. What did is kept as a branch. */
  async branchAt(moment: number | TypedCommand): Promise<void> {
    const { session } = this;
    const begun = typeof moment === 'number' ? sessionUntil(session, moment) : sessionBefore(session, moment);
    if (!begun) return;
    await this.#go(begun, leaving(this.#ways, session, begun));
  }

  /** Goes on where a branch was left. What is left for it is kept as a branch. */
  async enter({ session }: Branch): Promise<void> {
    await this.#go(session, leaving(this.#ways, this.session, session));
  }

  /** Goes back to before a command's first key. False when the command is not of this session. */
  async undo(command: TypedCommand): Promise<boolean> {
    const { session } = this;
    const before = sessionBefore(session, command);
    if (!before) return false;
    const { left, undone } = this.#ways;
    await this.#go(before, { left, undone: [...undone, session] });
    return true;
  }

  /** Goes back to where `undo` led away from, if nothing has been done since. */
  async redo(): Promise<void> {
    const { left, undone } = this.#ways;
    const last = undone.at(-1);
    if (last) await this.#go(last, { left, undone: undone.slice(0, -1) });
  }

  /** Starts afresh: a new world; the saved session and its branches are forgotten. */
  async reset(columns: number, rows: number): Promise<void> {
    clearTimeout(this.#saving);
    await this.#kept.storage?.clear().catch(() => undefined);
    this.#keepWays(noWays);
    this.#take(await this.#make());
    for (const terminal of this.#terminals) this.resize(terminal, columns, rows);
  }

  /** Saves at once, for a page that is going away. */
  save(): void {
    clearTimeout(this.#saving);
    // What was written a moment ago is an input only when the world has taken it.
    this.#world.kernel.advance(0, mostSteps);
    this.#savedAt = this.#world.kernel.log.length;
    this.#kept.storage?.save(this.#world.session()).catch(() => (this.#keeping = 'refused'));
  }

  /** Saves and lets go: another room is entered. */
  close(): void {
    clearInterval(this.#watch);
    this.save();
    this.#kept.release?.();
    this.#playback.stop();
  }

  /** The terminals that the world has open are those of the page; where it has none, one is to be opened. */
  #adoptTerminals(): void {
    this.#opened = terminalsOf(this.#world.session());
    this.#terminals = this.#opened.length > 0 ? this.#opened : [firstTerminal];
  }

  /** Makes another world, and takes it when it is made. */
  async #go(session: Session, ways: Ways): Promise<void> {
    if (this.#moving) return;
    this.#moving = true;
    clearTimeout(this.#saving);
    let world: World;
    try {
      world = await replay(session);
    } finally {
      this.#moving = false;
    }
    this.#keepWays(ways);
    this.#take(world);
    this.save();
  }

  #take(world: World): void {
    const { speed } = this.#playback;
    offerEditor(world);
    this.#world = world;
    this.#playback = new Playback(world.kernel);
    this.#playback.setSpeed(speed);
    this.#adoptTerminals();
    this.#generation++;
    for (const terminal of this.#opened) this.#typeWaiting(terminal);
  }

  #typeWaiting(terminal: string): void {
    const { [terminal]: waiting, ...others } = this.#waiting;
    this.#waiting = others;
    if (waiting !== undefined) this.#world.type(terminal, waiting);
  }

  #keepWays(ways: Ways): void {
    this.#ways = ways;
    this.#kept.elsewhere?.save(ways).catch(() => (this.#keeping = 'refused'));
  }

  #act(): void {
    if (this.#ways.undone.length > 0 && !this.#moving) this.#keepWays(doingAnew(this.#ways));
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
