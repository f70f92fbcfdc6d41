// IPv6 addresses as text and back (RFC 4291, RFC 5952): what is written, what comes of it.
import { expect, test } from 'vitest';
import {
  contains6,
  formatAddress6,
  formatSubnet6,
  parseAddress6,
  parseSubnet6,
} from '../../../../src/sim/computer/network/address6.ts';

test.each<[string, string | undefined]>([
  ['::', '::'],
  ['::1', '::1'],
  ['2001:DB8:0:0:0:0:0:1', '2001:db8::1'],
  ['2001:db8:0:1:1:1:1:1', '2001:db8:0:1:1:1:1:1'],
  ['2001:0:0:1:0:0:0:1', '2001:0:0:1::1'],
  ['2001:db8::1:0:0:1', '2001:db8::1:0:0:1'],
  ['fe80::0042', 'fe80::42'],
  ['::ffff:192.168.1.2', '::ffff:c0a8:102'],
  ['1:2:3:4:5:6:7:8', '1:2:3:4:5:6:7:8'],
  ['1:2:3:4:5:6:7::', '1:2:3:4:5:6:7:0'],
  ['', undefined],
  ['1:2:3', undefined],
  ['1::2::3', undefined],
  ['1:2:3:4:5:6:7:8:9', undefined],
  ['1:2:3:4::5:6:7:8', undefined],
  ['12345::', undefined],
  ['fe80::1%eth0', undefined],
  ['::256.0.0.1', undefined],
  ['10.0.0.1', undefined],
])('%s is %s', (text, written) => {
  const number = parseAddress6(text);
  expect(number === undefined ? undefined : formatAddress6(number)).toBe(written);
});

test.each<[string, string | undefined, string, boolean]>([
  ['2001:db8::/64', '2001:db8::/64', '2001:db8::ffff', true],
  ['2001:db8::/64', '2001:db8::/64', '2001:db8:0:1::', false],
  ['2001:db8::99/64', '2001:db8::/64', '2001:db8::1', true],
  ['::/0', '::/0', 'fd00::1', true],
  ['fd00::1/128', 'fd00::1/128', 'fd00::1', true],
  ['fd00::1/129', undefined, 'fd00::1', false],
  ['fd00::1', undefined, 'fd00::1', false],
])('%s as a subnet is %s; %s in it: %s', (text, written, address, inside) => {
  const subnet = parseSubnet6(text);
  const number = parseAddress6(address) ?? 0n;
  expect([subnet && formatSubnet6(subnet), subnet ? contains6(subnet, number) : false]).toEqual([written, inside]);
});
