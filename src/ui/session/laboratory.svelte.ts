// The learner's session in this page: its world, its playback, and the saved copy that survives a reload.
import { createWorld, type World } from '../../sim/world.ts';
import { parseSession, type Session } from '../../sim/session.ts';
import { Playback } from '../player/playback.svelte.ts';
import { openStorage, type SessionStorage } from './storage.ts';

/** The learner's first terminal. */
export const firstTerminal = 'terminal-1';

/** Ms of real time after the last input before the session is saved. */
const saveAfter = 400;

/** Ms of a frame that replaying a saved session may use. */
const share = 12;

export class Laboratory {
  #world: World;
  #playback = $state.raw() as Playback;
  #kept = $state(true);
  #notice = $state('');
  #generation = $state(0);
  readonly #storage: SessionStorage | undefined;
  #saving: ReturnType<typeof setTimeout> | undefined;
  #opened = false;

  private constructor(world: World, storage: SessionStorage | undefined) {
    this.#storage = storage;
    this.#kept = storage !== undefined;
    this.#world = world;
    this.#playback = new Playback(world.kernel);
  }

  /** Opens the saved session, or a new one where there is none that can be read. */
  static async open(): Promise<Laboratory> {
    const storage = await openStorage();
    const saved = await storage?.load().catch(() => undefined);
    if (saved === undefined) return new Laboratory(newWorld(), storage);
    const session = parseSession(saved);
    if ('problem' in session) {
      const laboratory = new Laboratory(newWorld(), storage);
      laboratory.#notice = `The saved session could not be read, so this is a new one. ${session.problem}`;
      return laboratory;
    }
    const laboratory = new Laboratory(await replay(session), storage);
    laboratory.#opened = session.inputs.length > 0;
    return laboratory;
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

  dismissNotice(): void {
    this.#notice = '';
  }

  /** What the learner typed. From the past it leads back to the present: typing is acting. */
  type(data: string): void {
    if (!this.#playback.live || !this.#playback.playing) this.#playback.goLive();
    this.#world.type(firstTerminal, data);
    this.#saveSoon();
  }

  /** The size of the terminal is known, or has changed. The first time it opens the terminal. */
  resize(columns: number, rows: number): void {
    if (this.#opened) this.#world.resize(firstTerminal, columns, rows);
    else this.#world.openTerminal(firstTerminal, columns, rows);
    this.#opened = true;
    this.#saveSoon();
  }

  /** Starts afresh: a new world with a new seed; the saved session is forgotten. */
  async reset(columns: number, rows: number): Promise<void> {
    clearTimeout(this.#saving);
    await this.#storage?.clear().catch(() => undefined);
    const { speed } = this.#playback;
    this.#world = newWorld();
    this.#playback = new Playback(this.#world.kernel);
    this.#playback.setSpeed(speed);
    this.#opened = false;
    this.#generation++;
    this.resize(columns, rows);
  }

  /** Saves at once, for a page that is going away. */
  save(): void {
    clearTimeout(this.#saving);
    this.#storage?.save(this.#world.session()).catch(() => (this.#kept = false));
  }

  #saveSoon(): void {
    clearTimeout(this.#saving);
    this.#saving = setTimeout(() => {
      this.save();
    }, saveAfter);
  }
}

/** The one place where chance and the real date come in: both are then part of the session. */
function newWorld(): World {
  return createWorld({ seed: crypto.randomUUID(), epoch: Math.floor(Date.now() / 1000) * 1000 });
}

/** Makes a saved world again, a slice at a time, so that the page stays alive meanwhile. */
async function replay(session: Session): Promise<World> {
  const world = createWorld(session);
  for (const part of world.replay(session)) {
    const began = performance.now();
    if (part) await part;
    if (performance.now() - began > share) await new Promise((resolve) => setTimeout(resolve, 0));
  }
  return world;
}
