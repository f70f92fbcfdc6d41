// Programs whose input, or search, has no end: each of them ends all the same, and says why.
import { expect, test } from 'vitest';
import { Learner } from '../../../support/learner.ts';

async function begin(): Promise<Learner> {
  const learner = await Learner.at('endless');
  await learner.run('echo aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa! > s');
  return learner;
}
const learner = begin();

const endless = 'not simulated: a regular expression whose search may never end (a loop within a loop)';

test.each([
  ['tail /dev/zero; echo $?', 'Killed\n137'],
  ['cat /dev/zero | tail; echo $?', 'Killed\n137'],
  ['yes | sort; echo $?', 'Killed\n137'],
  ["awk '{ print }' /dev/zero; echo $?", 'Killed\n137'],
  ['cat < /dev/zero | xargs; echo $?', 'Killed\n137'],
  ['yes | head -n 2', 'y\ny'],
  ['head -c 3M /dev/zero | wc -c', '3145728'],
  ['cat /dev/zero | base64 | head -c 8', 'AAAAAAAA'],
  ['seq 1 9 | base64 -w 10', 'MQoyCjMKNA\no1CjYKNwo4\nCjkK'],
  ['python3 -c "open(\'/dev/zero\').read()" 2>&1 | tail -n 1', 'MemoryError'],
  ["grep -E '^(a+)+$' s; echo $?", `grep: ${endless}\n2`],
  ["sed -E 's/^(a+)+$//' s; echo $?", `sed: -e expression #1, char 11: ${endless}\n1`],
  ["awk '/^(a+)+$/' s; echo $?", `awk: ${endless}\n2`],
  ['[[ $(cat s) =~ ^(a+)+$ ]]', `bash: ${endless}`],
  ["grep -cE '^([a-z]+!)+$' s", '1'],
])('%s', async (line, printed) => {
  expect(await (await learner).run(line)).toBe(printed);
});
