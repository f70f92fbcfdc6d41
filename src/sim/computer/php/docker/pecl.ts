// pecl(1): extensions that are not part of PHP's source.
import type { Program } from '../../contract.ts';
import { say, warn } from '../../programs/net/say.ts';
import { configuring, extensionFolder, versionHere } from './extension.ts';

/** Packages: name, version, size of the archive, number of source files. */
const packages: Readonly<Record<string, readonly [version: string, size: number, files: number]>> = {
  amqp: ['2.1.2', 110_498, 19], apcu: ['5.1.27', 104_218, 15], ds: ['1.6.0', 83_119, 43], igbinary: ['3.2.16', 109_317, 9],
  imagick: ['3.8.0', 373_544, 27], memcached: ['3.3.0', 96_205, 12], mongodb: ['2.1.4', 1_950_000, 380],
  pcov: ['1.0.12', 13_880, 2], redis: ['6.2.0', 402_117, 43], swoole: ['6.1.2', 1_702_000, 290],
  xdebug: ['3.4.7', 259_500, 84], yaml: ['2.2.5', 44_300, 4],
}; // prettier-ignore

/** ms of CPU to fetch and to compile one. */
const compileTime = 6000;

/** `pecl install name[-version]…` */
export const pecl: Program = function* (process) {
  const [, command = '', ...rest] = process.argv;
  if (command === 'update-channels' || command === 'channel-update') {
    yield* say(process, 'Updating channel "pecl.example"\nChannel "pecl.example" is up to date\n');
    return 0;
  }
  if (command !== 'install') {
    yield* warn(process, `drydock: not simulated: pecl ${command}\n`);
    return 1;
  }
  const version = versionHere(process);
  const folder = extensionFolder(version);
  const names = rest.filter((arg) => !arg.startsWith('-'));
  for (const wanted of names) {
    const [, name = '', given] = /^([a-z_]+?)(?:-(\d[\w.]*|stable|beta))?$/i.exec(wanted) ?? [];
    const known = packages[name.toLowerCase()];
    if (!known) {
      yield* say(process, `No releases available for package "pecl.example/${wanted}"\ninstall failed\n`);
      return 1;
    }
    const [latest, size, files] = known;
    const number = given === undefined || /^[a-z]/.test(given) ? latest : given;
    if (process.files.exists(`${folder}/${name}.so`)) {
      yield* say(process, `pecl.example/${name} is already installed and is the same as the released version ${number}\ninstall failed\n`); // prettier-ignore
      return 1;
    }
    const bytes = String(size).replace(/\B(?=(\d{3})+$)/g, ',');
    yield* say(process, `downloading ${name}-${number}.tgz ...\nStarting to download ${name}-${number}.tgz (${bytes} bytes)\n`); // prettier-ignore
    yield* process.compute(compileTime);
    process.files.writeFile(`${folder}/${name}.so`, new Uint8Array(size), 0o755);
    yield* say(
      process,
      `${'.'.repeat(Math.min(80, Math.ceil(size / 8192)))}done: ${bytes} bytes\n${files} source files, building\nrunning: phpize\n${configuring(version)}building in /tmp/pear/temp/pear-build-defaultuser/${name}-${number}\nrunning: /tmp/pear/temp/${name}/configure --with-php-config=/usr/local/bin/php-config\nrunning: make\nrunning: make INSTALL_ROOT="/tmp/pear/temp/pear-build-defaultuser/install-${name}-${number}" install\nInstalling shared extensions:     /tmp/pear/temp/pear-build-defaultuser/install-${name}-${number}${folder}/\n\nBuild process completed successfully\nInstalling '${folder}/${name}.so'\ninstall ok: channel://pecl.example/${name}-${number}\nconfiguration option "php_ini" is not set to php.ini location\nYou should add "${name === 'xdebug' ? 'zend_' : ''}extension=${name}.so" to php.ini\n`,
    );
  }
  return 0;
};
