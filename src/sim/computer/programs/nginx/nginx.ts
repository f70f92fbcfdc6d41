// nginx(8): its command line.
import type { Task } from '../../../kernel/task.ts';
import type { Process, Program, Signal } from '../../contract.ts';
import { failed } from '../../filesystem/errno.ts';
import { errnoText, isConfigError } from './config/load.ts';
import { prefixed } from './config/scope.ts';
import { ErrorLog, tell } from './error-log.ts';
import { openErrorLog, prepare, runMaster, type Options } from './master.ts';
import { versionOf } from './reply.ts';

const usualConfig = '/etc/nginx/nginx.conf';

const orders: Readonly<Record<string, Signal>> = { stop: 'TERM', quit: 'QUIT', reopen: 'USR1', reload: 'HUP' };

interface CommandLine extends Options {
  readonly task: 'run' | 'test' | 'dump' | 'version' | 'build' | 'help' | 'signal';
  readonly quiet: boolean;
  readonly order: string;
}

/** The `nginx` command. */
export const nginx: Program = function* (process) {
  const line = parse(process.argv.slice(1));
  if (typeof line === 'string') {
    yield* tell(process, `nginx: ${line}\n`);
    return 1;
  }
  const version = `nginx version: nginx/${versionOf(process.env)}\n`;
  switch (line.task) {
    case 'help':
      yield* tell(process, version + help);
      return 0;
    case 'version':
      yield* tell(process, version);
      return 0;
    case 'build':
      yield* tell(
        process,
        `${version}built by gcc 14.2.0 (Debian 14.2.0-19) \nTLS SNI support enabled\nconfigure arguments: ${configured}\n`,
      );
      return 0;
    case 'signal':
      return yield* sendOrder(process, line);
    default:
      return yield* run(process, line);
  }
};

function* run(process: Process, line: CommandLine): Task<number> {
  const first = yield* openErrorLog(process, undefined);
  const log = typeof first === 'string' ? new ErrorLog(undefined, 'error') : first;
  const prepared = yield* prepare(process, line);
  const testing = line.task !== 'run';
  if (isConfigError(prepared)) {
    yield* log.report(process, 'emerg', prepared.message);
    if (testing) yield* tell(process, `nginx: configuration file ${line.config} test failed\n`);
    return 1;
  }
  if (testing) {
    for (const warning of prepared.site.warnings) yield* log.report(process, 'warn', warning);
    if (!line.quiet) {
      yield* tell(process, `nginx: the configuration file ${line.config} syntax is ok\n`);
      yield* tell(process, `nginx: configuration file ${line.config} test is successful\n`);
    }
    if (line.task === 'dump')
      for (const { path, text } of prepared.loaded.sources)
        yield* (
          process.descriptors.get(1)?.write(new TextEncoder().encode(`# configuration file ${path}:\n${text}\n`)) ?? []
        );
    return 0;
  }
  if (prepared.site.main.on('daemon', true)) {
    const master = yield* process.fork((child) => runMaster(child, line, prepared, log), { group: 'new' });
    return typeof master === 'string' ? 1 : 0;
  }
  return yield* runMaster(process, line, prepared, log);
}

function* sendOrder(process: Process, line: CommandLine): Task<number> {
  const prepared = yield* prepare(process, line);
  const log = yield* openErrorLog(process, isConfigError(prepared) ? undefined : prepared.site);
  const errorLog = typeof log === 'string' ? new ErrorLog(undefined, 'error') : log;
  if (isConfigError(prepared)) {
    yield* errorLog.report(process, 'emerg', prepared.message);
    return 1;
  }
  yield* errorLog.write(process, 'notice', 'signal process started');
  const path = prefixed(prepared.site.main.value('pid') ?? '/run/nginx.pid');
  const text = process.files.readText(path);
  if (failed(text)) {
    yield* errorLog.report(process, 'error', `open() "${path}" failed ${errnoText(text)}`);
    return 1;
  }
  const pid = Number(text.trim());
  if (!Number.isInteger(pid) || pid <= 0) {
    yield* errorLog.report(process, 'error', `invalid PID number "${text.trim()}" in "${path}"`);
    return 1;
  }
  const error = process.kill(pid, orders[line.order] ?? 'TERM');
  if (error) {
    const reason = error === 'ESRCH' ? '3: No such process' : '1: Operation not permitted';
    yield* errorLog.report(process, 'alert', `kill(${pid}, ${line.order}) failed (${reason})`);
    return 1;
  }
  return 0;
}

/** Understands the arguments; a message when they are wrong. */
function parse(args: readonly string[]): CommandLine | string {
  let task: CommandLine['task'] = 'run';
  let quiet = false;
  let order = '';
  let config = usualConfig;
  let globals = '';
  const rest = [...args];
  for (let argument = rest.shift(); argument !== undefined; argument = rest.shift()) {
    if (!argument.startsWith('-') || argument === '-') return `invalid option: "${argument}"`;
    for (let letters = argument.slice(1); letters !== ''; letters = letters.slice(1)) {
      const letter = letters.charAt(0);
      if ('hvVtTq?'.includes(letter)) {
        if (letter === 'q') quiet = true;
        else
          task = ({ h: 'help', '?': 'help', v: 'version', V: 'build', t: 'test', T: 'dump' } as const)[letter as 'h'];
        continue;
      }
      if (!'pcegs'.includes(letter)) return `invalid option: "${letter}"`;
      const value = letters.slice(1) || rest.shift();
      if (value === undefined) return `option "-${letter}" requires ${needs[letter] ?? 'a value'}`;
      if (letter === 'c') config = prefixed(value);
      else if (letter === 'g') globals = value;
      else if (letter === 's') {
        if (!orders[value]) return `invalid option: "-s ${value}"`;
        task = 'signal';
        order = value;
      }
      break;
    }
  }
  return { task, quiet, order, config, globals };
}

const needs: Readonly<Record<string, string>> = {
  p: 'directory name',
  c: 'file name',
  e: 'file name',
  g: 'parameter',
  s: 'parameter',
};

const help = `Usage: nginx [-?hvVtTq] [-s signal] [-p prefix]
             [-e filename] [-c filename] [-g directives]

Options:
  -?,-h         : this help
  -v            : show version and exit
  -V            : show version and configure options then exit
  -t            : test configuration and exit
  -T            : test configuration, dump it and exit
  -q            : suppress non-error messages during configuration testing
  -s signal     : send signal to a master process: stop, quit, reopen, reload
  -p prefix     : set prefix path (default: /etc/nginx/)
  -e filename   : set error log file (default: /var/log/nginx/error.log)
  -c filename   : set configuration file (default: /etc/nginx/nginx.conf)
  -g directives : set global directives out of configuration file

`;

const configured =
  '--prefix=/etc/nginx --sbin-path=/usr/sbin/nginx --conf-path=/etc/nginx/nginx.conf --error-log-path=/var/log/nginx/error.log --http-log-path=/var/log/nginx/access.log --pid-path=/run/nginx.pid --user=nginx --group=nginx';
