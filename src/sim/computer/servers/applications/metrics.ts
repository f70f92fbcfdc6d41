// Measurements in Prometheus's text format: reading them, and those that servers in Go tell of themselves.
import type { Process } from '../../contract.ts';

/** One measurement. */
export interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  /** As it was written. */
  readonly value: string;
}

/** Reads the text format; undefined when a line is none of it. */
export function readMetrics(text: string): readonly Sample[] | undefined {
  const samples: Sample[] = [];
  for (const line of text.split('\n')) {
    if (line.trim() === '' || line.startsWith('#')) continue;
    const match = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})?\s+(\S+)(?:\s+\d+)?\s*$/.exec(line);
    if (!match) return undefined;
    const [, name = '', inside = '', value = ''] = match;
    const labels = [...inside.matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)].map(([, key = '', label = '']) => [key, label]);
    samples.push({ name, labels: Object.fromEntries(labels) as Record<string, string>, value });
  }
  return samples;
}

/** A measurement with the lines that explain it. */
export const metric = (name: string, type: 'gauge' | 'counter', help: string, ...rows: readonly string[]): string =>
  `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n${rows.map((row) => `${name}${row.startsWith('{') ? row : ` ${row}`}\n`).join('')}`;

/** What a server in Go tells of itself. */
export function ownMetrics(process: Process, program: string, version: string): string {
  const { cpuTime, memory, startedAt } = process.info;
  const { kernel } = process.machine;
  return [
    metric('go_goroutines', 'gauge', 'Number of goroutines that currently exist.', '9'),
    metric('go_info', 'gauge', 'Information about the Go environment.', '{version="go1.25.3"} 1'),
    metric(
      'process_cpu_seconds_total',
      'counter',
      'Total user and system CPU time spent in seconds.',
      (cpuTime / 1000).toFixed(2),
    ),
    metric('process_resident_memory_bytes', 'gauge', 'Resident memory size in bytes.', String(memory)),
    metric(
      'process_start_time_seconds',
      'gauge',
      'Start time of the process since unix epoch in seconds.',
      ((kernel.clock - kernel.now + startedAt) / 1000).toFixed(2),
    ),
    metric(
      `${program}_build_info`,
      'gauge',
      `What ${program} was built from.`,
      `{branch="HEAD",goversion="go1.25.3",version="${version}"} 1`,
    ),
  ].join('');
}
