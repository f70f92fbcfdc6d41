// The registries of the world: one in a container, Docker Hub's accounts, clouds, and what can happen to a registry.
import { expect, test } from 'vitest';
import type { ManifestSummary } from '../../src/sim/registry/records.ts';
import { createWorld, type World } from '../../src/sim/world.ts';
import { parseSession } from '../../src/sim/parse-session.ts';

class Learner {
  readonly world: World = createWorld({ seed: 'registries', epoch: Date.UTC(2026, 0, 12, 9, 0, 0) });

  static async at(): Promise<Learner> {
    const learner = new Learner();
    learner.world.openTerminal('t1', 200, 40);
    await learner.world.settle(1000);
    return learner;
  }

  /** What a command line printed; its progress is left out. */
  async run(line: string): Promise<string> {
    const from = this.world.kernel.log.length;
    this.world.type('t1', `${line}\r`);
    await this.world.settle(600_000);
    const output = this.world.kernel.log.entries
      .slice(from)
      .flatMap((entry) => (entry.type === 'output' ? [entry.data] : []));
    const text = output.join('').replace(/\x1b\[[?\d;]*[A-Za-z]/g, '');
    // The first line is the echo of the command, the last one the next prompt.
    const lines = text.split(/\r*\n/).slice(1);
    return lines
      .map((shown) => shown.replaceAll('\r', '').replace(/learner@drydock:.*$/, ''))
      .filter((shown) => !/^\w+: (?:Pulling fs|Waiting)/.test(shown))
      .join('\n')
      .replace(/sha256:[0-9a-f]{64}/g, '<digest>')
      .trim();
  }
}

const imageOf = '$(docker inspect -f "{{.Id}}" alpine)';

test('a registry in a container: pushed, looked at, removed, pulled; its volume keeps what its container held', async () => {
  const learner = await Learner.at();
  await learner.run('docker run -d --name registry -p 5000:5000 -v images:/var/lib/registry registry:2');
  await learner.run('docker pull -q alpine; docker tag alpine localhost:5000/mine');
  await learner.run('docker push localhost:5000/mine');
  expect(await learner.run('curl -s localhost:5000/v2/_catalog')).toBe('{"repositories":["mine"]}');
  expect(await learner.run('curl -s localhost:5000/v2/mine/tags/list')).toBe('{"name":"mine","tags":["latest"]}');
  expect(
    await learner.run('docker exec registry ls /var/lib/registry/docker/registry/v2/repositories/mine/_manifests/tags'),
  ).toBe('latest');
  await learner.run('docker rm -f registry');
  expect(await learner.run('docker pull localhost:5000/mine')).toContain('connect: connection refused');
  await learner.run('docker run -d --name again -p 5000:5000 -v images:/var/lib/registry registry:2');
  await learner.run(`before=${imageOf}; docker rmi -f alpine localhost:5000/mine`);
  expect(await learner.run('docker pull -q localhost:5000/mine')).toBe('localhost:5000/mine:latest');
  expect(await learner.run('test $(docker inspect -f "{{.Id}}" localhost:5000/mine) = $before && echo same')).toBe(
    'same',
  );
  expect(await learner.run('docker stop again; docker inspect -f "{{.State.ExitCode}}" again')).toBe('again\n2');
});

test('a registry without TLS is spoken to at localhost and nowhere else', async () => {
  const learner = await Learner.at();
  await learner.run('docker run -d --name registry -p 5000:5000 registry:2');
  await learner.run(
    'docker pull -q busybox; docker tag busybox 172.17.0.1:5000/b; docker tag busybox 127.0.0.1:5000/b',
  );
  expect(await learner.run('docker push -q 172.17.0.1:5000/b')).toBe(
    'Get "https://172.17.0.1:5000/v2/": http: server gave HTTP response to HTTPS client',
  );
  expect(await learner.run('docker push -q 127.0.0.1:5000/b')).toBe('127.0.0.1:5000/b:latest');
  await learner.run(`echo '{"insecure-registries": ["172.17.0.1:5000"]}' | sudo tee /etc/docker/daemon.json`);
  expect(await learner.run('docker push -q 172.17.0.1:5000/b')).toContain('server gave HTTP response to HTTPS client');
  await learner.run('sudo systemctl restart docker; docker start registry; sleep 1');
  expect(await learner.run('docker push -q 172.17.0.1:5000/b')).toBe('172.17.0.1:5000/b:latest');
});

test("one's own namespace at Docker Hub, and nobody else's", async () => {
  const learner = await Learner.at();
  await learner.run('docker pull -q alpine; docker tag alpine learner/a; docker tag alpine teammate/a');
  expect(await learner.run('docker push -q learner/a')).toBe('denied: requested access to the resource is denied');
  expect(await learner.run('echo wrong | docker login -u learner --password-stdin')).toContain(
    'unauthorized: incorrect username or password',
  );
  expect(await learner.run('echo learner-password | docker login -u learner --password-stdin')).toContain(
    'Login Succeeded',
  );
  expect(await learner.run('docker push learner/a')).toContain('Mounted from library/alpine');
  expect(await learner.run('docker push learner/a')).toContain('Layer already exists');
  expect(await learner.run('docker push -q teammate/a')).toBe('denied: requested access to the resource is denied');
  await learner.run('docker logout');
  expect(await learner.run('docker pull -q learner/a')).toBe('docker.io/learner/a:latest');
});

test('the limit of anonymous pulls ends with a login', async () => {
  const learner = await Learner.at();
  learner.world.changeRegistry({ host: 'docker.io', action: 'limit' });
  expect(await learner.run('docker pull -q alpine')).toContain(
    'toomanyrequests: You have reached your unauthenticated pull rate limit',
  );
  await learner.run('echo learner-password | docker login -u learner --password-stdin');
  expect(await learner.run('docker pull -q alpine')).toBe('docker.io/library/alpine:latest');
  await learner.run('docker logout');
  learner.world.changeRegistry({ host: 'docker.io', action: 'recover' });
  expect(await learner.run('docker pull -q busybox')).toBe('docker.io/library/busybox:latest');
});

test('an outage, and its end', async () => {
  const learner = await Learner.at();
  learner.world.changeRegistry({ host: 'docker.io', action: 'cut' });
  expect(await learner.run('docker pull -q alpine')).toBe(
    'Error response from daemon: Get "https://registry-1.docker.io/v2/": net/http: request canceled while waiting for connection (Client.Timeout exceeded while awaiting headers)',
  );
  learner.world.changeRegistry({ host: 'docker.io', action: 'restore' });
  expect(await learner.run('docker pull -q alpine')).toBe('docker.io/library/alpine:latest');
});

test('a blob that was tampered with is refused; nothing of it stays', async () => {
  const learner = await Learner.at();
  const { kernel } = learner.world;
  await learner.run('docker pull -q alpine; docker rmi alpine');
  const repository = kernel.store.get('repository', 'docker.io/library/alpine');
  const manifests: readonly ManifestSummary[] = Object.values(repository?.manifests ?? {});
  const digest = manifests.find(({ platform }) => platform === 'linux/amd64')?.layers[0]?.digest ?? '';
  learner.world.changeRegistry({ host: 'docker.io', action: 'tamper', digest });
  expect(await learner.run('docker pull -q alpine')).toBe('filesystem layer verification failed for digest <digest>');
  expect(await learner.run('docker images -q')).toBe('');
  learner.world.changeRegistry({ host: 'docker.io', action: 'mend', digest });
  expect(await learner.run('docker pull -q alpine')).toBe('docker.io/library/alpine:latest');
});

test('what happens to registries is part of the session', async () => {
  const learner = await Learner.at();
  learner.world.changeRegistry({ host: 'docker.io', action: 'limit' });
  const said = await learner.run('docker pull -q alpine');
  const session = parseSession(JSON.parse(JSON.stringify(learner.world.session())) as unknown);
  if ('problem' in session) throw new Error(session.problem);
  const again = createWorld(session);
  for (const wait of again.replay(session)) await wait;
  expect(said).toContain('toomanyrequests');
  expect(again.kernel.log.length).toBe(learner.world.kernel.log.length);
});

test("Amazon's registry: a password for twelve hours, repositories that are made first", async () => {
  const learner = await Learner.at();
  const host = '123456789012.dkr.ecr.us-east-1.amazonaws.com';
  await learner.run(`docker pull -q busybox; docker tag busybox ${host}/web:1`);
  expect(await learner.run(`docker push -q ${host}/web:1`)).toBe('no basic auth credentials');
  expect(await learner.run('aws ecr get-login-password')).toContain('You must specify a region.');
  await learner.run('export AWS_REGION=us-east-1');
  expect(
    await learner.run(`aws ecr get-login-password | docker login --username AWS --password-stdin ${host}`),
  ).toContain('Login Succeeded');
  expect(await learner.run(`docker push -q ${host}/web:1`)).toBe(
    "name unknown: The repository with name 'web' does not exist in the registry with id '123456789012'",
  );
  expect(await learner.run('aws ecr create-repository --repository-name web')).toContain(
    `"repositoryUri": "${host}/web"`,
  );
  expect(await learner.run(`docker push -q ${host}/web:1`)).toBe(`${host}/web:1`);
  expect(await learner.run('aws ecr create-repository --repository-name web')).toContain(
    'RepositoryAlreadyExistsException',
  );
  expect(await learner.run('aws ecr delete-repository --repository-name web')).toContain('RepositoryNotEmptyException');
});

test("Microsoft's images are anybody's, and others' are not", async () => {
  const learner = await Learner.at();
  expect(await learner.run('docker pull -q mcr.microsoft.com/dotnet/aspnet:8.0')).toBe(
    'mcr.microsoft.com/dotnet/aspnet:8.0',
  );
  expect(await learner.run('docker pull -q ghcr.io/teammate/secret')).toContain('denied');
  expect(await learner.run('docker pull -q registry.example/x')).toContain('no such host');
});
