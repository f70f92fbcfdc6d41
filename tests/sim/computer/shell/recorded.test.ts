// Each line prints, here, what bash, dash and busybox print: standard output, standard error and status.
import { describe, expect, test } from 'vitest';
import type { Program } from '../../../../src/sim/computer/contract.ts';
import { busyboxPrograms, gnuPrograms } from '../programs/run-line.ts';
import { bareMachine, run, type Outcome } from '../support.ts';
import { executable, files } from './lines.ts';
import ash from './recorded/ash.json' with { type: 'json' };
import bash from './recorded/bash.json' with { type: 'json' };
import dash from './recorded/dash.json' with { type: 'json' };

type Recording = { readonly line: string } & Outcome;

function runLine(line: string, shell: string, programs: Readonly<Record<string, Program>>): Outcome {
  const { machine } = bareMachine(programs, {
    '/etc/passwd': 'root:x:0:0:root:/root:/bin/sh\n',
    '/etc/group': 'root:x:0:\n',
    '/usr/share/empty': '',
    ...Object.fromEntries(Object.entries(files).map(([path, text]) => [`/home/box/${path}`, text])),
  });
  for (const file of executable) machine.files.chmod(`/home/box/${file}`, 0o755);
  return run(machine, [shell, '-c', line], {
    cwd: '/home/box',
    env: new Map([
      ['PATH', '/bin'],
      ['HOME', '/root'],
      ['LC_ALL', 'C.UTF-8'],
      ['TZ', 'UTC'],
    ]),
  });
}

function check(recordings: readonly Recording[], shell: string, programs: Readonly<Record<string, Program>>): void {
  test.each(recordings)('$line', ({ line, code, stdout, stderr }) => {
    expect(runLine(line, shell, programs)).toEqual({ code, stdout, stderr });
  });
}

describe('bash', () => {
  check(bash, 'bash', gnuPrograms);
});

describe('dash', () => {
  check(dash, 'sh', gnuPrograms);
});

describe('ash', () => {
  check(ash, 'sh', busyboxPrograms);
});
