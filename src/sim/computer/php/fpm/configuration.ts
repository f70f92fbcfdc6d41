// php-fpm.conf and the files that it includes: the master's settings and its pools (php.net/manual/install.fpm.configuration).
import { failed, strerror } from '../../filesystem/errno.ts';
import type { FileSystem } from '../../filesystem/file-system.ts';

export interface Pool {
  readonly name: string;
  /** `9000`, `127.0.0.1:9000`, `[::]:9000` or the path of a socket. */
  readonly listen: string;
  readonly user: string;
  readonly group: string;
  readonly manager: 'static' | 'dynamic' | 'ondemand';
  readonly maxChildren: number;
  /** Processes at the beginning, and how many idle ones there should be at least. */
  readonly startServers: number;
  readonly minSpare: number;
  readonly maxSpare: number;
  readonly accessLog: string | undefined;
  readonly accessFormat: string;
  readonly clearEnvironment: boolean;
  readonly catchOutput: boolean;
  readonly decorateOutput: boolean;
  /** Endings of scripts' names; empty: any. */
  readonly extensions: readonly string[];
  readonly workingDirectory: string | undefined;
  readonly statusPath: string | undefined;
  readonly pingPath: string | undefined;
  readonly pingResponse: string;
  readonly socketMode: number;
  readonly socketOwner: string | undefined;
  /** Variables of `env[NAME]`. */
  readonly environment: ReadonlyMap<string, string>;
  /** Settings of `php_value[…]`, `php_admin_flag[…]` and their like. */
  readonly settings: ReadonlyMap<string, string>;
}

export interface FpmConfiguration {
  readonly errorLog: string;
  readonly pidFile: string | undefined;
  readonly daemonize: boolean;
  readonly pools: readonly Pool[];
}

/** What is wrong with a configuration: lines of the log, each with its level. */
export interface FpmProblem {
  readonly lines: readonly string[];
}

const globalNames = new Set(
  'pid error_log log_level log_limit log_buffering syslog.facility syslog.ident emergency_restart_threshold emergency_restart_interval process_control_timeout process.max process.priority daemonize rlimit_files rlimit_core events.mechanism systemd_interval include'.split(
    ' ',
  ),
);
const poolNames = new Set(
  'prefix user group listen listen.backlog listen.owner listen.group listen.mode listen.acl_users listen.acl_groups listen.allowed_clients listen.setfib process.priority process.dumpable pm pm.max_children pm.start_servers pm.min_spare_servers pm.max_spare_servers pm.max_spawn_rate pm.process_idle_timeout pm.max_requests pm.status_path pm.status_listen ping.path ping.response access.log access.format access.suppress_path slowlog request_slowlog_timeout request_slowlog_trace_depth request_terminate_timeout request_terminate_timeout_track_finished rlimit_files rlimit_core chroot chdir catch_workers_output decorate_workers_output clear_env security.limit_extensions apparmor_hat'.split(
    ' ',
  ),
);

type Section = Map<string, string>;

class Reader {
  readonly global: Section = new Map();
  readonly pools = new Map<string, Section>();
  readonly #files: FileSystem;
  readonly #prefix: string;
  #section: Section = this.global;
  #isGlobal = true;

  constructor(files: FileSystem, prefix: string) {
    this.#files = files;
    this.#prefix = prefix;
  }

  read(path: string): FpmProblem | undefined {
    const text = this.#files.readText(path);
    if (failed(text)) return { lines: [`ERROR: failed to open configuration file '${path}': ${strerror(text)} (2)`] };
    for (const [index, raw] of text.split('\n').entries()) {
      const line = raw.replace(/^\s*[;#].*$/, '').trim();
      if (line === '') continue;
      const problem = this.#line(line, `[${path}:${index + 1}]`);
      if (problem !== undefined) return { lines: problem };
    }
    return undefined;
  }

  #line(line: string, at: string): readonly string[] | undefined {
    const section = /^\[([^\]]+)\]$/.exec(line)?.[1];
    if (section !== undefined) {
      this.#isGlobal = section.toLowerCase() === 'global';
      if (this.#isGlobal) this.#section = this.global;
      else {
        const known = this.pools.get(section) ?? new Map<string, string>();
        this.pools.set(section, known);
        this.#section = known;
      }
      return undefined;
    }
    const [, name = '', key, rest = ''] = /^([\w.]+)(?:\[([^\]]*)\])?\s*=\s*(.*)$/.exec(line) ?? [];
    if (name === '') return [`ERROR: ${at} value is NULL for a ZEND_INI_PARSER_ENTRY`];
    const value = bare(rest);
    if (name === 'include') return this.#include(value, at);
    if (key !== undefined && /^(?:env|php_value|php_flag|php_admin_value|php_admin_flag)$/.test(name)) {
      this.#section.set(`${name}[${key}]`, value);
      return undefined;
    }
    if (!(this.#isGlobal ? globalNames : poolNames).has(name)) return [`ERROR: ${at} unknown entry '${name}'`];
    const wrong = wrongValue(name, value);
    if (wrong !== undefined) return [`ERROR: ${at} unable to parse value for entry '${name}': ${wrong}`];
    this.#section.set(name, value);
    return undefined;
  }

  #include(pattern: string, at: string): readonly string[] | undefined {
    const full = pattern.startsWith('/') ? pattern : `${this.#prefix}/${pattern}`;
    const folder = full.slice(0, full.lastIndexOf('/'));
    const expression = new RegExp(
      `^${full
        .slice(folder.length + 1)
        .replace(/[.+^$(){}|\\]/g, '\\$&')
        .replaceAll('*', '.*')
        .replaceAll('?', '.')}$`,
    );
    const names = this.#files.readdir(folder);
    const [before, wasGlobal] = [this.#section, this.#isGlobal];
    for (const name of failed(names) ? [] : [...names].filter((one) => expression.test(one)).sort()) {
      const problem = this.read(`${folder}/${name}`);
      if (problem) return [...problem.lines, `ERROR: Unable to include ${folder}/${name} from ${at.slice(1, -1).replace(/:(\d+)$/, ' at line $1')}`]; // prettier-ignore
    }
    this.#section = before;
    this.#isGlobal = wasGlobal;
    return undefined;
  }
}

const bare = (text: string): string => {
  const quoted = /^"([^"]*)"|^'([^']*)'/.exec(text);
  return quoted ? (quoted[1] ?? quoted[2] ?? '') : text.replace(/\s*;.*$/, '').trim();
};

const numbers = /^(?:pm\.(?:max_children|start_servers|min_spare_servers|max_spare_servers|max_spawn_rate|max_requests)|listen\.backlog|log_limit|process\.max)$/; // prettier-ignore

function wrongValue(name: string, value: string): string | undefined {
  if (name === 'pm' && !/^(?:static|dynamic|ondemand)$/.test(value))
    return 'invalid process manager (static, dynamic or ondemand)';
  if (numbers.test(name) && !/^-?\d+$/.test(value)) return 'is not a valid number (greater or equal than zero)';
  if (/^(?:daemonize|clear_env|catch_workers_output|decorate_workers_output)$/.test(name) && !isFlag(value))
    return 'invalid boolean value';
  return undefined;
}

const isFlag = (value: string): boolean => /^(?:1|0|yes|no|on|off|true|false)$/i.test(value);
const isOn = (value: string | undefined, otherwise: boolean): boolean =>
  value === undefined ? otherwise : /^(?:1|yes|on|true)$/i.test(value);

/** Reads a configuration; relative names in it begin at `prefix`. */
export function readConfiguration(files: FileSystem, path: string, prefix: string): FpmConfiguration | FpmProblem {
  const reader = new Reader(files, prefix);
  const problem = reader.read(path);
  if (problem) return { lines: [...problem.lines, `ERROR: failed to load configuration file '${path}'`] };
  const wrong = wrongPool(reader.pools);
  if (wrong !== undefined) return { lines: [wrong, 'ERROR: failed to post process the configuration'] };
  const { global } = reader;
  const log = global.get('error_log') ?? 'log/php-fpm.log';
  return {
    errorLog: log.startsWith('/') ? log : `${prefix}/var/${log}`,
    pidFile: global.get('pid'),
    daemonize: isOn(global.get('daemonize'), true),
    pools: [...reader.pools].map(([name, section]) => poolOf(name, section)),
  };
}

/** The first thing that a pool lacks. */
function wrongPool(pools: ReadonlyMap<string, Section>): string | undefined {
  if (pools.size === 0) return 'ERROR: No pool defined. at least one pool section must be specified in config file';
  for (const [name, section] of pools) {
    const said = (text: string): string => `ALERT: [pool ${name}] ${text}`;
    const number = (key: string): number => Number(section.get(`pm.${key}`) ?? 0);
    if (!section.has('user')) return said('user has not been defined');
    if (!section.has('listen')) return said('no listen address have been defined!');
    if (!section.has('pm')) return said('the process manager is missing (static, dynamic or ondemand)');
    if (number('max_children') < 1) return said('pm.max_children must be a positive value');
    if (section.get('pm') !== 'dynamic') continue;
    const [least, most, all] = [number('min_spare_servers'), number('max_spare_servers'), number('max_children')];
    if (least <= 0) return said(`pm.min_spare_servers(${least}) must be a positive value`);
    if (most <= 0) return said(`pm.max_spare_servers(${most}) must be a positive value`);
    if (least > all || most > all)
      return said(`pm.min_spare_servers(${least}) and pm.max_spare_servers(${most}) cannot be greater than pm.max_children(${all})`); // prettier-ignore
    if (most < least) return said(`pm.max_spare_servers(${most}) must not be less than pm.min_spare_servers(${least})`);
    const start = section.has('pm.start_servers') ? number('start_servers') : least + Math.floor((most - least) / 2);
    if (start < least || start > most)
      return said(`pm.start_servers(${start}) must not be less than pm.min_spare_servers(${least}) and not greater than pm.max_spare_servers(${most})`); // prettier-ignore
  }
  return undefined;
}

function poolOf(name: string, section: Section): Pool {
  const value = (key: string): string | undefined => section.get(key)?.replaceAll('$pool', name);
  const number = (key: string): number => Number(section.get(`pm.${key}`) ?? 0);
  const [minSpare, maxSpare, maxChildren] = [number('min_spare_servers'), number('max_spare_servers'), number('max_children')]; // prettier-ignore
  const manager = (value('pm') ?? 'static') as Pool['manager'];
  const started = section.has('pm.start_servers') ? number('start_servers') : minSpare + Math.floor((maxSpare - minSpare) / 2); // prettier-ignore
  const user = value('user') ?? '';
  return {
    name, listen: value('listen') ?? '', user, group: value('group') ?? user, manager, maxChildren,
    startServers: manager === 'static' ? maxChildren : manager === 'dynamic' ? started : 0,
    minSpare: manager === 'dynamic' ? minSpare : manager === 'ondemand' ? 1 : 0, maxSpare,
    accessLog: value('access.log'), accessFormat: value('access.format') ?? '%R - %u %t "%m %r" %s',
    clearEnvironment: isOn(value('clear_env'), true), catchOutput: isOn(value('catch_workers_output'), false),
    decorateOutput: isOn(value('decorate_workers_output'), true),
    extensions: (value('security.limit_extensions') ?? '.php .phar').split(/[\s,]+/).filter((one) => one !== ''),
    workingDirectory: value('chdir'), statusPath: value('pm.status_path'), pingPath: value('ping.path'),
    pingResponse: value('ping.response') ?? 'pong', socketMode: parseInt(value('listen.mode') ?? '0660', 8),
    socketOwner: value('listen.owner'),
    environment: within(section, /^env\[(.*)\]$/), settings: within(section, /^php_(?:admin_)?(?:value|flag)\[(.*)\]$/),
  }; // prettier-ignore
}

function within(section: Section, pattern: RegExp): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const [key, value] of section) {
    const name = pattern.exec(key)?.[1];
    if (name !== undefined) found.set(name, value);
  }
  return found;
}
