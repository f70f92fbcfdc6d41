// Transactions: MULTI, EXEC, DISCARD, WATCH.
import { command, isWaiting, type Answer, type Call, type Command } from '../command.ts';
import { error, isError, nullArray, ok, type Reply } from '../reply.ts';

function begin({ client }: Call): Reply {
  if (client.queued) return error('ERR MULTI calls can not be nested');
  client.queued = [];
  return ok;
}

function end({ client }: Call): void {
  client.queued = undefined;
  client.spoiled = false;
  client.overtaken = false;
  client.watched.clear();
}

function discard(call: Call): Reply {
  if (!call.client.queued) return error('ERR DISCARD without MULTI');
  end(call);
  return ok;
}

/** Runs what was queued; what it changes goes into the append-only file as one transaction. */
function execute(call: Call): Answer {
  const { client, server, db } = call;
  const { queued, spoiled, overtaken } = client;
  if (!queued) return error('ERR EXEC without MULTI');
  end(call);
  if (spoiled) return error('EXECABORT Transaction discarded because of previous errors.');
  if (overtaken) return nullArray;
  const batch: (readonly string[])[] = [];
  const replies = queued.map((argv): Reply => {
    const found = server.parts.commands.get((argv[0] ?? '').toLowerCase());
    if (!found) throw new Error('an unknown command was queued');
    const answer = server.run(client, found, argv, batch);
    if (answer === undefined) return ok;
    const reply = isWaiting(answer) ? answer.late : answer;
    if (isError(reply)) server.countError(reply);
    return reply;
  });
  call.rewrite();
  if (batch.length > 0) server.parts.persistence.append(db.index, [['MULTI'], ...batch, ['EXEC']]);
  return replies;
}

function watch({ client, db, argv }: Call): Reply {
  if (client.queued) return error('ERR WATCH inside MULTI is not allowed');
  for (const key of argv.slice(1)) client.watched.add(`${db.index}:${key}`);
  return ok;
}

function unwatch({ client }: Call): Reply {
  client.watched.clear();
  client.overtaken = false;
  return ok;
}

export const transactionCommands: readonly Command[] = [
  command('multi', 1, 'apart', begin),
  command('exec', 1, 'apart hidden', execute),
  command('discard', 1, 'apart', discard),
  command('watch', -2, 'apart', watch),
  command('unwatch', 1, '', unwatch),
];
