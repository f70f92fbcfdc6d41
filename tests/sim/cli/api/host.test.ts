import { expect, test } from 'vitest';
import { daemonAt, parseHost } from '../../../../src/sim/cli/api/host.ts';

test.each([
  ['', { url: 'unix:///var/run/docker.sock', scheme: 'unix', name: '/var/run/docker.sock', port: 0 }],
  ['unix:///x.sock', { url: 'unix:///x.sock', scheme: 'unix', name: '/x.sock', port: 0 }],
  ['tcp://10.0.0.1', { url: 'tcp://10.0.0.1:2375', scheme: 'tcp', name: '10.0.0.1', port: 2375 }],
  ['foo', { url: 'tcp://foo:2375', scheme: 'tcp', name: 'foo', port: 2375 }],
  ['ssh://user@far', { url: 'ssh://user@far', scheme: 'ssh', name: 'far', port: 22 }],
  ['gopher://x', { error: 'unable to parse docker host `gopher://x`' }],
])('%s', (text, host) => {
  expect(parseHost(text)).toEqual(host);
});

test.each([
  ['unix:///var/run/docker.sock', 'daemon:drydock'],
  ['unix:///run/docker.sock', 'daemon:drydock'],
  ['unix:///x.sock', undefined],
  ['ssh://far', undefined],
])('%s leads to %s', (text, endpoint) => {
  const host = parseHost(text);
  expect('error' in host ? host : daemonAt(host, 'drydock')).toBe(endpoint);
});
