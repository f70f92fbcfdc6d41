// Commands about the connection itself: passwords, databases, names of clients.
import type { Client } from '../client.ts';
import { command, type Answer, type Call, type Command } from '../command.ts';
import { notSimulated, syntaxError, unknownSubcommand, wrongArguments } from '../errors.ts';
import { integer } from '../numbers.ts';
import { error, isError, ok, type ErrorReply, type Reply } from '../reply.ts';
import type { Server } from '../server.ts';

const wrongPass = error('WRONGPASS invalid username-password pair or user is disabled.');

function authenticate({ server, client }: Call, words: readonly string[]): ErrorReply | undefined {
  const password = server.settings.get('requirepass') ?? '';
  const [user, given] = words.length === 1 ? ['default', words[0]] : words;
  if (words.length === 1 && password === '')
    return error(
      'ERR AUTH <password> called without any password configured for the default user. Are you sure your configuration is correct?',
    );
  if (user !== 'default' || (password !== '' && given !== password)) return wrongPass;
  client.authenticated = true;
  return undefined;
}

function auth(call: Call): Reply {
  if (call.argv.length > 3) return syntaxError;
  return authenticate(call, call.argv.slice(1)) ?? ok;
}

function hello(call: Call): Reply {
  const { client, server, argv } = call;
  const [, version, ...words] = argv;
  if (version !== undefined) {
    const number = integer(version, error('ERR Protocol version is not an integer or out of range'));
    if (isError(number)) return number;
    if (number !== 2) return error('NOPROTO unsupported protocol version');
  }
  for (let at = 0; at < words.length; at++) {
    const word = words[at]?.toUpperCase();
    if (word === 'AUTH' && at + 2 < words.length) {
      const refused = authenticate(call, words.slice(at + 1, at + 3));
      if (refused) return refused;
      at += 2;
    } else if (word === 'SETNAME' && at + 1 < words.length) client.name = words[++at] ?? '';
    else return error(`ERR Syntax error in HELLO option '${(words[at] ?? '').toLowerCase()}'`);
  }
  if (!client.authenticated)
    return error(
      'NOAUTH HELLO must be called with the client already authenticated, otherwise the HELLO <proto> AUTH <user> <pass> option can be used to authenticate the client and select the RESP protocol version at the same time',
    );
  return [
    'server', 'redis', 'version', server.parts.version, 'proto', 2, 'id', client.id, 'mode', 'standalone', 'role',
    'master', 'modules', [],
  ]; // prettier-ignore
}

function select({ client, server, argv }: Call): Reply {
  const index = integer(argv[1]);
  if (isError(index)) return index;
  if (!server.databases[index]) return error('ERR DB index is out of range');
  client.database = index;
  return ok;
}

function quit({ client }: Call): Reply {
  client.close();
  return ok;
}

function reset({ client, server }: Call): Reply {
  server.pubsub.forget(client);
  client.queued = undefined;
  client.watched.clear();
  client.monitors = false;
  client.database = 0;
  client.name = '';
  client.authenticated = (server.settings.get('requirepass') ?? '') === '';
  return { status: 'RESET' };
}

/** The line of a client in CLIENT LIST. */
function describe(client: Client, now: number): string {
  const seconds = (since: number): number => Math.floor((now - since) / 1000);
  const { local } = client.connection;
  const flags = client.monitors
    ? 'O'
    : client.subscriptions > 0
      ? 'P'
      : client.waiting
        ? 'b'
        : client.queued
          ? 'x'
          : 'N';
  return [
    `id=${client.id}`, `addr=${client.address}`, `laddr=${local.address}:${local.port}`, `fd=${7 + client.id}`,
    `name=${client.name}`, `age=${seconds(client.since)}`, `idle=${seconds(client.lastAt)}`, `flags=${flags}`,
    `db=${client.database}`, `sub=${client.channels.size}`, `psub=${client.patterns.size}`, 'ssub=0',
    `multi=${client.queued?.length ?? -1}`, 'watch=0', 'qbuf=26', 'qbuf-free=20448', 'argv-mem=10', 'multi-mem=0',
    'rbs=16384', 'rbp=16384', 'obl=0', 'oll=0', 'omem=0', 'tot-mem=37658', 'events=r', `cmd=${client.lastCommand}`,
    'user=default', 'redir=-1', 'resp=2', `lib-name=${client.library.name}`, `lib-ver=${client.library.version}`,
  ].join(' '); // prettier-ignore
}

type Subcommand = (call: Call, words: readonly string[]) => Answer;

const spoiltName = error('ERR Client names cannot contain spaces, newlines or special characters.');

const subcommands: Readonly<Record<string, readonly [least: number, most: number, run: Subcommand]>> = {
  id: [0, 0, ({ client }) => client.id],
  getname: [0, 0, ({ client }) => (client.name === '' ? null : client.name)],
  setname: [
    1,
    1,
    ({ client }, [name = '']) => {
      if (!/^[!-~]*$/.test(name)) return spoiltName;
      client.name = name;
      return ok;
    },
  ],
  setinfo: [
    2,
    2,
    ({ client }, [what = '', value = '']) => {
      const lower = what.toLowerCase();
      if (lower !== 'lib-name' && lower !== 'lib-ver') return error(`ERR Unrecognized option '${what}'`);
      client.library = { ...client.library, [lower === 'lib-name' ? 'name' : 'version']: value };
      return ok;
    },
  ],
  list: [0, 2, ({ server }) => listClients(server)],
  info: [0, 0, ({ server, client }) => `${describe(client, server.now())}\n`],
  kill: [1, 9, kill],
  reply: [
    1,
    1,
    ({ client }, [how = '']) => {
      const lower = how.toLowerCase();
      if (lower !== 'on' && lower !== 'off' && lower !== 'skip') return syntaxError;
      client.replies = lower;
      return lower === 'on' ? ok : undefined;
    },
  ],
  'no-evict': [1, 1, () => ok],
  'no-touch': [1, 1, () => ok],
  unblock: [
    1,
    2,
    ({ server }, [id, how = 'TIMEOUT']) => {
      const waiting = server.clients.get(Number(id));
      if (!waiting?.waiting) return 0;
      const reply =
        how.toUpperCase() === 'ERROR'
          ? error('UNBLOCKED client unblocked via CLIENT UNBLOCK')
          : waiting.waiting.what.late;
      server.release(waiting, reply);
      return 1;
    },
  ],
};

const listClients = (server: Server): string =>
  [...server.clients.values()].map((client) => `${describe(client, server.now())}\n`).join('');

function kill({ server, client: own }: Call, words: readonly string[]): Answer {
  const [first = '', second] = words;
  if (words.length === 1) {
    const found = [...server.clients.values()].find(({ address }) => address === first);
    if (!found) return error('ERR No such client');
    found.close();
    return ok;
  }
  const lower = first.toLowerCase();
  if (words.length !== 2 || !['id', 'addr'].includes(lower)) return notSimulated(`CLIENT KILL ${first.toUpperCase()}`);
  const found = [...server.clients.values()].filter((each) =>
    lower === 'id' ? String(each.id) === second : each.address === second,
  );
  const others = found.filter((each) => each !== own);
  for (const each of others) each.close();
  return others.length;
}

const unsimulated = new Set(['pause', 'unpause', 'tracking', 'trackinginfo', 'caching', 'getredir', 'help']);

function clientCommand(call: Call): Answer {
  const [, what = '', ...words] = call.argv;
  const lower = what.toLowerCase();
  const found = Object.hasOwn(subcommands, lower) ? subcommands[lower] : undefined;
  if (!found)
    return unsimulated.has(lower) ? notSimulated(`CLIENT ${what.toUpperCase()}`) : unknownSubcommand('client', what);
  const [least, most, run] = found;
  return words.length < least || words.length > most ? wrongArguments(`client|${lower}`) : run(call, words);
}

export const connectionCommands: readonly Command[] = [
  command('auth', -2, 'early hidden', auth),
  command('hello', -1, 'early hidden', hello),
  command('echo', 2, '', ({ argv: [, text = ''] }) => text),
  command('select', 2, '', select),
  command('quit', -1, 'early listening apart', quit),
  command('reset', 1, 'early listening apart', reset),
  command('client', -2, '', clientCommand),
];
