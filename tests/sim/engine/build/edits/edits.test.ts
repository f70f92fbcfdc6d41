// After each edit the simulated builder takes from the cache what BuildKit did: recorded.json, made by record.ts.
import { expect, it } from 'vitest';
import { playScenario } from '../../../../../src/headless/scenario-player.ts';
import { baseOf, contentOf, edits, project, type Edit } from './edits.ts';
import recorded from './recorded.json' with { type: 'json' };
import { stepsOf } from './steps.ts';

const seed = '0123456789abcdef';
const seeded = (files: Readonly<Record<string, string>>): [string, string][] =>
  Object.entries(files).map(([path, text]) => [path, contentOf(path, text, seed)]);

async function replay({ files = {}, build = 'docker build .', edit = 'true', rewrite = {}, again = build }: Edit) {
  const written = seeded(rewrite).map(([path, text]) => `cat > ${path} <<'END OF FILE'\n${text}END OF FILE`);
  const commands = [
    `export SEED=${seed} BUILDKIT_PROGRESS=plain; docker pull -q alpine`,
    `docker build -q -t edited-base - <<'END OF FILE'\n${baseOf(seed)}END OF FILE`,
    build,
    edit,
    ['true', ...written].join('\n'),
    again,
  ];
  const { steps } = await playScenario({
    title: 'edit',
    files: Object.fromEntries(seeded({ ...project, ...files })),
    steps: commands.map((command) => ({ command })),
  });
  return stepsOf(steps.at(-1)?.stderr ?? '');
}

it('has a recording of every edit', () => {
  expect(recorded.map(({ name }) => name)).toEqual(edits.map(({ name }) => name));
});

it.each(edits.map((edit, index) => ({ ...edit, steps: recorded[index]?.steps })))(
  '$name',
  async ({ steps, ...edit }) => {
    expect(await replay(edit)).toEqual(steps);
  },
);
