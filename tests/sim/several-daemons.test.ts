// Other machines with engines of their own: how a client gets at them, what it says when it cannot, and what they share.
import { describe, expect, test } from 'vitest';
import { createWorld } from '../../src/sim/world.ts';
import { Learner } from '../support/learner.ts';

async function withMachines(seed: string): Promise<Learner> {
  const learner = await Learner.at(seed);
  learner.world.changeMachines({ action: 'add', name: 'server', access: 'ssh' });
  learner.world.changeMachines({ action: 'add', name: 'laptop', access: 'tcp' });
  learner.world.changeMachines({ action: 'add', name: 'lab', access: 'tls' });
  await learner.world.settle(1000);
  return learner;
}

const header = 'CONTAINER ID   IMAGE     COMMAND   CREATED   STATUS    PORTS     NAMES';
const during = (url: string, why: string): string => `error during connect: Get "${url}/v1.51/containers/json": ${why}`;
const bySsh = (args: string, said: string): string =>
  during(
    'http://docker.example.com',
    `command [ssh ${args} docker system dial-stdio] has exited with exit status 255, make sure the URL is valid, and Docker 18.09 or later is installed on the remote host: stderr=${said}`,
  );
const plain = '-o ConnectTimeout=30 -T -- ';

describe('the way to a daemon', async () => {
  const learner = await withMachines('ways');
  await learner.run('mkdir ~/.docker; openssl version > /dev/null');
  const own = '--tlscacert ~/certs/lab/ca.pem --tlscert ~/certs/lab/cert.pem --tlskey ~/certs/lab/key.pem';
  test.each([
    ['-H ssh://server ps', header],
    ['-H ssh://learner@server ps', header],
    ['-H ssh://learner@server:22 ps', header],
    ['-H tcp://laptop:2375 ps', header],
    ['-H laptop ps', header],
    ['-H tcp://192.168.64.12 ps', header],
    [`-H tcp://lab:2376 --tlsverify ${own} ps`, header],
    [`-H tcp://192.168.64.13:2376 --tlsverify ${own} ps`, header],
    [`-H tcp://lab:2376 --tls ${own} ps`, header],
    [
      '-H tcp://server:2375 ps',
      'Cannot connect to the Docker daemon at tcp://server:2375. Is the docker daemon running?',
    ],
    ['-H tcp://nobody:2375 ps', during('http://nobody:2375', 'dial tcp: lookup nobody on 127.0.0.53:53: no such host')],
    [
      '-H tcp://nobody ps -a',
      `error during connect: Get "http://nobody:2375/v1.51/containers/json?all=1": dial tcp: lookup nobody on 127.0.0.53:53: no such host`,
    ],
    [
      '-H tcp://nobody run alpine',
      'docker: error during connect: Head "http://nobody:2375/_ping": dial tcp: lookup nobody on 127.0.0.53:53: no such host\n\nRun \'docker run --help\' for more information',
    ],
    [
      '-H tcp://192.168.64.99 ps',
      during('http://192.168.64.99:2375', 'dial tcp 192.168.64.99:2375: connect: no route to host'),
    ],
    ['-H tcp://lab:2376 ps', 'Error response from daemon: Client sent an HTTP request to an HTTPS server.'],
    [
      '-H tcp://lab:2376 --tlsverify ps',
      'Failed to initialize: unable to resolve docker endpoint: open /home/learner/.docker/ca.pem: no such file or directory',
    ],
    [
      '-H tcp://lab:2376 --tlsverify --tlscacert ~/certs/lab/ca.pem ps',
      during('https://lab:2376', 'remote error: tls: certificate required'),
    ],
    [
      `-H tcp://laptop:2375 --tlsverify ${own} ps`,
      during('https://laptop:2375', 'http: server gave HTTP response to HTTPS client'),
    ],
    [
      `-H tcp://lab:2376 --tlsverify ${own.replace('key.pem', 'cert.pem')} ps`,
      'Failed to initialize: failed to retrieve context tls info: tls: found a certificate rather than a key in the PEM for the private key',
    ],
    [
      `-H tcp://lab:2376 --tlsverify ${own.replace('lab/ca.pem', 'lab/key.pem')} ps`,
      'Failed to initialize: failed to retrieve context tls info: ca.pem seems invalid',
    ],
    [
      '-H ssh://nobody ps',
      bySsh(`${plain}nobody`, 'ssh: Could not resolve hostname nobody: Name or service not known'),
    ],
    ['-H ssh://bob@server ps', bySsh(`-l bob ${plain}server`, 'bob@server: Permission denied (publickey).')],
    [
      '-H ssh://server:2222 ps',
      bySsh(`-p 2222 ${plain}server`, 'ssh: connect to host server port 2222: Connection refused'),
    ],
    [
      '-H ssh://bob:secret@server ps',
      'Failed to initialize: ssh host connection is not valid: invalid SSH URL: plain-text password is not supported',
    ],
    ['-H ssh:// ps', 'Failed to initialize: ssh host connection is not valid: invalid SSH URL: hostname is empty'],
    ['-H foo://x ps', 'Failed to initialize: unable to resolve docker endpoint: invalid bind address format: foo://x'],
    [
      '-H tcp://h:x ps',
      'Failed to initialize: unable to resolve docker endpoint: parse "tcp://h:x": invalid port ":x" after host',
    ],
    ['-H tcp://laptop -c default ps', 'conflicting options: cannot specify both --host and --context'],
  ])('docker %s', async (line, printed) => {
    expect(await learner.run(`docker ${line}`)).toBe(printed);
  });

  test('a certificate of another authority, and a server by a name that it has not', async () => {
    learner.world.changeMachines({ action: 'add', name: 'other', access: 'tls' });
    await learner.world.settle(1000);
    const ps = (host: string, ca: string, cert: string): string =>
      `DOCKER_HOST=${host} DOCKER_TLS_VERIFY=1 docker --tlscacert ~/certs/${ca}/ca.pem --tlscert ~/certs/${cert}/cert.pem --tlskey ~/certs/${cert}/key.pem ps`;
    expect(await learner.run(ps('tcp://lab:2376', 'other', 'lab'))).toBe(
      during('https://lab:2376', 'tls: failed to verify certificate: x509: certificate signed by unknown authority'),
    );
    expect(await learner.run(ps('tcp://lab:2376', 'lab', 'other'))).toBe(
      during('https://lab:2376', 'remote error: tls: unknown certificate authority'),
    );
    await learner.run("echo '192.168.64.13 lab.example' | sudo tee -a /etc/hosts");
    expect(await learner.run(ps('tcp://lab.example:2376', 'lab', 'lab'))).toBe(
      during(
        'https://lab.example:2376',
        'tls: failed to verify certificate: x509: certificate is valid for lab, localhost, not lab.example',
      ),
    );
  });
});

test('a daemon that was stopped, and a machine that was taken away', async () => {
  const learner = await withMachines('stopped');
  await learner.run('ssh server sudo systemctl stop docker; ssh laptop sudo systemctl stop docker docker.socket');
  expect(await learner.run('docker -H ssh://server ps')).toBe(
    'Cannot connect to the Docker daemon at http://docker.example.com. Is the docker daemon running?',
  );
  expect(await learner.run('docker -H tcp://laptop:2375 ps')).toBe(
    'Cannot connect to the Docker daemon at tcp://laptop:2375. Is the docker daemon running?',
  );
  await learner.run('ssh server sudo systemctl start docker');
  expect(await learner.run('docker -H ssh://server run -d --name web nginx')).toContain('<id>');
  learner.world.changeMachines({ action: 'remove', name: 'server' });
  await learner.world.settle(60_000);
  expect(await learner.run('ssh server')).toBe('ssh: Could not resolve hostname server: Name or service not known');
  const { store } = learner.world.kernel;
  expect([...store.all('machine')].map(({ name }) => name)).toEqual(['laptop', 'lab']);
  const kinds = ['container', 'image', 'layer', 'network', 'process', 'daemon'] as const;
  expect(
    kinds.filter((kind) => [...store.all(kind)].some((record) => JSON.stringify(record).includes('"server"'))),
  ).toEqual([]);
});

test('contexts lead to them, with certificates; they can be carried elsewhere', async () => {
  const learner = await withMachines('contexts');
  const files = 'ca=certs/lab/ca.pem,cert=certs/lab/cert.pem,key=certs/lab/key.pem';
  expect(await learner.run(`docker context create lab --docker host=tcp://lab:2376,${files}`)).toBe(
    'lab\nSuccessfully created context "lab"',
  );
  expect(
    await learner.run('docker context create far --docker host=ssh://learner@server --description "far away"'),
  ).toBe('far\nSuccessfully created context "far"');
  expect(await learner.run('docker context create x1 --docker host=tcp://lab:2376,ca=none.pem')).toBe(
    'unable to create docker endpoint config: open none.pem: no such file or directory',
  );
  expect(await learner.run("docker context inspect lab --format '{{json .TLSMaterial}}'")).toBe(
    '{"docker":["ca.pem","cert.pem","key.pem"]}',
  );
  expect(await learner.run('docker context use lab; docker info --format "{{.Name}} {{.ClientInfo.Context}}"')).toBe(
    'lab\nCurrent context is now "lab"\nlab lab',
  );
  await learner.run('docker context export lab; docker context import copy lab.dockercontext');
  expect(await learner.run('docker -c copy info --format "{{.Name}}"; docker -c far info --format "{{.Name}}"')).toBe(
    'lab\nserver',
  );
  expect(await learner.run('docker context rm lab')).toBe('context "lab" is in use, set -f flag to force remove');
  expect(await learner.run('docker context use default; docker context rm lab copy; ls ~/.docker/contexts/tls')).toBe(
    'default\nCurrent context is now "default"\nlab\ncopy',
  );
  expect(await learner.run('docker context ls')).toBe(
    [
      'NAME        DESCRIPTION                               DOCKER ENDPOINT               ERROR',
      'default *   Current DOCKER_HOST based configuration   unix:///var/run/docker.sock',
      'far         far away                                  ssh://learner@server',
    ].join('\n'),
  );
});

test('each machine has its own containers, images, files and ports; a published port is reached by its name', async () => {
  const learner = await withMachines('apart');
  await learner.run('export DOCKER_HOST=ssh://learner@server');
  await learner.run('docker run -d --name web -p 8080:80 -v /home/learner/site:/usr/share/nginx/html nginx');
  expect(await learner.run('ssh server "echo hello from the server > site/index.html"')).toContain('Permission denied');
  await learner.run('ssh server "sudo sh -c \'echo hello from the server > site/index.html\'"');
  expect(await learner.run('curl -s server:8080; curl -s localhost:8080; echo $?; ls site')).toBe(
    "hello from the server\n7\nls: cannot access 'site': No such file or directory",
  );
  expect(
    await learner.run('docker ps --format "{{.Names}} {{.Image}}"; unset DOCKER_HOST; docker ps -aq; docker images -q'),
  ).toBe('web nginx');
  expect(await learner.run('docker run --rm alpine wget -qO- http://server:8080')).toContain('hello from the server');
});

test('what one pushes the other pulls: the digests are the same, and a changed blob is refused', async () => {
  const learner = await withMachines('sharing');
  const digestOf = "docker images --digests --format '{{.Digest}}' learner/app";
  await learner.run('echo learner-password | docker login -u learner --password-stdin');
  await learner.run("printf 'FROM alpine\\nRUN echo made here > /made\\n' > Dockerfile");
  await learner.run('docker build -q -t learner/app .; docker push learner/app');
  const pushed = await learner.raw("docker inspect -f '{{index .RepoDigests 0}}' learner/app");
  expect(pushed).toMatch(/^learner\/app@sha256:[0-9a-f]{64}$/);
  await learner.run('docker context create server --docker host=ssh://server; docker context use server');
  expect(await learner.run('docker run --rm learner/app cat /made')).toContain('made here');
  expect(await learner.raw("docker inspect -f '{{index .RepoDigests 0}}' learner/app")).toBe(pushed);
  expect(pushed).toContain(await learner.raw(digestOf));
  const repository = [...learner.world.kernel.store.all('repository')].find(({ name }) => name === 'learner/app');
  const digest = Object.values(repository?.manifests ?? {})[0]?.layers.at(-1)?.digest ?? '';
  learner.world.changeRegistry({ host: 'docker.io', action: 'tamper', digest });
  expect(await learner.run('docker -H tcp://laptop:2375 pull -q learner/app')).toMatch(
    /^filesystem layer verification failed for digest <digest>$/,
  );
  learner.world.changeRegistry({ host: 'docker.io', action: 'mend', digest });
  expect(await learner.run('docker -H tcp://laptop:2375 pull -q learner/app')).toBe('docker.io/learner/app:latest');
});

test('a registry on another machine is reached by name where it is allowed without TLS', async () => {
  const learner = await withMachines('registry');
  await learner.run('docker -H ssh://server run -d -p 5000:5000 --name registry registry:2');
  await learner.run('docker pull -q alpine; docker tag alpine server:5000/alpine');
  expect(await learner.run('docker push server:5000/alpine')).toContain('server gave HTTP response to HTTPS client');
  await learner.run(
    `echo '{"insecure-registries":["server:5000"]}' | sudo tee /etc/docker/daemon.json; sudo systemctl restart docker`,
  );
  expect(await learner.run('docker push server:5000/alpine')).toContain('latest: digest: <digest>');
  expect(await learner.run('docker -H ssh://server pull -q localhost:5000/alpine')).toBe(
    'localhost:5000/alpine:latest',
  );
});

test('a terminal on another machine; ssh with a shell, a command, and streams', async () => {
  const learner = await withMachines('shells');
  const there = await learner.terminal('t2', 'server');
  expect(await there.run('hostname; docker info --format "{{.Name}}"; hostname -I')).toBe(
    'server\nserver\n192.168.64.11 172.17.0.1',
  );
  expect(await learner.run('echo in | ssh server "cat; echo err >&2; exit 3"; echo $?')).toBe('in\nerr\n3');
  expect(await learner.run('ssh -t server tty')).toBe('/dev/pts/1\nConnection to server closed.');
  expect(await learner.run('rm ~/.ssh/known_hosts; ssh server true < /dev/null\nyes')).toContain(
    "Warning: Permanently added 'server' (ED25519) to the list of known hosts.",
  );
  expect(await learner.run('ssh server "rm .ssh/authorized_keys"; ssh server')).toBe(
    'learner@server: Permission denied (publickey).',
  );
});

test('a session with machines is made again as it was', async () => {
  const learner = await withMachines('again');
  const there = await learner.terminal('t2', 'laptop');
  await there.run('docker run --rm hello-world');
  await learner.run('docker -H ssh://server run -d --name one alpine sleep 1000');
  learner.world.changeMachines({ action: 'remove', name: 'laptop' });
  await learner.world.settle(30_000);
  const session = learner.world.session();
  const world = createWorld(session);
  for (const part of world.replay(session)) if (part) await part;
  expect(world.kernel.log.length).toBe(learner.world.kernel.log.length);
  expect(JSON.stringify(world.kernel.log.entries.slice(-200))).toBe(
    JSON.stringify(learner.world.kernel.log.entries.slice(0, world.kernel.log.length).slice(-200)),
  );
  expect([...world.machines.keys()]).toEqual(['server', 'lab']);
});
