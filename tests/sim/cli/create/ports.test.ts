import { expect, test } from 'vitest';
import { parsePorts } from '../../../../src/sim/cli/create/ports.ts';

test.each([
  ['80', { '80/tcp': [{ HostIp: '', HostPort: '' }] }],
  ['8080:80', { '80/tcp': [{ HostIp: '', HostPort: '8080' }] }],
  ['8080:80/UDP', { '80/udp': [{ HostIp: '', HostPort: '8080' }] }],
  ['127.0.0.1:8080:80', { '80/tcp': [{ HostIp: '127.0.0.1', HostPort: '8080' }] }],
  ['127.0.0.1::80', { '80/tcp': [{ HostIp: '127.0.0.1', HostPort: '' }] }],
  ['[::1]:8080:80', { '80/tcp': [{ HostIp: '::1', HostPort: '8080' }] }],
  ['9000-9001:80', { '80/tcp': [{ HostIp: '', HostPort: '9000-9001' }] }],
  ['9000-9001:90-91', { '90/tcp': [{ HostIp: '', HostPort: '9000' }], '91/tcp': [{ HostIp: '', HostPort: '9001' }] }],
  ['target=80,published=8080,protocol=tcp', { '80/tcp': [{ HostIp: '', HostPort: '8080' }] }],
])('--publish %s', (value, bindings) => {
  expect(parsePorts([value], [])).toEqual({
    exposed: Object.fromEntries(Object.keys(bindings).map((port) => [port, {}])),
    bindings,
  });
});

test.each([
  ['abc', 'Invalid containerPort: abc'],
  ['99999:80', 'Invalid hostPort: 99999'],
  ['80:80:80:80', 'Invalid ip address 80:80: address 80:80:: too many colons in address'],
  ['8080:80:tcp', 'Invalid ip address: 8080'],
  ['8080:80/xyz', 'Invalid proto: xyz'],
  ['8080:', 'No port specified: 8080:<empty>'],
  ['8000-8001:80-82', 'Invalid ranges specified for container and host Ports: 80-82 and 8000-8001'],
  ['a=80,published', "invalid publish opts format (should be name=value but got 'published')"],
])('--publish %s: %s', (value, error) => {
  expect(parsePorts([value], [])).toEqual({ error });
});

test('exposed ports and ranges are added to the published ones, in the order of text', () => {
  expect(parsePorts(['8080:80'], ['9999', '7000-7002', '53/udp'])).toEqual({
    exposed: { '53/udp': {}, '7000/tcp': {}, '7001/tcp': {}, '7002/tcp': {}, '80/tcp': {}, '9999/tcp': {} },
    bindings: { '80/tcp': [{ HostIp: '', HostPort: '8080' }] },
  });
});

test.each([
  ['abc', 'invalid range format for --expose: abc, error: strconv.ParseUint: parsing "abc": invalid syntax'],
  ['5-3', 'invalid range format for --expose: 5-3, error: Invalid range specified for the Port: 5-3'],
  ['80:80', 'invalid port format for --expose: 80:80'],
])('--expose %s: %s', (value, error) => {
  expect(parsePorts([], [value])).toEqual({ error });
});
