// Extensions that the official images can build from PHP's source, and the libraries that each needs for it.
import type { Process } from '../../contract.ts';
import { failed } from '../../filesystem/errno.ts';
import { installationOf } from '../installation.ts';

/** A library: what configure says when it is missing, and the packages that bring it on Debian and on Alpine. */
interface Library {
  readonly problem: string;
  readonly packages: readonly string[];
}

/** What pkg-config's absence of modules makes configure say. */
const modules = (wanted: string, packages: string): Library => {
  const missing = wanted
    .split(' ')
    .filter((word) => /^[a-z]/.test(word))
    .map((name) => `Package '${name}', required by 'virtual:world', not found`);
  return {
    problem: `configure: error: Package requirements (${wanted}) were not met:

${missing.join('\n')}

Consider adjusting the PKG_CONFIG_PATH environment variable if you
installed software in a non-standard prefix.
`,
    packages: packages.split(' '),
  };
};
const text = (problem: string, packages: string): Library => ({
  problem: `configure: error: ${problem}\n`,
  packages: packages.split(' '),
});

const xml = modules('libxml-2.0 >= 2.9.0', 'libxml2-dev');
const zlib = modules('zlib', 'zlib1g-dev zlib-dev libpng-dev libfreetype6-dev libfreetype-dev libzip-dev freetype-dev');

/** Extensions by name, with what they need. */
const libraries: Readonly<Record<string, readonly Library[]>> = {
  bz2: [text('Please reinstall the BZip2 distribution', 'libbz2-dev bzip2-dev')],
  curl: [modules('libcurl >= 7.29.0', 'libcurl4-openssl-dev libcurl4-gnutls-dev curl-dev')],
  dom: [xml],
  gd: [zlib, modules('libpng', 'libpng-dev')],
  gmp: [text('GNU MP Library version 4.2 or greater required.', 'libgmp-dev gmp-dev')],
  intl: [modules('icu-uc >= 50.1 icu-io icu-i18n', 'libicu-dev icu-dev')],
  ldap: [text('Cannot find ldap.h', 'libldap2-dev libldap-dev openldap-dev')],
  mbstring: [modules('oniguruma', 'libonig-dev oniguruma-dev')],
  pdo_pgsql: [
    text('Cannot find libpq-fe.h. Please specify correct PostgreSQL installation path', 'libpq-dev postgresql-dev'),
  ],
  pgsql: [
    text('Cannot find libpq-fe.h. Please specify correct PostgreSQL installation path', 'libpq-dev postgresql-dev'),
  ],
  simplexml: [xml],
  soap: [xml],
  xml: [xml],
  xmlreader: [xml],
  xmlwriter: [xml],
  xsl: [modules('libxslt >= 1.1.0', 'libxslt1-dev libxslt-dev')],
  zip: [modules('libzip >= 0.11 libzip != 1.3.1 libzip != 1.7.0', 'libzip-dev')],
};

/** More that gd needs when it is configured with these. */
const options: Readonly<Record<string, Library>> = {
  'with-freetype': modules('freetype2', 'libfreetype6-dev libfreetype-dev freetype-dev'),
  'with-jpeg': modules('libjpeg', 'libjpeg-dev libjpeg62-turbo-dev libjpeg-turbo-dev'),
  'with-webp': modules('libwebp >= 0.2.0', 'libwebp-dev'),
};

/** Names in the folder `ext` of PHP's source. */
export const sourceExtensions: readonly string[] =
  'bcmath bz2 calendar ctype curl dba dl_test dom enchant exif ffi fileinfo filter ftp gd gettext gmp hash iconv intl json ldap mbstring mysqli mysqlnd oci8 odbc opcache openssl pcntl pcre pdo pdo_dblib pdo_firebird pdo_mysql pdo_oci pdo_odbc pdo_pgsql pdo_sqlite pgsql phar posix random readline reflection session shmop simplexml skeleton snmp soap sockets sodium spl sqlite3 standard sysvmsg sysvsem sysvshm tidy tokenizer xml xmlreader xmlwriter xsl zend_test zip zlib'.split(
    ' ',
  );

/** Numbers of the module interface by series. */
const interfaces: Readonly<Record<string, string>> = {
  '8.4': '20240924', '8.3': '20230831', '8.2': '20220829', '8.1': '20210902', '8.0': '20200930', '7.4': '20190902',
  '7.3': '20180731', '7.2': '20170718', '7.1': '20160303', '7.0': '20151012',
}; // prettier-ignore

/** The number of the module interface of the PHP that is installed. */
export const interfaceOf = (version: string): string => interfaces[version.replace(/\.\d+$/, '')] ?? '20131226';

/** Where the extensions of an official image are. */
export const extensionFolder = (version: string): string =>
  `/usr/local/lib/php/extensions/no-debug-non-zts-${interfaceOf(version)}`;

/** What phpize says. */
export const configuring = (version: string): string => {
  const number = interfaceOf(version);
  const own = version >= '8.4' ? `PHP Version:             ${version.replace(/\.\d+$/, '')}\n` : '';
  return `Configuring for:\n${own}PHP Api Version:         ${number}\nZend Module Api No:      ${number}\nZend Extension Api No:   4${number}\n`;
};

/** The PHP of this image. */
export const versionHere = (process: Process): string => installationOf(process, new Map()).version;

/** Whether a package is installed, by the files of dpkg and apk. */
function isInstalled(process: Process, name: string): boolean {
  const dpkg = process.files.readText('/var/lib/dpkg/status');
  if (!failed(dpkg) && new RegExp(`^Package: ${name}\nStatus: install ok installed`, 'm').test(dpkg)) return true;
  const apk = process.files.readText('/lib/apk/db/installed');
  return !failed(apk) && new RegExp(`^P:${name}$`, 'm').test(apk);
}

/** What configure says when a library is missing; undefined when all are there. */
export function missingLibrary(process: Process, name: string, given: readonly string[]): string | undefined {
  const wanted = [
    ...(libraries[name] ?? []),
    ...given.flatMap((option) => options[option.replace(/^--/, '').replace(/=.*$/, '')] ?? []),
  ];
  return wanted.find(({ packages }) => !packages.some((one) => isInstalled(process, one)))?.problem;
}
