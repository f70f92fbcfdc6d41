// Flags of run and create that nothing here acts on.

/** They answer `not simulated`, so that nobody believes that they did something. */
export const notSimulatedCreateFlags: readonly string[] = [
  'cgroup-parent',
  'cgroupns',
  'cpu-count',
  'cpu-percent',
  'cpu-rt-period',
  'cpu-rt-runtime',
  'io-maxbandwidth',
  'io-maxiops',
  'kernel-memory',
  'use-api-socket',
  'userns',
];
