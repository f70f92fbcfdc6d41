// Messages about networks, volumes, and the daemon itself, in words.
import { bodyOf } from '../message-body.ts';
import { say } from '../sentence.ts';
import { listOf } from './containers.ts';
import { reclaimed } from './images.ts';
import {
  answered,
  asked,
  countOf,
  engine,
  group,
  inspect,
  lengthOf,
  named,
  nameIn,
  text,
  type Found,
  type Row,
} from './row.ts';

/** What is removed by `prune`, and the field of the answer that lists it. */
const prunes: Readonly<Record<string, readonly [what: string, deleted: string, one: string]>> = {
  container: ['each container that does not run', 'ContainersDeleted', 'container'],
  image: ['each image that no container uses', 'ImagesDeleted', 'name or layer'],
  network: ['each network of yours that no container is on', 'NetworksDeleted', 'network'],
  volume: ['each volume that no container uses', 'VolumesDeleted', 'volume'],
};

function pruned(found: Found): string {
  const [what = ''] = prunes[group(found)] ?? [];
  const filters = found.query.get('filters') ?? '';
  if (group(found) === 'image' && !/dangling[^}]*(?:false|"0")/.test(filters))
    return 'each image that has no name and no use';
  return group(found) === 'volume' && !filters.includes('"all"')
    ? 'each anonymous volume that no container uses'
    : what;
}

export const systemRows: readonly Row[] = [
  engine('HEAD', /^\/_ping$/, () => [
    'The client knocks at the daemon’s socket, and learns which API version it speaks.',
  ]),
  engine('GET', /^\/_ping$/, () => [
    'The client knocks at the daemon’s socket, and learns which API version it speaks.',
  ]),
  engine(
    'GET',
    /^\/version$/,
    () => ['The client asks for the daemon’s version.'],
    (found) => say`The daemon answers: ${text(answered(found)['Version'])}.`,
  ),
  engine(
    'GET',
    /^\/info$/,
    () => ['The client asks for what the daemon knows of itself and its host.'],
    (found) => {
      const { Containers, Images } = answered(found);
      return typeof Containers === 'number' && typeof Images === 'number'
        ? [`The daemon answers: it has ${countOf(Containers, 'container')} and ${countOf(Images, 'image')}.`]
        : undefined;
    },
  ),
  engine('GET', /^\/events$/, ({ query }) => [
    query.has('until')
      ? 'The client asks for the events of a span of time.'
      : 'The client asks to be told of events, as they happen.',
  ]),
  engine(
    'GET',
    /^\/system\/df$/,
    () => ['The client asks what takes up the disk.'],
    (found) => {
      const { Images, Containers, Volumes } = answered(found);
      if (!Array.isArray(Images)) return undefined;
      const counts = [
        countOf(Images.length, 'image'),
        countOf(lengthOf(Containers), 'container'),
        countOf(lengthOf(Volumes), 'volume'),
      ];
      return [`The daemon adds it up: ${counts.join(', ')}. Layers that images share count once.`];
    },
  ),
  engine(
    'POST',
    /^\/auth$/,
    (found) => {
      const { username, serveraddress } = asked(found);
      const where = text(serveraddress)
        .replace(/^https?:\/\//, '')
        .replace(/\/.*$/, '')
        .replace(/^index\./, '');
      return say`The client asks the daemon whether the registry ${where} knows the account ${text(username)}.`;
    },
    () => ['The registry has accepted the account and the password.'],
  ),
  engine(
    'POST',
    /^\/(container|image|network|volume)s\/prune$/,
    (found) => [`The client asks the daemon to remove ${pruned(found)}.`],
    (found) => {
      const [, field = '', one = ''] = prunes[group(found)] ?? [];
      const count = lengthOf(answered(found)[field]);
      if (count === 0) return ['The daemon finds none to remove.'];
      const many = one === 'name or layer' ? 'names and layers' : `${one}s`;
      return [`The daemon has removed ${countOf(count, one, many)}.${reclaimed(found)}`];
    },
  ),
  engine(
    'GET',
    /^\/networks$/,
    (found) => listOf(found, 'networks'),
    ({ message }) => [`The daemon lists ${countOf(lengthOf(message.body), 'network')}.`],
  ),
  inspect('network', /^\/networks\/([^/]+)$/, named, (found) => {
    const count = lengthOf(answered(found)['Containers']);
    return say`The daemon answers: ${countOnNetwork(count)} on ${text(answered(found)['Name'])}.`;
  }),
  engine(
    'POST',
    /^\/networks\/create$/,
    (found) => say`The client asks the daemon for a network named ${text(asked(found)['Name'])}.`,
  ),
  engine('POST', /^\/networks\/([^/]+)\/connect$/, (found) => {
    const container = nameIn(found, text(asked(found)['Container']));
    return say`The client asks the daemon to connect ${container} to the network ${named(found)}.`;
  }),
  engine('POST', /^\/networks\/([^/]+)\/disconnect$/, (found) => {
    const container = nameIn(found, text(asked(found)['Container']));
    return say`The client asks the daemon to take ${container} off the network ${named(found)}.`;
  }),
  engine(
    'DELETE',
    /^\/networks\/([^/]+)$/,
    (found) => say`The client asks the daemon to remove the network ${named(found)}.`,
  ),
  engine(
    'GET',
    /^\/volumes$/,
    (found) => listOf(found, 'volumes'),
    (found) => [`The daemon lists ${countOf(lengthOf(answered(found)['Volumes']), 'volume')}.`],
  ),
  inspect('volume', /^\/volumes\/([^/]+)$/, group, (found) => {
    const at = text(bodyOf(found.message.body)['Mountpoint']);
    return at ? say`The daemon answers: its files lie in ${at} on the host.` : undefined;
  }),
  engine('POST', /^\/volumes\/create$/, (found) => {
    const name = text(asked(found)['Name']);
    return name
      ? say`The client asks the daemon for a volume named ${name}.`
      : ['The client asks the daemon for a volume without a name.'];
  }),
  engine(
    'DELETE',
    /^\/volumes\/([^/]+)$/,
    (found) => say`The client asks the daemon to remove the volume ${group(found)}.`,
  ),
  engine('GET', /^\/plugins/, () => ['The client asks for the daemon’s plugins.']),
];

const countOnNetwork = (count: number): { readonly text: string } => ({
  text: `${countOf(count, 'running container')} ${count > 1 ? 'are' : 'is'}`,
});
