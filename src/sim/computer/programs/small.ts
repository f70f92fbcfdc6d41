// The smallest programs: true, false, echo, pwd, yes, whoami, hostname, nproc, tty, clear, sync, and hello of hello-world.
import { failed, strerror } from '../filesystem/errno.ts';
import type { FileSystem } from '../filesystem/file-system.ts';
import { echoText } from './echo-text.ts';
import type { Applet } from './flavour.ts';
import { applet } from './invocation.ts';
import { complainTo, encodeText } from './text.ts';
import { users } from './users.ts';

/** `true` */
export const succeed: Applet = function* () {
  return 0;
};

/** `false` */
export const fail: Applet = function* () {
  return 1;
};

/** `echo` */
export const echo = applet(
  {
    name: 'echo',
    short: '+',
    usage: '[SHORT-OPTION]... [STRING]...',
    about: 'Echo the STRING(s) to standard output.',
    prepare: (args) => ['--', ...args],
  },
  function* (run) {
    yield* run.print(echoText(run.operands, 'options'));
    return 0;
  },
);

/** `pwd` */
export const pwd = applet(
  {
    name: 'pwd',
    short: 'LP',
    long: { logical: 'L', physical: 'P' },
    usage: '[OPTION]...',
    about: 'Print the full filename of the current working directory.',
  },
  function* (run) {
    const { process } = run;
    const logical = process.env.get('PWD');
    const physical = process.files.realpath(process.cwd);
    if (failed(physical)) return yield* run.die(`error retrieving current directory: ${strerror(physical)}`);
    const usable = logical?.startsWith('/') && process.files.realpath(logical) === physical ? logical : physical;
    yield* run.print(`${run.options.last('L', 'P') === 'L' ? usable : physical}\n`);
    return 0;
  },
);

/** `yes` */
export const yes = applet(
  {
    name: 'yes',
    short: '+',
    usage: '[STRING]...',
    about: "Repeatedly output a line with all specified STRING(s), or 'y'.",
  },
  function* (run) {
    const line = `${run.operands.join(' ') || 'y'}\n`;
    const block = encodeText(line.repeat(Math.max(1, Math.floor(4096 / line.length))));
    for (;;) {
      yield* run.output.writeBytes(block);
      yield* run.step(0.2);
    }
  },
);

/** `whoami` */
export const whoami = applet(
  {
    name: 'whoami',
    short: '',
    usage: '[OPTION]...',
    about: 'Print the user name associated with the current effective user ID.',
  },
  function* (run) {
    const { credentials, files } = run.process;
    const [extra] = run.operands;
    if (extra !== undefined) return yield* run.misuse(`extra operand ${run.quote(extra)}`);
    const user = users(files).find((one) => one.uid === credentials.uid);
    if (!user)
      return yield* run.die(
        run.gnu ? `cannot find name for user ID ${credentials.uid}` : `unknown uid ${credentials.uid}`,
      );
    yield* run.print(`${user.name}\n`);
    return 0;
  },
);

/** The first of the names on the line of /etc/hosts that has this one. */
function fullName(files: FileSystem, name: string): string {
  const hosts = files.readText('/etc/hosts');
  for (const line of failed(hosts) ? [] : hosts.split('\n')) {
    const [, ...names] = line.replace(/#.*/, '').trim().split(/\s+/);
    if (names.includes(name)) return names[0] ?? name;
  }
  return name;
}

/** `hostname` */
export const hostname = applet(
  {
    name: 'hostname',
    short: 'adfiIsF:A',
    long: { short: 's', 'ip-address': 'i', 'all-ip-addresses': 'I', fqdn: 'f', long: 'f', domain: 'd', file: 'F:' },
    unsimulated: ['y', 'b', 'yp', 'nis', 'boot'],
    usage: '[-b] {hostname|-F file}',
    about: "Show or set the system's host name.",
    busybox: { short: 'sidfF:', long: {}, usage: '[-sidf] [HOSTNAME | -F FILE]' },
  },
  function* (run) {
    const { options, process } = run;
    const path = options.value('F');
    const read = path === undefined ? undefined : process.files.readText(path);
    if (failed(read)) return yield* run.die(`${path ?? ''}: ${strerror(read)}`);
    const name = read?.trim() ?? run.operands[0];
    if (name !== undefined) {
      if (!process.credentials.capabilities.has('CAP_SYS_ADMIN'))
        return yield* run.die(
          run.gnu ? 'you must be root to change the host name' : 'sethostname: Operation not permitted',
        );
      process.hostname = name;
      return 0;
    }
    const own = process.hostname;
    const addresses = process.network.interfaces.filter((one) => one.name !== 'lo').map(({ address }) => address);
    let text = own;
    if (options.has('I')) text = addresses.map((address) => `${address} `).join('');
    else if (options.has('i')) text = addresses[0] ?? '127.0.0.1';
    else if (options.has('s')) text = own.split('.')[0] ?? own;
    else if (options.has('f')) text = fullName(process.files, own);
    else if (options.has('d')) text = fullName(process.files, own).split('.').slice(1).join('.');
    if (text !== '' || !options.has('d')) yield* run.print(`${text}\n`);
    return 0;
  },
);

/** `nproc` */
export const nproc = applet(
  {
    name: 'nproc',
    short: '',
    long: { all: 'all', ignore: 'ignore:' },
    usage: '[OPTION]...',
    about: 'Print the number of processing units available to the current process.',
  },
  function* (run) {
    const ignored = run.options.value('ignore') ?? '0';
    if (!/^\d+$/.test(ignored)) return yield* run.die(`invalid number: ${run.quote(ignored)}`);
    yield* run.print(`${Math.max(1, run.process.processors.length - Number(ignored))}\n`);
    return 0;
  },
);

/** `tty` */
export const tty = applet(
  {
    name: 'tty',
    short: 's',
    long: { silent: 's', quiet: 's' },
    usage: '[OPTION]...',
    about: 'Print the file name of the terminal connected to standard input.',
    misuse: 2,
  },
  function* (run) {
    const terminal = run.process.descriptors.get(0)?.terminal;
    if (!run.options.has('s')) yield* run.print(`${terminal?.path ?? 'not a tty'}\n`);
    return terminal ? 0 : 1;
  },
);

/** `clear` */
export const clear = applet(
  {
    name: 'clear',
    short: 'xVT:',
    usage: '[options]',
    about: 'Clear the terminal screen.',
    busybox: { short: '', usage: '' },
  },
  function* (run) {
    if (run.gnu && (run.process.env.get('TERM') ?? '') === '') return yield* noTerminal(run.process);
    yield* run.print(run.gnu && !run.options.has('x') ? '\x1b[H\x1b[2J\x1b[3J' : '\x1b[H\x1b[J');
    return 0;
  },
);

function* noTerminal(process: Parameters<Applet>[0]): ReturnType<Applet> {
  yield* complainTo(process, 'TERM environment variable not set.\n');
  return 1;
}

/** hello-world's program: prints what stands in its own file after the last zero byte. */
export const hello: Applet = function* (process) {
  const bytes = process.files.readFile(process.argv[0] ?? '/hello');
  if (failed(bytes)) {
    yield* complainTo(process, `${process.argv[0] ?? ''}: ${strerror(bytes)}\n`);
    return 1;
  }
  const output = process.descriptors.get(1);
  return output && (yield* output.write(bytes.subarray(bytes.lastIndexOf(0) + 1))) === undefined ? 0 : 1;
};
