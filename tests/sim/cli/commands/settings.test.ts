// Where the daemon is and how things are shown: DOCKER_HOST, contexts, the configuration file.
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { TerminalSession } from '../terminal-session.ts';

let session: TerminalSession;

beforeAll(async () => {
  session = await TerminalSession.open();
});

beforeEach(async () => {
  await session.type('rm -rf ~/.docker; mkdir ~/.docker; clear\r');
  session.shown();
});

/** What a command line prints. */
async function printed(line: string): Promise<string> {
  await session.type(`${line}\r`);
  return session.shown().replace(`${line}\n`, '').replace('learner@drydock:~$ ', '');
}

const config = (text: string): string => `echo '${text}' > ~/.docker/config.json`;

test.each([
  [
    'docker -H unix:///x.sock ps',
    'Cannot connect to the Docker daemon at unix:///x.sock. Is the docker daemon running?\n',
  ],
  [
    'DOCKER_HOST=unix:///x.sock docker ps',
    'Cannot connect to the Docker daemon at unix:///x.sock. Is the docker daemon running?\n',
  ],
  [
    'docker -H tcp://nosuch.example:2375 ps',
    'error during connect: Get "http://nosuch.example:2375/v1.51/containers/json": dial tcp: lookup nosuch.example on 127.0.0.53:53: no such host\n',
  ],
  [
    'docker -H ssh://a@far ps',
    'error during connect: Get "http://docker.example.com/v1.51/containers/json": command [ssh -l a -o ConnectTimeout=30 -T -- far docker system dial-stdio] has exited with exit status 255, make sure the URL is valid, and Docker 18.09 or later is installed on the remote host: stderr=ssh: Could not resolve hostname far: Name or service not known\n\n',
  ],
  ['docker -H tcp://x --context far ps', 'conflicting options: cannot specify both --host and --context\n'],
  [
    'docker --context nosuch ps',
    'Failed to initialize: unable to resolve docker endpoint: context "nosuch": context not found: open /home/learner/.docker/contexts/meta/<id>/meta.json: no such file or directory\n',
  ],
  [
    'docker -H unix:///x.sock run alpine',
    "docker: Cannot connect to the Docker daemon at unix:///x.sock. Is the docker daemon running?\n\nRun 'docker run --help' for more information\n",
  ],
  ['docker trust revoke x', 'not simulated: docker trust revoke\n'],
  [
    'docker --tls ps',
    'Failed to initialize: unable to resolve docker endpoint: open /home/learner/.docker/ca.pem: no such file or directory\n',
  ],
])('%s', async (line, text) => {
  expect(await printed(line)).toBe(text);
});

test('a daemon that is not there stops docker info only after the part about the client', async () => {
  expect(await printed('docker -H unix:///x.sock info | tail -n 2')).toBe(
    'Cannot connect to the Docker daemon at unix:///x.sock. Is the docker daemon running?\n\nServer:\n',
  );
});

test('formats of the configuration count until others are asked for', async () => {
  await session.type(`${config('{"networksFormat":"{{.Name}}!"}')}\r`);
  session.shown();
  expect(await printed('docker network ls')).toBe('bridge!\nhost!\nnone!\n');
  expect(await printed("docker network ls --format '{{.Driver}}'")).toBe('bridge\nhost\nnull\n');
  expect(await printed('docker network ls -q | wc -l')).toBe('3\n');
});

test('a configuration that cannot be read is an empty one, with a warning', async () => {
  await session.type(`${config('{bad')}\r`);
  session.shown();
  expect(await printed('docker ps -q')).toBe(
    "WARNING: Error parsing config file (/home/learner/.docker/config.json): invalid character 'b' looking for beginning of object key string\n",
  );
});

test('contexts are made, used, shown and removed; the configuration keeps what else it holds', async () => {
  await session.type(`${config('{"psFormat":"{{.ID}}","detachKeys":"ctrl-x"}')}\r`);
  session.shown();
  expect(await printed('docker context create far --description hey --docker host=tcp://1.2.3.4:5')).toBe(
    'far\nSuccessfully created context "far"\n',
  );
  expect(await printed('docker context use far')).toBe('far\nCurrent context is now "far"\n');
  expect(await printed('cat ~/.docker/config.json; echo')).toBe(
    '{\n\t"auths": {},\n\t"psFormat": "{{.ID}}",\n\t"detachKeys": "ctrl-x",\n\t"currentContext": "far"\n}\n',
  );
  expect(await printed('cat ~/.docker/contexts/meta/*/meta.json; echo')).toBe(
    '{"Name":"far","Metadata":{"Description":"hey"},"Endpoints":{"docker":{"Host":"tcp://1.2.3.4:5","SkipTLSVerify":false}}}\n',
  );
  expect(await printed('docker context rm far')).toBe('context "far" is in use, set -f flag to force remove\n');
  expect(await printed('docker context rm -f far')).toBe('far\n');
  expect(await printed('docker context show')).toBe('default\n');
});

test('a context goes through a file', async () => {
  await session.type('rm -f far.dockercontext; docker context create far --docker host=tcp://1.2.3.4:5\r');
  session.shown();
  expect(await printed('docker context export far')).toBe('Written file "far.dockercontext"\n');
  expect(await printed('docker context export far')).toBe('open far.dockercontext: file exists\n');
  expect(await printed('docker context import near far.dockercontext')).toBe(
    'near\nSuccessfully imported context "near"\n',
  );
  expect(await printed('docker context ls -q')).toBe('default\nfar\nnear\n');
  expect(await printed('docker context import bad /etc/hostname')).toBe('unexpected EOF\n');
});

test('a context whose file is damaged is not found, and does not hide the others', async () => {
  await session.type('docker context create far --docker host=tcp://1.2.3.4:5\r');
  await session.type('for f in ~/.docker/contexts/meta/*/meta.json; do echo "{" > $f; done\r');
  session.shown();
  expect(await printed('docker context ls -q')).toBe('default\n');
  expect(await printed('docker context use far | cat')).toContain('unexpected end of JSON input');
});
