// sysctl(8): settings of the kernel under /proc/sys, read and written through the files.
import type { Task } from '../../kernel/task.ts';
import { failed, strerror } from '../filesystem/errno.ts';
import { applet, type Invocation } from './invocation.ts';

const pathOf = (name: string): string => `/proc/sys/${name.includes('/') ? name : name.replaceAll('.', '/')}`;
const nameOf = (path: string): string => path.replace(/^\/proc\/sys\//, '').replaceAll('/', '.');

/** `sysctl` */
export const sysctl = applet(
  {
    name: 'sysctl',
    short: 'anNewqp::bAX',
    long: { all: 'a', values: 'n', names: 'N', ignore: 'e', write: 'w', quiet: 'q', load: 'p::' },
    unsimulated: ['system', 'pattern', 'r'],
    usage: '[options] [variable[=value] ...]',
    about: 'Read and write kernel settings.',
    version: 'procps-ng 4.0.4',
    busybox: { short: 'anNewqp', long: {}, usage: '[-enq] { -a | -p [FILE]... | [-w] [KEY[=VALUE]]... }' },
  },
  function* (run) {
    const { options, operands } = run;
    if (options.has('p')) return yield* load(run, options.value('p') || operands[0] || '/etc/sysctl.conf');
    if (options.has('a') || options.has('A')) {
      for (const path of files(run, '/proc/sys')) yield* show(run, path);
      return run.status;
    }
    if (operands.length === 0 && run.gnu) return yield* run.misuse('no variables specified');
    for (const word of operands) {
      const equals = word.indexOf('=');
      if (equals >= 0) yield* set(run, word.slice(0, equals).trim(), word.slice(equals + 1).trim());
      else yield* show(run, pathOf(word));
    }
    return run.status;
  },
);

function files(run: Invocation, path: string): readonly string[] {
  const system = run.process.files;
  const names = system.readdir(path);
  if (failed(names)) return [];
  return [...names].sort().flatMap((name) => {
    const at = `${path}/${name}`;
    const stat = system.stat(at);
    return failed(stat) ? [] : stat.kind === 'directory' ? files(run, at) : [at];
  });
}

function* show(run: Invocation, path: string): Task {
  const { options, process } = run;
  const stat = process.files.stat(path);
  if (!failed(stat) && stat.kind === 'directory') {
    for (const file of files(run, path)) yield* show(run, file);
    return;
  }
  const text = process.files.readText(path);
  if (failed(text)) {
    yield* unknown(run, path, text.errno);
    return;
  }
  const value = text.replace(/\n$/, '');
  if (options.has('N')) yield* run.print(`${nameOf(path)}\n`);
  else yield* run.print(options.has('n') ? `${value}\n` : `${nameOf(path)} = ${value}\n`);
}

function* unknown(run: Invocation, path: string, errno: Parameters<typeof strerror>[0]): Task {
  if (run.options.has('e')) {
    run.status = run.gnu ? run.status : 1;
    return;
  }
  yield* run.complain(
    run.gnu ? `cannot stat ${path}: ${strerror(errno)}` : `error: '${nameOf(path)}' is an unknown key`,
  );
}

function* set(run: Invocation, name: string, value: string): Task {
  const { files: system } = run.process;
  const path = pathOf(name);
  if (!system.exists(path)) {
    // busybox has turned the dots into slashes already.
    if (run.gnu) return yield* unknown(run, path, 'ENOENT');
    yield* run.complain(`error: '${path.slice('/proc/sys/'.length)}' is an unknown key`);
    return;
  }
  const written = system.writeFile(path, `${value}\n`);
  if (written) {
    const denied = written.errno === 'EACCES' || written.errno === 'EPERM';
    const gnu = denied
      ? `permission denied on key "${nameOf(path)}"`
      : `setting key "${nameOf(path)}": ${strerror(written.errno)}`;
    yield* run.complain(run.gnu ? gnu : `error setting key '${nameOf(path)}': ${strerror(written.errno)}`);
    return;
  }
  if (!run.options.has('q')) yield* run.print(run.options.has('n') ? `${value}\n` : `${nameOf(path)} = ${value}\n`);
}

function* load(run: Invocation, path: string): Task<number> {
  const text = run.process.files.readText(path);
  if (failed(text)) {
    yield* run.complain(
      run.gnu ? `cannot open "${path}": ${strerror(text.errno)}` : `can't open '${path}': ${strerror(text.errno)}`,
    );
    return 1;
  }
  for (const line of text.split('\n')) {
    const match = /^\s*-?([^#;=\s]+)\s*=\s*(.*?)\s*$/.exec(line);
    if (match) yield* set(run, match[1] ?? '', match[2] ?? '');
  }
  return run.status;
}
