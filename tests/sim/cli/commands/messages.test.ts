// What the client says to the daemon, in its order. Recorded between the client 28.5.2 and its daemon.
import { beforeAll, expect, test } from 'vitest';
import { TerminalSession } from '../terminal-session.ts';

let session: TerminalSession;

beforeAll(async () => {
  session = await TerminalSession.open();
});

const ping = 'HEAD /_ping → 200';

// In the order of a session: later rows build on earlier ones.
test.each<[string, string[]]>([
  [
    'docker run -d -p 8080:80 --name web nginx',
    [
      ping,
      'POST /containers/create?name=web → 404',
      'POST /images/create?fromImage=docker.io%2Flibrary%2Fnginx&tag=latest → 200',
      'POST /containers/create?name=web → 201',
      'POST /containers/<id>/wait?condition=next-exit → abandoned',
      'POST /containers/<id>/start → 204',
    ],
  ],
  ['docker pull alpine', [ping, 'POST /images/create?fromImage=docker.io%2Flibrary%2Falpine&tag=latest → 200']],
  [
    'docker run --rm alpine echo hi',
    [
      ping,
      'POST /containers/create → 201',
      'POST /containers/<id>/attach?stderr=1&stdout=1&stream=1 → 101',
      'POST /containers/<id>/wait?condition=removed → 200',
      'POST /containers/<id>/start → 204',
    ],
  ],
  [
    'echo hi | docker run -i --rm alpine cat',
    [
      ping,
      'POST /containers/create → 201',
      'POST /containers/<id>/attach?stderr=1&stdin=1&stdout=1&stream=1 → 101',
      'POST /containers/<id>/wait?condition=removed → 200',
      'POST /containers/<id>/start → 204',
    ],
  ],
  [
    'docker exec web true',
    [
      ping,
      'GET /containers/web/json → 200',
      'POST /containers/web/exec → 201',
      'POST /exec/<id>/start → 101',
      'GET /exec/<id>/json → 200',
    ],
  ],
  [
    'docker exec -d web true',
    [ping, 'GET /containers/web/json → 200', 'POST /containers/web/exec → 201', 'POST /exec/<id>/start → 200'],
  ],
  [
    'docker create --name job alpine echo hi; docker start -a job',
    [
      ping,
      'POST /containers/create?name=job → 201',
      ping,
      'GET /containers/job/json → 200',
      'POST /containers/<id>/attach?stderr=1&stdout=1&stream=1 → 101',
      'POST /containers/<id>/wait?condition=next-exit → 200',
      'POST /containers/<id>/start → 204',
    ],
  ],
  [
    'docker logs -n 5 job',
    [ping, 'GET /containers/job/json → 200', 'GET /containers/<id>/logs?stderr=1&stdout=1&tail=5 → 200'],
  ],
  ['docker ps', [ping, 'GET /containers/json → 200']],
  ['docker ps -a', [ping, 'GET /containers/json?all=1 → 200']],
  [
    'docker ps -s -n 3 -f name=web',
    [ping, 'GET /containers/json?filters=%7B%22name%22%3A%7B%22web%22%3Atrue%7D%7D&limit=3&size=1 → 200'],
  ],
  ["docker ps --format '{{.Size}}'", [ping, 'GET /containers/json?size=1 → 200']],
  ["docker ps --format '{{.Names}}'", [ping, 'GET /containers/json → 200']],
  ['docker images alpine', [ping, 'GET /images/json?filters=%7B%22reference%22%3A%7B%22alpine%22%3Atrue%7D%7D → 200']],
  ['docker history alpine', [ping, 'GET /images/alpine/history → 200']],
  ['docker inspect alpine', [ping, 'GET /containers/alpine/json → 404', 'GET /images/alpine/json → 200']],
  ['docker stats --no-stream web', [ping, 'GET /containers/web/stats?stream=0 → 200']],
  ['docker top web -o pid', [ping, 'GET /containers/web/top?ps_args=-o%20pid → 200']],
  ['docker diff web', [ping, 'GET /containers/web/changes → 200']],
  ['docker rename job done', [ping, 'POST /containers/job/rename?name=done → 204']],
  [
    'docker commit -m x -a me done snap:1',
    [ping, 'POST /commit?author=me&comment=x&container=done&repo=docker.io%2Flibrary%2Fsnap&tag=1 → 201'],
  ],
  ['docker tag snap:1 snap:2', [ping, 'POST /images/snap:1/tag?repo=docker.io%2Flibrary%2Fsnap&tag=2 → 201']],
  ['docker rmi snap:1 snap:2', [ping, 'DELETE /images/snap:1 → 200', 'DELETE /images/snap:2 → 200']],
  [
    'docker network create net; docker network connect net web; docker network disconnect -f net web; docker network rm net',
    [
      ping,
      'POST /networks/create → 201',
      ping,
      'POST /networks/net/connect → 200',
      ping,
      'POST /networks/net/disconnect → 200',
      ping,
      'GET /networks/net → 200',
      'DELETE /networks/net → 204',
    ],
  ],
  [
    'docker volume create data; docker volume inspect data; docker volume rm data',
    [ping, 'POST /volumes/create → 201', ping, 'GET /volumes/data → 200', ping, 'DELETE /volumes/data → 204'],
  ],
  [
    'docker cp web:/etc/hostname name; docker cp name web:/tmp/x',
    [
      ping,
      'GET /containers/web/archive?path=%2Fetc%2Fhostname → 200',
      ping,
      'HEAD /containers/web/archive?path=%2Ftmp%2Fx → 404',
      'PUT /containers/web/archive?noOverwriteDirNonDir=true&path=%2Ftmp → 200',
    ],
  ],
  // The real client says `names=alpine&names=web`; the messages here have each parameter once.
  ['docker save alpine web -o x.tar', [ping, 'GET /images/get?names=alpine%2Cweb → 404']],
  ['docker stop -t 1 done', [ping, 'POST /containers/done/stop?t=1 → 304']],
  ['docker kill -s USR1 web', [ping, 'POST /containers/web/kill?signal=USR1 → 204']],
  ['docker wait done', [ping, 'POST /containers/done/wait → 200']],
  [
    'docker rm -fv web done',
    [ping, 'DELETE /containers/web?force=1&v=1 → 204', 'DELETE /containers/done?force=1&v=1 → 204'],
  ],
  [
    'docker system prune -f',
    [
      ping,
      'POST /containers/prune → 200',
      'POST /networks/prune → 200',
      'POST /images/prune?filters=%7B%22dangling%22%3A%7B%22true%22%3Atrue%7D%7D → 200',
      'POST /build/prune → 200',
    ],
  ],
  ['docker system df', [ping, 'GET /system/df → 200']],
  ['docker version', [ping, 'GET /version → 200']],
  ['docker info', [ping, 'GET /info → 200']],
  // What is wrong with the command line never reaches the daemon.
  ['docker ps --foo', []],
  ['docker context ls', []],
  ['docker --version', []],
])('%s', async (line, messages) => {
  expect(await session.messages(line)).toEqual(messages);
});
