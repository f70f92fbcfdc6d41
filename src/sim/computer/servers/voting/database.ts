// The voting application's table, asked with the client that psql uses.
import type { Task } from '../../../kernel/task.ts';
import type { Process } from '../../contract.ts';
import { Client } from '../../postgres/client/client.ts';
import { query } from '../../postgres/wire/bytes.ts';
import type { Message } from '../../postgres/wire/message.ts';
import { readReport } from '../../postgres/wire/report.ts';
import { readRows, type Row } from '../../postgres/wire/rows.ts';

/** Rows of a statement on the server `db`; a text is why there are none. */
export function* askDatabase(process: Process, sql: string): Task<readonly Row[] | string> {
  const client = yield* Client.connect(process, {
    host: 'db',
    port: 5432,
    user: 'postgres',
    password: 'postgres',
    database: 'postgres',
    application: '',
  });
  if ('problem' in client) return client.problem;
  try {
    yield* client.send(query(sql));
    const messages: Message[] = [];
    let problem = '';
    for (let message = yield* client.next(); message && message.type !== 'Z'; message = yield* client.next()) {
      if (message.type === 'E') problem = readReport(message.body)['M'] ?? 'error';
      messages.push(message);
    }
    return problem === '' ? readRows(messages) : problem;
  } finally {
    yield* client.close();
  }
}
