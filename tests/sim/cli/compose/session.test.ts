// Projects as a learner meets them: up, look, change, scale, watch it fail, down.
import { expect, test } from 'vitest';
import { play } from './session.ts';

const two = `services:
  web:
    image: alpine
    init: true
    command: sh -c 'echo web is up; sleep 1000'
    depends_on: [db]
  db:
    image: alpine
    init: true
    command: sh -c 'echo db is up; sleep 1000'
    volumes: ["data:/data"]
volumes:
  data:
`;

test('up creates in the order of dependencies, again changes nothing, down takes all but the volume', async () => {
  const session = await play({ 'compose.yaml': two }, [
    'docker compose up -d',
    'docker compose up -d',
    `docker compose ps --format '{{.Name}} {{.Service}} {{.State}}'`,
    'docker compose logs',
    'docker compose ls',
    'docker compose down -t 1',
    'docker volume ls -q',
  ]);
  expect(session).toBe(`$ docker compose up -d
 Network app_default  Creating
 Network app_default  Created
 Volume app_data  Creating
 Volume app_data  Created
 Container app-db-1  Creating
 Container app-db-1  Created
 Container app-web-1  Creating
 Container app-web-1  Created
 Container app-db-1  Starting
 Container app-db-1  Started
 Container app-web-1  Starting
 Container app-web-1  Started
$ docker compose up -d
 Container app-db-1  Running
 Container app-web-1  Running
$ docker compose ps --format '{{.Name}} {{.Service}} {{.State}}'
app-db-1 db running
app-web-1 web running
$ docker compose logs
db-1   | db is up
web-1  | web is up
$ docker compose ls
NAME                STATUS              CONFIG FILES
app                 running(2)          /home/learner/app/compose.yaml
$ docker compose down -t 1
 Container app-web-1  Stopping
 Container app-web-1  Stopped
 Container app-web-1  Removing
 Container app-web-1  Removed
 Container app-db-1  Stopping
 Container app-db-1  Stopped
 Container app-db-1  Removing
 Container app-db-1  Removed
 Network app_default  Removing
 Network app_default  Removed
$ docker volume ls -q
app_data
`);
});

test('only the service that changed is made anew, and its volume stays', async () => {
  const session = await play({ 'compose.yaml': two }, [
    'docker compose up -d >/dev/null 2>&1; docker compose exec db touch /data/kept',
    `sed -i 's/web is up/web is new/' compose.yaml; docker compose up -d`,
    `sed -i 's/db is up/db is new/' compose.yaml; docker compose up -d`,
    'docker compose exec db ls /data',
  ]);
  expect(session).toBe(`$ docker compose up -d >/dev/null 2>&1; docker compose exec db touch /data/kept
$ sed -i 's/web is up/web is new/' compose.yaml; docker compose up -d
 Container app-db-1  Running
 Container app-web-1  Recreate
 Container app-web-1  Recreated
 Container app-web-1  Starting
 Container app-web-1  Started
$ sed -i 's/db is up/db is new/' compose.yaml; docker compose up -d
 Container app-db-1  Recreate
 Container app-db-1  Recreated
 Container app-web-1  Running
 Container app-db-1  Starting
 Container app-db-1  Started
$ docker compose exec db ls /data
kept
`);
});

test('scaling adds numbers that are free and removes the last ones', async () => {
  const session = await play({ 'compose.yaml': two }, [
    'docker compose up -d --scale web=3 >/dev/null 2>&1; docker compose ps -q web | wc -l',
    'docker compose scale web=1 2>&1 | sort',
    `docker compose ps --format '{{.Name}}'`,
    'docker compose scale nosuch=1',
    'docker compose scale web',
  ]);
  expect(session).toBe(`$ docker compose up -d --scale web=3 >/dev/null 2>&1; docker compose ps -q web | wc -l
3
$ docker compose scale web=1 2>&1 | sort
 Container app-db-1  Running
 Container app-web-1  Running
 Container app-web-2  Removed
 Container app-web-2  Removing
 Container app-web-2  Stopped
 Container app-web-2  Stopping
 Container app-web-3  Removed
 Container app-web-3  Removing
 Container app-web-3  Stopped
 Container app-web-3  Stopping
$ docker compose ps --format '{{.Name}}'
app-db-1
app-web-1
$ docker compose scale nosuch=1
no such service: nosuch
→ 1
$ docker compose scale web
invalid scale specifier: web
→ 1
`);
});

test('a service waits until the one it needs is healthy, and does not start when that never happens', async () => {
  const file = (check: string): string => `services:
  db:
    image: alpine
    init: true
    command: sleep 1000
    healthcheck: {test: "${check}", interval: 1s, retries: 2}
  app:
    image: alpine
    init: true
    command: sleep 1000
    depends_on: {db: {condition: service_healthy}}
`;
  const session = await play({ 'compose.yaml': file('true'), 'bad.yaml': file('false') }, [
    'docker compose up -d 2>&1 | tail -n 6',
    'docker compose down >/dev/null 2>&1; docker compose -f bad.yaml up -d 2>&1 | tail -n 5',
    `docker compose ps -a --format '{{.Service}} {{.State}}'`,
  ]);
  expect(session).toBe(`$ docker compose up -d 2>&1 | tail -n 6
 Container app-db-1  Starting
 Container app-db-1  Started
 Container app-db-1  Waiting
 Container app-db-1  Healthy
 Container app-app-1  Starting
 Container app-app-1  Started
$ docker compose down >/dev/null 2>&1; docker compose -f bad.yaml up -d 2>&1 | tail -n 5
 Container app-db-1  Starting
 Container app-db-1  Started
 Container app-db-1  Waiting
 Container app-db-1  Error
dependency failed to start: container app-db-1 is unhealthy
$ docker compose ps -a --format '{{.Service}} {{.State}}'
app created
db running
`);
});

test('in the foreground lines carry names in columns, ends are told, exit codes can be taken over', async () => {
  const file = `services:
  ok: {image: alpine, command: "echo fine"}
  failing: {image: alpine, command: "sh -c 'echo oops; exit 4'"}
`;
  const session = await play({ 'compose.yaml': file }, [
    'docker compose up failing 2>/dev/null',
    'docker compose up --no-log-prefix ok 2>/dev/null',
    'docker compose up --exit-code-from failing failing',
    'docker compose up --force-recreate --no-recreate',
    'docker compose up nosuch',
  ]);
  expect(session).toBe(`$ docker compose up failing 2>/dev/null
Attaching to failing-1
failing-1  | oops
failing-1 exited with code 4
$ docker compose up --no-log-prefix ok 2>/dev/null
Attaching to ok-1
fine
ok-1 exited with code 0
$ docker compose up --exit-code-from failing failing
Attaching to failing-1
failing-1  | oops
failing-1 exited with code 4
Aborting on container exit...
 Container app-failing-1  Stopping
 Container app-failing-1  Stopped

→ 4
$ docker compose up --force-recreate --no-recreate
--force-recreate and --no-recreate are incompatible
→ 1
$ docker compose up nosuch
no such service: nosuch
→ 1
`);
});

test('Ctrl-C stops what runs', async () => {
  const session = await play({ 'compose.yaml': two }, [
    'timeout --preserve-status -s INT 3 docker compose up db 2>&1 | tail -n 6',
    `docker compose ps -a --format '{{.Service}} {{.State}} {{.ExitCode}}'`,
  ]);
  expect(session).toBe(`$ timeout --preserve-status -s INT 3 docker compose up db 2>&1 | tail -n 6
Attaching to db-1
db-1  | db is up
Gracefully Stopping... press Ctrl+C again to force
 Container app-db-1  Stopping
 Container app-db-1  Stopped

$ docker compose ps -a --format '{{.Service}} {{.State}} {{.ExitCode}}'
db exited 143
`);
});

test('run makes a container of its own beside the service, starts what it needs, and leaves with its code', async () => {
  const session = await play({ 'compose.yaml': two }, [
    'docker compose run --rm web sh -c "exit 3" 2>&1 | tail -n 2',
    'docker compose run --rm --no-deps -e A=1 --entrypoint env web | grep ^A=',
    `docker compose run --name once web true; docker compose ps -a --format '{{.Name}} {{.State}}'`,
    'docker compose up -d 2>&1 | head -n 1',
  ]);
  expect(session).toBe(`$ docker compose run --rm web sh -c "exit 3" 2>&1 | tail -n 2
 Container app-db-1  Started

$ docker compose run --rm --no-deps -e A=1 --entrypoint env web | grep ^A=
A=1
$ docker compose run --name once web true; docker compose ps -a --format '{{.Name}} {{.State}}'
 Container app-db-1  Running
app-db-1 running
once exited
$ docker compose up -d 2>&1 | head -n 1
time="T" level=warning msg="Found orphan containers ([once]) for this project. If you removed or renamed this service in your compose file, you can run this command with the --remove-orphans flag to clean it up."
`);
});

test('configs and secrets are files in the container, from a file, a text or the environment', async () => {
  const file = `services:
  app:
    image: alpine
    init: true
    command: sleep 1000
    configs: [{source: motd, target: /etc/motd}]
    secrets: [key, token]
configs: {motd: {content: "hello"}}
secrets: {key: {file: ./key.txt}, token: {environment: TOKEN}}
`;
  const session = await play({ 'compose.yaml': file, 'key.txt': 'k1\n', '.env': 'TOKEN=t1\n' }, [
    'docker compose up -d >/dev/null 2>&1',
    'docker compose exec app sh -c "cat /etc/motd /run/secrets/key /run/secrets/token"',
  ]);
  expect(session).toBe(`$ docker compose up -d >/dev/null 2>&1
$ docker compose exec app sh -c "cat /etc/motd /run/secrets/key /run/secrets/token"
hellok1
t1`);
});

test('images are built when they are missing, and named after project and service', async () => {
  const file = 'services:\n  web:\n    build: {context: ., args: {WHO: you}}\n';
  const dockerfile = 'FROM alpine\nARG WHO\nRUN echo hello $WHO > /hello\nCMD ["cat", "/hello"]\n';
  const session = await play({ 'compose.yaml': file, Dockerfile: dockerfile }, [
    'docker compose up -d 2>&1 | grep -E "^#|Built" | grep -E "bake|RUN|naming|Built"',
    'docker compose logs',
    'docker compose images -q | wc -l; docker compose down --rmi local 2>&1 | grep Image',
  ]);
  expect(session).toBe(`$ docker compose up -d 2>&1 | grep -E "^#|Built" | grep -E "bake|RUN|naming|Built"
#1 [internal] load local bake definitions
#6 [2/2] RUN echo hello you > /hello
#7 naming to docker.io/library/app-web done
 app-web  Built
$ docker compose logs
web-1  | hello you
$ docker compose images -q | wc -l; docker compose down --rmi local 2>&1 | grep Image
1
 Image app-web:latest  Removing
 Image app-web:latest  Removed
`);
});

test('watch mode brings edits into the container, and builds anew what has to be built', async () => {
  const file = `services:
  web:
    build: .
    init: true
    develop:
      watch:
        - {path: ./src, action: sync, target: /src, ignore: ["*.tmp"]}
        - {path: ./packages.txt, action: rebuild}
`;
  const dockerfile = 'FROM alpine\nCOPY src /src\nCOPY packages.txt /\nCMD ["sleep", "1000"]\n';
  const session = await play(
    { 'compose.yaml': file, Dockerfile: dockerfile, 'src/a.txt': 'old\n', 'packages.txt': 'one\n' },
    [
      'docker compose up -d >/dev/null 2>&1',
      '(sleep 2; echo new > src/a.txt; echo x > src/b.tmp; sleep 3; echo two > packages.txt) & timeout --preserve-status -s INT 12 docker compose watch 2>/dev/null | grep -v "^#\\|^$"',
      'docker compose exec web sh -c "cat /src/a.txt /packages.txt"',
    ],
  );
  expect(session).toBe(`$ docker compose up -d >/dev/null 2>&1
$ (sleep 2; echo new > src/a.txt; echo x > src/b.tmp; sleep 3; echo two > packages.txt) & timeout --preserve-status -s INT 12 docker compose watch 2>/dev/null | grep -v "^#\\|^$"
Watch enabled
Syncing service "web" after 1 changes were detected
Rebuilding service(s) ["web"] after changes were detected...
service(s) ["web"] successfully built
$ docker compose exec web sh -c "cat /src/a.txt /packages.txt"
new
two
`);
});

const oneService = (lines: string): string => `services:
  a:
    image: alpine
    init: true
    command: sleep 1000
    ${lines}
`;

test.each([
  [
    'a bind in long form makes its source, unless options say otherwise',
    oneService('volumes: [{type: bind, source: ./s, target: /t}, {type: bind, source: /dev/disk, target: /dev/disk}]'),
    `docker compose up -d --quiet-pull | cat; ls; docker inspect app-a-1 -f '{{json .HostConfig.Binds}}'`,
    `["/home/learner/app/s:/t:rw","/dev/disk:/dev/disk:rw"]`,
  ],
  [
    'options of a bind go where the engine makes nothing',
    oneService('volumes: [{type: bind, source: ./s, target: /t, bind: {recursive: disabled}}]'),
    'docker compose up -d 2>&1 | tail -1',
    'Error response from daemon: invalid mount config for type "bind": bind source path does not exist: /home/learner/app/s',
  ],
  [
    'a secret of the swarm cannot be had',
    `${oneService('secrets: [x]')}secrets:\n  x: {external: true}\n`,
    'docker compose up -d',
    'unsupported external secret x',
  ],
  [
    'a secret whose file is missing is warned of',
    `${oneService('secrets: [x]')}secrets:\n  x: {file: ./nosuch}\n`,
    'docker compose run --rm a true 2>&1 | head -3',
    'time="T" level=warning msg="secret file app_x does not exist"',
  ],
  [
    'a volume with a blank name',
    `${oneService('volumes: ["vol:/v"]')}volumes:\n  vol: {name: ""}\n`,
    'docker compose up -d',
    'invalid volume name or ID: value is empty',
  ],
  [
    'a container that never ran has no exit code in the list',
    oneService('ports: ["80:80"]'),
    `docker compose up -d --scale a=2 2>/dev/null; docker compose ps -a --format '{{.State}} {{.ExitCode}}' | sort | head -1`,
    'created 0',
  ],
])('%s', async (_, file, line, last) => {
  const session = await play({ 'compose.yaml': file }, [line]);
  expect(
    session
      .replace(/→ 1\n$/, '')
      .trimEnd()
      .split('\n')
      .at(-1),
  ).toBe(last);
});
