import { expect, test } from 'vitest';
import { explain, explanations } from '../../../src/lessons/errors/explain.ts';
import { ApiError } from '../../../src/sim/engine/api-error.ts';
import { errors } from '../../../src/sim/engine/errors.ts';

/** Every refusal of the catalogue, made with stand-ins for its names. */
const refusals = Object.entries(errors).map(([name, make]) => {
  const inner = new ApiError('inner', 'invalid', 'inner');
  const given: Readonly<Record<string, readonly unknown[]>> = {
    otherContainer: [errors.noSuchContainer('web')],
    cannotKill: ['web', errors.notRunning('4f5e')],
    cannotStop: ['web', errors.invalidSignal('NOSUCH')],
    cannotRestart: ['web', errors.invalidSignal('NOSUCH')],
    rename: [errors.nameInUse('web', '4f5e4f5e4f5e')],
    invalidReference: ['invalid reference format'],
    invalidOption: ['invalid restart policy: unknown policy \'x\'; use one of "no", "always"'],
    imageConflict: [
      'conflict: unable to delete 1a2b3c (must be forced) - image is being used by stopped container 4f5e',
    ],
    startFailed: ['failed to create task for container: OCI runtime create failed: unable to start container process'],
    psFailed: ['error running ps: exit status 1: error: unknown option'],
    tarRubbish: ['archive/tar: invalid tar header'],
    registry: ['Get "http://localhost:5000/v2/": dial tcp 127.0.0.1:5000: connect: connection refused'],
    authRequired: ['unauthorized: incorrect username or password'],
    networkConfig: [['invalid subnet 1: parse error']],
    noAddresses: ['net', '4f5e'],
    endpointConfig: ['net', ['no configured subnet contains IP address 10.0.0.1']],
    volumeInUse: ['data', ['4f5e']],
    cannotRemove: ['/web', 'container is running: stop the container before removing or force remove'],
    invalidSize: ['height', 'x'],
  };
  const args = given[name] ?? ['web', 'net', 'x', inner];
  return [name, (make as (...args: readonly unknown[]) => ApiError)(...args)] as const;
});

test.each(refusals.filter(([, { message }]) => message !== ''))(
  '%s has a page that its text leads to',
  (_, refusal) => {
    expect(explanations.map(({ code }) => code)).toContain(refusal.code);
    expect(explain(`Error response from daemon: ${refusal.message.split('\n')[0]}`)).toBeDefined();
  },
);

test.each([
  ['docker: Error response from daemon: No such container: wbe', 'no-such-container', 'There is no container wbe'],
  [
    'docker: Error response from daemon: Conflict. The container name "/web" is already in use by container "9c1b2a3d4e5f6071". You have to remove (or rename) that container to be able to reuse that name.',
    'name-in-use',
    'The name web is taken',
  ],
  [
    'docker: Error response from daemon: failed to set up container networking: driver failed programming external connectivity on endpoint b (c0ffee): Bind for 0.0.0.0:8080 failed: port is already allocated',
    'port-taken',
    'Port 8080 is in use by another container',
  ],
  ["Unable to find image 'ngnix:latest' locally", undefined, undefined],
  [
    "docker: Error response from daemon: pull access denied for ngnix, repository does not exist or may require 'docker login': denied: requested access to the resource is denied",
    'pull-denied',
    'The registry has no ngnix, or does not show it to you',
  ],
  [
    'OCI runtime exec failed: exec failed: unable to start container process: exec: "bash": executable file not found in $PATH: unknown',
    'executable-not-found',
    'The container has no program bash',
  ],
  ['bash: dokcer: command not found', 'command-not-found', 'There is no program dokcer here'],
  ['sh: curl: not found', 'command-not-found', 'There is no program curl here'],
  ["cat: can't open 'x.txt': No such file or directory", 'no-such-path', 'There is no x.txt'],
  ["ls: cannot access '/data': No such file or directory", 'no-such-path', 'There is no /data'],
  [
    'Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?',
    'no-daemon',
    'The client found no daemon',
  ],
  [
    'ERROR: failed to solve: failed to compute cache key: failed to calculate checksum of ref abc::def: "/app.py": not found',
    'copy-not-found',
    '/app.py is not in the build context',
  ],
  [
    'ERROR: failed to solve: failed to read dockerfile: open Dockerfile: no such file or directory',
    'dockerfile-missing',
    'There is no Dockerfile to build from',
  ],
  ["unknown shorthand flag: 'z' in -z", 'unknown-flag', 'The command has no such option'],
  [
    'curl: (7) Failed to connect to localhost port 8080 after 0 ms: Could not connect to server',
    'connection-refused',
    'Nobody listens there',
  ],
  ['curl: (6) Could not resolve host: web', 'name-not-resolved', 'This name leads to no address'],
  ['not simulated: --gpus', 'not-simulated', 'Drydock does not simulate this'],
  ['web', undefined, undefined],
  ['total 4', undefined, undefined],
])('%s', (line, code, title) => {
  const explained = explain(line);
  expect([explained?.code, explained?.title]).toEqual([code, title]);
});

test('pages say what they need to, and leave no gap unfilled', () => {
  for (const { title, means, why, tries } of explanations) {
    expect(title.length).toBeLessThan(80);
    expect(Math.min(means.length, why.length)).toBeGreaterThan(15);
    expect(tries.length).toBeGreaterThan(0);
  }
  for (const [, refusal] of refusals) {
    const page = explain(`Error response from daemon: ${refusal.message.split('\n')[0]}`);
    expect([page?.title, page?.means, page?.why, ...(page?.tries ?? [])].join(' ')).not.toMatch(/\{\w+\}/);
  }
});
