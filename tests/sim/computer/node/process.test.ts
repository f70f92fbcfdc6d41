// A process of Node.js among the others: signals, keys, time, share of the CPU, and that a run can be repeated.
import { expect, test } from 'vitest';
import { exitCode } from '../../../../src/sim/computer/processes/signals.ts';
import type { Signal } from '../../../../src/sim/computer/contract.ts';
import { sleep, type Task } from '../../../../src/sim/kernel/task.ts';
import { computer, finishLoading, runCase } from './bench.ts';
import { home } from './cases.ts';
import { initOptions } from '../support.ts';

interface Watched {
  readonly code: number;
  readonly output: string;
  /** ms of virtual time, and of CPU. */
  readonly time: number;
  readonly cpu: number;
}

/** Runs a program in a terminal, types and sends signals, each after so many ms; `init`: as PID 1 of a container. */
async function watch(
  source: string,
  events: readonly (readonly [after: number, what: { readonly type?: string; readonly signal?: Signal }])[],
  argv: readonly string[] = ['app.js'],
): Promise<Watched> {
  const { kernel, machine } = computer({ 'app.js': source });
  const terminal = machine.createTerminal('box', 80, 24);
  const decoder = new TextDecoder();
  let output = '';
  terminal.onOutput((bytes) => (output += decoder.decode(bytes, { stream: true })));
  const live = function* (): Task<Watched> {
    const descriptors = new Map([0, 1, 2].map((number) => [number, terminal.descriptor.retain()]));
    const process = yield* machine.start(
      initOptions(machine, ['node', ...argv], { cwd: home, descriptors, terminal, init: true }),
    );
    if ('failure' in process) throw new Error(process.failure);
    const began = kernel.now;
    for (const [after, { type, signal }] of events) {
      yield* sleep(after);
      if (type !== undefined) terminal.input(new TextEncoder().encode(type));
      if (signal) machine.signal(process, signal);
    }
    const status = yield* process.exited.wait();
    const time = kernel.now - began;
    return { code: exitCode(status), output, time, cpu: machine.usage('box').cpuTime };
  };
  return await finishLoading(kernel, live());
}

test('Ctrl-C ends a server, and a loop without end', async () => {
  const server = await watch(`require('http').createServer().listen(3000, () => console.log('up'))`, [
    [500, { type: '\u0003' }],
  ]);
  expect([server.code, server.output]).toEqual([130, 'up\r\n^C']);
  const loop = await watch('for (;;);', [[300, { type: '\u0003' }]]);
  expect(loop.code).toBe(130);
  expect(loop.cpu).toBeGreaterThan(250);
});

test('a program that listens for SIGTERM ends in its own way; one in a loop only by SIGKILL', async () => {
  const polite = `process.on('SIGTERM', () => { console.log('closing'); setTimeout(() => process.exit(0), 50); }); setInterval(() => {}, 1000);`;
  expect(await watch(polite, [[300, { signal: 'TERM' }]])).toMatchObject({ code: 0, output: 'closing\r\n' });
  const busy = `process.on('SIGTERM', () => console.log('never')); for (;;);`;
  const ended = await watch(busy, [
    [300, { signal: 'TERM' }],
    [200, { signal: 'KILL' }],
  ]);
  expect([ended.code, ended.output]).toEqual([137, '']);
});

test('time is that of the simulation', async () => {
  const { stdout } = await runCase({
    files: {
      'app.js': `const start = Date.now(); console.log(new Date().toISOString().slice(0, 16)); while (Date.now() - start < 500); setTimeout(() => console.log(Math.round((Date.now() - start) / 100)), 60_000);`,
    },
    args: ['app.js'],
    stdin: '',
    env: {},
  });
  expect(stdout).toBe('2026-01-12T09:00\n605\n');
});

test('the same program gives the same chance each time', async () => {
  const one = {
    files: { 'app.js': `console.log(Math.random(), require('crypto').randomUUID(), process.hrtime())` },
    args: ['app.js'],
    stdin: '',
    env: {},
  };
  expect(await runCase(one)).toEqual(await runCase(one));
});

test('the prompt shows what each line comes to', async () => {
  const { output, code } = await watch(
    '',
    [
      [200, { type: '1 + 1\r' }],
      [50, { type: 'const list = [1, 2]\r' }],
      [50, { type: 'list.map((n) => {\r' }],
      [50, { type: 'return n * 2 })\r' }],
      [50, { type: 'await Promise.resolve({ a: "b" })\r' }],
      [50, { type: 'nope\r' }],
      [50, { type: '.exit\r' }],
    ],
    [],
  );
  expect(code).toBe(0);
  expect(output.replaceAll('\r\n', '\n').replace(/\u001b\[\d+m/g, '')).toBe(
    `Welcome to Node.js v20.20.2.\nType ".help" for more information.\n> 1 + 1\n2\n> const list = [1, 2]\nundefined\n> list.map((n) => {\n... return n * 2 })\n[ 2, 4 ]\n> await Promise.resolve({ a: "b" })\n{ a: 'b' }\n> nope\nUncaught ReferenceError: nope is not defined\n> .exit\n`,
  );
});

test.each([
  [['--version'], 'v20.20.2\n', '', 0],
  [['-p', '[1, 2].map((n) => n * 2)'], '[ 2, 4 ]\n', '', 0],
  [['-p', 'let n = 1; n + 1'], '2\n', '', 0],
  [['-e', 'console.log(process.argv.slice(1), os.EOL === "\\n")', 'a'], "[ 'a' ] true\n", '', 0],
  [['--env-file=.env', '-p', 'process.env.A + process.env.B'], 'onetwo words\n', '', 0],
  [['--bogus'], '', 'node: bad option: --bogus\n', 9],
  [['--watch', 'x.js'], '', 'node: not simulated: --watch\n', 9],
  [['-'], 'from standard input\n', '', 0],
])('node %j', async (args, stdout, stderr, code) => {
  const files = { '.env': '# settings\nA=one\nB="two words" # comment\n' };
  const stdin = `console.log('from standard input')\n`;
  expect(await runCase({ files, args, stdin: args[0] === '-' ? stdin : '', env: {} })).toEqual({
    stdout,
    stderr,
    code,
  });
});

test('what is not simulated says so', async () => {
  const files = { 'app.js': `require('worker_threads')` };
  const { stderr, code } = await runCase({ files, args: ['app.js'], stdin: '', env: {} });
  expect([stderr.includes('Error: not simulated: worker_threads'), code]).toEqual([true, 1]);
});
