// A loop without end in a container: the world goes on, Ctrl-C ends it, `docker stop` kills it after its grace, `docker stats` sees it.
import { expect, test } from 'vitest';
import { createWorld, type World } from '../../src/sim/world.ts';

const languages = [
  ['python:3.12-slim', 'python -c "while True: pass"'],
  ['node:22-slim', 'node -e "for (;;);"'],
  ['busybox', 'sh -c "while :; do :; done"'],
] as const;

class Terminal {
  readonly world: World = createWorld({ seed: 'busy', epoch: Date.UTC(2026, 0, 12, 9) });

  constructor() {
    this.world.openTerminal('terminal-1', 120, 30);
  }

  /** Types, and lets so much virtual time pass: what was printed. */
  async type(keys: string, ms: number): Promise<string> {
    const from = this.world.kernel.log.length;
    this.world.type('terminal-1', keys);
    await this.world.settle(ms);
    const entries = this.world.kernel.log.entries.slice(from);
    return entries.map((entry) => (entry.type === 'output' ? entry.data : '')).join('');
  }
}

test.each(languages)('%s: %s', { timeout: 60_000 }, async (image, command) => {
  const terminal = new Terminal();
  await terminal.type(`docker pull -q ${image}\r`, 60_000);

  await terminal.type(`docker run -it --init --name keys ${image} ${command}\r`, 1500);
  await terminal.type('\u0003', 500);
  expect(await terminal.type(`echo status $?\r`, 500)).toContain('status 130');

  await terminal.type(`docker run -d --name busy ${image} ${command}\r`, 1000);
  const share = /busy (\d+\.\d+)%/.exec(
    await terminal.type(`docker stats --no-stream --format '{{.Name}} {{.CPUPerc}}'\r`, 2500),
  );
  expect(Number(share?.[1])).toBeGreaterThan(90);
  expect(Number(share?.[1])).toBeLessThan(110);
  await terminal.type(`docker stop -t 1 busy\r`, 800);
  const { store } = terminal.world.kernel;
  expect([...store.all('container')].find(({ name }) => name === 'busy')?.state).toBe('running');
  await terminal.type('', 700);
  expect(await terminal.type(`docker inspect -f 'code {{.State.ExitCode}}' busy\r`, 500)).toContain('code 137');
});

test('a second terminal answers while a loop runs', { timeout: 60_000 }, async () => {
  const terminal = new Terminal();
  await terminal.type('docker pull -q python:3.12-slim\r', 60_000);
  await terminal.type(`docker run -d python:3.12-slim python -c "while True: pass"\r`, 3000);
  expect(await terminal.type('echo here\r', 200)).toContain('here\r\n');
});
