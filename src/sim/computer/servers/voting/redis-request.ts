// One command to a Redis server, as a client without a library sends it (RESP).
import type { Task } from '../../../kernel/task.ts';
import type { Process } from '../../contract.ts';
import { connectTo } from '../../http/client.ts';

/** The reply as text, of several values the last, null for none; undefined when the server cannot be reached. */
export function* askRedis(
  process: Process,
  host: string,
  ...words: readonly string[]
): Task<string | null | undefined> {
  const reached = yield* connectTo(process, host, 6379);
  if ('failure' in reached) return undefined;
  const { connection } = reached;
  try {
    const encoder = new TextEncoder();
    const parts = words.map((word) => `$${encoder.encode(word).length}\r\n${word}\r\n`);
    yield* connection.write(encoder.encode(`*${words.length}\r\n${parts.join('')}`));
    let text = '';
    for (;;) {
      const bytes = yield* connection.read();
      if (!bytes) return undefined;
      text += new TextDecoder().decode(bytes);
      const simple = /^[+:-]([^\r]*)\r\n/.exec(text);
      if (simple) return simple[1] ?? '';
      if (/^[*$]-1\r\n/.test(text)) return null;
      const [, count = '1'] = /^\*(\d+)\r\n/.exec(text) ?? [];
      const values = [...text.matchAll(/\$\d+\r\n([^\r]*)\r\n/g)];
      if (values.length >= Number(count)) return values.at(-1)?.[1] ?? '';
    }
  } finally {
    connection.close();
  }
}
