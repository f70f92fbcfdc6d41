// What Prometheus reads of its configuration: how often it asks, and whom (prometheus.yml: global, scrape_configs).
import { parseDocument } from 'yaml';

/** Somebody who is asked for measurements. */
export interface ScrapeTarget {
  readonly job: string;
  readonly host: string;
  readonly port: number;
  readonly path: string;
  /** ms. */
  readonly interval: number;
  readonly labels: Readonly<Record<string, string>>;
}

export interface PrometheusConfig {
  readonly targets: readonly ScrapeTarget[];
  /** Ways to find targets that are not simulated. */
  readonly unsimulated: readonly string[];
}

const record = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? (value as unknown[]) : []);
const word = (value: unknown, usual: string): string =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : usual;

/** 15s, 1m, 1h30m as ms; undefined for what is no duration. */
function durationOf(text: string): number | undefined {
  const units: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };
  if (!/^(?:\d+(?:ms|[smhd]))+$/.test(text)) return undefined;
  return [...text.matchAll(/(\d+)(ms|[smhd])/g)].reduce(
    (sum, [, number, unit = '']) => sum + Number(number) * (units[unit] ?? 0),
    0,
  );
}

const sections = new Set(
  'global runtime scrape_config_files scrape_configs rule_files alerting remote_write remote_read storage tracing otlp'.split(
    ' ',
  ),
);

/** Reads a configuration; a text is what Prometheus says about a wrong one. */
export function readPrometheusConfig(text: string): PrometheusConfig | string {
  const document = parseDocument(text);
  const broken = document.errors[0];
  if (broken)
    return `parsing YAML file: yaml: line ${broken.linePos?.[0].line ?? 1}: ${broken.message.replace(/ at line.*$/s, '')}`;
  const root = record(document.toJS());
  const unknown = Object.keys(root).find((name) => !sections.has(name));
  if (unknown !== undefined) {
    const line = text.split('\n').findIndex((row) => row.startsWith(unknown)) + 1;
    return `parsing YAML file: yaml: unmarshal errors:\n  line ${line}: field ${unknown} not found in type config.plain`;
  }
  const global = record(root['global']);
  const targets: ScrapeTarget[] = [];
  const unsimulated: string[] = [];
  for (const entry of list(root['scrape_configs'])) {
    const job = record(entry);
    const name = word(job['job_name'], '');
    if (name === '') return 'parsing YAML file: job_name is empty';
    const every = word(job['scrape_interval'], word(global['scrape_interval'], '1m'));
    const interval = durationOf(every);
    if (interval === undefined) return `parsing YAML file: not a valid duration string: ${JSON.stringify(every)}`;
    for (const key of Object.keys(job))
      if (/_sd_configs$|relabel|basic_auth|authorization|tls_config/.test(key)) unsimulated.push(`${name}: ${key}`);
    if (word(job['scheme'], 'http') !== 'http') unsimulated.push(`${name}: scheme`);
    for (const group of list(job['static_configs']).map(record))
      for (const target of list(group['targets'])) {
        const [host = '', port = '80'] = word(target, '').split(/:(\d+)$/);
        const labels = Object.entries(record(group['labels'])).map(([key, value]) => [key, word(value, '')] as const);
        const path = word(job['metrics_path'], '/metrics');
        targets.push({ job: name, host, port: Number(port), path, interval, labels: Object.fromEntries(labels) });
      }
  }
  return { targets, unsimulated };
}
