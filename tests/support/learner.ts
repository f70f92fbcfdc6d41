// A learner at a terminal of a fresh world: command lines in, what they printed out.
import { createWorld, type World } from '../../src/sim/world.ts';

/** Longest a command may take, virtual ms. */
const patience = 600_000;

export class Learner {
  readonly world: World;
  readonly #terminal: string;

  private constructor(world: World, terminal: string) {
    this.world = world;
    this.#terminal = terminal;
  }

  /** Opens the world's first terminal. */
  static async at(seed: string): Promise<Learner> {
    const learner = new Learner(createWorld({ seed, epoch: Date.UTC(2026, 0, 12, 9, 0, 0) }), 't1');
    learner.world.openTerminal('t1', 200, 40);
    await learner.world.settle(1000);
    return learner;
  }

  /** The same learner at another terminal, on the learner's machine or on another one. */
  async terminal(id: string, machine?: string): Promise<Learner> {
    this.world.openTerminal(id, 200, 40, machine);
    await this.world.settle(1000);
    return new Learner(this.world, id);
  }

  /** What a command line printed, without progress; digests and ids are `<digest>` and `<id>`. */
  async run(line: string): Promise<string> {
    const text = await this.raw(line);
    return text
      .split('\n')
      .filter((shown) => !/^\w+: (?:Pulling fs|Waiting)/.test(shown))
      .join('\n')
      .replace(/sha256:[0-9a-f]{64}/g, '<digest>')
      .replace(/\b[0-9a-f]{64}\b/g, '<id>')
      .trim();
  }

  /** What a command line printed, digests and all. */
  async raw(line: string): Promise<string> {
    const from = this.world.kernel.log.length;
    this.world.type(this.#terminal, `${line}\r`);
    await this.world.settle(patience);
    const output = this.world.kernel.log.entries
      .slice(from)
      .flatMap((entry) => (entry.type === 'output' && entry.terminal === this.#terminal ? [entry.data] : []));
    const text = output.join('').replace(/\x1b\[[?\d;]*[A-Za-z]/g, '');
    // The first line is the echo of the command, the last one the next prompt.
    return text
      .split(/\r*\n/)
      .slice(1)
      .map((shown) =>
        shown
          .replaceAll('\r', '')
          .replace(/(?:learner|root)@[a-z-]+:[^ ]*[$#] .*$/, '')
          .trimEnd(),
      )
      .join('\n')
      .trim();
  }
}
