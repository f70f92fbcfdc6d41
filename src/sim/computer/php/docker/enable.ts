// docker-php-ext-enable of the official images of PHP: a file of settings for each extension.
import type { Task } from '../../../kernel/task.ts';
import type { Process, Program } from '../../contract.ts';
import { failed } from '../../filesystem/errno.ts';
import { say, warn } from '../../programs/net/say.ts';
import { installationOf } from '../installation.ts';
import { extensionFolder } from './extension.ts';

/** Extensions of the engine itself. */
const ofTheEngine = new Set(['opcache', 'xdebug', 'ioncube', 'blackfire']);

/** Extensions of the folder, which can be enabled. */
function available(process: Process, folder: string): readonly string[] {
  const names = process.files.readdir(folder);
  return failed(names) ? [] : [...names].filter((name) => name.endsWith('.so')).sort();
}

/** Enables extensions that are there; the status of the program. */
export function* enable(process: Process, names: readonly string[], iniName: string | undefined): Task<number> {
  const installation = installationOf(process, new Map());
  const folder = extensionFolder(installation.version);
  const there = available(process, folder);
  const files = names.map((name) => (name.endsWith('.so') ? name : `${name}.so`));
  const missing = files.find((file) => !there.includes(file));
  if (missing !== undefined || files.length === 0) {
    const wrong = missing === undefined ? '' : `error: '${names[files.indexOf(missing)] ?? ''}' does not exist\n\n`;
    yield* warn(process, wrong + usage('/usr/local/bin/docker-php-ext-enable', there));
    return 1;
  }
  for (const file of files) {
    const name = file.replace(/\.so$/, '');
    if (installation.extensions.has(name)) {
      yield* warn(process, `\nwarning: ${name} (${file}) is already loaded!\n\n`);
      continue;
    }
    const path = `/usr/local/etc/php/conf.d/${iniName ?? `docker-php-ext-${name}.ini`}`;
    const line = `${ofTheEngine.has(name) ? 'zend_extension' : 'extension'}=${name}`;
    const before = process.files.readText(path);
    const failure =
      !failed(before) && before.includes(line)
        ? undefined
        : process.files.writeFile(path, `${failed(before) ? '' : before}${line}\n`);
    if (!failure) continue;
    yield* warn(process, `/usr/local/bin/docker-php-ext-enable: line 106: ${path}: Permission denied\n`);
    return 1;
  }
  return 0;
}

/** `docker-php-ext-enable [--ini-name file] name…` */
export const extensionEnable: Program = function* (process) {
  const args = process.argv.slice(1);
  const names: string[] = [];
  let iniName: string | undefined;
  for (let at = 0; at < args.length; at++) {
    const arg = args[at] ?? '';
    if (arg === '-h' || arg === '--help') {
      yield* say(process, usage(process.argv[0] ?? '', available(process, extensionFolder(installationOf(process, new Map()).version)))); // prettier-ignore
      return 0;
    }
    if (arg === '--ini-name') iniName = args[++at];
    else if (arg.startsWith('--ini-name=')) iniName = arg.slice(11);
    else if (arg !== '') names.push(arg);
  }
  return yield* enable(process, names, iniName);
};

const usage = (
  program: string,
  there: readonly string[],
): string => `usage: ${program} [options] module-name [module-name ...]
   ie: ${program} gd mysqli
       ${program} pdo pdo_mysql
       ${program} --ini-name 0-apc.ini apcu apc

Possible values for module-name:
${there.join(' ')}

Some of the above modules are already compiled into PHP; please check
the output of "php -i" to see which modules are already loaded.
`;
