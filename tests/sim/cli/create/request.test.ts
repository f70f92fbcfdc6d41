import { expect, test } from 'vitest';
import { Kernel } from '../../../../src/sim/kernel/kernel.ts';
import { parseCommandLine } from '../../../../src/sim/cli/flags/command-line.ts';
import { parseCreate } from '../../../../src/sim/cli/create/request.ts';
import type { Process } from '../../../../src/sim/computer/contract.ts';
import { createLearnerMachine } from '../../../../src/sim/learner-machine.ts';

/** The body of a create request for a command line, or what the client says instead. */
function request(...words: string[]): unknown {
  const machine = createLearnerMachine(new Kernel({ seed: 'create', epoch: 0 }), function* () {
    return undefined;
  });
  machine.files.writeFile('/root/app.env', '# a comment\nCOLOR=red\n\nHOME\nQUOTED="x y"\n');
  machine.files.writeFile('/root/bad.env', 'NOT VALID=1\n');
  const process = {
    cwd: '/root',
    env: new Map([['HOME', '/root']]),
    files: machine.files.as({ ...machine.init, cwd: '/root' }),
  } as unknown as Process;
  const line = parseCommandLine(['create', ...words]);
  if (line.kind !== 'call') throw new Error(`not a call: ${JSON.stringify(line)}`);
  const parsed = parseCreate(process, line.flags, line.args);
  return 'error' in parsed ? parsed.error : JSON.parse(JSON.stringify(parsed));
}

// Recorded from the client 28.5.2 between itself and its daemon.
test('the body of a create request with everything is the real client’s', () => {
  const words =
    '-e A=1 -e HOME --env-file /dev/null -p 127.0.0.1:8080:80/udp -p 9000-9001:90-91 -p 443 --expose 7000-7001 --expose 5/udp -v /tmp:/x:ro -v vol1:/y:z -v /anon --tmpfs /t:size=1m --mount type=bind,src=./a,dst=/m,readonly,bind-propagation=rslave --mount type=volume,target=/v2,volume-opt=a=b,volume-nocopy --mount type=tmpfs,target=/t3,tmpfs-size=10m,tmpfs-mode=1777 --network cli-net --network-alias q --ip 10.2.3.4 --mac-address 02:42:ac:11:00:99 --dns 1.1.1.1 --dns-search x.y --dns-option ndots:1 --add-host a:1.2.3.4 --add-host b=::1 -h hh --domainname dd -m 64m --cpus 1.5 -c 5 --memory-swap -1 --pids-limit 20 --ulimit nofile=1:2 --health-interval 3s --health-retries 2 --restart on-failure:3 --stop-signal TERM --stop-timeout 4 -l a=b --log-driver json-file --log-opt max-size=1k --read-only --cap-add a --cap-drop b --security-opt no-new-privileges --init -it -u 1 -w /w --device /dev/null:/dev/x:r --sysctl net.a=b --group-add 5 --ipc host --pid host --uts host --shm-size 1g --gpus all --annotation q=r --cgroup-parent z --runtime rr --privileged --volumes-from c --link l:m --device-read-bps /dev/null:1mb --blkio-weight 50 --blkio-weight-device /dev/null:10 --oom-kill-disable --oom-score-adj 5 --memory-swappiness 5 --storage-opt size=1g --cpuset-cpus 0 --isolation default --userns host --cgroupns host --link-local-ip 169.254.1.1'.split(
      ' ',
    );
  const rule = ['--device-cgroup-rule', 'c 1:3 r', '--health-cmd', 'a b', '--entrypoint', 'a b'];
  expect(request(...words, ...rule, 'alpine', 'x', 'y')).toEqual({
    config: {
      Hostname: 'hh',
      Domainname: 'dd',
      User: '1',
      AttachStdin: true,
      AttachStdout: true,
      AttachStderr: true,
      ExposedPorts: {
        '443/tcp': {},
        '5/udp': {},
        '7000/tcp': {},
        '7001/tcp': {},
        '80/udp': {},
        '90/tcp': {},
        '91/tcp': {},
      },
      Tty: true,
      OpenStdin: true,
      StdinOnce: true,
      Env: ['A=1', 'HOME=/root'],
      Cmd: ['x', 'y'],
      Healthcheck: { Test: ['CMD-SHELL', 'a b'], Interval: 3000000000, Retries: 2 },
      Image: 'alpine',
      Volumes: { '/anon': {} },
      WorkingDir: '/w',
      Entrypoint: ['a b'],
      OnBuild: null,
      Labels: { a: 'b' },
      StopSignal: 'TERM',
      StopTimeout: 4,
    },
    hostConfig: {
      Binds: ['/tmp:/x:ro', 'vol1:/y:z'],
      ContainerIDFile: '',
      LogConfig: { Type: 'json-file', Config: { 'max-size': '1k' } },
      NetworkMode: 'cli-net',
      PortBindings: {
        '443/tcp': [{ HostIp: '', HostPort: '' }],
        '80/udp': [{ HostIp: '127.0.0.1', HostPort: '8080' }],
        '90/tcp': [{ HostIp: '', HostPort: '9000' }],
        '91/tcp': [{ HostIp: '', HostPort: '9001' }],
      },
      RestartPolicy: { Name: 'on-failure', MaximumRetryCount: 3 },
      AutoRemove: false,
      VolumeDriver: '',
      VolumesFrom: ['c'],
      ConsoleSize: [0, 0],
      Annotations: { q: 'r' },
      CapAdd: ['CAP_A'],
      CapDrop: ['CAP_B'],
      CgroupnsMode: 'host',
      Dns: ['1.1.1.1'],
      DnsOptions: ['ndots:1'],
      DnsSearch: ['x.y'],
      ExtraHosts: ['a:1.2.3.4', 'b:::1'],
      GroupAdd: ['5'],
      IpcMode: 'host',
      Cgroup: '',
      Links: ['l:m'],
      OomScoreAdj: 5,
      PidMode: 'host',
      Privileged: true,
      PublishAllPorts: false,
      ReadonlyRootfs: true,
      SecurityOpt: ['no-new-privileges'],
      StorageOpt: { size: '1g' },
      Tmpfs: { '/t': 'size=1m' },
      UTSMode: 'host',
      UsernsMode: 'host',
      ShmSize: 1073741824,
      Sysctls: { 'net.a': 'b' },
      Runtime: 'rr',
      Isolation: 'default',
      CpuShares: 5,
      Memory: 67108864,
      NanoCpus: 1500000000,
      CgroupParent: 'z',
      BlkioWeight: 50,
      BlkioWeightDevice: [{ Path: '/dev/null', Weight: 10 }],
      BlkioDeviceReadBps: [{ Path: '/dev/null', Rate: 1048576 }],
      BlkioDeviceWriteBps: [],
      BlkioDeviceReadIOps: [],
      BlkioDeviceWriteIOps: [],
      CpuPeriod: 0,
      CpuQuota: 0,
      CpuRealtimePeriod: 0,
      CpuRealtimeRuntime: 0,
      CpusetCpus: '0',
      CpusetMems: '',
      Devices: [{ PathOnHost: '/dev/null', PathInContainer: '/dev/x', CgroupPermissions: 'r' }],
      DeviceCgroupRules: ['c 1:3 r'],
      DeviceRequests: [{ Driver: '', Count: -1, DeviceIDs: null, Capabilities: [['gpu']], Options: {} }],
      MemoryReservation: 0,
      MemorySwap: -1,
      MemorySwappiness: 5,
      OomKillDisable: true,
      PidsLimit: 20,
      Ulimits: [{ Name: 'nofile', Hard: 2, Soft: 1 }],
      CpuCount: 0,
      CpuPercent: 0,
      IOMaximumIOps: 0,
      IOMaximumBandwidth: 0,
      Mounts: [
        { Type: 'bind', Source: '/root/a', Target: '/m', ReadOnly: true, BindOptions: { Propagation: 'rslave' } },
        { Type: 'volume', Target: '/v2', VolumeOptions: { NoCopy: true, DriverConfig: { Options: { a: 'b' } } } },
        { Type: 'tmpfs', Target: '/t3', TmpfsOptions: { SizeBytes: 10485760, Mode: 1023 } },
      ],
      MaskedPaths: null,
      ReadonlyPaths: null,
      Init: true,
    },
    endpoints: {
      'cli-net': {
        IPAMConfig: { IPv4Address: '10.2.3.4', LinkLocalIPs: ['169.254.1.1'] },
        Links: ['l:m'],
        Aliases: ['q'],
        MacAddress: '02:42:ac:11:00:99',
        DriverOpts: null,
        GwPriority: 0,
        NetworkID: '',
        EndpointID: '',
        Gateway: '',
        IPAddress: '',
        IPPrefixLen: 0,
        IPv6Gateway: '',
        GlobalIPv6Address: '',
        GlobalIPv6PrefixLen: 0,
        DNSNames: null,
      },
    },
  });
});

// Each text is what the client 28.5.2 printed.
test.each([
  [['--restart', 'always', '--rm', 'alpine'], 'conflicting options: cannot specify both --restart and --rm'],
  [['--restart', 'on-failure:x', 'alpine'], 'invalid restart policy format: maximum retry count must be an integer'],
  [['--pid', 'x', 'alpine'], '--pid: invalid PID mode'],
  [['--uts', 'x', 'alpine'], '--uts: invalid UTS mode'],
  [['--userns', 'x', 'alpine'], '--userns: invalid USER mode'],
  [['--cgroupns', 'x', 'alpine'], '--cgroupns: invalid CGROUP mode'],
  [['--security-opt', 'foo', 'alpine'], 'Invalid --security-opt: "foo"'],
  [['--storage-opt', 'foo', 'alpine'], 'invalid storage option'],
  [['--log-driver', 'none', '--log-opt', 'a=b', 'alpine'], 'invalid logging opts for driver none'],
  [['--device', 'a', 'alpine'], 'a is not an absolute path'],
  [['--device', '/dev/null:a', 'alpine'], 'a is not an absolute path'],
  [['--device', '/dev/null:/dev/b:q', 'alpine'], 'bad mode specified: q'],
  [['--device', '/dev/null:/a:/b:r', 'alpine'], 'bad format for path: /dev/null:/a:/b:r'],
  [['--mac-address', 'x', 'alpine'], 'x is not a valid mac address'],
  [['--memory-swappiness', '101', 'alpine'], 'invalid value: 101. Valid memory swappiness range is 0-100'],
  [['--network', 'a', '--network', 'a', 'alpine'], 'network "a" is specified multiple times'],
  [
    ['--network', 'bridge', '--network', 'a', 'alpine'],
    'conflicting options: cannot attach both user-defined and non-user-defined network-modes',
  ],
  [['--network-alias', 'foo', 'alpine'], 'network-scoped aliases are only supported for user-defined networks'],
  [['--health-timeout', '-1s', 'alpine'], '--health-timeout cannot be negative'],
  [['--health-retries', '-1', 'alpine'], '--health-retries cannot be negative'],
  [['--no-healthcheck', '--health-cmd', 'true', 'alpine'], '--no-healthcheck conflicts with --health-* options'],
  [['--env-file', '/etc', 'alpine'], 'invalid env file (/etc): read /etc: is a directory'],
  [['--env-file', 'nosuch.env', 'alpine'], 'open nosuch.env: no such file or directory'],
  [['--env-file', 'bad.env', 'alpine'], "invalid env file (bad.env): variable 'NOT VALID' contains whitespaces"],
])('create %j: %s', (words, text) => {
  expect(request(...words)).toBe(text);
});

test.each([
  [
    ['-e', 'A=1', '-e', 'UNSET', '-e', 'HOME', 'a'],
    ['A=1', 'UNSET', 'HOME=/root'],
  ],
  [
    ['--env-file', 'app.env', '-e', 'COLOR=green', 'a'],
    ['COLOR=red', 'HOME=/root', 'QUOTED="x y"', 'COLOR=green'],
  ],
])('the environment of create %j', (words, environment) => {
  expect(request(...words)).toMatchObject({ config: { Env: environment } });
});

test.each(['none', 'host', 'bridge', 'container:x'])('network %s leaves the endpoints to the network mode', (mode) => {
  expect(request('--network', mode, 'a')).toMatchObject({ hostConfig: { NetworkMode: mode }, endpoints: {} });
});
