// Commands about the server: its settings, saving, flushing, watching, ending.
import { command, type Answer, type Call, type Command } from '../command.ts';
import { bytesOf } from '../database.ts';
import { notSimulated, syntaxError, unknownSubcommand, wrongArguments } from '../errors.ts';
import { infoText } from '../info.ts';
import { integer } from '../numbers.ts';
import { error, isError, ok, type Reply } from '../reply.ts';

function config(call: Call): Reply {
  const [, what = '', ...words] = call.argv;
  const { server } = call;
  switch (what.toLowerCase()) {
    case 'get':
      if (words.length === 0) return wrongArguments('config|get');
      return server.settings.matching(words).flat();
    case 'set':
      if (words.length === 0 || words.length % 2 !== 0) return wrongArguments('config|set');
      return setConfig(call, words);
    case 'resetstat':
      Object.assign(server.stats, {
        connections: 0,
        commands: 0,
        hits: 0,
        misses: 0,
        expired: 0,
        evicted: 0,
        rejected: 0,
      });
      server.errors.clear();
      return ok;
    case 'rewrite':
      return notSimulated('CONFIG REWRITE');
    default:
      return unknownSubcommand('config', what);
  }
}

function setConfig({ server }: Call, words: readonly string[]): Reply {
  for (let at = 0; at < words.length; at += 2) {
    const [name = '', value = ''] = [words[at], words[at + 1]];
    if (name.toLowerCase() === 'dir' && !server.parts.isDirectory(value))
      return error(`ERR CONFIG SET failed (possibly related to argument '${name}') - No such file or directory`);
    const problem = server.settings.change(name, value);
    if (problem !== undefined) return error(problem);
    if (name.toLowerCase() === 'appendonly') server.parts.persistence.setAppending(server.settings.yes('appendonly'));
  }
  server.stir();
  return ok;
}

/** FLUSHDB and FLUSHALL, whether SYNC or ASYNC. */
function flush({ server, db, argv }: Call, all: boolean): Reply {
  const how = argv[1]?.toUpperCase();
  if (argv.length > 2 || (how !== undefined && how !== 'SYNC' && how !== 'ASYNC')) return syntaxError;
  for (const database of all ? server.databases : [db]) database.clear();
  server.dirty++;
  return ok;
}

function swap({ server, argv }: Call): Reply {
  const [one, other] = [
    integer(argv[1], error('ERR invalid first DB index')),
    integer(argv[2], error('ERR invalid second DB index')),
  ];
  if (isError(one)) return one;
  if (isError(other)) return other;
  const [first, second] = [server.databases[one], server.databases[other]];
  if (!first || !second) return error('ERR DB index is out of range');
  first.swap(second);
  return ok;
}

function save({ server }: Call): Reply {
  const { persistence } = server.parts;
  if (persistence.busy === 'save') return error('ERR Background save already in progress');
  return persistence.save() ? ok : error('ERR');
}

function saveLater({ server }: Call): Reply {
  const { busy } = server.parts.persistence;
  if (busy === 'save') return error('ERR Background save already in progress');
  if (busy === 'rewrite') return error("ERR Another child process is active (AOF?): can't BGSAVE right now. Use BGSAVE SCHEDULE in order to schedule a BGSAVE whenever possible."); // prettier-ignore
  server.order('save');
  return { status: 'Background saving started' };
}

function rewriteLater({ server }: Call): Reply {
  if (server.parts.persistence.busy === 'rewrite')
    return error('ERR Background append only file rewriting already in progress');
  server.order('rewrite');
  return { status: 'Background append only file rewriting started' };
}

function shutdown({ server, argv }: Call): Answer {
  const words = argv.slice(1).map((word) => word.toUpperCase());
  if (words.some((word) => !['SAVE', 'NOSAVE', 'NOW', 'FORCE', 'ABORT'].includes(word))) return syntaxError;
  if (words.includes('SAVE') && words.includes('NOSAVE')) return syntaxError;
  if (words.includes('ABORT')) return error('ERR No shutdown in progress.');
  server.end(words.includes('SAVE') ? true : words.includes('NOSAVE') ? false : undefined);
  return undefined;
}

function monitor({ client }: Call): Reply {
  client.monitors = true;
  return ok;
}

function time({ server }: Call): Reply {
  const now = server.now();
  return [String(Math.floor(now / 1000)), String(Math.floor((now % 1000) * 1000))];
}

/** COMMAND COUNT, LIST and INFO; what DOCS says is left out, as to a client of an older server. */
function describeCommands({ server, argv }: Call): Reply {
  const [, what, ...names] = argv;
  const describe = (name: string): Reply => {
    const found = server.parts.commands.get(name.toLowerCase());
    if (!found) return null;
    const flags = [found.flags.has('write') ? 'write' : 'readonly', ...(found.flags.has('grows') ? ['denyoom'] : [])];
    return [found.name, found.arity, flags.map((status) => ({ status })), 0, 0, 0];
  };
  const all = [...server.parts.commands.keys()];
  switch (what?.toLowerCase()) {
    case undefined:
      return all.map(describe);
    case 'count':
      return all.length;
    case 'list':
      return all;
    case 'info':
      return (names.length > 0 ? names : all).map(describe);
    case 'docs':
      return [];
    default:
      return ['getkeys', 'getkeysandflags', 'help'].includes(what?.toLowerCase() ?? '')
        ? notSimulated(`COMMAND ${what?.toUpperCase() ?? ''}`)
        : unknownSubcommand('command', what ?? '');
  }
}

function memory({ db, argv }: Call): Reply {
  const [, what = '', key = ''] = argv;
  if (what.toLowerCase() !== 'usage') return notSimulated(`MEMORY ${what.toUpperCase()}`);
  if (argv.length < 3) return wrongArguments('memory|usage');
  const value = db.entries.get(key)?.value;
  return value ? bytesOf(key, value) : null;
}

function accessControl({ argv }: Call): Reply {
  const [, what = ''] = argv;
  return what.toLowerCase() === 'whoami' ? 'default' : notSimulated(`ACL ${what.toUpperCase()}`);
}

/** No command here takes long, so nothing is ever slow. */
function slowLog({ argv }: Call): Reply {
  const [, what = ''] = argv;
  const answers: Readonly<Record<string, Reply>> = { get: [], len: 0, reset: ok };
  return answers[what.toLowerCase()] ?? unknownSubcommand('slowlog', what);
}

function replicate({ argv }: Call): Reply {
  const [name = '', host = '', port = ''] = argv;
  if (host.toLowerCase() === 'no' && port.toLowerCase() === 'one') return ok;
  return notSimulated(name.toUpperCase());
}

export const administrationCommands: readonly Command[] = [
  command('config', -2, '', config),
  command('info', -1, '', ({ server, argv }) => infoText(server, argv.slice(1))),
  command('dbsize', 1, '', ({ db }) => db.size),
  command('flushdb', -1, 'write', (call) => flush(call, false)),
  command('flushall', -1, 'write', (call) => flush(call, true)),
  command('swapdb', 3, 'write', swap),
  command('save', 1, '', save),
  command('bgsave', -1, '', saveLater),
  command('bgrewriteaof', 1, '', rewriteLater),
  command('lastsave', 1, '', ({ server }) => server.parts.persistence.lastSave),
  command('shutdown', -1, '', shutdown),
  command('monitor', 1, 'hidden', monitor),
  command('time', 1, '', time),
  command('command', -1, '', describeCommands),
  command('memory', -2, '', memory),
  command('acl', -2, 'hidden', accessControl),
  command('slowlog', -2, '', slowLog),
  command('role', 1, '', () => ['master', 0, []]),
  command('wait', 3, '', () => 0),
  command('replicaof', 3, '', replicate),
  command('slaveof', 3, '', replicate),
];
