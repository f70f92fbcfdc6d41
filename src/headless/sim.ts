// `npm run sim -- 'docker run hello-world'`: runs one line in a fresh world. Without a line: a terminal of the learner.
// `--log` prints the log afterwards, one entry a line.
import { createInterface } from 'node:readline';
import { createWorld, type World } from '../sim/world.ts';
import type { Entry } from '../sim/kernel/log.ts';

const terminal = 'terminal-1';
const usage = "usage: sim [--log] [--seed TEXT] ['COMMAND LINE']";

/** Ms of virtual time that a line may take before the terminal is given back with Ctrl-C. */
const patience = 600_000;

async function main(args: readonly string[]): Promise<number> {
  const lines: string[] = [];
  let seed = 'sim';
  let showLog = false;
  for (let index = 0; index < args.length; index++) {
    const arg = args[index] ?? '';
    if (arg === '--log') showLog = true;
    else if (arg === '--seed') seed = args[++index] ?? seed;
    else if (arg === '--help') {
      console.log(usage);
      return 0;
    } else lines.push(arg);
  }
  const world = createWorld({ seed, epoch: Date.UTC(2026, 0, 12, 9, 0, 0) });
  world.openTerminal(terminal, process.stdout.columns || 120, process.stdout.rows || 30);
  await settle(world);
  const status = lines.length > 0 ? await runLine(world, lines.join(' ')) : await converse(world);
  if (showLog) for (const entry of world.kernel.log.entries) console.log(describe(entry));
  return status;
}

/** Runs a line and prints what it printed; its exit status. */
async function runLine(world: World, line: string): Promise<number> {
  const { log } = world.kernel;
  const from = log.length;
  world.type(terminal, `${line}\r`);
  await settle(world);
  const entries = log.entries.slice(from);
  const begun = entries.findIndex((entry) => entry.type === 'command');
  const ended = entries.findLastIndex((entry) => entry.type === 'exit' && entry.command !== undefined);
  const exit = entries[ended];
  const output = entries.slice(begun, ended === -1 ? undefined : ended);
  for (const entry of output) if (entry.type === 'output') process.stdout.write(entry.data.replaceAll('\r\n', '\n'));
  return exit?.type === 'exit' ? exit.code : 130;
}

async function converse(world: World): Promise<number> {
  let printed = 0;
  const print = (): void => {
    for (const entry of world.kernel.log.entries.slice(printed))
      if (entry.type === 'output') process.stdout.write(entry.data);
    printed = world.kernel.log.length;
  };
  print();
  for await (const line of createInterface({ input: process.stdin })) {
    world.type(terminal, `${line}\r`);
    await settle(world);
    print();
  }
  process.stdout.write('\n');
  return 0;
}

/** Lets time pass until the shell is at its prompt again; a line that does not end gets Ctrl-C. */
async function settle(world: World): Promise<void> {
  const { kernel } = world;
  const idle = (): boolean => kernel.store.get('terminal', terminal)?.command === undefined;
  for (const act of [(): void => undefined, (): void => world.type(terminal, '\u0003')]) {
    act();
    const end = kernel.now + patience;
    await world.settle(20);
    while (!idle() && kernel.now < end) await world.settle(Math.min(1000, end - kernel.now));
    if (idle()) return;
  }
}

function describe(entry: Entry): string {
  const { id, t, cause, type, ...rest } = entry;
  const brief = JSON.stringify(rest, (key, value: unknown) =>
    key === 'tree' || key === 'writable' ? undefined : value,
  );
  return `${String(id).padStart(5)} ${t.toFixed(3).padStart(12)} ${type.padEnd(8)} ${cause === undefined ? '' : `<${cause} `}${brief.slice(0, 400)}`;
}

process.exitCode = await main(process.argv.slice(2));
