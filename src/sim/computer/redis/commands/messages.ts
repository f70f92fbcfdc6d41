// Publishing and subscribing.
import type { Client } from '../client.ts';
import { command, type Answer, type Call, type Command } from '../command.ts';
import { unknownSubcommand, wrongArguments } from '../errors.ts';
import { globTest } from '../glob.ts';
import type { Reply } from '../reply.ts';

type Kind = 'channels' | 'patterns';

const subscribe =
  (kind: Kind) =>
  ({ server, client, argv }: Call): Answer => {
    for (const name of argv.slice(1)) {
      server.pubsub.join(client, kind, name);
      client.push([kind === 'channels' ? 'subscribe' : 'psubscribe', name, client.subscriptions]);
    }
    return undefined;
  };

const unsubscribe =
  (kind: Kind) =>
  ({ server, client, argv }: Call): Answer => {
    const word = kind === 'channels' ? 'unsubscribe' : 'punsubscribe';
    const names = argv.length > 1 ? argv.slice(1) : [...client[kind]];
    if (names.length === 0) client.push([word, null, client.subscriptions]);
    for (const name of names) {
      server.pubsub.leave(client, kind, name);
      client.push([word, name, client.subscriptions]);
    }
    return undefined;
  };

function tell({ server, argv }: Call): Reply {
  const [, what = '', ...names] = argv;
  const { channels, patterns } = server.pubsub;
  switch (what.toLowerCase()) {
    case 'channels':
      if (names.length > 1) return wrongArguments('pubsub|channels');
      return [...channels.keys()].filter(globTest(names[0] ?? '*'));
    case 'numsub':
      return names.flatMap((name) => [name, channels.get(name)?.size ?? 0]);
    case 'numpat':
      return names.length > 0 ? wrongArguments('pubsub|numpat') : patterns.size;
    default:
      return unknownSubcommand('pubsub', what);
  }
}

/** PING, which answers as a message while subscribed. */
function ping({ client, argv }: Call): Answer {
  const [, text] = argv;
  if (argv.length > 2) return wrongArguments('ping');
  if (listens(client)) {
    client.push(['pong', text ?? '']);
    return undefined;
  }
  return text ?? { status: 'PONG' };
}

const listens = (client: Client): boolean => client.subscriptions > 0;

export const messageCommands: readonly Command[] = [
  command('subscribe', -2, 'listening', subscribe('channels')),
  command('psubscribe', -2, 'listening', subscribe('patterns')),
  command('unsubscribe', -1, 'listening', unsubscribe('channels')),
  command('punsubscribe', -1, 'listening', unsubscribe('patterns')),
  command('publish', 3, '', ({ server, argv: [, channel = '', text = ''] }) => server.pubsub.publish(channel, text)),
  command('pubsub', -2, '', tell),
  command('ping', -1, 'listening', ping),
];
