// How redis-cli shows replies.
import { isArray, type Reply } from '../reply.ts';
import { quoted } from '../split-arguments.ts';
import type { Output } from './options.ts';

/** A reply as text of one character a byte, with the newline at its end. */
export function formatReply(reply: Reply, output: Output, delimiter = '\n'): string {
  if (output === 'people') return forPeople(reply, '');
  return `${output === 'csv' ? asCsv(reply) : bare(reply, delimiter)}\n`;
}

function forPeople(reply: Reply, prefix: string): string {
  if (typeof reply === 'string') return `${quoted(reply)}\n`;
  if (typeof reply === 'number' || typeof reply === 'bigint') return `(integer) ${reply}\n`;
  if (reply === null) return '(nil)\n';
  if (!isArray(reply)) {
    if ('none' in reply) return '(nil)\n';
    return 'status' in reply ? `${reply.status}\n` : `(error) ${reply.error}\n`;
  }
  if (reply.length === 0) return '(empty array)\n';
  const width = String(reply.length).length;
  const inner = prefix + ' '.repeat(width + 2);
  return reply
    .map((item, index) => {
      const number = `${String(index + 1).padStart(width)}) `;
      return `${index === 0 ? '' : prefix}${number}${forPeople(item, inner)}`;
    })
    .join('');
}

function bare(reply: Reply, delimiter: string): string {
  if (typeof reply === 'string') return reply;
  if (typeof reply === 'number' || typeof reply === 'bigint') return String(reply);
  if (reply === null) return '';
  if (isArray(reply)) return reply.map((item) => bare(item, delimiter)).join(delimiter);
  if ('none' in reply) return '';
  return 'status' in reply ? reply.status : `${reply.error}\n`;
}

function asCsv(reply: Reply): string {
  if (typeof reply === 'string') return quoted(reply);
  if (typeof reply === 'number' || typeof reply === 'bigint') return String(reply);
  if (reply === null) return 'NULL';
  if (isArray(reply)) return reply.map(asCsv).join(',');
  if ('none' in reply) return 'NULL';
  return 'status' in reply ? quoted(reply.status) : `ERROR,${quoted(reply.error)}`;
}

const rawContainers: Readonly<Record<string, readonly string[]>> = {
  client: ['list', 'info'],
  memory: ['malloc-stats', 'doctor'],
  latency: ['graph', 'doctor'],
  cluster: ['info', 'nodes'],
};

/** Whether the reply of a command is a text for people already. */
export function isText([name = '', what = '']: readonly string[]): boolean {
  const lower = name.toLowerCase();
  return lower === 'info' || lower === 'lolwut' || Boolean(rawContainers[lower]?.includes(what.toLowerCase()));
}
