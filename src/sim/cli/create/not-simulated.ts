// Flags of run and create that nothing here acts on.

/** They answer `not simulated`, so that nobody believes that they did something. */
export const notSimulatedCreateFlags: readonly string[] = [
  'blkio-weight',
  'blkio-weight-device',
  'cpu-count',
  'cpu-percent',
  'cpu-rt-period',
  'cpu-rt-runtime',
  'cpuset-mems',
  'device-cgroup-rule',
  'device-read-bps',
  'device-read-iops',
  'device-write-bps',
  'device-write-iops',
  'disable-content-trust',
  'io-maxbandwidth',
  'io-maxiops',
  'ip6',
  'isolation',
  'kernel-memory',
  'link-local-ip',
  'memory-swappiness',
  'oom-kill-disable',
  'storage-opt',
  'use-api-socket',
  'volume-driver',
];
