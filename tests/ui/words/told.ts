// What "In words" says of each command of a session, as text: the sentences, what it cost, the pages that explain its errors.
import { createWorld, type World } from '../../../src/sim/world.ts';
import { accountOf } from '../../../src/ui/words/account.ts';
import { Narrative, type Chapter } from '../../../src/ui/words/narrative.ts';
import { plainText } from '../../../src/ui/words/sentence.ts';
import { Teller } from '../../../src/ui/words/teller.ts';
import { explainOutput } from '../../../src/ui/words/told-errors.ts';

/**
 * A line of a session: `$ …` is typed and told, `% …` is typed and not told, `! …` is a line after which Ctrl-C is typed, `@ …` an address
 * that the browser opens, `< …` is typed into what runs.
 */
export interface Step {
  readonly kind: '$' | '%' | '!' | '@' | '<';
  readonly line: string;
}

/** The steps of a file; what is told of them begins with a blank. */
export const stepsOf = (text: string): readonly Step[] =>
  text
    .split('\n')
    .filter((line) => /^[$%!@<] /.test(line))
    .map((line) => ({ kind: line.charAt(0) as Step['kind'], line: line.slice(2) }));

const terminal = 'terminal-1';
/** Ms of virtual time that a command may take. */
const patience = 120_000;

/** The file with all that is said of its steps. */
export async function told(text: string): Promise<string> {
  const world = createWorld({ seed: 'words', epoch: Date.UTC(2026, 0, 12, 9, 0, 0) });
  world.openTerminal(terminal, 120, 30);
  await ended(world);
  const blocks = [text.split('\n\n')[0] ?? ''];
  const steps = stepsOf(text);
  for (const [index, step] of steps.entries()) {
    if (step.kind === '<') continue;
    const from = world.kernel.log.length;
    const keys = [];
    for (let next = index + 1; steps[next]?.kind === '<'; next++) keys.push(steps[next]?.line ?? '');
    await play(world, step, keys);
    const narrative = new Narrative(world.kernel.log, () => Teller);
    const chapters = narrative.chapters.filter(({ id }) => id >= from);
    const typed = [`${step.kind} ${step.line}`, ...keys.map((line) => `< ${line}`)];
    blocks.push(
      [...typed, ...(step.kind === '%' ? [] : chapters.flatMap((chapter) => inText(world, chapter)))].join('\n'),
    );
  }
  return `${numbered(blocks.join('\n\n'))}\n`;
}

/** Ids and digests are numbered in the order in which they come: what they are depends on every byte of an image. */
function numbered(text: string): string {
  const known = new Map<string, number>();
  return text.replace(/\b[0-9a-f]{12}\b/g, (id) => {
    if (!known.has(id)) known.set(id, known.size + 1);
    return `#${known.get(id) ?? 0}`;
  });
}

async function play(world: World, { kind, line }: Step, keys: readonly string[]): Promise<void> {
  if (kind === '@') {
    world.useBrowser({ action: 'visit', url: line });
    await world.settle(5000);
    return;
  }
  world.type(terminal, `${line}\r`);
  for (const each of keys) {
    await world.settle(3000);
    world.type(terminal, `${each}\r`);
  }
  if (kind === '!') {
    await world.settle(3000);
    world.type(terminal, '\u0003');
  }
  await ended(world);
}

/** Until the shell is at its prompt. */
async function ended(world: World): Promise<void> {
  const { kernel } = world;
  const end = kernel.now + patience;
  do await world.settle(100);
  while (kernel.store.get('terminal', terminal)?.command !== undefined && kernel.now < end);
}

function inText({ kernel: { log } }: World, chapter: Chapter): readonly string[] {
  const { end, id, sentences } = chapter;
  const said = sentences.map(({ parts, bad, aside }) => ` ${bad ? '!' : aside ? '·' : '-'} ${plainText(parts)}`);
  if (!end) return [...said, ' (it runs)'];
  // How long it takes is another test's affair.
  const costs = accountOf(log, chapter).flatMap(({ name, text }) => (name === 'time' ? [] : [` ${name}: ${text}`]));
  const pages = end.code === 0 ? [] : explainOutput(log, id, end.id);
  const explained = pages.flatMap(({ title, means, why, tries }) => [
    ` ? ${title}`,
    `   ${means}`,
    `   ${why}`,
    ...tries.map((each) => `   > ${each}`),
  ]);
  return [...said, ...(end.code === 0 ? [] : [` exit status ${end.code}`]), ...costs, ...explained];
}
