// pg_isready(1): whether a server takes connections. It does not log in.
import { within } from '../../http/client.ts';
import type { Program } from '../../contract.ts';
import { parseOptions } from '../../programs/options.ts';
import { Client } from '../client/client.ts';
import { targetOf } from '../client/target.ts';
import { releaseOf } from '../release.ts';

const syntax = {
  short: 'd:h:p:qt:U:V?',
  long: { dbname: 'd:', host: 'h:', port: 'p:', quiet: 'q', timeout: 't:', username: 'U:', version: 'V', help: '?' },
} as const;

/** The `pg_isready` command: 0 accepting, 1 rejecting, 2 no response, 3 not tried. */
export const pgIsReady: Program = function* (process) {
  const say = function* (text: string, to = 1): Generator<never, void> {
    yield* (process.descriptors.get(to)?.write(new TextEncoder().encode(text)) ?? []) as Generator<never, void>;
  };
  const options = parseOptions(process.argv.slice(1), syntax);
  if ('kind' in options) {
    yield* say(
      `pg_isready: invalid option -- '${options.option}'\npg_isready: hint: Try "pg_isready --help" for more information.\n`,
      2,
    );
    return 3;
  }
  if (options.has('V')) {
    yield* say(`pg_isready (PostgreSQL) ${releaseOf(process).text}\n`);
    return 0;
  }
  const target = targetOf(process, {
    host: options.value('h'),
    port: options.value('p'),
    user: options.value('U'),
    database: options.value('d'),
    application: 'pg_isready',
  });
  const limit = Number(options.value('t') ?? 3) * 1000;
  const answer = yield* within(
    limit === 0 ? undefined : limit,
    Client.connect(process, { ...target, password: undefined }),
  );
  const state = answer === 'timeout' ? 'no-answer' : answer instanceof Client ? 'ready' : answer.kind;
  if (answer instanceof Client) yield* answer.close();
  const [text, status] =
    state === 'no-answer'
      ? (['no response', 2] as const)
      : state === 'rejected'
        ? (['rejecting connections', 1] as const)
        : (['accepting connections', 0] as const);
  if (!options.has('q')) yield* say(`${target.host}:${target.port} - ${text}\n`);
  return status;
};
