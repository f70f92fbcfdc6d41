import { expect, test } from 'vitest';
import { displayPorts, type PortSummary } from '../../../../src/sim/cli/rows/display-ports.ts';

const published = (inside: number, outside: number, Type = 'tcp'): PortSummary[] =>
  ['0.0.0.0', '::'].map((IP) => ({ IP, PrivatePort: inside, PublicPort: outside, Type }));

test.each<[string, PortSummary[]]>([
  ['', []],
  ['80/tcp', [{ PrivatePort: 80, Type: 'tcp' }]],
  ['0.0.0.0:8080->80/tcp, [::]:8080->80/tcp', published(80, 8080)],
  ['7000-7002/tcp', [7001, 7000, 7002].map((PrivatePort) => ({ PrivatePort, Type: 'tcp' }))],
  [
    '0.0.0.0:9000-9002->9000-9002/tcp, [::]:9000-9002->9000-9002/tcp',
    [9000, 9001, 9002].flatMap((port) => published(port, port)),
  ],
  [
    '443/tcp, 0.0.0.0:5353->53/udp, [::]:5353->53/udp, 0.0.0.0:8080->80/tcp, [::]:8080->80/tcp',
    [...published(80, 8080), { PrivatePort: 443, Type: 'tcp' }, ...published(53, 5353, 'udp')],
  ],
])('%s', (text, ports) => {
  expect(displayPorts(ports)).toBe(text);
});
