// Random sequences of commands at a terminal, and what is wrong with the world after one of them (invariants.ts).
import fc from 'fast-check';
import type { Task } from '../../../src/sim/kernel/task.ts';
import { createWorld, type World } from '../../../src/sim/world.ts';
import { contradictions, wrongRecords, wrongSteps } from './invariants.ts';

const pick = (...choices: readonly string[]): fc.Arbitrary<string> => fc.constantFrom(...choices);
const container = pick('a1', 'a2', 'a3', 'a4', 'a5');
const volume = pick('v1', 'v2', 'v3');
const network = pick('n1', 'n2', 'bridge');
const tag = pick('alpine', 't1', 't2:1', 't2:2', 'nginx');

/** A command line from a pattern; `%` stands for what the arbitraries give, one after the other. */
function line(pattern: string, ...parts: readonly fc.Arbitrary<string>[]): fc.Arbitrary<string> {
  return fc.tuple(...parts).map((values) => {
    let index = 0;
    return pattern.replace(/%/g, () => values[index++] ?? '');
  });
}

const options = [
  pick('', '', '--restart always', '--restart on-failure:2', '--restart unless-stopped', '--rm'),
  pick('', '', '-v v1:/data', '-v v2:/data', '-v /anonymous', '--tmpfs /t', '--mount type=volume,src=v3,dst=/m'),
  pick('', '', '-p 8080:80', '-p 8081:80 -p 8082:81/udp', '-P --expose 90', '-p 9000-9001:80'),
  pick('', '', '', '--network n1', '--network n2', '--network none', '--network host', '--network container:a1'),
  pick('', '', '--health-cmd true --health-interval 1s', '-m 64m', '--init', '--stop-timeout 1', '-e A=1 -l k=v', '-t'),
];
const edges = pick(
  '--cpuset-mems 0 --device-read-bps /dev/null:1mb',
  '--mount type=image,src=alpine,dst=/i',
  '-v v3:/x:ro -v v1:/y:nocopy',
  '--mount type=volume,src=v2,dst=/s,volume-subpath=d',
  '--log-opt max-size=1k --log-opt max-file=2',
  '--network name=n1,alias=z --network name=n2',
  '--env-file /nosuch',
  '--volumes-from a1:ro',
  '--entrypoint sh',
);
const program = pick(
  'sleep 1000',
  'sleep 1',
  'true',
  `sh -c 'echo hello > /data/f; echo text > /f; exit 3'`,
  `sh -c 'trap "exit 0" TERM; while :; do sleep 0.2; done'`,
  'nosuch',
);

/** One command line. */
export const command = fc.oneof(
  { weight: 6, arbitrary: line('docker run -d --name % % % % % % % %', container, ...options, tag, program) },
  { weight: 1, arbitrary: line('docker run -d --name % % % %', container, edges, tag, program) },
  { weight: 1, arbitrary: line('docker volume create % %', pick('--opt type=tmpfs --opt device=tmpfs --opt o=size=1m', '--opt type=none --opt o=bind --opt device=/etc', '--label k=v'), volume) },
  { weight: 1, arbitrary: line('docker network create % %', pick('--config-only --subnet 10.9.0.0/16', '--internal', '--subnet 10.8.0.0/24'), pick('n1', 'n2')) },
  { weight: 1, arbitrary: line('docker cp %:% - | docker cp - %:/tmp', container, pick('/etc', '/data/.', '/nosuch'), container) },
  { weight: 1, arbitrary: line('docker commit -c % % %', pick("'CMD true'", "'VOLUME /v'", "'RUN x'"), container, pick('t1', 't2:2')) },
  { weight: 1, arbitrary: line('docker run % % %', options[1] ?? pick(''), tag, pick('true', 'false')) },
  { weight: 2, arbitrary: line('docker create --name % % % % % % %', container, ...options, tag) },
  { weight: 4, arbitrary: line('docker % %', pick('start', 'stop -t 0', 'kill', 'restart -t 0', 'stop'), container) },
  { weight: 2, arbitrary: line('docker % %', pick('pause', 'unpause'), container) },
  { weight: 4, arbitrary: line('docker rm % %', pick('', '-f', '-f -v', '-v'), container) },
  { weight: 1, arbitrary: line('docker rename % %', container, container) },
  { weight: 2, arbitrary: line('docker exec % sh -c %', container, pick("'echo more >> /f'", "'rm -rf /bin/ls'", "'exit 4'", "'mkdir -p /data/d; touch /data/d/x'")) },
  { weight: 1, arbitrary: line('docker update % %', pick('--restart no', '--restart always', '-m 128m --memory-swap 256m'), container) },
  { weight: 1, arbitrary: line('docker cp % %:%', pick('/etc/hostname', '/etc/passwd'), container, pick('/tmp/x', '/data')) },
  { weight: 2, arbitrary: line('docker commit % %', container, pick('t1', 't2:1', '')) },
  { weight: 2, arbitrary: line('docker tag % %', tag, pick('t1', 't2:1', 't2:2')) },
  { weight: 3, arbitrary: line('docker rmi % %', pick('', '-f'), tag) },
  { weight: 1, arbitrary: line('docker pull -q %', pick('alpine', 'nginx')) },
  { weight: 1, arbitrary: line('docker save % | docker load', tag) },
  { weight: 1, arbitrary: line(`printf 'FROM %\\nRUN echo % > /built\\n' | docker build -q -t % -`, tag, pick('1', '2'), pick('t1', 't2:1')) },
  { weight: 1, arbitrary: line('docker export % | docker import - %', container, pick('t1', 't2:2')) },
  { weight: 2, arbitrary: line('docker volume % %', pick('create', 'rm', 'rm -f'), volume) },
  { weight: 2, arbitrary: line('docker network % %', pick('create', 'rm'), pick('n1', 'n2')) },
  { weight: 2, arbitrary: line('docker network % % %', pick('connect', 'disconnect', 'disconnect -f', 'connect --alias x'), network, container) },
  { weight: 2, arbitrary: line('docker % prune -f', pick('container', 'image', 'volume', 'network', 'image -a', 'builder', 'system', 'system -a', 'system --volumes')).map((text) => text.replace(/ (-a|--volumes) prune/, ' prune $1')) },
  { weight: 1, arbitrary: line('% docker wait %', pick('timeout 1'), container) },
  { weight: 1, arbitrary: line('docker logs % | wc -l', container) },
  { weight: 1, arbitrary: line('(% &); %', pick('docker stop a1', 'docker rm -f a2', 'docker volume rm v1', 'docker run -d --name a3 -v v2:/x alpine'), pick('docker start a1', 'docker run -d --name a2 -v v1:/x alpine sleep 5', 'docker rm -f a3', 'docker volume rm v2', 'docker rm -f a2')) },
  { weight: 1, arbitrary: pick('sleep 0.3', 'sleep 2', 'sleep 20') },
  { weight: 1, arbitrary: pick('sudo systemctl restart docker') },
); // prettier-ignore

/** A shell at a terminal, one line after the other. */
class Shell {
  readonly world: World = createWorld({ seed: 'random commands', epoch: Date.UTC(2026, 0, 12, 9) });

  async open(): Promise<void> {
    this.world.openTerminal('t', 200, 50);
    await this.world.settle(500);
  }

  async run(text: string): Promise<void> {
    const { log } = this.world.kernel;
    let read = log.length;
    let command: number | undefined;
    this.world.type('t', `${text}\r`);
    await this.#until(() => {
      for (; read < log.length; read++) {
        const entry = log.entries[read];
        if (entry?.type === 'command' && command === undefined) command = entry.id;
        if (entry?.type === 'exit' && entry.command !== undefined && entry.command === command) return true;
      }
      return false;
    });
    await this.world.settle(30);
  }

  async ask<T>(task: Task<T>): Promise<T> {
    const handle = this.world.kernel.spawn('check', task);
    let result: { value: T } | undefined;
    handle.whenFinished((outcome) => {
      if ('value' in outcome) result = outcome;
    });
    await this.#until(() => handle.finished);
    if (!result) throw new Error('the check was cancelled');
    return result.value;
  }

  async #until(done: () => boolean): Promise<void> {
    const { kernel } = this.world;
    const end = kernel.now + 600_000;
    while (!done()) {
      const due = kernel.nextDue;
      if (due === undefined || due > end) throw new Error('nothing happens any more');
      kernel.advance(Math.max(0, due - kernel.now), 500);
      if (kernel.blocked) await kernel.blocked;
    }
  }
}

/** Plays a sequence; the first violation with the command after which it was there. */
export async function play(commands: readonly string[]): Promise<string | undefined> {
  const shell = new Shell();
  await shell.open();
  await shell.run('docker pull -q alpine');
  for (const [index, text] of commands.entries()) {
    const since = shell.world.kernel.log.length;
    await shell.run(text);
    // What restarts or ends by itself may be at it just now.
    for (let wait = 0; wait < 400 && isBusy(shell.world); wait++) await shell.world.settle(50);
    const wrong = [...wrongSteps(shell.world, since), ...wrongRecords(shell.world)];
    if (wrong.length === 0) wrong.push(...(await contradictory(shell)));
    if (wrong.length > 0) return `after ${index}: ${text}\n${wrong.join('\n')}`;
  }
  return undefined;
}

/** What contradicts itself however often it is asked: between two requests a container may have started again. */
async function contradictory(shell: Shell): Promise<string[]> {
  let wrong: string[] = [];
  for (let attempt = 0; attempt < 4; attempt++) {
    wrong = await shell.ask(contradictions(shell.world));
    if (wrong.length === 0) break;
  }
  return wrong;
}

/** Whether something is on its way: a removal, the end of a process that was not cleaned up after, the daemon at work. */
function isBusy({ kernel, machine }: World): boolean {
  const [daemon] = [...kernel.store.all('daemon')];
  return (
    daemon?.activity !== 'idle' ||
    [...kernel.store.all('layer')].some(({ state }) => state !== 'present') ||
    [...kernel.store.all('container')].some(
      ({ id, state }) =>
        state === 'removing' ||
        ((state === 'running' || state === 'paused') &&
          machine.processesOf(id).every((process) => process.exited.opened)) ||
        (state !== 'running' &&
          state !== 'paused' &&
          machine.processesOf(id).some((process) => !process.exited.opened)),
    )
  );
}
