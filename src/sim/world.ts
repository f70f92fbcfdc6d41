// A world: one learner's machine with its engine, and Docker Hub. The only file that knows all parts.
import type { Completer, Program } from './computer/contract.ts';
import type {} from './computer/records.ts';
import { partOf } from './computer/editor/text-part.ts';
import { failed, type Errno } from './computer/filesystem/errno.ts';
import type { LinuxMachine } from './computer/machine.ts';
import { Lan } from './computer/network/lan.ts';
import { findBuiltProgram } from './computer/programs/index.ts';
import { decodeText } from './computer/programs/text.ts';
import { createEngine } from './engine/service.ts';
import { Kernel } from './kernel/kernel.ts';
import type { BrowserAct, EditorAct, FileChange, Input, MachineChange, RegistryChange } from './kernel/log.ts';
import { load, type Task } from './kernel/task.ts';
import { createLearnerMachine } from './learner-machine.ts';
import { Neighbours } from './neighbours.ts';
import { Registries } from './registries.ts';
import { mostWritten, sessionVersion, type Session, type TimedInput } from './session.ts';

export interface WorldOptions {
  readonly seed: string;
  /** Wall-clock time at virtual time 0, ms since 1970-01-01T00:00Z. */
  readonly epoch: number;
}

export interface World {
  readonly kernel: Kernel;
  readonly machine: LinuxMachine;
  /** The other machines by name, the learner's own not among them. */
  readonly machines: ReadonlyMap<string, LinuxMachine>;
  /** Opens a terminal of the learner, with a shell in it, on the learner's machine or on another one. */
  openTerminal(terminal: string, columns: number, rows: number, machine?: string): void;
  /** Types into a terminal, as from a keyboard. */
  type(terminal: string, data: string): void;
  resize(terminal: string, columns: number, rows: number): void;
  /** Closes a terminal's window: what runs in it gets SIGHUP. */
  closeTerminal(terminal: string): void;
  /** Starts, stops or restarts the daemon, as `systemctl` does, without a command: a control beside the terminal. */
  controlDaemon(action: 'start' | 'stop' | 'restart'): void;
  /** Adds a machine with an engine of its own, or takes one away. Nothing happens for a name that cannot be had. */
  changeMachines(change: MachineChange): void;
  /** Something happens to a registry from outside: it is cut off, limits anonymous pulls, a blob is tampered with. */
  changeRegistry(change: RegistryChange): void;
  /**
   * The page changes a file, as the learner. `told` learns when it is done, and the error if it was refused: EFBIG and ENOSPC also when it
   * is more than a session may hold.
   */
  changeFiles(change: FileChange, told?: (refused: Errno | undefined) => void): void;
  /** The page has an editor, saves a file that a program has opened in it, or closes it. */
  useEditor(act: EditorAct): void;
  /** The learner uses the browser of their machine. */
  useBrowser(act: BrowserAct): void;
  /** What this world can be made again from. */
  session(): Session;
  /** Repeats a session, a slice of work at a time; yields a promise where something outside must be awaited first. */
  replay(session: Session): Generator<Promise<void> | undefined, void, void>;
  /** Lets time pass until nothing is left to do or `limit` ms have passed. Waits for what is loaded from outside. */
  settle(limit?: number): Promise<void>;
}

/** Task steps in a slice of a replay. */
const slice = 5000;

/** Makes a world. The same seed, epoch and inputs make the same log. */
export function createWorld({ seed, epoch }: WorldOptions): World {
  const kernel = new Kernel({ seed, epoch });
  const lan = new Lan();
  const machine = createLearnerMachine(kernel, programTable, lan);
  machine.completers.set('docker', completeDocker);
  const registries = new Registries(kernel);
  createEngine(machine, registries.find);
  const shared = { kernel, own: machine, programs: programTable, lan, registries: registries.find };
  return new SimulatedWorld(kernel, machine, registries, new Neighbours(shared));
}

const loadBrowser = () => import('./computer/browser/browser.ts');
const loadFileChange = () => import('./computer/editor/change-files.ts');
const loadClient = () => import('./cli/docker.ts');
const loadCompletion = async () => (await import('./cli/completion.ts')).completeDocker;
const loadAws = async () => (await import('./aws/aws.ts')).aws;
const loadRegistryServer = async () => (await import('./registry-server.ts')).registryServer;

/** The docker client and the registry's server are programs like any other, in rooms of their own. */
function* programTable(name: string): Task<Program | undefined> {
  if (name === 'registry') return yield* load(loadRegistryServer);
  if (name === 'aws') return yield* load(loadAws);
  if (name !== 'docker' && name !== 'docker-compose') return yield* findBuiltProgram(name);
  const client = yield* load(loadClient);
  return name === 'docker' ? client.docker : client.dockerCompose;
}

const completeDocker: Completer = function* (process, words, word) {
  const complete = yield* load(loadCompletion);
  return yield* complete(process, words, word);
};

class SimulatedWorld implements World {
  readonly kernel: Kernel;
  readonly machine: LinuxMachine;
  readonly #inputs: TimedInput[] = [];
  readonly #epoch: number;
  readonly #registries: Registries;
  readonly #neighbours: Neighbours;
  #lastAtPrompt = false;
  /** Characters that the page has written: a session holds them all. */
  #written = 0;

  constructor(kernel: Kernel, machine: LinuxMachine, registries: Registries, neighbours: Neighbours) {
    this.kernel = kernel;
    this.machine = machine;
    this.#registries = registries;
    this.#neighbours = neighbours;
    this.#epoch = kernel.epoch;
  }

  get machines(): ReadonlyMap<string, LinuxMachine> {
    return this.#neighbours.all;
  }

  openTerminal(terminal: string, columns: number, rows: number, machine?: string): void {
    this.#input({ kind: 'open', terminal, columns, rows, ...(machine === undefined ? {} : { machine }) });
  }

  type(terminal: string, data: string): void {
    this.#input({ kind: 'type', terminal, data });
  }

  resize(terminal: string, columns: number, rows: number): void {
    this.#input({ kind: 'resize', terminal, columns, rows });
  }

  closeTerminal(terminal: string): void {
    this.#input({ kind: 'close', terminal });
  }

  controlDaemon(action: 'start' | 'stop' | 'restart'): void {
    this.#input({ kind: 'daemon', action });
  }

  changeMachines(change: MachineChange): void {
    this.#input({ kind: 'machine', ...change });
  }

  changeRegistry(change: RegistryChange): void {
    this.#input({ kind: 'registry', ...change });
  }

  changeFiles(change: FileChange, told?: (refused: Errno | undefined) => void): void {
    const brief = this.#briefly(change);
    const size = brief.action === 'write' ? brief.text.length : 0;
    if (size > mostWritten.once || this.#written + size > mostWritten.inAll) {
      told?.(size > mostWritten.once ? 'EFBIG' : 'ENOSPC');
      return;
    }
    this.#input({ kind: 'files', ...brief }, (refused) => {
      // A program wrote the file before the input arrived: what the page shows goes into it whole.
      if (refused === 'ESTALE' && brief !== change) this.#input({ kind: 'files', ...change }, told);
      else told?.(refused);
    });
  }

  useEditor(act: EditorAct): void {
    const open = act.action === 'save' ? this.kernel.store.get('editor', act.editor) : undefined;
    this.#input({ kind: 'editor', ...act, ...(open && act.action === 'save' ? partOf(open.text, act.text) : {}) });
  }

  useBrowser(act: BrowserAct): void {
    this.#input({ kind: 'browser', ...act });
  }

  /** A text that is written again and again is told as what is new in it. */
  #briefly(change: FileChange): FileChange {
    if (change.action !== 'write' || change.encoding || change.part) return change;
    const before = this.machine.learnerFiles.readFile(change.path);
    return failed(before) ? change : { ...change, ...partOf(decodeText(before), change.text) };
  }

  session(): Session {
    return {
      version: sessionVersion,
      seed: this.kernel.seed,
      epoch: this.#epoch,
      inputs: [...this.#inputs],
      until: this.kernel.now,
    };
  }

  *replay(session: Session): Generator<Promise<void> | undefined, void, void> {
    for (const { t, ...input } of session.inputs) {
      yield* this.#advanceTo(t);
      this.#input(input);
      yield* this.#advanceTo(t);
    }
    yield* this.#advanceTo(session.until);
  }

  async settle(limit = Infinity): Promise<void> {
    const { kernel } = this;
    const end = kernel.now + limit;
    for (let due = kernel.nextDue; due !== undefined && due <= end; due = kernel.nextDue) {
      kernel.advance(Math.max(0, due - kernel.now));
      if (kernel.blocked) await kernel.blocked;
    }
    if (limit < Infinity) kernel.advance(Math.max(0, end - kernel.now));
  }

  *#advanceTo(time: number): Generator<Promise<void> | undefined, void, void> {
    const { kernel } = this;
    do {
      kernel.advance(Math.max(0, time - kernel.now), slice);
      yield kernel.blocked;
    } while (kernel.now < time || kernel.nextDue === kernel.now);
  }

  #input(input: Input, told?: (refused: Errno | undefined) => void): void {
    const { kernel, machine } = this;
    const neighbours = this.#neighbours;
    kernel.input(input, (cause) => {
      this.#remember({ t: kernel.now, ...input });
      if (input.kind === 'daemon') {
        kernel.spawn(`systemd ${input.action} docker`, control(machine, input.action), cause);
        return;
      }
      if (input.kind === 'machine') {
        kernel.spawn(`machine ${input.action} ${input.name}`, neighbours.change(input), cause);
        return;
      }
      if (input.kind === 'files') {
        kernel.spawn(`page ${input.action}`, this.#changeFiles(input, told), cause);
        return;
      }
      if (input.kind === 'browser') {
        kernel.spawn(`browser ${input.action}`, browse(machine, input), cause);
        return;
      }
      if (input.kind === 'editor') machine.editors.act(input);
      else if (input.kind === 'registry') this.#registries.change(input);
      else if (input.kind === 'type') neighbours.terminal(input.terminal)?.input(new TextEncoder().encode(input.data));
      else if (input.kind === 'resize') neighbours.terminal(input.terminal)?.resize(input.columns, input.rows);
      else if (input.kind === 'close') neighbours.closeTerminal(input.terminal);
      else neighbours.openTerminal(input.terminal, input.machine, input.columns, input.rows);
    });
  }

  *#changeFiles(change: FileChange, told?: (refused: Errno | undefined) => void): Task {
    const { changeFiles } = yield* load(loadFileChange);
    const refused = changeFiles(this.machine.learnerFiles, change);
    told?.(refused);
  }

  /** Keeps an input. Letters that are typed at a prompt one by one mean the same as one input, when the last is typed. */
  #remember(input: TimedInput): void {
    if ('text' in input) this.#written += input.text.length;
    const last = this.#inputs.at(-1);
    const atPrompt = input.kind === 'type' && this.kernel.store.get('terminal', input.terminal)?.command === undefined;
    if (
      atPrompt &&
      last?.kind === 'type' &&
      last.terminal === input.terminal &&
      this.#lastAtPrompt &&
      letters.test(last.data)
    )
      this.#inputs[this.#inputs.length - 1] = { ...input, data: last.data + input.data };
    else this.#inputs.push(input);
    this.#lastAtPrompt = atPrompt;
  }
}

function* control(machine: LinuxMachine, action: 'start' | 'stop' | 'restart'): Task {
  const daemon = machine.units.get('docker');
  if (action !== 'start') yield* daemon?.stop() ?? [];
  if (action !== 'stop') yield* daemon?.start() ?? [];
}

function* browse(machine: LinuxMachine, act: BrowserAct): Task {
  const { useBrowser } = yield* load(loadBrowser);
  useBrowser(machine, act);
}

/** Text that only adds to the line that is being edited. */
const letters = /^[^\p{Cc}]*$/u;
