// Goals: for each, commands after which it is met, and near misses with what is said of them.
import { expect, test } from 'vitest';
import { readGoals } from '../../src/lessons/goals/read-condition.ts';
import type { Finding } from '../../src/lessons/goals/evidence.ts';
import { Typist } from '../../src/lessons/play.ts';
import { judge } from '../../src/lessons/validate.ts';
import { createWorld } from '../../src/sim/world.ts';

/** How a condition stands after commands in a fresh world. */
async function judged(condition: string, commands: readonly string[]): Promise<Finding> {
  const world = createWorld({ seed: 'goals', epoch: Date.UTC(2026, 0, 12, 9) });
  const typist = new Typist(world, 'terminal-1');
  await typist.open();
  const since = world.kernel.log.length;
  for (const line of commands) await typist.run({ line, exit: 0 });
  await world.settle(2000);
  const problems: string[] = [];
  const indented = condition.split('\n').map((line) => `  ${line}`);
  const goals = readGoals(`Goal:\n${indented.join('\n')}`, 1, (line, text) => problems.push(`${line}: ${text}`));
  expect(problems).toEqual([]);
  const [found] = await judge(world, since, goals);
  if (!found) throw new Error('no goal');
  return found[1];
}

const web = 'docker run -d --name web -p 8080:80 nginx';

/** Condition, commands, how it stands, and what is said (of a met one: nothing is compared). */
type Row = readonly [condition: string, commands: readonly string[], state: Finding['state'], why?: string];

const rows: readonly Row[] = [
  // Containers: there, under a name, in a state.
  ['container: web', [], 'not', 'There is no container named `web`.'],
  ['container: web', ['docker create --name web nginx'], 'met'],
  [
    'container: web\nstate: running',
    ['docker create --name web nginx'],
    'part',
    '`web` is created; it should be running.',
  ],
  ['container: web\nstate: running', [web], 'met'],
  ['container: web\nstate: [paused, exited]', [web, 'docker pause web'], 'met'],
  [
    'container: web\nstate: running',
    [web, 'docker kill web'],
    'part',
    '`web` has exited with status 137; it should be running.',
  ],
  [
    'container: web\nimage: nginx',
    ['docker run -d --name site nginx'],
    'not',
    'There is no container named `web`. The one made from `nginx` is named `site`.',
  ],
  ['container: web\nimage: nginx', ['docker create --name web nginx:latest'], 'met'],
  [
    'container: web\nimage: nginx',
    ['docker create --name web nginx:alpine'],
    'part',
    '`web` is made from `nginx:alpine`, not from `nginx`.',
  ],
  ['container: web\nimage: nginx:*', ['docker create --name web nginx:alpine'], 'met'],
  [
    'container: web\nimage: nginx',
    ['docker pull -q nginx', 'docker tag nginx mine', 'docker create --name web mine'],
    'met',
  ],
  [
    'container: job\nexit: 0',
    ['docker run --name job alpine false'],
    'part',
    '`job` exited with status 1, not with 0.',
  ],
  ['container: job\nexit: 0', ['docker run -d --name job alpine sleep 100'], 'part', '`job` has not ended yet.'],
  ["container: job\nexit: '> 0'", ['docker run --name job alpine sh -c "exit 3"'], 'met'],
  // Ports.
  ["container: web\nports: ['8080:80']", [web], 'met'],
  [
    "container: web\nports: ['8080:80']",
    ['docker run -d --name web -p 8081:80 nginx'],
    'part',
    '`web` publishes its port 80 on 8081, not on 8080.',
  ],
  [
    "container: web\nports: ['8080:80']",
    ['docker run -d --name web -p 8080:8080 nginx'],
    'part',
    'Port 8080 leads to port 8080 of `web`, not to 80.',
  ],
  [
    "container: web\nports: ['8080:80']",
    ['docker run -d --name web nginx'],
    'part',
    '`web` does not publish its port 80.',
  ],
  ["container: web\nports: ['127.0.0.1:8080:80']", [web], 'part', 'Port 8080 is opened on 0.0.0.0, not on 127.0.0.1.'],
  ["container: web\nports: ['80']", ['docker run -d --name web -P nginx'], 'met'],
  ["container: web\nports: ['8080:80']", ['docker create --name web -p 8080:80 nginx'], 'met'],
  [
    "container: web\nports: ['53:53/udp']",
    ['docker run -d --name web -p 53:53 nginx'],
    'part',
    '`web` does not publish its UDP port 53.',
  ],
  // What a registry has, be it one of the world or a container.
  ['pushed: localhost:5000/app:1', [], 'not', 'No container is reached at port 5000 of the machine.'],
  [
    'pushed: localhost:5000/app:1',
    ['docker run -d --name store -p 5000:5000 registry:2'],
    'not',
    '`store` has no repository `app`.',
  ],
  [
    'pushed: localhost:5000/team/app:1',
    [
      'docker run -d --name store -p 5000:5000 registry:2',
      'docker pull -q alpine',
      'docker tag alpine localhost:5000/team/app',
      'docker push -q localhost:5000/team/app',
    ],
    'part',
    '`store` has the repository `team/app`, but not the tag `1` in it.',
  ],
  [
    'pushed: localhost:5000/team/app:1',
    [
      'docker run -d --name store -p 5000:5000 registry:2',
      'docker pull -q alpine',
      'docker tag alpine localhost:5000/team/app:1',
      'docker push -q localhost:5000/team/app:1',
    ],
    'met',
  ],
  [
    'pushed: learner/app:1',
    ['docker pull -q alpine', 'docker tag alpine learner/app:1'],
    'not',
    '`learner/app:1` has not been pushed to docker.io.',
  ],
  // Mounts.
  ["container: db\nmounts: ['data:/data']", ['docker run -d --name db -v data:/data redis'], 'met'],
  [
    "container: db\nmounts: ['data:/data']",
    ['docker run -d --name db --mount type=volume,src=data,dst=/data redis'],
    'met',
  ],
  [
    "container: db\nmounts: ['data:/data']",
    ['docker run -d --name db redis'],
    'part',
    'At `/data` in `db` is an anonymous volume, not `data`.',
  ],
  [
    "container: db\nmounts: ['data:/data']",
    ['docker run -d --name db -v data:/var/data redis'],
    'part',
    'At `/data` in `db` is an anonymous volume, not `data`.',
  ],
  [
    "container: app\nmounts: ['data:/data']",
    ['docker create --name app -v data:/var/data alpine'],
    'part',
    '`data` is mounted at `/var/data` in `app`, not at `/data`.',
  ],
  [
    "container: app\nmounts: ['./site:/srv:ro']",
    ['mkdir site', 'docker create --name app -v ./site:/srv:ro alpine'],
    'met',
  ],
  [
    "container: app\nmounts: ['./site:/srv:ro']",
    ['mkdir site', 'docker create --name app -v ~/site:/srv alpine'],
    'part',
    'The mount at `/srv` in `app` is writable.',
  ],
  ["container: app\nmounts: ['tmpfs:/tmp']", ['docker run -d --name app --tmpfs /tmp alpine sleep 99'], 'met'],
  [
    "container: app\nmounts: ['*:/data']",
    ['docker create --name app alpine'],
    'part',
    'Nothing is mounted at `/data` in `app`.',
  ],
  // Environment, labels, limits, policies, users.
  ['container: app\nenv: {MODE: test}', ['docker create --name app -e MODE=test alpine'], 'met'],
  [
    'container: app\nenv: {MODE: test}',
    ['docker create --name app -e MODE=live alpine'],
    'part',
    'In `app`, the environment variable `MODE` is `live`, not `test`.',
  ],
  [
    "container: app\nenv: {MODE: '*'}",
    ['docker create --name app alpine'],
    'part',
    '`app` does not have the environment variable `MODE`.',
  ],
  ['container: app\nlabels: {tier: /^w/}', ['docker create --name app --label tier=web alpine'], 'met'],
  ['container: app\nrestart: on-failure:3', ['docker create --name app --restart on-failure:3 alpine'], 'met'],
  [
    'container: app\nrestart: always',
    ['docker create --name app alpine'],
    'part',
    'The restart policy of `app` is `no`, not `always`.',
  ],
  ['container: app\nrestart: always', ['docker create --name app alpine', 'docker update --restart always app'], 'met'],
  ['container: app\nmemory: 256m', ['docker create --name app -m 256m alpine'], 'met'],
  [
    "container: app\nmemory: '<= 256m'",
    ['docker create --name app -m 1g alpine'],
    'part',
    'The limit of memory of `app` is 1GiB, wanted: at most 256m.',
  ],
  [
    "container: app\nmemory: '> 0'",
    ['docker create --name app alpine'],
    'part',
    '`app` has no limit of memory, wanted: more than 0.',
  ],
  ['container: app\ncpus: 0.5', ['docker create --name app --cpus .5 alpine'], 'met'],
  ["container: app\nuser: '1000'", ['docker create --name app -u 1000 alpine'], 'met'],
  ["container: app\nuser: '1000'", ['docker create --name app alpine'], 'part', '`app` runs as `root`, not as `1000`.'],
  [
    'container: app\nreadonly: true',
    ['docker create --name app alpine'],
    'part',
    'The files of `app` can be written to; `--read-only` is missing.',
  ],
  [
    'container: app\nprivileged: false',
    ['docker create --name app --privileged alpine'],
    'part',
    '`app` is privileged.',
  ],
  ['container: app\ncap_drop: [ALL]', ['docker create --name app --cap-drop all alpine'], 'met'],
  ['container: app\ncommand: ^sleep', ['docker create --name app alpine sleep 10'], 'met'],
  [
    'container: app\nhealth: healthy',
    ['docker run -d --name app --health-cmd true --health-interval 1s alpine sleep 99', 'sleep 3'],
    'met',
  ],
  [
    'container: app\nhealth: healthy',
    ['docker run -d --name app alpine sleep 99'],
    'part',
    '`app` has no health check.',
  ],
  ['container: app\nhostname: db\nworkdir: /srv', ['docker create --name app -h db -w /srv alpine'], 'met'],
  [
    'container: app\nnetworks: [shop]',
    ['docker network create shop', 'docker run -d --name app alpine sleep 99'],
    'part',
    '`app` is on the network `bridge`, not on `shop`.',
  ],
  [
    'container: app\nnetworks: [shop]',
    ['docker network create shop', 'docker run -d --name app alpine sleep 99', 'docker network connect shop app'],
    'met',
  ],
  // Files as seen from inside.
  ['container: app\nfiles: {/note: hello}', ['docker run --name app alpine sh -c "echo hello there >/note"'], 'met'],
  [
    'container: app\nfiles: {/note: hello}',
    ['docker run --name app alpine sh -c "echo hallo >/note"'],
    'part',
    '`/note` in `app` does not contain `hello`.',
  ],
  [
    'container: app\nfiles: {/note: hello}',
    ['docker create --name app alpine'],
    'part',
    'There is no `/note` in `app`.',
  ],
  ['container: app\nfiles: {/etc/alpine-release: true}', ['docker create --name app alpine'], 'met'],
  [
    'container: app\nfiles: {/etc/alpine-release: false}',
    ['docker run --name app alpine rm /etc/alpine-release'],
    'met',
  ],
  [
    'container: app\nfiles: {/etc/alpine-release: false}',
    ['docker create --name app alpine'],
    'part',
    '`/etc/alpine-release` is still there in `app`.',
  ],
  [
    'container: app\nfiles: {/data/x: 1}',
    ['docker run --name app -v data:/data alpine sh -c "echo 1 >/data/x"'],
    'met',
  ],
  [
    'container: app\nfiles: {/srv/index.html: hi}',
    ['mkdir site', 'echo hi > site/index.html', 'docker create --name app -v ./site:/srv alpine'],
    'met',
  ],
  // Any container, and counts.
  ['container: any\nimage: alpine', ['docker create alpine'], 'met'],
  ['container: any\nimage: alpine', [], 'not', 'There is no container yet.'],
  [
    "container: any\nimage: alpine\ncount: '>= 2'",
    ['docker create --name app alpine'],
    'part',
    '1 such container is there: `app`. Wanted: at least 2.',
  ],
  [
    'container: any\ncount: 0',
    ['docker create --name app alpine'],
    'not',
    '1 such container is there: `app`. Wanted: 0.',
  ],
  ['container: any\ncount: 0', [], 'met'],
  // Images.
  ['image: nginx', ['docker pull -q nginx'], 'met'],
  [
    'image: nginx:alpine',
    ['docker pull -q nginx'],
    'not',
    'There is no image `nginx:alpine` on the host, only `nginx:latest`.',
  ],
  ['image: mine:1\nsame_as: alpine', ['docker pull -q alpine', 'docker tag alpine mine:1'], 'met'],
  [
    'image: mine:1\nsame_as: alpine',
    ['docker pull -q alpine', 'docker pull -q busybox', 'docker tag busybox mine:1'],
    'part',
    '`mine:1` and `alpine` are different images.',
  ],
  [
    'image: mine\nbuilt_on: alpine\nlayers: 2',
    ['docker pull -q alpine', 'echo "FROM alpine\nRUN touch /x" | docker build -q -t mine -'],
    'met',
  ],
  [
    "image: mine\nlayers: '<= 2'",
    ['printf "FROM alpine\\nRUN touch /x\\nRUN touch /y\\n" | docker build -q -t mine -'],
    'part',
    '`mine` has 3 layers, wanted: at most 2.',
  ],
  [
    "image: alpine\nsize: '< 1MB'",
    ['docker pull -q alpine'],
    'part',
    '`alpine` is 8.317MB large, wanted: less than 1MB.',
  ],
  [
    'image: mine\nuser: app\nworkdir: /srv\nexpose: [8080]\ncommand: ^serve',
    ['printf "FROM alpine\\nUSER app\\nWORKDIR /srv\\nEXPOSE 8080\\nCMD [\\"serve\\"]\\n" | docker build -q -t mine -'],
    'met',
  ],
  ['image: alpine\nuser: app', ['docker pull -q alpine'], 'part', 'The user of `alpine` is ``, not `app`.'],
  ['image: mine\nfiles: {/x: true}', ['printf "FROM alpine\\nRUN touch /x\\n" | docker build -q -t mine -'], 'met'],
  ['image: nginx\nhealthcheck: true', ['docker pull -q nginx'], 'part', '`nginx` has no health check.'],
  ["image: any\ncount: '>= 2'", ['docker pull -q alpine', 'docker pull -q busybox'], 'met'],
  // Volumes, networks.
  ['volume: data', ['docker volume create data'], 'met'],
  ['volume: data\nfiles: {/x: 1}', ['docker run --rm -v data:/d alpine sh -c "echo 1 >/d/x"'], 'met'],
  [
    'volume: data\nused_by: db',
    ['docker volume create data', 'docker create --name db redis'],
    'part',
    'The volume `data` is not mounted in `db`.',
  ],
  ['volume: any\nanonymous: true\ncount: 0', ['docker create redis'], 'not'],
  [
    'network: shop\ncontainers: [app, bar]',
    ['docker network create shop', 'docker run -d --name app --network shop alpine sleep 99'],
    'part',
    'On `shop` is `app`, but not `bar`.',
  ],
  ['network: shop\nsubnet: 10.1.0.0/16', ['docker network create --subnet 10.1.0.0/16 shop'], 'met'],
  ['network: shop\ninternal: true', ['docker network create shop'], 'part', '`shop` is not internal.'],
  ['network: any\ncount: 0', [], 'met'],
  // The machine: files, processes, commands.
  ['file: app/Dockerfile\ncontains: FROM alpine', ['mkdir app', 'echo FROM alpine > app/Dockerfile'], 'met'],
  [
    'file: app/Dockerfile\ncontains: FROM alpine',
    ['mkdir app', 'echo FROM debian > app/Dockerfile'],
    'part',
    '`app/Dockerfile` does not contain `FROM alpine`.',
  ],
  ['file: ~/run.sh\nexecutable: true', ['touch run.sh'], 'part', '`~/run.sh` is not executable.'],
  ['file: /etc/hostname\nabsent: true', [], 'not'],
  ['process: nginx\nin: web', [web], 'met'],
  ['process: nginx\nin: web\nuser: 1000', [web], 'part'],
  ['process: nginx\nin: web', [], 'not', 'There is no container named `web`.'],
  ['typed: ^docker ps', ['docker ps'], 'met'],
  ['typed: ^docker ps', ['docker images'], 'not', 'The command has not been run yet.'],
  [
    'typed: ^docker\nexit: 0',
    ['docker start nothing'],
    'part',
    '`docker start nothing` ended with exit status 1, not with 0.',
  ],
  ['typed: ^docker\ncount: 2', ['docker ps'], 'part', 'It was run 1 times, wanted: 2.'],
  // What only a try can tell.
  ['answers: http://localhost:8080\ncontains: Welcome to nginx', [web], 'met'],
  ['answers: http://localhost:8080', [], 'not', 'Nothing listens at `localhost:8080`.'],
  [
    'answers: http://localhost:8080',
    ['docker run -d --name web -p 8080:81 nginx'],
    'not',
    'Something listens at `localhost:8080`, but cuts the connection: what it leads to does not listen.',
  ],
  ['answers: http://localhost:8080/nothing', [web], 'part', '`localhost:8080/nothing` answers 404, not 200.'],
  ['answers: http://localhost:8080/nothing\nstatus: 404', [web], 'met'],
  [
    'answers: http://localhost:8080\ncontains: Shop',
    [web],
    'part',
    '`localhost:8080` answers, but what it sends does not contain `Shop`.',
  ],
  [
    'answers: http://web\nfrom: app',
    [
      'docker network create n',
      'docker run -d --name web --network n nginx',
      'docker run -d --name app --network n alpine sleep 99',
    ],
    'met',
  ],
  [
    'answers: http://web\nfrom: app',
    ['docker run -d --name web nginx', 'docker run -d --name app alpine sleep 99'],
    'not',
    'The name in `web` is not known.',
  ],
  ['shell: test -e x', ['touch x'], 'met'],
  ['shell: test -e x', [], 'not', '`test -e x` ends with exit status 1'],
  ['shell: cat /etc/alpine-release\nin: app\nprints: ^3', ['docker run -d --name app alpine sleep 99'], 'met'],
  ['shell: echo hi\nprints: ho', [], 'part', '`echo hi` does not print text like `ho`.'],
  // Combinations.
  ['not: {container: web}', ['docker create --name web nginx'], 'not', '`web` is there.'],
  ['not: {container: web}', [], 'met'],
  [
    'all: [{container: app}, {container: bar}]',
    ['docker create --name app alpine'],
    'part',
    'There is no container named `bar`.',
  ],
  ['any: [{container: app}, {container: bar}]', ['docker create --name bar alpine'], 'met'],
  [
    'any: [{container: app}, {container: bar, state: running}]',
    ['docker create --name bar alpine'],
    'part',
    '`bar` is created; it should be running.',
  ],
];

test.each(rows.map(([condition, commands, state, why]) => [condition, commands, state, why] as const))(
  '%s\n%j',
  async (condition, commands, state, why) => {
    const finding = await judged(condition, commands);
    expect(finding.state, finding.why).toBe(state);
    if (why !== undefined) expect(finding.why).toBe(why);
  },
);

test('a goal that is not met names the objects that it is about', async () => {
  const { objects } = await judged("container: web\nports: ['8080:80']", ['docker create --name web nginx']);
  expect(objects).toEqual([expect.stringMatching(/^drydock\/[0-9a-f]{64}$/)]);
});

test('a try leaves no trace in the world that it judges', async () => {
  const world = createWorld({ seed: 'trace', epoch: 0 });
  const typist = new Typist(world, 'terminal-1');
  await typist.open();
  const before = [world.kernel.log.length, JSON.stringify(world.session())];
  const goals = readGoals('A file:\n  shell: touch trace && test -e trace', 1, () => undefined);
  expect((await judge(world, 0, goals)).map(([, { state }]) => state)).toEqual(['met']);
  expect([world.kernel.log.length, JSON.stringify(world.session())]).toEqual(before);
});
