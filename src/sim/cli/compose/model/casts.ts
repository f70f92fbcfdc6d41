// Which fields hold numbers or truth values, and how a text that was filled in becomes one.
import { quote } from '../../format/quote.ts';
import { Fault } from './fault.ts';
import { matches, type Tree, type TreePath } from './tree.ts';

type Cast = (text: string) => Tree | Fault;

const toInteger: Cast = (text) =>
  /^[-+]?\d+$/.test(text) ? Number(text) : new Fault(`strconv.Atoi: parsing ${quote(text)}: invalid syntax`);
const toInteger64: Cast = (text) =>
  /^[-+]?\d+$/.test(text) ? Number(text) : new Fault(`strconv.ParseInt: parsing ${quote(text)}: invalid syntax`);
const toNumber: Cast = (text) =>
  /^[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$/.test(text)
    ? Number(text)
    : new Fault(`strconv.ParseFloat: parsing ${quote(text)}: invalid syntax`);
const toBoolean: Cast = (text) => {
  const lower = text.toLowerCase();
  if (['y', 'yes', 'true', 'on'].includes(lower)) return true;
  if (['n', 'no', 'false', 'off'].includes(lower)) return false;
  return new Fault(`invalid boolean: ${text}`);
};

const table: readonly (readonly [Cast, readonly string[]])[] = [
  [
    toInteger,
    [
      'deploy.replicas', 'deploy.update_config.parallelism', 'deploy.rollback_config.parallelism',
      'deploy.restart_policy.max_attempts', 'deploy.placement.max_replicas_per_node', 'healthcheck.retries', 'ports.[].target',
      'scale', 'ulimits.*', 'ulimits.*.hard', 'ulimits.*.soft',
    ], // prettier-ignore
  ],
  [
    toInteger64,
    [
      'cpu_count',
      'cpu_period',
      'cpu_quota',
      'cpu_rt_period',
      'cpu_rt_runtime',
      'cpu_shares',
      'oom_score_adj',
      'pids_limit',
    ],
  ],
  [
    toNumber,
    ['cpu_percent', 'cpus', 'deploy.update_config.max_failure_ratio', 'deploy.rollback_config.max_failure_ratio'],
  ],
  [
    toBoolean,
    [
      'init', 'healthcheck.disable', 'oom_kill_disable', 'privileged', 'read_only', 'stdin_open', 'tty', 'volumes.[].read_only',
      'volumes.[].volume.nocopy',
    ], // prettier-ignore
  ],
];

const others: readonly string[] = [
  'networks.*.external', 'networks.*.internal', 'networks.*.attachable', 'networks.*.enable_ipv6', 'volumes.*.external',
  'secrets.*.external', 'configs.*.external',
]; // prettier-ignore

/** How the text at a path is read; undefined where it stays text. */
export function castFor(path: TreePath): Cast | undefined {
  if (path[0] === 'services') {
    const inner = path.slice(2);
    return table.find(([, patterns]) => patterns.some((pattern) => matches(inner, pattern)))?.[0];
  }
  return others.some((pattern) => matches(path, pattern)) ? toBoolean : undefined;
}
