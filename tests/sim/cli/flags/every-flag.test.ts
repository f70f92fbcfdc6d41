// A call of each command, and of each of its flags in every form that it has.
import { expect, test } from 'vitest';
import { parseCommandLine } from '../../../../src/sim/cli/flags/command-line.ts';
import { allCommands, type CommandSpec, type FlagSpec } from '../../../../src/sim/cli/reference/reference.ts';

/** A value that each type takes. */
const values: Readonly<Record<string, string>> = {
  string: 'text',
  'pem-file': 'ca.pem',
  'node-addr': '192.168.1.2:2377',
  int: '3',
  uint: '3',
  uint16: '3',
  uint32: '3',
  float: '0.5',
  decimal: '1.5',
  bytes: '64m',
  duration: '10s',
  list: 'text',
  stringArray: 'text',
  scale: 'web=2',
  port: '8080:80',
  strings: 'one,two',
  ipNetSlice: '10.1.0.0/16',
  map: 'key=value',
  stringToString: 'key=value',
  filter: 'name=value',
  mount: 'type=bind,source=/a,target=/b',
  network: 'net',
  ulimit: 'nofile=1024:2048',
  'gpu-request': 'all',
  config: 'source=a,target=/b',
  secret: 'source=a,target=/b',
  pref: 'spread=node.labels.rack',
  'external-ca': 'protocol=cfssl,url=https://ca.example',
  'credential-spec': 'config://one',
  command: 'sh -c true',
};

/** Values that flags of a name check for themselves. */
const byName: Readonly<Record<string, string>> = {
  'add-host': 'db:10.0.0.1',
  attach: 'stdout',
  dns: '10.0.0.1',
  'dns-add': '10.0.0.1',
  'dns-rm': '10.0.0.1',
  'dns-search': 'example.com',
  'dns-search-add': 'example.com',
  'dns-search-rm': 'example.com',
  'host-add': 'db:10.0.0.1',
  'device-cgroup-rule': 'c 1:3 rwm',
  'device-read-bps': '/dev/sda:1mb',
  'device-write-bps': '/dev/sda:1mb',
  'device-read-iops': '/dev/sda:100',
  'device-write-iops': '/dev/sda:100',
  'blkio-weight-device': '/dev/sda:100',
  env: 'A=1',
  'link-local-ip': '169.254.1.1',
  sysctl: 'net.core.somaxconn=1024',
  'sysctl-add': 'net.core.somaxconn=1024',
};

/** Older spellings, which stand for another flag of the command. */
const spelledAnew: Readonly<Record<string, string>> = {
  'dns-opt': 'dns-option',
  net: 'network',
  'net-alias': 'network-alias',
  time: 'timeout',
};

const valueOf = ({ name, type }: FlagSpec): string =>
  name === 'host' && type === 'list' ? 'db:10.0.0.1' : (byName[name] ?? values[type] ?? '');

/** As many arguments as the command wants at least. */
const argumentsOf = ({ args }: CommandSpec): string[] => Array.from({ length: args.min }, (_, index) => `arg${index}`);

const runnable = allCommands().filter((spec) => spec.runnable && spec.path.length > 0);

/** What the parser makes of it: the command, the flags that were given, the arguments; or what it says against it. */
function parsed(words: readonly string[]): unknown {
  const line = parseCommandLine(words);
  if (line.kind === 'call') return { name: line.spec.name, flags: line.flags.names(), args: line.args };
  return line.kind === 'usage' ? line.text : line.kind;
}

test.each(runnable.map((spec) => [spec.path.join(' '), spec] as const))('docker %s', (_, spec) => {
  const args = argumentsOf(spec);
  expect(parsed([...spec.path, ...args])).toEqual({ name: spec.name, flags: [], args });
  for (const flag of spec.flags) {
    if (flag.name === 'help') continue;
    const renamed = spelledAnew[flag.name];
    const given = renamed !== undefined && spec.flags.some(({ name }) => name === renamed) ? renamed : flag.name;
    const expected = { name: spec.name, flags: [given], args };
    const long = flag.type === 'bool' ? [`--${flag.name}`] : [`--${flag.name}`, valueOf(flag)];
    expect(parsed([...spec.path, ...long, ...args])).toEqual(expected);
    expect(parsed([...spec.path, `--${flag.name}=${flag.type === 'bool' ? 'false' : valueOf(flag)}`, ...args])).toEqual(
      expected,
    );
    if (flag.short === undefined || flag.short === '') continue;
    const short = flag.type === 'bool' ? [`-${flag.short}`] : [`-${flag.short}${valueOf(flag)}`];
    expect(parsed([...spec.path, ...short, ...args])).toEqual(expected);
  }
});

test('every type of flag has a value here', () => {
  const types = new Set(runnable.flatMap(({ flags }) => flags.map(({ type }) => type)));
  expect([...types].filter((type) => type !== 'bool' && values[type] === undefined)).toEqual([]);
});
