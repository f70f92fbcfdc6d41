// Commands as the real redis-server 7.0.15 and redis-cli answered them (record.py).
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { sleep, spawn, type Task } from '../../../../src/sim/kernel/task.ts';
import { redisPrograms } from '../../../../src/sim/computer/redis/programs.ts';
import { bareMachine, finish, initOptions, startCollected } from '../support.ts';

interface Group {
  readonly name: string;
  readonly rows: { readonly line: string; output: string }[];
}

function readGroups(text: string): Group[] {
  const groups: Group[] = [];
  for (const row of text.trimEnd().split('\n')) {
    const rows = groups.at(-1)?.rows;
    if (row.startsWith('# ')) groups.push({ name: row.slice(2), rows: [] });
    else if (row.startsWith('$ ')) rows?.push({ line: row.slice(2), output: '' });
    else {
      const last = rows?.at(-1);
      if (last) last.output += `${row.slice(1)}\n`;
    }
  }
  return groups;
}

/** Time (ms) from one line to the next: longer than any command here waits. */
const step = 150;

/** Types lines into one redis-cli; what each of them printed. */
function converse(lines: readonly string[]): string[] {
  const { kernel, machine } = bareMachine(redisPrograms);
  const env = new Map([
    ['PATH', '/bin'],
    ['REDIS_VERSION', '7.0.15'],
  ]);
  const typeAll = function* (): Task<string[]> {
    yield* startCollected(machine, initOptions(machine, ['redis-server', '--save', ''], { env }));
    yield* sleep(1000);
    const [input, output] = [machine.pipe(), machine.pipe()];
    const descriptors = new Map([
      [0, input.reader],
      [1, output.writer],
      [2, output.writer],
    ]);
    yield* machine.start(initOptions(machine, ['redis-cli', '--no-raw'], { env, descriptors }));
    let shown = '';
    const decoder = new TextDecoder();
    yield* spawn(
      'output',
      (function* (): Task {
        for (let bytes = yield* output.reader.read(); bytes; bytes = yield* output.reader.read())
          shown += decoder.decode(bytes, { stream: true });
      })(),
    );
    const outputs: string[] = [];
    for (const line of lines) {
      yield* input.writer.write(new TextEncoder().encode(`${line}\n`));
      yield* sleep(step);
      outputs.push(shown);
      shown = '';
    }
    return outputs;
  };
  return finish(kernel, typeAll());
}

const groups = readGroups(readFileSync(new URL('commands.txt', import.meta.url), 'utf8'));

describe.each(groups.map((group) => [group.name, group] as const))('%s', (_, { rows }) => {
  const outputs = converse(rows.map(({ line }) => line));
  test.each(rows.map(({ line, output }, index) => [line, output, outputs[index]] as const))('%s', (_, real, here) => {
    expect(here?.replaceAll('\r', '')).toBe(real);
  });
});
