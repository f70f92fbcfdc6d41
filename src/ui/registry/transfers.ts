// What the current command does with each blob of a registry: asks whether it is there, fetches it, sends it, or need not.
import type { MessageEntry } from '../../sim/kernel/log.ts';

/** What became of a blob. `now`: it is on its way. */
export interface Transfer {
  readonly kind: 'fetched' | 'sent' | 'already there' | 'mounted';
  /** Repository that it was mounted from. */
  readonly from: string;
  readonly now: boolean;
}

const blobPath = /^\/v2\/(.+)\/blobs\/(sha256:[0-9a-f]{64})/;
const uploadPath = /^\/v2\/(.+)\/blobs\/uploads\//;

/** Transfers by digest, as the messages of a command tell at virtual time `time`. */
export function transfersOf(messages: readonly MessageEntry[], time: number): ReadonlyMap<string, Transfer> {
  const found = new Map<string, Transfer>();
  const answers = new Map(
    messages.filter(({ role }) => role === 'response').map((message) => [message.exchange, message]),
  );
  for (const request of messages) {
    if (request.role !== 'request' || !request.path?.startsWith('/v2/')) continue;
    const [path = '', query = ''] = request.path.split('?');
    const answer = answers.get(request.id);
    const now = answer === undefined || answer.received > time || request.received > time;
    const status = answer?.status ?? 0;
    const blob = blobPath.exec(path)?.[2];
    const asked = new URLSearchParams(query);
    const mount = asked.get('mount');
    const sent = uploadPath.test(path) && request.method === 'PUT' ? asked.get('digest') : null;
    if (blob !== undefined && request.method === 'GET') found.set(blob, { kind: 'fetched', from: '', now });
    else if (blob !== undefined && request.method === 'HEAD' && status === 200)
      found.set(blob, { kind: 'already there', from: '', now });
    else if (mount !== null && status === 201)
      found.set(mount, { kind: 'mounted', from: asked.get('from') ?? '', now });
    else if (sent !== null) found.set(sent, { kind: 'sent', from: '', now });
  }
  return found;
}

/** A transfer in a few words. */
export const transferText = ({ kind, from, now }: Transfer): string =>
  kind === 'mounted'
    ? `taken over from ${from}, not sent`
    : kind === 'already there'
      ? 'already there, not sent'
      : now
        ? kind === 'sent'
          ? 'being sent'
          : 'on its way here'
        : kind;
