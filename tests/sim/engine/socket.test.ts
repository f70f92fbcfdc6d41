import { expect, test } from 'vitest';
import { createWorld } from '../../../src/sim/world.ts';

const get = 'curl -s --unix-socket /var/run/docker.sock';

/** What the learner's machine prints for some lines, one after the other. */
async function printed(lines: readonly string[]): Promise<string> {
  const world = createWorld({ seed: 'socket', epoch: Date.UTC(2026, 0, 12, 9) });
  world.openTerminal('terminal-1', 200, 50);
  await world.settle(1000);
  world.type('terminal-1', `{ ${lines.join('\n')}\n} > out 2>&1\r`);
  await world.settle(300_000);
  const text = world.machine.files.readText('/home/learner/out');
  return typeof text === 'string' ? text : text.errno;
}

test.each([
  ['belongs to root and the group docker', ["stat -c '%A %U %G' /var/run/docker.sock"], 'srw-rw---- root docker\n'],
  [
    'answers as the daemon does',
    [`${get} -i http://localhost/_ping | tr -d '\\r'; echo`],
    'HTTP/1.1 200 OK\nApi-Version: 1.51\nContent-Type: text/plain; charset=utf-8\nDocker-Experimental: false\nOstype: linux\nServer: Docker/28.5.2 (linux)\nDate: Mon, 12 Jan 2026 09:00:01 GMT\nContent-Length: 2\n\nOK\n',
  ],
  [
    'creates and starts what docker then knows',
    [
      'docker pull -q alpine > /dev/null',
      `${get} -o /dev/null -w '%{http_code}\\n' -H 'Content-Type: application/json' -d '{"Image": "alpine", "Cmd": ["echo", "hi"]}' 'http://localhost/containers/create?name=made'`,
      `${get} -o /dev/null -w '%{http_code}\\n' -X POST http://localhost/v1.51/containers/made/start`,
      'docker wait made; docker logs made',
      `${get} 'http://localhost/containers/made/logs?stdout=1' | od -An -tx1`,
    ],
    '201\n204\n0\nhi\n 01 00 00 00 00 00 00 03 68 69 0a\n',
  ],
  [
    'refuses what it cannot read',
    [
      `${get} -d '{}' http://localhost/containers/create`,
      `${get} -H 'Content-Type: application/json' -d '{' http://localhost/containers/create`,
      `${get} 'http://localhost/containers/json?filters=%zz'`,
    ],
    '{"message":"unsupported Content-Type header (application/x-www-form-urlencoded): must be \'application/json\'"}\n{"message":"invalid JSON: the body of the request cannot be read"}\n{"message":"invalid URL escape in \\"filters=%zz\\""}\n',
  ],
  [
    'is gone while the daemon is, and is needed by the client',
    [
      'sudo systemctl stop docker; docker ps',
      `${get} -S http://localhost/_ping`,
      'sudo systemctl start docker; docker ps -q',
      'sudo -u nobody docker ps',
    ],
    'Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?\ncurl: (7) Failed to connect to localhost port 80 after 0 ms: Couldn\'t connect to server\npermission denied while trying to connect to the Docker daemon socket at unix:///var/run/docker.sock: Get "http://%2Fvar%2Frun%2Fdocker.sock/v1.51/containers/json": dial unix /var/run/docker.sock: connect: permission denied\n',
  ],
  [
    'reaches into a container that mounts it, and no other',
    [
      'docker pull -q docker:cli > /dev/null',
      'docker run --rm -e DOCKER_HOST=unix:///var/run/docker.sock docker:cli docker ps -q',
      'docker run --rm -v /var/run/docker.sock:/var/run/docker.sock docker:cli docker ps --format {{.Image}}',
    ],
    'Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?\ndocker:cli\n',
  ],
])('the socket %s', async (_, lines, text) => {
  expect(await printed(lines)).toBe(text);
});
