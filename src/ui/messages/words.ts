// A message of the sequence in words.
import type { MessageEntry } from '../../sim/kernel/log.ts';
import type { SequenceRow } from './sequence.ts';

/** Time since the command began: `+20.5 ms`, `+5.68 s`. */
export const sinceText = (ms: number): string => (ms < 1000 ? `+${round(ms, 1)} ms` : `+${round(ms / 1000, 3)} s`);

/** How long something took. */
export const lengthText = (ms: number): string => sinceText(ms).slice(1);

const round = (value: number, digits: number): string => String(Math.round(value * 10 ** digits) / 10 ** digits);

/** Who says what to whom, in a line. */
export function rowInWords({ head, body, message }: SequenceRow, from: string, to: string, moving: boolean): string {
  const what = message.role === 'request' ? 'asks' : message.role === 'response' ? 'answers' : 'ends with';
  return `${from} ${what} ${to}: ${[head, body].filter(Boolean).join(' ')}${moving ? ', on its way' : ''}`;
}

const names: Readonly<Record<MessageEntry['protocol'], string>> = {
  engine: 'Docker Engine API, HTTP over /var/run/docker.sock',
  distribution: 'OCI Distribution API, HTTPS',
  http: 'HTTP between programs',
  tcp: 'TCP: opening a connection',
  udp: 'UDP',
  dns: 'DNS: a name lookup',
};

/** What a message is part of, in words. */
export const protocolText = (protocol: MessageEntry['protocol']): string => names[protocol];
