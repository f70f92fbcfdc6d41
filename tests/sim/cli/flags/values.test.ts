// What good values of the structured flags come to; their mistakes are in the recorded command lines.
import { describe, expect, it } from 'vitest';
import { readCsv } from '../../../../src/sim/cli/flags/csv.ts';
import { isIp } from '../../../../src/sim/cli/flags/ip-address.ts';
import { parseMount } from '../../../../src/sim/cli/flags/mount-option.ts';
import { nanoCpus } from '../../../../src/sim/cli/flags/nano-cpus.ts';
import {
  parseDeviceRate,
  parseFileReference,
  parseGpus,
  parseNetwork,
  parseUlimit,
} from '../../../../src/sim/cli/flags/option-list.ts';
import { splitWords } from '../../../../src/sim/cli/flags/split-words.ts';

const result = (parsed: { value: unknown } | { error: string }): unknown =>
  'error' in parsed ? parsed.error : parsed.value;

describe('--mount', () => {
  it.each([
    ['type=volume,src=data,dst=/data', { Type: 'volume', Source: 'data', Target: '/data' }],
    ['target=/x', { Type: 'volume', Target: '/x' }],
    ['TYPE=bind,source=/a,destination=/b,readonly', { Type: 'bind', Source: '/a', Target: '/b', ReadOnly: true }],
    [
      'type=tmpfs,target=/t,tmpfs-size=64m,tmpfs-mode=1770',
      { Type: 'tmpfs', Target: '/t', TmpfsOptions: { SizeBytes: 67108864, Mode: 0o1770 } },
    ],
    [
      'type=volume,target=/v,volume-nocopy,volume-label=a=1,volume-driver=local,volume-opt=type=nfs,"volume-opt=o=addr=1,rw"',
      {
        Type: 'volume',
        Target: '/v',
        VolumeOptions: {
          NoCopy: true,
          Labels: { a: '1' },
          DriverConfig: { Name: 'local', Options: { type: 'nfs', o: 'addr=1,rw' } },
        },
      },
    ],
    [
      'type=bind,src=/a,target=/b,bind-recursive=disabled,bind-propagation=rshared',
      { Type: 'bind', Source: '/a', Target: '/b', BindOptions: { NonRecursive: true, Propagation: 'rshared' } },
    ],
    [
      'type=bind,src=/a,target=/b,bind-recursive=readonly',
      "option 'bind-recursive=readonly' requires 'readonly' to be specified in conjunction",
    ],
  ])('%s', (text, expected) => {
    expect(result(parseMount(text))).toEqual(expected);
  });
});

describe('other structured flags', () => {
  const network = { Target: '', Aliases: [], DriverOpts: {}, Links: [], LinkLocalIPs: [] };

  it.each([
    ['back', { ...network, Target: 'back' }],
    [
      'name=back,alias=db,alias=store,ip=172.20.0.9',
      { ...network, Target: 'back', Aliases: ['db', 'store'], IPv4Address: '172.20.0.9' },
    ],
    ['name=back,driver-opt=k=v,gw-priority=2', { ...network, Target: 'back', DriverOpts: { k: 'v' }, GwPriority: 2 }],
    ['alias=db', 'network name/id is not specified'],
  ])('--network %s', (text, expected) => {
    expect(result(parseNetwork(text))).toEqual(expected);
  });

  it.each([
    ['nofile=1024', { Name: 'nofile', Soft: 1024, Hard: 1024 }],
    ['nproc=10:-1', { Name: 'nproc', Soft: 10, Hard: -1 }],
    ['core=-1:5', 'ulimit soft limit must be less than or equal to hard limit: -1 > 5'],
  ])('--ulimit %s', (text, expected) => {
    expect(result(parseUlimit(text))).toEqual(expected);
  });

  it.each([
    ['all', { Driver: '', Count: -1, DeviceIDs: [], Capabilities: [['gpu']], Options: {} }],
    ['2', { Driver: '', Count: 2, DeviceIDs: [], Capabilities: [['gpu']], Options: {} }],
    [
      '"device=0,1",capabilities=utility',
      { Driver: '', Count: 0, DeviceIDs: ['0', '1'], Capabilities: [['utility', 'gpu']], Options: {} },
    ],
  ])('--gpus %s', (text, expected) => {
    expect(result(parseGpus(text))).toEqual(expected);
  });

  it('reads configs, rates and CPUs', () => {
    expect(result(parseFileReference('source=a,target=/b,mode=0400,uid=7', 'config'))).toEqual({
      Source: 'a',
      Target: '/b',
      UID: '7',
      GID: '0',
      Mode: 0o400,
    });
    expect(result(parseFileReference('key', 'secret'))).toMatchObject({ Source: 'key', Target: 'key', Mode: 0o444 });
    expect(result(parseDeviceRate('/dev/sda:1mb', 'bps'))).toEqual({ Path: '/dev/sda', Rate: 1048576 });
    expect(['1.5', '1/2', '.25', '2e-1', '-1', '1/0', '1.0000000001'].map((text) => result(nanoCpus(text)))).toEqual([
      1_500_000_000,
      500_000_000,
      250_000_000,
      200_000_000,
      -1_000_000_000,
      'failed to parse 1/0 as a rational number',
      'value is too precise',
    ]);
  });
});

describe('splitting', () => {
  it.each([
    ['a,b', ['a', 'b']],
    ['a,', ['a', '']],
    ['"a,b",c', ['a,b', 'c']],
    ['"a""b"', ['a"b']],
    ['', 'EOF'],
    ['"a', 'parse error on line 1, column 3: extraneous or missing " in quoted-field'],
    ['"a"b', 'parse error on line 1, column 3: extraneous or missing " in quoted-field'],
  ])('CSV %s', (text, expected) => {
    expect(result(readCsv(text))).toEqual(expected);
  });

  it.each([
    [`sh -c "echo a" 'b c' d\\ e # no`, ['sh', '-c', 'echo a', 'b c', 'd e']],
    [`a"b"'c'`, ['abc']],
    [`""`, ['']],
    [`"a`, 'EOF found when expecting closing quote'],
    ['a\\', 'EOF found after escape character'],
  ])('words %s', (text, expected) => {
    expect(result(splitWords(text))).toEqual(expected);
  });

  it('knows addresses', () => {
    const good = ['10.0.0.1', '::1', '::', 'fe80::1', '1:2:3:4:5:6:7:8', '::ffff:10.0.0.1', '1::8'];
    const bad = ['10.0.0', '010.0.0.1', '256.1.1.1', ':::', '1:2:3', '1:2:3:4:5:6:7:8:9', 'g::', 'web', ''];
    expect([good.filter((text) => !isIp(text)), bad.filter((text) => isIp(text))]).toEqual([[], []]);
  });
});
