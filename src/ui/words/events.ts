// Events of the daemon in words: those that no message and no record tells of.
import { signalOfNumber } from '../../sim/computer/processes/signals.ts';
import type { EventEntry } from '../../sim/kernel/log.ts';
import type { Names } from './names.ts';
import { say, type Part } from './sentence.ts';

/** What an event says; undefined when something else says it, or nothing has to. */
export function eventInWords(
  { subject, action, actor, attributes }: EventEntry,
  names: Names,
): readonly Part[] | undefined {
  const { name = '', signal = '', exitCode = '', path = '' } = attributes;
  if (subject === 'file' && action === 'copy-up')
    return say`${path} in ${names.of(actor)} is from the image: it is copied up to the writable layer before it changes.`;
  if (subject !== 'container') return undefined;
  if (action === 'kill')
    return say`The daemon sends ${`SIG${signalOfNumber(Number(signal)) ?? signal}`} to process 1 of ${name}.`;
  return action === 'exec_die' ? say`That process in ${name} has ended with status ${exitCode}.` : undefined;
}
