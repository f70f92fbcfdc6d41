// PHP as a module of Apache: a request with the settings of the server's own PHP.
import type { Task } from '../../kernel/task.ts';
import type { Process } from '../contract.ts';
import { installationOf } from './installation.ts';
import { answerRequest, type PhpRequest } from './http-request.ts';
import type { PhpAnswer } from './request.ts';

/** Resident bytes of a process that has run PHP. */
const memory = 19_000_000;
/** ms of CPU that a request costs before its script begins. */
const requestCost = 0.8;

/** Answers a request. `settings`: php_value and its like. */
export function* answerWithin(
  process: Process,
  settings: ReadonlyMap<string, string>,
  asked: PhpRequest,
): Task<PhpAnswer> {
  if (process.info.memory < memory) process.useMemory(memory);
  yield* process.compute(requestCost);
  return yield* answerRequest(process, installationOf(process, settings, 'apache2'), asked);
}

export const installedVersion = (process: Process): string => installationOf(process, new Map(), 'apache2').version;
