// Random scripts never break the interpreter and never hang: they end, with a status, in bounded time.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { busyboxPrograms, gnuPrograms } from '../programs/run-line.ts';
import { bareMachine, run } from '../support.ts';

const fragments = [
  'echo', 'a', 'b', '"$x"', '$x', '${x:-y}', '${x', '$(', ')', '`', '"', "'", '$((', '))', '1+', 'x=1', 'x=$(echo a)', ';', ';;',
  '&', '&&', '||', '|', '|&', '\n', ' ', ' ', '{', '}', '(', 'if', 'then', 'else', 'fi', 'for', 'in', 'do', 'done', 'while', 'case',
  'esac', 'f()', 'f', 'function', '>', '>>', '<', '<<E', '<<-E', '<<<', '2>&1', '>&-', 'E\n', '*', '?', '[a-z]', '[', ']', '[[', ']]',
  '\\', '#', '!', '~', '{a,b}', '{1..3}', '${x##*}', '${x/a/b}', '${#x}', '${!x}', '${x[@]}', 'a=(1 2)', 'break', 'continue', 'return 1',
  'exit 2', 'set -e', 'set -u', 'set -x', 'trap x EXIT', 'eval', 'read y', 'cat', 'true', 'false', 'test', '-f', '=', '$?', '$@', '"$@"', '$#',
  'shift', 'local z', 'export q', 'unset x', 'wait', 'alias k=l', 'printf %s', 'cd /', '. ./x', 'exec', '$0', '((i++))', ': ', 'sleep 0.01',
]; // prettier-ignore

const script = fc
  .array(fc.tuple(fc.constantFrom(...fragments), fc.constantFrom(' ', ' ', ' ', '')), { maxLength: 14 })
  .map((parts) => parts.map(([text, gap]) => text + gap).join(''));

test.each([
  { name: 'bash', programs: gnuPrograms },
  { name: 'dash', programs: gnuPrograms },
  { name: 'ash', programs: busyboxPrograms },
])('$name survives random scripts', { timeout: 300_000 }, ({ name, programs }) => {
  fc.assert(
    fc.property(script, (text) => {
      const { machine } = bareMachine(programs, { '/x': 'x=sourced\n' });
      // An endless script is one that a minute of virtual time does not end.
      const outcome = run(machine, ['timeout', '60', name, '-c', text]);
      expect(outcome.code).toBeGreaterThanOrEqual(0);
      expect(outcome.code).toBeLessThanOrEqual(255);
    }),
    { numRuns: 400 },
  );
});

test.each([
  ['while :; do :; done'],
  ['until false; do x=$((x+1)); done'],
  ['f() { f; }; f'],
  ['f() { f & f; }; f'],
  ['yes > /dev/null'],
  ['while true; do echo $x; done > /dev/null'],
  ['for ((;;)); do :; done'],
  ['x=y; y=x; echo $((x))'],
  ['eval "$(printf %s "while :; do :; done")"'],
  ['cat /dev/zero > /dev/null'],
  ['exec 3<>f; while :; do read x <&3; done'],
])('time passes in %s', (text) => {
  const { kernel, machine } = bareMachine(gnuPrograms);
  run(machine, ['timeout', '2', 'bash', '-c', text]);
  // Two seconds, and what it takes to end all that was started.
  expect(kernel.now).toBeGreaterThan(0);
  expect(kernel.now).toBeLessThan(5000);
});

test('functions and evals may be deep inside one another, and have an end', () => {
  const { machine } = bareMachine(gnuPrograms);
  const sum = 'f() { [ $1 = 0 ] && { echo 0; return; }; x=$((x + $1)); f $(($1 - 1)); }; f 1500; echo $x';
  expect(run(machine, ['dash', '-c', sum])).toEqual({ code: 0, stdout: '0\n1125750\n', stderr: '' });
  for (const line of [
    'f() { f; }; f',
    'x=\'eval "$x"\'; eval "$x"',
    "trap 'kill -USR1 $$' USR1; kill -USR1 $$; f() { f; }; f",
  ])
    expect(run(machine, ['dash', '-c', line]).stderr).toContain('not simulated: more than 2000 functions');
});
