// Runs a scenario in a fresh world, in one bash on the learner's machine, as the recorder does beside a real Docker.
import type { Descriptor, ExitStatus, Process } from '../sim/computer/contract.ts';
import { root } from '../sim/computer/filesystem/credentials.ts';
import { failed } from '../sim/computer/filesystem/errno.ts';
import { exitCode } from '../sim/computer/processes/signals.ts';
import { startSession } from '../sim/computer/terminal/start-session.ts';
import { race, sleep, type Task } from '../sim/kernel/task.ts';
import { createWorld, type World } from '../sim/world.ts';
import type { Scenario, Step } from './scenario.ts';

const home = '/home/learner';
/** Where the steps' scripts and outputs lie, outside what a learner looks at. */
const desk = '/run/drydock';
/** Virtual ms that a step may take, and task steps of the simulation. */
const patience = 120_000;
const mostWork = 30_000_000;
const epoch = Date.UTC(2026, 0, 12, 9, 0, 0);

const learner = { uid: 1000, gid: 1000, groups: [1000, 999], capabilities: new Set<string>() };

const environment = new Map([
  ['HOME', home],
  ['USER', 'learner'],
  ['LOGNAME', 'learner'],
  ['SHELL', '/bin/bash'],
  ['TERM', 'xterm-256color'],
  ['LANG', 'C.UTF-8'],
  ['COLUMNS', '120'],
  ['LINES', '30'],
  ['PATH', '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'],
]);

/** Runs all steps; the scenario with `exit`, `stdout` and `stderr` filled in. A step that does not end has exit -1. */
export async function playScenario(scenario: Scenario): Promise<Scenario> {
  const world = createWorld({ seed: 'scenario', epoch });
  writeFiles(world, scenario.files);
  const steps: Step[] = [];
  const bash = new Bash(world);
  for (const [index, step] of scenario.steps.entries()) {
    let answer: Step | undefined;
    const task = world.kernel.spawn(`step ${index + 1}`, bash.run(step, index));
    task.whenFinished((outcome) => {
      answer = 'value' in outcome ? outcome.value : { ...step, exit: -1, stdout: '', stderr: '' };
    });
    await runUntil(world, () => answer !== undefined);
    steps.push(answer ?? { ...step, exit: -1, stdout: '', stderr: '' });
  }
  return { ...scenario, steps };
}

async function runUntil(world: World, done: () => boolean): Promise<void> {
  const { kernel } = world;
  for (let work = 0; work < mostWork && !done(); work += 1000) {
    const due = kernel.nextDue;
    if (due === undefined) return;
    kernel.advance(Math.max(0, due - kernel.now), 1000);
    if (kernel.blocked) await kernel.blocked;
  }
}

function writeFiles(world: World, files: Scenario['files']): void {
  const owned = world.machine.files.as({
    pid: 1,
    cwd: home,
    umask: 0o022,
    credentials: learner,
  });
  for (const [path, text] of Object.entries(files)) {
    const folders = path.split('/').slice(0, -1);
    folders.forEach((_, depth) => owned.mkdir(`${home}/${folders.slice(0, depth + 1).join('/')}`, 0o755));
    owned.writeFile(`${home}/${path}`, text, text.startsWith('#!') ? 0o777 : 0o666);
  }
  const asRoot = world.machine.files.as({ pid: 1, cwd: '/', umask: 0, credentials: root });
  asRoot.mkdir('/run', 0o755);
  asRoot.mkdir(desk, 0o777);
}

/** One bash that reads its script from a pipe and reports each step's exit status on descriptor 9. */
class Bash {
  readonly #world: World;
  #process: Process | undefined;
  #script: Descriptor | undefined;
  #statuses: Descriptor | undefined;

  constructor(world: World) {
    this.#world = world;
  }

  *run(step: Step, index: number): Task<Step> {
    const { machine } = this.#world;
    const file = `${desk}/${index}`;
    machine.files.writeFile(`${file}.cmd`, `${step.command}\n`);
    if (step.tty) {
      const { exit, stdout } = yield* this.#underTerminal(file);
      return { ...step, exit, stdout, stderr: '' };
    }
    yield* this.#start();
    const line = `. ${file}.cmd >${file}.out 2>${file}.err </dev/null; echo $? >&9\n`;
    yield* this.#script?.write(new TextEncoder().encode(line)) ?? sleep(0);
    const exit = yield* race([this.#status(), giveUp()]);
    return { ...step, exit, stdout: this.#text(`${file}.out`), stderr: this.#text(`${file}.err`) };
  }

  *#start(): Task {
    if (this.#process && !this.#process.exited.opened) return;
    const { machine } = this.#world;
    const script = machine.pipe();
    const statuses = machine.pipe();
    const nowhere = machine.pipe();
    const started = yield* machine.init.spawn({
      argv: ['bash'],
      path: '/bin/bash',
      env: environment,
      cwd: this.#process?.cwd ?? home,
      credentials: learner,
      descriptors: new Map([
        [0, script.reader],
        [1, nowhere.writer],
        [2, nowhere.writer],
        [9, statuses.writer],
      ]),
      group: 'new',
    });
    if (typeof started === 'string') throw new Error(`bash could not be started: ${started}`);
    script.reader.release();
    statuses.writer.release();
    this.#process = started;
    this.#script = script.writer;
    this.#statuses = statuses.reader;
  }

  *#status(): Task<number> {
    const bytes = yield* this.#statuses?.read() ?? nothing();
    if (bytes) return Number(new TextDecoder().decode(bytes).trim());
    // The step ended the shell itself.
    const status = yield* this.#process?.exited.wait() ?? ended();
    return exitCode(status);
  }

  *#underTerminal(file: string): Task<{ exit: number; stdout: string }> {
    const { machine } = this.#world;
    const terminal = machine.createTerminal(undefined, 120, 30);
    const decoder = new TextDecoder();
    let stdout = '';
    terminal.onOutput((bytes) => {
      stdout += decoder.decode(bytes, { stream: true });
    });
    const started = yield* startSession(machine.init, terminal, {
      argv: ['bash', '-c', `. ${file}.cmd`],
      path: '/bin/bash',
      env: environment,
      cwd: this.#process?.cwd ?? home,
      credentials: learner,
    });
    if ('errno' in started) throw new Error(`bash could not be started: ${started.errno}`);
    terminal.input(Uint8Array.of(4));
    const exit = yield* race([codeOf(started), giveUp()]);
    yield* sleep(1);
    terminal.hangUp();
    // The end of input that a raw reader takes for a key is echoed by whom it reaches.
    return { exit, stdout: stdout.replaceAll('^@', '') };
  }

  #text(path: string): string {
    const text = this.#world.machine.files.readText(path);
    return failed(text) ? '' : text;
  }
}

function* codeOf(process: Process): Task<number> {
  return exitCode(yield* process.exited.wait());
}

function* giveUp(): Task<number> {
  yield* sleep(patience);
  return -1;
}

function* nothing(): Task<undefined> {
  return undefined;
}

function* ended(): Task<ExitStatus> {
  return { code: -1 };
}
