// Which PHP it is: its version, where its settings are, which extensions it has.
import type { Process } from '../contract.ts';
import { failed } from '../filesystem/errno.ts';
import { Ini } from './ini.ts';

export interface Installation {
  readonly version: string;
  readonly ini: Ini;
  readonly extensions: ReadonlySet<string>;
}

/** What is built into the PHP of the official images. */
const builtIn =
  'core ctype curl date dom fileinfo filter hash iconv json libxml mbstring mysqlnd openssl pcre pdo pdo_sqlite phar posix random readline reflection session simplexml sodium spl sqlite3 standard tokenizer xml xmlreader xmlwriter zlib';

/** What is built into Debian's; the rest comes in packages. */
const debian =
  'core ctype date exif ffi fileinfo filter ftp gettext hash iconv json libxml openssl pcre pcntl pdo phar posix random readline reflection session shmop sockets sodium spl standard sysvmsg sysvsem sysvshm tokenizer zlib';

/** The releases that Debian's and Ubuntu's packages are. */
const releases: Readonly<Record<string, string>> = {
  '8.4': '8.4.11',
  '8.3': '8.3.6',
  '8.2': '8.2.29',
  '8.1': '8.1.2',
  '7.4': '7.4.33',
};

/** The series that a binary or a folder of settings is of. */
export function debianSeries(process: Process): string | undefined {
  const own = /php(\d\.\d)$/.exec(process.argv[0] ?? '')?.[1];
  const names = process.files.readdir('/etc/php');
  return (
    own ??
    (failed(names)
      ? undefined
      : [...names]
          .filter((name) => /^\d\.\d$/.test(name))
          .sort()
          .at(-1))
  );
}

/** What is installed where a process runs; `set` are settings of its command line, `sapi` names Debian's folder. */
export function installationOf(
  process: Process,
  set: ReadonlyMap<string, string>,
  sapi: 'cli' | 'apache2' | 'fpm' = 'cli',
): Installation {
  const given = process.env.get('PHP_VERSION');
  const { files } = process;
  if (given !== undefined || files.exists('/usr/local/etc/php')) {
    const version = given ?? '8.4.14';
    const folder = '/usr/local/etc/php';
    const ini = Ini.read(files, folder, process.env.get('PHP_INI_SCAN_DIR') || `${folder}/conf.d`, set);
    return { version, ini, extensions: new Set([...builtIn.split(' '), ...ini.extensions]) };
  }
  const series = debianSeries(process);
  if (series !== undefined) {
    const folder = `/etc/php/${series}/${sapi}`;
    const ini = Ini.read(files, folder, `${folder}/conf.d`, set);
    return {
      version: releases[series] ?? `${series}.0`,
      ini,
      extensions: new Set([...debian.split(' '), ...ini.extensions]),
    };
  }
  const alpine = /php(\d)(\d)$/.exec(process.argv[0] ?? '')?.slice(1) ?? ['8', '4'];
  const ini = Ini.read(files, `/etc/php${alpine.join('')}`, `/etc/php${alpine.join('')}/conf.d`, set);
  return {
    version: alpine.join('.') === '8.4' ? '8.4.14' : `${alpine.join('.')}.27`,
    ini,
    extensions: new Set([...builtIn.split(' '), ...ini.extensions]),
  };
}
