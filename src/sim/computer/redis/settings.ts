// What redis.conf and the command line can set, with Redis' defaults; read by CONFIG GET, changed by CONFIG SET (config.c).
import { globTest } from './glob.ts';
import { splitArguments } from './split-arguments.ts';

/** How a value is read: an integer, bytes such as `100mb`, yes or no, one of some words, or any text. */
type Kind = 'integer' | 'bytes' | 'yes' | 'text' | 'words' | readonly string[];

interface Rule {
  readonly kind: Kind;
  readonly initial: string;
  /** CONFIG SET cannot change it while the server runs. */
  readonly fixed?: boolean;
  /** It can only have this value here. */
  readonly only?: string;
}

const rule = (kind: Kind, initial: string, rest: Partial<Rule> = {}): Rule => ({ kind, initial, ...rest });

const policies = [
  'volatile-lru', 'volatile-lfu', 'volatile-random', 'volatile-ttl', 'allkeys-lru', 'allkeys-lfu', 'allkeys-random',
  'noeviction',
]; // prettier-ignore

const rules: Readonly<Record<string, Rule>> = {
  bind: rule('words', '* -::*'),
  port: rule('integer', '6379', { fixed: true }),
  'protected-mode': rule('yes', 'yes'),
  requirepass: rule('text', ''),
  databases: rule('integer', '16', { fixed: true }),
  dir: rule('text', ''),
  dbfilename: rule('text', 'dump.rdb'),
  save: rule('words', '3600 1 300 100 60 10000'),
  'stop-writes-on-bgsave-error': rule('yes', 'yes'),
  appendonly: rule('yes', 'no'),
  appendfilename: rule('text', 'appendonly.aof', { fixed: true }),
  appenddirname: rule('text', 'appendonlydir', { fixed: true }),
  appendfsync: rule(['always', 'everysec', 'no'], 'everysec'),
  'auto-aof-rewrite-percentage': rule('integer', '100'),
  'auto-aof-rewrite-min-size': rule('bytes', '67108864'),
  'aof-use-rdb-preamble': rule('yes', 'yes', { only: 'yes' }),
  'no-appendfsync-on-rewrite': rule('yes', 'no'),
  rdbcompression: rule('yes', 'yes'),
  rdbchecksum: rule('yes', 'yes', { fixed: true }),
  maxmemory: rule('bytes', '0'),
  'maxmemory-policy': rule(policies, 'noeviction'),
  'maxmemory-samples': rule('integer', '5'),
  maxclients: rule('integer', '10000'),
  timeout: rule('integer', '0'),
  'tcp-keepalive': rule('integer', '300'),
  'tcp-backlog': rule('integer', '511', { fixed: true }),
  loglevel: rule(['debug', 'verbose', 'notice', 'warning'], 'notice'),
  logfile: rule('text', '', { fixed: true }),
  pidfile: rule('text', '', { fixed: true }),
  daemonize: rule('yes', 'no', { fixed: true, only: 'no' }),
  supervised: rule(['no', 'upstart', 'systemd', 'auto'], 'no', { fixed: true }),
  'always-show-logo': rule('yes', 'no', { fixed: true }),
  'set-proc-title': rule('yes', 'yes', { fixed: true }),
  hz: rule('integer', '10'),
  'lazyfree-lazy-eviction': rule('yes', 'no'),
  'lazyfree-lazy-expire': rule('yes', 'no'),
  'notify-keyspace-events': rule('text', '', { only: '' }),
  'slowlog-log-slower-than': rule('integer', '10000'),
  'slowlog-max-len': rule('integer', '128'),
  'latency-monitor-threshold': rule('integer', '0'),
  'hash-max-listpack-entries': rule('integer', '512'),
  'hash-max-listpack-value': rule('integer', '64'),
  'list-max-listpack-size': rule('integer', '-2'),
  'set-max-intset-entries': rule('integer', '512'),
  'zset-max-listpack-entries': rule('integer', '128'),
  'zset-max-listpack-value': rule('integer', '64'),
  'io-threads': rule('integer', '1', { fixed: true }),
  activedefrag: rule('yes', 'no', { only: 'no' }),
  'cluster-enabled': rule('yes', 'no', { fixed: true, only: 'no' }),
  replicaof: rule('words', '', { fixed: true, only: '' }),
  'replica-read-only': rule('yes', 'yes'),
  'replica-serve-stale-data': rule('yes', 'yes'),
  unixsocket: rule('text', '', { fixed: true, only: '' }),
  'tls-port': rule('integer', '0', { fixed: true, only: '0' }),
  aclfile: rule('text', '', { fixed: true, only: '' }),
};

const older: Readonly<Record<string, string>> = { slaveof: 'replicaof', 'slave-read-only': 'replica-read-only' };

const factors: Readonly<Record<string, number>> = {
  '': 1, b: 1, k: 1000, kb: 1024, m: 1e6, mb: 1024 ** 2, g: 1e9, gb: 1024 ** 3,
}; // prettier-ignore

/** A value that has been read, or what is wrong with it. */
type Read = { readonly value: string } | { readonly problem: string };

function read({ kind }: Rule, words: readonly string[]): Read {
  const [text = ''] = words;
  if (kind === 'words') return { value: words.join(' ') };
  if (words.length !== 1) return { problem: wrongNumber };
  if (kind === 'text') return { value: text };
  if (kind === 'yes') {
    const lower = text.toLowerCase();
    return lower === 'yes' || lower === 'no' ? { value: lower } : { problem: "argument must be 'yes' or 'no'" };
  }
  if (kind === 'integer')
    return /^-?\d+$/.test(text) ? { value: text } : { problem: "argument couldn't be parsed into an integer" };
  if (kind === 'bytes') {
    const [, digits, unit = ''] = /^(\d+)([a-z]*)$/i.exec(text) ?? [];
    const factor = factors[unit.toLowerCase()];
    return digits === undefined || factor === undefined
      ? { problem: 'argument must be a memory value' }
      : { value: String(Number(digits) * factor) };
  }
  const lower = text.toLowerCase();
  return kind.includes(lower)
    ? { value: lower }
    : { problem: `argument(s) must be one of the following: ${kind.join(', ')}` };
}

const wrongNumber = 'wrong number of arguments';

/** Why a line of the configuration is refused. */
export interface ConfigurationError {
  /** Number of the line, the options of the command line counted after those of the file. */
  readonly line: number;
  readonly text: string;
  readonly problem: string;
}

export class Settings {
  readonly #values = new Map<string, string>();

  constructor(initial: Readonly<Record<string, string>>) {
    for (const [name, { initial: value }] of Object.entries(rules)) this.#values.set(name, initial[name] ?? value);
  }

  get(name: string): string | undefined {
    return this.#values.get(name);
  }

  yes(name: string): boolean {
    return this.#values.get(name) === 'yes';
  }

  set(name: string, value: string): void {
    this.#values.set(name, value);
  }

  /** Names and values of all settings that match one of the patterns. */
  matching(patterns: readonly string[]): readonly (readonly [string, string])[] {
    const tests = patterns.map((pattern) => globTest(pattern.toLowerCase()));
    return [...this.#values].filter(([name]) => tests.some((test) => test(name)));
  }

  /** Reads a configuration; the first problem when there is one. */
  readLines(lines: readonly string[]): ConfigurationError | undefined {
    let saved = false;
    for (const [index, raw] of lines.entries()) {
      const text = raw.trim();
      if (text === '' || text.startsWith('#')) continue;
      const at = { line: index + 1, text };
      const words = splitArguments(text);
      if (!words) return { ...at, problem: 'Unbalanced quotes in configuration line' };
      const [given = '', ...rest] = words;
      const name = older[given.toLowerCase()] ?? given.toLowerCase();
      const known = Object.hasOwn(rules, name) ? rules[name] : undefined;
      if (!known) return { ...at, problem: unsimulated.has(name) ? `not simulated: ${name}` : badDirective };
      if (rest.length === 0 && name !== 'save') return { ...at, problem: badDirective };
      const found = read(known, rest);
      if ('problem' in found) return { ...at, problem: found.problem === wrongNumber ? badDirective : found.problem };
      if (known.only !== undefined && found.value !== known.only)
        return { ...at, problem: `not simulated: ${name} ${found.value}` };
      if (name === 'save') {
        if (!isSave(found.value)) return { ...at, problem: 'Invalid save parameters' };
        // Several lines of save points add up; the first takes the place of the default.
        const before = saved ? `${this.get('save') ?? ''} ` : '';
        this.#values.set('save', `${before}${found.value}`.trim());
        saved = true;
      } else this.#values.set(name, found.value);
    }
    return undefined;
  }

  /** CONFIG SET of one name; a text that says why not. */
  change(name: string, value: string): string | undefined {
    const lower = older[name.toLowerCase()] ?? name.toLowerCase();
    const known = Object.hasOwn(rules, lower) ? rules[lower] : undefined;
    const failed = (why: string): string => `ERR CONFIG SET failed (possibly related to argument '${name}') - ${why}`;
    if (!known) return unsimulated.has(lower) ? `ERR not simulated: CONFIG SET ${lower}` : `ERR Unknown option or number of arguments for CONFIG SET - '${name}'`; // prettier-ignore
    if (known.fixed) return failed("can't set immutable config");
    const found = read(known, known.kind === 'words' ? (splitArguments(value) ?? []) : [value]);
    if ('problem' in found) return failed(found.problem);
    if (known.only !== undefined && found.value !== known.only)
      return `ERR not simulated: CONFIG SET ${lower} ${value}`;
    if (lower === 'save' && !isSave(found.value)) return failed('Invalid save parameters');
    this.#values.set(lower, found.value);
    return undefined;
  }

  /** When to save: so many changes within so many seconds. */
  get savePoints(): readonly { readonly seconds: number; readonly changes: number }[] {
    const numbers = (this.get('save') ?? '').split(' ').filter(Boolean).map(Number);
    return Array.from({ length: numbers.length / 2 }, (_, index) => ({
      seconds: numbers[2 * index] ?? 0,
      changes: numbers[2 * index + 1] ?? 0,
    }));
  }
}

function isSave(value: string): boolean {
  const words = value.split(' ').filter(Boolean);
  return words.length % 2 === 0 && words.every((word) => /^[1-9]\d*$/.test(word) || word === '0');
}

const badDirective = 'Bad directive or wrong number of arguments';

/** Directives that Redis knows and that do nothing here. */
const unsimulated = new Set(
  (
    'include loadmodule user rename-command unixsocketperm tls-cert-file tls-key-file tls-ca-cert-file masterauth masteruser ' +
    'client-output-buffer-limit replica-announce-ip repl-diskless-sync latency-tracking lfu-log-factor lfu-decay-time ' +
    'active-expire-effort disable-thp oom-score-adj jemalloc-bg-thread syslog-enabled syslog-ident cluster-config-file ' +
    'cluster-node-timeout min-replicas-to-write repl-backlog-size stream-node-max-bytes stream-node-max-entries ' +
    'hll-sparse-max-bytes acllog-max-len aof-load-truncated aof-timestamp-enabled activerehashing dynamic-hz ' +
    'rdb-save-incremental-fsync aof-rewrite-incremental-fsync lazyfree-lazy-server-del lazyfree-lazy-user-del ' +
    'lazyfree-lazy-user-flush replica-lazy-flush list-compress-depth repl-disable-tcp-nodelay replica-priority ' +
    'repl-diskless-load repl-diskless-sync-delay lua-time-limit proto-max-bulk-len rdb-del-sync-files io-threads-do-reads ' +
    'enable-debug-command enable-module-command enable-protected-configs locale-collate oom-score-adj-values'
  ).split(' '),
);
