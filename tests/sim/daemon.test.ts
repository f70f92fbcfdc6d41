// The end and the start of the daemon, as recorded from a real one: what becomes of containers, clients and state.
import { describe, expect, test } from 'vitest';
import { replayScenario } from '../../src/headless/replay.ts';
import { createWorld, type World } from '../../src/sim/world.ts';

/** What each line prints (both streams) and its status when it is not 0. */
async function play(lines: readonly string[]): Promise<string[]> {
  const steps = lines.map((command) => ({ command: `{ ${command}\n} 2>&1`, exit: 0, stdout: '', stderr: '' }));
  const played = await replayScenario({ title: '', files: {}, steps });
  return played.steps.map(({ stdout, exit }) => `${stdout}${exit === 0 ? '' : `→${exit}`}`);
}

const quiet = (line: string): string => `${line} > /dev/null`;
const restart = 'sudo systemctl restart docker';
const state = `docker ps -a --format '{{.Names}} {{.State}}' | sort`;

describe('containers', () => {
  test('start again as their policies say', async () => {
    const policies = [
      'run -d --name always --restart always nginx',
      'run -d --name stopped-always --restart always nginx; docker stop stopped-always',
      'run -d --name unless --restart unless-stopped nginx',
      'run -d --name stopped-unless --restart unless-stopped nginx; docker stop stopped-unless',
      'run -d --name none nginx',
      'run -d --name killed-on-failure --restart on-failure alpine sleep 100; docker stop -t 0 killed-on-failure',
      'run -d --name tried-enough --restart on-failure:1 alpine false; sleep 1',
      'create --name never-started --restart always nginx',
      'create --name never-started-rm --rm nginx',
      'run -d --name rm --rm nginx',
      'run -d --name paused --restart always nginx; docker pause paused',
      'run -d --name restarting --restart always alpine false; sleep 1',
    ];
    const outputs = await play([...policies.map((line) => quiet(`{ docker ${line}; }`)), restart, state]);
    expect(outputs.at(-1)).toBe(
      [
        'always running',
        'killed-on-failure running',
        'never-started created',
        'none exited',
        'paused running',
        'restarting restarting',
        'stopped-always running',
        'stopped-unless exited',
        'tried-enough exited',
        'unless running',
        '',
      ].join('\n'),
    );
  });

  test.each([
    ['one that heeds its stop signal', 'nginx', '0'],
    ['one that ends in its own way', `alpine sh -c 'trap "exit 5" TERM; while :; do sleep 0.1; done'`, '5'],
    ['one that does not listen', 'alpine sleep 1000', '137'],
  ])('%s ends with its own status', async (_, what, status) => {
    const [, , , code] = await play([
      quiet(`docker run -d --name box ${what}`),
      'sleep 1',
      restart,
      `docker inspect -f '{{.State.ExitCode}}' box`,
    ]);
    expect(code).toBe(`${status}\n`);
  });

  test('keep their files, log, volumes and networks', async () => {
    const outputs = await play([
      quiet('docker network create net; docker volume create data'),
      quiet(
        `docker run -d --name box --restart always --network net -v data:/data alpine sh -c 'echo started | tee -a /file /data/file; sleep 1000'`,
      ),
      restart,
      `docker exec box sh -c 'wc -l < /file; wc -l < /data/file'; docker logs box | wc -l`,
      'docker network inspect -f "{{len .Containers}}" net',
    ]);
    expect(outputs.slice(3)).toEqual(['2\n2\n2\n', '1\n']);
  });
});

test('the bridge network is made anew, others are kept', async () => {
  const ids = 'docker network ls --no-trunc --format "{{.Name}} {{.ID}}"';
  const [, before = '', , after = ''] = await play([quiet('docker network create mine'), ids, restart, ids]);
  const changed = before
    .split('\n')
    .filter((line) => !after.includes(line))
    .map((line) => line.split(' ')[0]);
  expect(changed).toEqual(['bridge']);
});

test('events are forgotten', async () => {
  const outputs = await play([quiet('docker volume create data'), restart, 'docker events --since 1h --until 0s']);
  expect(outputs[2]).toBe('');
});

describe('clients', () => {
  const cannot = 'Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?\n';

  test('find nobody while it is stopped', async () => {
    expect(await play(['sudo service docker stop', 'docker ps', 'sudo service docker start', 'docker ps -q'])).toEqual([
      '',
      `${cannot}→1`,
      '',
      '',
    ]);
  });

  test.each([
    ['docker run --name box nginx sleep 1000', '137\n'],
    ['docker run -d --name box nginx; docker exec box sleep 100', '255\n'],
    ['docker run -d --name box nginx; docker logs -f box', '0\n'],
    ['docker run -d --name box nginx; docker wait box', '0\n'],
    ['docker events', 'unexpected EOF\n1\n'],
    ['docker pull python', 'unexpected EOF\n1\n'],
  ])('%s', async (line, text) => {
    const [, output = ''] = await play([
      quiet('docker pull -q nginx; docker pull -q alpine'),
      `(${line} > out 2> err; echo $? >> out) & sleep 2; ${restart}; wait; grep -h EOF err; tail -n 1 out`,
    ]);
    expect(output.replace(/[0-9a-f]{64}\n/, '')).toBe(text);
  });
});

test.each([
  [
    'systemctl restart docker',
    "Failed to restart docker.service: Interactive authentication required.\nSee system logs and 'systemctl status docker.service' for details.\n→1",
  ],
  ['sudo systemctl restart nosuch', 'Failed to restart nosuch.service: Unit nosuch.service not found.\n→5'],
  ['systemctl is-active docker', 'active\n'],
  ['sudo systemctl stop docker; systemctl is-active docker.service', 'inactive\n→3'],
  ['systemctl is-enabled docker', 'enabled\n'],
  ['sudo systemctl enable --now docker', ''],
  [
    'systemctl status docker',
    '● docker.service - Docker Application Container Engine\n     Loaded: loaded (/usr/lib/systemd/system/docker.service; enabled; preset: enabled)\n     Active: active (running) since Mon 2026-01-12 09:00:00 UTC; 3ms ago\n       Docs: https://docs.docker.com\n',
  ],
  ['systemctl status nosuch', 'Unit nosuch.service could not be found.\n→4'],
  ['systemctl', 'not simulated: systemctl\n→1'],
  ['systemctl frobnicate', "Unknown command verb 'frobnicate'.\n→1"],
  ['systemctl start', 'Too few arguments.\n→1'],
  ['service', 'Usage: service < option > | --status-all | [ service_name [ command | --full-restart ] ]\n→1'],
  ['sudo whoami', 'root\n'],
  ['sudo -u nobody id -un', 'nobody\n'],
  ["sudo A=1 sh -c 'echo $A $HOME $SUDO_USER'", '1 /root learner\n'],
  ['sudo nosuch', 'sudo: nosuch: command not found\n→1'],
])('%s', async (line, text) => {
  const [output = ''] = await play([line]);
  expect(output.replace(/\d+ms ago/, '3ms ago')).toBe(text);
});

describe('a control beside the terminal', () => {
  const states = (world: World): string[] =>
    world.kernel.log.entries.flatMap((entry) =>
      entry.type === 'change' && entry.kind === 'daemon' ? [(entry.after as { state: string }).state] : [],
    );

  test('moves it along its statechart, and the session repeats it', async () => {
    const world = createWorld({ seed: 'control', epoch: 0 });
    world.controlDaemon('restart');
    await world.settle(10_000);
    world.controlDaemon('stop');
    await world.settle(10_000);
    expect(states(world)).toEqual(['ready', 'stopping', 'stopped', 'starting', 'ready', 'stopping', 'stopped']);
    const again = createWorld({ seed: 'control', epoch: 0 });
    for (const waiting of again.replay(world.session())) await waiting;
    expect(states(again)).toEqual(states(world));
  });
});
