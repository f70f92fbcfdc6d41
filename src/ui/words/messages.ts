// Messages in words. One row a kind of message: which it is, and what it says. Paths are those of the Docker Engine API
// and of the OCI Distribution API.
import type { MessageEntry } from '../../sim/kernel/log.ts';
import { containerRows } from './messages/containers.ts';
import { imageRows } from './messages/images.ts';
import { registryRows } from './messages/registry.ts';
import { refusal, type Found, type Row } from './messages/row.ts';
import { systemRows } from './messages/system.ts';
import { trafficRows } from './messages/traffic.ts';
import type { Names } from './names.ts';
import { isRefusal } from './refusal.ts';
import { say, type Part } from './sentence.ts';

/** A message with what one needs to speak of it: its request (itself, if it is one). */
export interface Spoken {
  readonly message: MessageEntry;
  readonly request: MessageEntry;
  /** What ids stand for. */
  readonly names?: Names;
  /** Who on the host began it, where it is not simply a program. */
  readonly sender?: string | undefined;
}

const rows: readonly Row[] = [...systemRows, ...containerRows, ...imageRows, ...registryRows, ...trafficRows];

/** What a message says, in words; undefined when it says nothing of interest. */
export function messageInWords({ message, request, names, sender }: Spoken): readonly Part[] | undefined {
  const [path = '', query = ''] = (request.path ?? '').split('?');
  const bare = path.replace(/^\/v1\.\d+/, '');
  const about = { query: new URLSearchParams(query), message, request, names, sender };
  for (const row of rows) {
    if (row.protocol !== request.protocol || (row.method !== '' && row.method !== request.method)) continue;
    const match = row.path.exec(bare);
    if (!match) continue;
    const found: Found = { ...about, groups: match.slice(1) };
    if (message.role === 'request') return row.ask(found);
    return message.role === 'response' ? row.answer?.(found, message.status ?? 0) : row.end?.(found);
  }
  if (message.role === 'request') return say`The client asks the daemon: ${`${request.method ?? ''} ${bare}`}.`;
  return isRefusal(message) ? refusal('The daemon', { ...about, groups: [] }, message.status ?? 0) : undefined;
}
