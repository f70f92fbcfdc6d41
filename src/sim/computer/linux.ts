// The kernel that all simulated machines and their containers run on (uname(2)).

export const linux = {
  name: 'Linux',
  release: '6.8.0-64-generic',
  version: '#67-Ubuntu SMP PREEMPT_DYNAMIC Sun Jun 15 20:23:31 UTC 2025',
  architecture: 'x86_64',
  /** How long the machine was up when its world began, ms. */
  upBefore: 3 * 3_600_000 + 25 * 60_000,
} as const;
