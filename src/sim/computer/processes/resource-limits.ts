// Limits of a process's resources (getrlimit(2)): soft ones that it feels, hard ones up to which it may raise them.

/** A limit; `Infinity` is none. */
export interface ResourceLimit {
  readonly soft: number;
  readonly hard: number;
}

/** Names as `--ulimit` and limits.conf have them. */
export type ResourceName =
  | 'as' | 'core' | 'cpu' | 'data' | 'fsize' | 'locks' | 'memlock' | 'msgqueue' | 'nice' | 'nofile' | 'nproc' | 'rss'
  | 'rtprio' | 'rttime' | 'sigpending' | 'stack'; // prettier-ignore

export type ResourceLimits = Readonly<Record<ResourceName, ResourceLimit>>;

/** What /proc/<pid>/limits and prlimit call each, in the order of the former. */
export const resources: readonly { readonly name: ResourceName; readonly title: string; readonly unit: string }[] = [
  { name: 'cpu', title: 'Max cpu time', unit: 'seconds' },
  { name: 'fsize', title: 'Max file size', unit: 'bytes' },
  { name: 'data', title: 'Max data size', unit: 'bytes' },
  { name: 'stack', title: 'Max stack size', unit: 'bytes' },
  { name: 'core', title: 'Max core file size', unit: 'bytes' },
  { name: 'rss', title: 'Max resident set', unit: 'bytes' },
  { name: 'nproc', title: 'Max processes', unit: 'processes' },
  { name: 'nofile', title: 'Max open files', unit: 'files' },
  { name: 'memlock', title: 'Max locked memory', unit: 'bytes' },
  { name: 'as', title: 'Max address space', unit: 'bytes' },
  { name: 'locks', title: 'Max file locks', unit: 'locks' },
  { name: 'sigpending', title: 'Max pending signals', unit: 'signals' },
  { name: 'msgqueue', title: 'Max msgqueue size', unit: 'bytes' },
  { name: 'nice', title: 'Max nice priority', unit: '' },
  { name: 'rtprio', title: 'Max realtime priority', unit: '' },
  { name: 'rttime', title: 'Max realtime timeout', unit: 'us' },
];

const none: ResourceLimit = { soft: Infinity, hard: Infinity };
const both = (value: number): ResourceLimit => ({ soft: value, hard: value });

/** What a kernel with 4 GiB of memory gives its first process. */
export const bootLimits: ResourceLimits = {
  as: none,
  core: { soft: 0, hard: Infinity },
  cpu: none,
  data: none,
  fsize: none,
  locks: none,
  memlock: both(8_388_608),
  msgqueue: both(819_200),
  nice: both(0),
  nofile: { soft: 1024, hard: 1_048_576 },
  nproc: both(15_478),
  rss: none,
  rtprio: both(0),
  rttime: none,
  sigpending: both(15_478),
  stack: { soft: 8_388_608, hard: Infinity },
};

/** What a container's processes inherit from a daemon that systemd started with LimitNOFILE and LimitNPROC of its unit. */
export const containerLimits: ResourceLimits = {
  ...bootLimits,
  core: none,
  nofile: both(1_048_576),
  nproc: none,
};

/** A value as the tools print it. */
export const limitText = (value: number): string => (value === Infinity ? 'unlimited' : String(value));
