// jq and the programs for accounts print, here, what the real ones print.
import { describe, expect, test } from 'vitest';
import { jq } from '../../../../src/sim/computer/programs/jq/jq.ts';
import { bareMachine, initOptions, run, type Outcome } from '../support.ts';
import { accountFiles, accountLines } from './account-lines.ts';
import { jqLines } from './jq-lines.ts';
import recorded from './recorded-more.json' with { type: 'json' };
import { gnuPrograms } from './run-line.ts';

const programs = { ...gnuPrograms, jq };
const env = new Map([
  ['PATH', '/bin'],
  ['LC_ALL', 'C'],
  ['TZ', 'UTC'],
  ['HOME', '/root'],
]);

function runIn(line: string, files: Readonly<Record<string, string>>, cwd: string): Outcome {
  const { machine } = bareMachine(programs, { '/work/.keep': '', '/etc/skel/.profile': '', ...files });
  for (const path of ['/etc/shadow', '/etc/gshadow']) if (machine.files.exists(path)) machine.files.chmod(path, 0o640);
  machine.files.mkdir('/home');
  machine.files.mkdir('/usr');
  machine.files.mkdir('/usr/sbin');
  machine.files.symlink('/bin/nologin', '/usr/sbin/nologin');
  machine.files.mkdir('/var');
  machine.files.mkdir('/var/mail');
  return run(machine, ['sh', '-c', line], { ...initOptions(machine, ['sh', '-c', line]), cwd, env });
}

describe('jq', () => {
  test('every line is recorded', () => {
    expect(recorded.jq.map(({ line }) => line)).toEqual(jqLines);
  });
  test.each(recorded.jq)('$line', ({ line, code, stdout, stderr }) => {
    expect(runIn(line, {}, '/work')).toEqual({ code, stdout, stderr });
  });
});

describe('accounts', () => {
  const skeleton = { '/etc/skel/.bash_logout': '', '/etc/skel/.bashrc': '' };
  const files = Object.fromEntries(Object.entries(accountFiles).map(([name, text]) => [`/etc/${name}`, text]));
  test('every line is recorded', () => {
    expect(recorded.accounts.map(({ line }) => line)).toEqual(accountLines);
  });
  test.each(recorded.accounts)('$line', ({ line, code, stdout, stderr }) => {
    expect(runIn(line, { ...files, ...skeleton }, '/')).toEqual({ code, stdout, stderr });
  });
});
