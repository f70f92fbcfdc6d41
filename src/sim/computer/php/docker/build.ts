// docker-php-source, docker-php-ext-configure and docker-php-ext-install of the official images of PHP.
import type { Task } from '../../../kernel/task.ts';
import type { Process, Program } from '../../contract.ts';
import { failed } from '../../filesystem/errno.ts';
import { say, warn } from '../../programs/net/say.ts';
import { configuring, extensionFolder, missingLibrary, sourceExtensions, versionHere } from './extension.ts';
import { enable } from './enable.ts';

/** ms of CPU to configure and to compile an extension. */
const configureTime = 1500;
const compileTime = 4000;
const sizes: Readonly<Record<string, number>> = { gd: 430_000, intl: 620_000, mysqli: 170_000, zip: 110_000 };

const source = '/usr/src/php';

/** `docker-php-source extract|delete` */
export const phpSource: Program = function* (process) {
  const [, what = ''] = process.argv;
  if (what !== 'extract' && what !== 'delete') {
    yield* warn(process, `usage: ${process.argv[0] ?? ''} COMMAND\n\nManage php source tarball lifecycle.\n\nCommands:\n   extract  extract php source tarball into directory ${source} if not already done.\n   delete   delete extracted php source located into ${source} if not already done.\n\n`); // prettier-ignore
    return 1;
  }
  if (what === 'extract') extract(process);
  else remove(process);
  return 0;
};

function extract(process: Process): void {
  process.files.mkdir('/usr/src');
  process.files.mkdir(source);
  process.files.mkdir(`${source}/ext`);
  for (const name of sourceExtensions) process.files.mkdir(`${source}/ext/${name}`);
}

function remove(process: Process): void {
  const clear = (path: string): void => {
    const names = process.files.readdir(path);
    for (const name of failed(names) ? [] : names) {
      clear(`${path}/${name}`);
      process.files.unlink(`${path}/${name}`);
    }
    process.files.rmdir(path);
  };
  clear(source);
}

/** `docker-php-ext-configure name [options]` */
export const extensionConfigure: Program = function* (process) {
  const [program = '', name = '', ...options] = process.argv;
  if (!sourceExtensions.includes(name)) {
    yield* warn(process, `usage: ${program} ext-name [configure flags]\n   ie: ${program} gd --with-jpeg-dir=/usr/local/something\n\nPossible values for ext-name:\n${sourceExtensions.join(' ')}\n\nSome of the above modules are already compiled into PHP; please check\nthe output of "php -i" to see which modules are already loaded.\n`); // prettier-ignore
    return 1;
  }
  if (!(yield* phpizeDependencies(process, '.phpize-deps-configure'))) return 1;
  extract(process);
  return (yield* configure(process, name, options)) ? 0 : 1;
};

function* configure(process: Process, name: string, options: readonly string[]): Task<boolean> {
  const version = versionHere(process);
  yield* process.compute(configureTime);
  yield* say(process, `${configuring(version)}checking for grep that handles long lines and -e... /usr/bin/grep\nchecking for egrep... /usr/bin/grep -E\nchecking for a sed that does not truncate output... /usr/bin/sed\nchecking for pkg-config... /usr/bin/pkg-config\nchecking pkg-config is at least version 0.9.0... yes\nchecking for cc... cc\nchecking whether the C compiler works... yes\nchecking for PHP prefix... /usr/local\nchecking for PHP extension directory... ${extensionFolder(version)}\n`); // prettier-ignore
  const problem = missingLibrary(process, name, options);
  if (problem !== undefined) {
    yield* warn(process, problem);
    return false;
  }
  yield* say(process, "creating libtool\nappending configuration tag \"CXX\" to libtool\nconfigure: patching config.h.in\nconfigure: creating ./config.status\nconfig.status: creating config.h\n"); // prettier-ignore
  process.files.writeFile(`${source}/ext/${name}/Makefile`, `# made by configure ${options.join(' ')}\n`);
  return true;
}

/** On Alpine the compiler comes for the time of the build. */
function* phpizeDependencies(process: Process, name: string): Task<boolean> {
  const installed = process.files.readText('/lib/apk/db/installed');
  const wanted = process.env.get('PHPIZE_DEPS')?.split(/\s+/).filter((word) => word !== '') ?? []; // prettier-ignore
  if (failed(installed) || wanted.length === 0 || /^P:\.phpize-deps(?:-configure)?$/m.test(installed)) return true;
  return (yield* runProgram(process, 'apk', 'add', '--no-cache', '--virtual', name, ...wanted)) === 0;
}

function* runProgram(process: Process, name: string, ...args: readonly string[]): Task<number> {
  const path = process.files.exists(`/sbin/${name}`) ? `/sbin/${name}` : `/usr/bin/${name}`;
  const child = yield* process.spawn({ argv: [name, ...args], path });
  if (typeof child === 'string') return 127;
  const result = yield* process.wait(child);
  return typeof result !== 'string' && 'code' in result.status ? result.status.code : 1;
}

/** `docker-php-ext-install [-jN] name…` */
export const extensionInstall: Program = function* (process) {
  const [program = '', ...args] = process.argv;
  const usage = `usage: ${program} [-jN] [--ini-name file.ini] ext-name [ext-name ...]\n   ie: ${program} gd mysqli\n       ${program} pdo pdo_mysql\n       ${program} -j5 gd mbstring mysqli pdo pdo_mysql shmop\n\nif custom ./configure arguments are necessary, see docker-php-ext-configure\n\nPossible values for ext-name:\n${sourceExtensions.join(' ')}\n\nSome of the above modules are already compiled into PHP; please check\nthe output of "php -i" to see which modules are already loaded.\n`;
  const names: string[] = [];
  let iniName: string | undefined;
  for (let at = 0; at < args.length; at++) {
    const arg = args[at] ?? '';
    if (arg === '-h' || arg === '--help' || arg === '-?') {
      yield* say(process, usage);
      return 0;
    }
    if (arg === '-j' || arg === '--jobs') at++;
    else if (arg === '--ini-name') iniName = args[++at];
    else if (/^(?:-j\d+|--jobs=\d+|--)$/.test(arg) || arg === '') continue;
    else if (arg.startsWith('--ini-name=')) iniName = arg.slice(11);
    else if (arg.startsWith('-')) {
      yield* warn(process, `getopt: ${arg.startsWith('--') ? `unrecognized option '${arg}'` : `invalid option -- '${arg.charAt(1)}'`}\n${usage}`); // prettier-ignore
      return 1;
    } else names.push(arg);
  }
  const unknown = names.find((name) => !sourceExtensions.includes(name));
  if (unknown !== undefined || names.length === 0) {
    yield* warn(
      process,
      `${unknown === undefined ? '' : `error: ${source}/ext/${unknown} does not exist\n\n`}${usage}`,
    );
    return 1;
  }
  const virtual = process.files.exists('/lib/apk/db/installed') && !isThere(process, '.phpize-deps');
  if (!(yield* phpizeDependencies(process, '.phpize-deps'))) return 1;
  extract(process);
  const version = versionHere(process);
  const folder = extensionFolder(version);
  for (const name of names) {
    if (!process.files.exists(`${source}/ext/${name}/Makefile`) && !(yield* configure(process, name, []))) return 1;
    yield* process.compute(compileTime);
    const place = `${source}/ext/${name}`;
    yield* say(process, `/bin/bash ${place}/libtool --tag=CC --mode=compile cc -I. -I${place} -I/usr/local/include/php -DHAVE_CONFIG_H -fstack-protector-strong -fpic -fpie -O2 -c ${place}/${name}.c -o ${name}.lo\n/bin/bash ${place}/libtool --tag=CC --mode=link cc -shared -o ${name}.la -export-dynamic -avoid-version -prefer-pic -module -rpath ${place}/modules ${name}.lo\n----------------------------------------------------------------------\nLibraries have been installed in:\n   ${place}/modules\n----------------------------------------------------------------------\n\nBuild complete.\nDon't forget to run 'make test'.\n\n+ strip --strip-all modules/${name}.so\nInstalling shared extensions:     ${folder}/\n`); // prettier-ignore
    process.files.writeFile(`${folder}/${name}.so`, new Uint8Array(sizes[name] ?? 80_000), 0o755);
    const enabled = yield* enable(process, [name], iniName);
    if (enabled !== 0) return enabled;
    yield* say(process, `find . -name \\*.gcno -o -name \\*.gcda | xargs rm -f\nfind . -name \\*.lo -o -name \\*.o -o -name \\*.dep | xargs rm -f\nrm -f libphp.la      modules/* libs/*\nrm -f ext/opcache/jit/ir/gen_ir_fold_hash\n`); // prettier-ignore
  }
  if (virtual) yield* runProgram(process, 'apk', 'del', isThere(process, '.phpize-deps-configure') ? '.phpize-deps-configure' : '.phpize-deps'); // prettier-ignore
  remove(process);
  return 0;
};

function isThere(process: Process, name: string): boolean {
  const installed = process.files.readText('/lib/apk/db/installed');
  return !failed(installed) && installed.split('\n').includes(`P:${name}`);
}
