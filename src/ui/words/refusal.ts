// Which answers are refusals.
import type { MessageEntry } from '../../sim/kernel/log.ts';

/** Whether an answer is a refusal. Being asked for a token first is not: it is how registries begin. */
export const isRefusal = ({ status = 0, protocol, headers }: MessageEntry): boolean =>
  status >= 400 && !(status === 401 && protocol === 'distribution' && asksForToken(headers));

/** A challenge that names an error has seen a token, and found it wanting. */
const asksForToken = (headers: MessageEntry['headers']): boolean =>
  headers?.['www-authenticate']?.includes('error=') === false;
