// What the page does with the learner's files, the programs that open its editor, and that a replay knows both.
import { describe, expect, test } from 'vitest';
import type { FileChange } from '../../src/sim/kernel/log.ts';
import { parseSession } from '../../src/sim/parse-session.ts';
import { createWorld, type World } from '../../src/sim/world.ts';

const home = '/home/learner';
const epoch = Date.UTC(2026, 0, 12, 9, 0, 0);

async function open(offered = true): Promise<World> {
  const world = createWorld({ seed: 'editor', epoch });
  if (offered) world.useEditor({ action: 'offer' });
  world.openTerminal('terminal-1', 120, 30);
  await world.settle();
  return world;
}

/** Types a line; what the terminal shows from then on, without colours and without the prompt. */
async function enter(world: World, line: string): Promise<string> {
  const from = world.kernel.log.length;
  world.type('terminal-1', `${line}\r`);
  await world.settle(20_000);
  return shown(world, from);
}

function shown(world: World, from: number): string {
  const text = world.kernel.log.entries
    .slice(from)
    .map((entry) => (entry.type === 'output' ? entry.data : ''))
    .join('');
  return text
    .replace(/\x1b\[[?\d;]*[A-Za-z]/g, '')
    .replaceAll('\r\n', '\n')
    .replaceAll('\r', '');
}

/** Makes a change and waits; the error, or `done`. */
async function change(world: World, wanted: FileChange): Promise<string> {
  let result = 'never told';
  world.changeFiles(wanted, (refused) => (result = refused ?? 'done'));
  await world.settle(1000);
  return result;
}

const write = (path: string, text: string) => ({ action: 'write', path, text }) as const;

/** The log of a world that repeats the session of another, as text. */
async function replayed(world: World): Promise<World> {
  const session = parseSession(JSON.parse(JSON.stringify(world.session())));
  if ('problem' in session) throw new Error(session.problem);
  const again = createWorld(session);
  for (const part of again.replay(session)) await part;
  return again;
}

const documents = (world: World) => [...world.kernel.store.all('editor')];

describe('changes by the page', () => {
  test.each<[string, readonly FileChange[], string, string, string]>([
    ['a new file', [write(`${home}/a`, 'one\n')], 'done', 'stat -c "%U %a" a; cat a', 'learner 644\none\n'],
    [
      'a file again, in part',
      [write(`${home}/a`, `${'x'.repeat(40)}\none\n`), write(`${home}/a`, `${'x'.repeat(40)}\ntwo\n`)],
      'done',
      'tail -1 a',
      'two\n',
    ],
    [
      'a file in base64',
      [{ ...write(`${home}/a`, 'AP+A'), encoding: 'base64' }],
      'done',
      'od -An -tx1 a',
      ' 00 ff 80\n',
    ],
    ['a file with a mode', [{ ...write(`${home}/a.sh`, 'echo hi\n'), mode: 0o755 }], 'done', './a.sh', 'hi\n'],
    ["root's file", [write('/etc/hosts', '')], 'EACCES', 'wc -l < /etc/hosts', '3\n'],
    ['a directory as a file', [write(home, 'x')], 'EISDIR', 'echo', '\n'],
    ['a file in no directory', [write(`${home}/no/a`, 'x')], 'ENOENT', 'ls', ''],
    [
      'a directory, a file in it, and all of it away',
      [
        { action: 'make-directory', path: `${home}/d` },
        write(`${home}/d/a`, 'x'),
        { action: 'remove', path: `${home}/d` },
      ],
      'done',
      'ls',
      '',
    ],
    [
      'a new name',
      [write(`${home}/a`, 'x'), { action: 'rename', path: `${home}/a`, to: `${home}/b` }],
      'done',
      'ls',
      'b\n',
    ],
    [
      'a name that is taken',
      [write(`${home}/a`, 'x'), write(`${home}/b`, 'y'), { action: 'rename', path: `${home}/a`, to: `${home}/b` }],
      'EEXIST',
      'cat b; echo',
      'y\n',
    ],
  ])('%s', async (_, changes, outcome, look, expected) => {
    const world = await open();
    let last = '';
    for (const wanted of changes) last = await change(world, wanted);
    expect(last).toBe(outcome);
    const lines = (await enter(world, look)).split('\n').slice(1, -1);
    expect(lines.map((line) => `${line}\n`).join('')).toBe(expected);
  });

  test('keep the mode of a file that is there', async () => {
    const world = await open();
    await enter(world, 'echo echo one > run; chmod 700 run');
    await change(world, write(`${home}/run`, 'echo two\n'));
    expect(await enter(world, './run; stat -c %a run')).toContain('two\n700\n');
  });

  test('meet a program that wrote meanwhile: the whole text is written', async () => {
    const world = await open();
    await change(world, write(`${home}/a`, 'one two three\n'));
    world.type('terminal-1', 'echo other > a\r');
    let told: string | undefined = 'never told';
    world.changeFiles(write(`${home}/a`, 'one 2 three\n'), (refused) => (told = refused));
    await world.settle(20_000);
    expect(told).toBeUndefined();
    expect(['one 2 three\n', 'other\n']).toContain(world.machine.files.readText(`${home}/a`));
  });

  test('are part of the session, with no more text than was new', async () => {
    const world = await open();
    const text = 'FROM alpine\nRUN echo one\n'.repeat(200);
    await change(world, write(`${home}/Dockerfile`, text));
    for (let at = 0; at < 20; at++) await change(world, write(`${home}/Dockerfile`, `${text}# ${at}\n`));
    await enter(world, 'md5sum Dockerfile');
    const again = await replayed(world);
    expect(again.kernel.log.entries).toEqual(world.kernel.log.entries);
    expect(JSON.stringify(world.session()).length).toBeLessThan(text.length + 5000);
  });
});

describe('programs that open the editor', () => {
  test.each(['nano', 'vi', 'vim', 'code'])('%s without a page says so', async (name) => {
    const world = await open(false);
    expect(await enter(world, `${name} a.txt; echo $?`)).toContain(
      `not simulated: ${name} without a page to edit in. To write a file: cat > FILE <<'EOF'\n1\n`,
    );
  });

  test('nano waits, saves what the page saves, and ends when it is closed', async () => {
    const world = await open();
    await enter(world, 'echo one > a.txt; cd /; nano +3 home/learner/a.txt; cat ~/a.txt');
    const [document] = documents(world);
    expect(document).toMatchObject({ program: 'nano', path: `${home}/a.txt`, text: 'one\n', line: 3, user: 1000 });
    const editor = document?.id ?? '';
    world.useEditor({ action: 'save', editor, text: 'one\ntwo\n' });
    await world.settle(1000);
    expect(documents(world)).toMatchObject([{ text: 'one\ntwo\n', problem: undefined }]);
    const from = world.kernel.log.length;
    world.useEditor({ action: 'close', editor });
    await world.settle(1000);
    expect(documents(world)).toEqual([]);
    expect(shown(world, from)).toContain('one\ntwo\n');
    const again = await replayed(world);
    expect(again.kernel.log.entries).toEqual(world.kernel.log.entries);
  });

  test.each<[string, string, string, number]>([
    ['nano', 'a', '\x03', 1],
    ['nano', 'a', '\x18', 0],
    ['vi', 'a', ':wq\r', 0],
    ['vim', '-R a', '\x1b:q!\r', 0],
  ])('%s %s gives the terminal back at %j', async (name, args, keys, status) => {
    const world = await open();
    await enter(world, `${name} ${args}; echo status $?`);
    expect(documents(world)).toHaveLength(1);
    const from = world.kernel.log.length;
    world.type('terminal-1', keys);
    await world.settle(1000);
    expect(documents(world)).toEqual([]);
    expect(shown(world, from)).toContain(`status ${status}\n`);
  });

  test('a file of root is written by sudo, and refused without', async () => {
    const world = await open();
    const save = async (line: string): Promise<unknown> => {
      await enter(world, line);
      const editor = documents(world)[0]?.id ?? '';
      world.useEditor({ action: 'save', editor, text: '{}\n' });
      await world.settle(1000);
      const { problem } = documents(world)[0] ?? {};
      world.useEditor({ action: 'close', editor });
      await world.settle(1000);
      return problem;
    };
    expect(await save('nano /etc/docker/daemon.json')).toBe('Permission denied');
    expect(await save('sudo nano /etc/docker/daemon.json')).toBeUndefined();
    expect(await enter(world, 'cat /etc/docker/daemon.json')).toContain('{}\n');
  });

  test.each([
    ['nano /home', 'nano: /home: Is a directory'],
    ['nano /etc/shadow', 'nano: /etc/shadow: Permission denied'],
    ['nano /bin/ls', 'not simulated: nano with a file that is not text'],
    ['echo x | nano a', 'Standard input is not a terminal'],
    ['vim', 'not simulated: vim without a file name. Name the file to edit: vim FILE'],
  ])('%s says why not', async (line, text) => {
    const world = await open();
    expect(await enter(world, line)).toContain(`${text}\n`);
    expect(documents(world)).toEqual([]);
  });

  test('vi in a container edits a file of the container', async () => {
    const world = await open();
    await enter(world, 'docker run -it --name box alpine');
    await enter(world, 'vi /etc/motd');
    const [document] = documents(world);
    expect(document).toMatchObject({ program: 'vi', path: '/etc/motd', user: 0 });
    expect(document?.container).toMatch(/^[\da-f]{64}$/);
    const editor = document?.id ?? '';
    world.useEditor({ action: 'save', editor, text: 'Hello from the page\n' });
    world.useEditor({ action: 'close', editor });
    await world.settle(1000);
    expect(await enter(world, 'cat /etc/motd')).toContain('Hello from the page\n');
  });

  test('code shows a path and does not wait', async () => {
    const world = await open();
    expect(await enter(world, 'code . a.txt; echo went on')).toContain('went on\n');
    const events = world.kernel.log.entries.filter((entry) => entry.type === 'event' && entry.subject === 'editor');
    expect(events).toMatchObject([{ actor: home }, { actor: `${home}/a.txt` }]);
  });
});
