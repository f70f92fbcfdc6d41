import { expect, test } from 'vitest';
import { parseContextHost, parseHost } from '../../../../src/sim/cli/api/host.ts';

const at = (url: string, scheme: string, name: string, port: number, authority: string): object => ({
  url,
  scheme,
  name,
  port,
  authority,
});
const socket = '/var/run/docker.sock';

test.each([
  ['', at(`unix://${socket}`, 'unix', socket, 0, '')],
  ['unix:///x.sock', at('unix:///x.sock', 'unix', '/x.sock', 0, '')],
  ['tcp://10.0.0.1', at('tcp://10.0.0.1:2375', 'tcp', '10.0.0.1', 2375, '10.0.0.1:2375')],
  ['tcp://', at('tcp://localhost:2375', 'tcp', 'localhost', 2375, 'localhost:2375')],
  ['foo', at('tcp://foo:2375', 'tcp', 'foo', 2375, 'foo:2375')],
  ['ssh://user@far', { ...at('ssh://user@far', 'ssh', 'far', 22, 'docker.example.com'), user: 'user' }],
  [
    'ssh://far:2222/x.sock',
    { ...at('ssh://far:2222/x.sock', 'ssh', 'far', 2222, 'docker.example.com'), path: '/x.sock' },
  ],
  ['gopher://x', { error: 'unable to resolve docker endpoint: invalid bind address format: gopher://x' }],
  [
    'bad host',
    { error: 'unable to resolve docker endpoint: parse "tcp://bad host": invalid character " " in host name' },
  ],
])('--host %s', (text, host) => {
  expect(parseHost(text)).toEqual(host);
});

test.each([
  ['tcp://h', at('tcp://h', 'tcp', 'h', 80, 'h')],
  ['tcp://h:2376', at('tcp://h:2376', 'tcp', 'h', 2376, 'h:2376')],
  ['foo', { error: 'unable to apply docker endpoint options: unable to parse docker host `foo`' }],
  ['tcp://h:x', { error: 'invalid docker endpoint options: parse "tcp://h:x": invalid port ":x" after host' }],
])('the host %s of a context', (text, host) => {
  expect(parseContextHost(text)).toEqual(host);
});
