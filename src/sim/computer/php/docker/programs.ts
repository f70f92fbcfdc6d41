// The programs that the official images of PHP bring for extensions.
import type { Program } from '../../contract.ts';
import { extensionConfigure, extensionInstall, phpSource } from './build.ts';
import { extensionEnable } from './enable.ts';
import { pecl } from './pecl.ts';

/** By their names in /usr/local/bin. */
export const extensionPrograms: Readonly<Record<string, Program>> = {
  'docker-php-source': phpSource,
  'docker-php-ext-configure': extensionConfigure,
  'docker-php-ext-install': extensionInstall,
  'docker-php-ext-enable': extensionEnable,
  pecl,
};
