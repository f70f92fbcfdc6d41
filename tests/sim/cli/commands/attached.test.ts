// Attached to a container from a terminal: raw mode, detach keys, signals, sizes, exit codes.
import { beforeEach, expect, test } from 'vitest';
import { TerminalSession } from '../terminal-session.ts';

let session: TerminalSession;

beforeEach(async () => {
  session = await TerminalSession.open();
  await session.type('docker pull -q alpine\r');
  session.shown();
});

const prompt = 'learner@drydock:~$ ';

test('a foreground container without a terminal gets the Ctrl-C of its client, whose exit code it decides', async () => {
  await session.type('docker run --init alpine sleep 100\r', 2000);
  expect(await session.messages('\x03')).toContain('POST /containers/<id>/kill?signal=INT → 204');
  await session.type('echo $?\r');
  expect(session.shown()).toContain(`\n130\n${prompt}`);
});

test('the third Ctrl-C ends the client even if the container does not mind', async () => {
  await session.type('docker run alpine sleep 100\r', 2000);
  await session.type('\x03\x03\x03', 2000);
  expect(session.shown()).toBe(
    `docker run alpine sleep 100\n^C^C^C\ngot 3 SIGTERM/SIGINTs, forcefully exiting\n${prompt}`,
  );
  await session.type('echo $?\r', 2000);
  expect(session.shown()).toBe(`echo $?\n1\n${prompt}`);
});

test('a shell in a container is typed into as if it were here; its exit code comes through', async () => {
  await session.type('docker run -it --rm alpine sh\r', 2000);
  await session.type('cd /etc; pwd\r', 2000);
  await session.type('exit 7\r');
  await session.type('echo $?\r');
  const shown = session.shown();
  expect(shown).toContain('\n/etc\n');
  expect(shown).toContain('\n7\n');
  expect(session.world.machine.terminal('t1')).toMatchObject({ mode: 'editing' });
});

test('the detach keys leave a container running, attach comes back to it', async () => {
  await session.type('docker run -it --name cat alpine cat\r', 2000);
  await session.type('one\r', 500);
  await session.type('\x10\x11', 500);
  await session.type('docker attach cat\r', 2000);
  await session.type('two\r', 500);
  await session.type('\x10\x11', 500);
  await session.type('docker logs cat\r', 2000);
  expect(session.shown()).toBe(
    [
      'docker run -it --name cat alpine cat\none\none\n',
      `${prompt}docker attach cat\ntwo\ntwo\nread escape sequence\n`,
      `${prompt}docker logs cat\none\none\ntwo\ntwo\n`,
      prompt,
    ].join(''),
  );
});

test('detach keys of one’s own', async () => {
  await session.type('docker run -it --name cat --detach-keys ctrl-x,y alpine cat\r', 2000);
  await session.type('a\x18b\x18y', 500);
  await session.type('docker ps -q | wc -l\r', 2000);
  expect(session.shown()).toContain(`${prompt}docker ps -q | wc -l\n1\n`);
});

test('the container’s terminal follows the size of the client’s', async () => {
  expect(await session.messages('docker run -it --rm alpine sh', 2000)).toContain(
    'POST /containers/<id>/resize?h=30&w=120 → 200',
  );
  session.world.resize('t1', 91, 33);
  await session.world.settle(500);
  expect(session.newMessages()).toEqual(['POST /containers/<id>/resize?h=33&w=91 → 200']);
});

test('what is typed at Password: is not shown, and the terminal shows typing again afterwards', async () => {
  await session.type('docker login localhost:5000\r', 1000);
  await session.type('me\r', 1000);
  await session.type('secret\r', 5000);
  await session.type('echo visible\r', 1000);
  const shown = session.shown();
  expect(shown).toContain('Username: me\nPassword: \n');
  expect(shown).not.toContain('secret');
  expect(shown).toContain(`${prompt}echo visible\nvisible\n`);
});

test('the client’s record passes through the states of its chart and goes', async () => {
  session.clientStates();
  await session.type('docker run --rm alpine true\r');
  expect(session.clientStates()).toEqual([
    'idle',
    'parsing',
    'waiting',
    'streaming',
    'waiting',
    'streaming',
    'waiting',
    'done',
    'gone',
  ]);
  await session.type('docker nonsense\r');
  expect(session.clientStates()).toEqual(['idle', 'parsing', 'done', 'gone']);
  await session.type('docker events\r', 1000);
  await session.type('\x03', 1000);
  expect(session.clientStates()).toEqual(['idle', 'parsing', 'waiting', 'streaming', 'done', 'gone']);
});
