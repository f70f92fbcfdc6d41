// mod_php and mod_proxy_fcgi: scripts of PHP, run in the server or by php-fpm.
import type { Task } from '../../../kernel/task.ts';
import { load } from '../../../kernel/task.ts';
import type { Process } from '../../contract.ts';
import type { PhpRequest } from '../../php/http-request.ts';
import type { PhpAnswer } from '../../php/request.ts';

/** What a server knows of a script that is to run. */
export interface ScriptRequest extends Omit<PhpRequest, 'sapi'> {
  /** Settings of the configuration (php_value and its like). */
  readonly settings: ReadonlyMap<string, string>;
}

/** Runs a script inside of the server. */
export function* runPhp(process: Process, asked: ScriptRequest): Task<PhpAnswer> {
  const { answerWithin } = yield* load(loadPhp);
  return yield* answerWithin(process, asked.settings, { ...asked, sapi: 'apache2handler' });
}

/** The version of the PHP in the server, for what it says when it starts. */
export function* phpVersion(process: Process): Task<string> {
  const { installedVersion } = yield* load(loadPhp);
  return installedVersion(process);
}

const loadPhp = () => import('../../php/apache.ts');
