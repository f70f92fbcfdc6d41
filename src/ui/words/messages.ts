// Messages in words. One row a kind of message: which it is, and what it says. Paths are those of the Docker Engine API
// and of the OCI Distribution API.
import type { MessageEntry } from '../../sim/kernel/log.ts';
import { bodyOf } from './message-body.ts';
import { say, type Part } from './sentence.ts';

/** A message with what one needs to speak of it: its request (itself, if it is one). */
export interface Spoken {
  readonly message: MessageEntry;
  readonly request: MessageEntry;
}

interface Row {
  readonly protocol: MessageEntry['protocol'];
  readonly method: string;
  /** Matched against the request's path without its query; groups go to `ask` and `answer`. */
  readonly path: RegExp;
  /** What the request says; undefined where another sentence has said it. */
  readonly ask: (found: Found) => readonly Part[] | undefined;
  /** What the answer says; left out when it says nothing of interest. */
  readonly answer?: (found: Found, status: number) => readonly Part[] | undefined;
}

interface Found {
  readonly groups: readonly string[];
  readonly query: URLSearchParams;
  readonly message: MessageEntry;
  readonly request: MessageEntry;
}

const short = (digest: string): string => digest.replace(/^sha256:/, '').slice(0, 12);
const group = ({ groups }: Found, index = 0): string => decodeURIComponent(groups[index] ?? '');
const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const count = (list: unknown, one: string, many: string): string =>
  Array.isArray(list) ? (list.length === 1 ? `one ${one}` : `${list.length} ${many}`) : many;
/** What an API's error body says. */
const complaint = ({ message }: Found): string => {
  const { message: said, errors } = bodyOf(message.body);
  const first: unknown = Array.isArray(errors) ? errors[0] : undefined;
  return text(said) || text(bodyOf(first)['message']) || 'no reason given';
};

const refused = (found: Found, status: number): readonly Part[] | undefined =>
  status >= 400 ? say`The daemon refuses: ${complaint(found)}.` : undefined;

const verb = (name: string, ask: (found: Found) => readonly Part[]): Row => ({
  protocol: 'engine',
  method: 'POST',
  path: new RegExp(`^/containers/([^/]+)/${name}$`),
  ask,
  answer: refused,
});

const engine = (method: string, path: RegExp, ask: Row['ask']): Row => ({
  protocol: 'engine',
  method,
  path,
  ask,
  answer: refused,
});

const rows: readonly Row[] = [
  {
    protocol: 'engine',
    method: 'HEAD',
    path: /^\/_ping$/,
    ask: () => say`The client knocks at the daemon’s socket, and learns which API version it speaks.`,
  },
  {
    protocol: 'engine',
    method: 'POST',
    path: /^\/containers\/create$/,
    ask: ({ message, query }) => {
      const image = text(bodyOf(message.body)['Image']);
      const name = query.get('name');
      return name
        ? say`The client asks the daemon for a container named ${name} from the image ${image}.`
        : say`The client asks the daemon for a container from the image ${image}.`;
    },
    answer: (found, status) => {
      if (status === 404)
        return say`The daemon answers 404: it has no image ${text(bodyOf(found.request.body)['Image'])}.`;
      return (
        refused(found, status) ??
        say`The daemon answers with the new container’s id: ${text(bodyOf(found.message.body)['Id']).slice(0, 12)}.`
      );
    },
  },
  {
    protocol: 'engine',
    method: 'POST',
    path: /^\/images\/create$/,
    ask: ({ query }) =>
      say`The client asks the daemon to pull ${`${query.get('fromImage') ?? ''}:${query.get('tag') ?? 'latest'}`}.`,
    answer: (found, status) =>
      refused(found, status) ?? say`The daemon agrees. Its answer stays open: one line of progress after another.`,
  },
  verb('start', (found) => say`The client asks the daemon to start ${group(found).slice(0, 12)}.`),
  verb('stop', (found) => say`The client asks the daemon to stop ${group(found)}: first politely, then by force.`),
  verb(
    'kill',
    (found) =>
      say`The client asks the daemon to send ${`SIG${(found.query.get('signal') ?? 'KILL').replace(/^SIG/, '')}`} to ${group(found)}.`,
  ),
  verb('restart', (found) => say`The client asks the daemon to stop and start ${group(found)}.`),
  verb('pause', (found) => say`The client asks the daemon to freeze ${group(found)}.`),
  verb('unpause', (found) => say`The client asks the daemon to let ${group(found)} go on.`),
  verb(
    'wait',
    (found) => say`The client asks to be told when ${group(found).slice(0, 12)} ends. The answer will come then.`,
  ),
  verb('attach', (found) => say`The client attaches to the output of ${group(found).slice(0, 12)}.`),
  verb('rename', (found) => say`The client asks the daemon to call ${group(found)} ${found.query.get('name') ?? ''}.`),
  verb('resize', () => say`The client tells the daemon the size of the terminal.`),
  verb('update', (found) => say`The client asks the daemon to change the limits of ${group(found)}.`),
  engine('POST', /^\/exec\/[^/]+\/resize$/, () => say`The client tells the daemon the size of the terminal.`),
  engine('GET', /^\/exec\/[^/]+\/json$/, () => say`The client asks how that process ended.`),
  engine('GET', /^\/version$/, () => say`The client asks for the daemon’s version.`),
  engine('GET', /^\/info$/, () => say`The client asks for what the daemon knows of itself and its host.`),
  engine('GET', /^\/events$/, () => say`The client asks to be told of each event as it happens.`),
  engine('GET', /^\/system\/df$/, () => say`The client asks what takes up the disk.`),
  engine(
    'GET',
    /^\/images\/(.+)\/json$/,
    (found) => say`The client asks what the daemon knows of the image ${group(found)}.`,
  ),
  engine('GET', /^\/images\/(.+)\/history$/, (found) => say`The client asks how the image ${group(found)} was made.`),
  engine('GET', /^\/containers\/([^/]+)\/top$/, (found) => say`The client asks for the processes of ${group(found)}.`),
  engine('GET', /^\/containers\/([^/]+)\/stats$/, (found) => say`The client asks what ${group(found)} uses.`),
  engine(
    'GET',
    /^\/containers\/([^/]+)\/changes$/,
    (found) => say`The client asks what changed in the files of ${group(found)}.`,
  ),
  engine(
    'GET',
    /^\/containers\/([^/]+)\/archive$/,
    (found) => say`The client asks for files of ${group(found)}, as a tar archive.`,
  ),
  engine(
    'PUT',
    /^\/containers\/([^/]+)\/archive$/,
    (found) => say`The client sends files for ${group(found)}, as a tar archive.`,
  ),
  engine('GET', /^\/networks$/, () => say`The client asks for the list of networks.`),
  engine(
    'GET',
    /^\/networks\/([^/]+)$/,
    (found) => say`The client asks what the daemon knows of the network ${group(found)}.`,
  ),
  engine(
    'POST',
    /^\/networks\/create$/,
    ({ message }) => say`The client asks the daemon to make the network ${text(bodyOf(message.body)['Name'])}.`,
  ),
  engine(
    'POST',
    /^\/networks\/([^/]+)\/connect$/,
    ({ message, groups }) =>
      say`The client asks the daemon to connect ${text(bodyOf(message.body)['Container'])} to the network ${groups[0] ?? ''}.`,
  ),
  engine(
    'POST',
    /^\/networks\/([^/]+)\/disconnect$/,
    ({ message, groups }) =>
      say`The client asks the daemon to take ${text(bodyOf(message.body)['Container'])} off the network ${groups[0] ?? ''}.`,
  ),
  engine(
    'DELETE',
    /^\/networks\/([^/]+)$/,
    (found) => say`The client asks the daemon to remove the network ${group(found)}.`,
  ),
  engine('GET', /^\/volumes$/, () => say`The client asks for the list of volumes.`),
  engine(
    'GET',
    /^\/volumes\/([^/]+)$/,
    (found) => say`The client asks what the daemon knows of the volume ${group(found)}.`,
  ),
  engine(
    'POST',
    /^\/volumes\/create$/,
    ({ message }) => say`The client asks the daemon to make a volume ${text(bodyOf(message.body)['Name'])}.`,
  ),
  engine(
    'DELETE',
    /^\/volumes\/([^/]+)$/,
    (found) => say`The client asks the daemon to remove the volume ${group(found)}.`,
  ),
  engine(
    'POST',
    /^\/(container|image|network|volume)s\/prune$/,
    (found) => say`The client asks the daemon to remove each ${group(found)} that nothing needs.`,
  ),
  engine(
    'POST',
    /^\/commit$/,
    ({ query }) =>
      say`The client asks the daemon to make an image of the container ${query.get('container') ?? ''} as it is.`,
  ),
  engine(
    'POST',
    /^\/build$/,
    () => say`The client sends the Dockerfile and its context, and asks the daemon to build an image.`,
  ),
  verb('exec', (found) => say`The client asks the daemon to prepare one more process in ${group(found)}.`),
  {
    protocol: 'engine',
    method: 'POST',
    path: /^\/exec\/([^/]+)\/start$/,
    ask: () => say`The client asks the daemon to start that process and connects to its output.`,
    answer: refused,
  },
  {
    protocol: 'engine',
    method: 'DELETE',
    path: /^\/containers\/([^/]+)$/,
    ask: (found) => say`The client asks the daemon to remove the container ${group(found)}.`,
    answer: refused,
  },
  {
    protocol: 'engine',
    method: 'GET',
    path: /^\/containers\/json$/,
    ask: ({ query }) =>
      query.has('all')
        ? say`The client asks for the list of all containers.`
        : say`The client asks for the list of running containers.`,
    answer: (found, status) =>
      refused(found, status) ?? [`The daemon lists ${count(found.message.body, 'container', 'containers')}.`],
  },
  {
    protocol: 'engine',
    method: 'GET',
    path: /^\/containers\/([^/]+)\/json$/,
    ask: (found) => say`The client asks what the daemon knows of the container ${group(found).slice(0, 12)}.`,
    answer: refused,
  },
  {
    protocol: 'engine',
    method: 'GET',
    path: /^\/containers\/([^/]+)\/logs$/,
    ask: (found) => say`The client asks for what ${group(found).slice(0, 12)} has printed.`,
    answer: refused,
  },
  {
    protocol: 'engine',
    method: 'GET',
    path: /^\/images\/json$/,
    ask: () => say`The client asks for the list of images on the host.`,
    answer: (found, status) =>
      refused(found, status) ?? [`The daemon lists ${count(found.message.body, 'image', 'images')}.`],
  },
  {
    protocol: 'engine',
    method: 'DELETE',
    path: /^\/images\/(.+)$/,
    ask: (found) => say`The client asks the daemon to remove the image ${group(found)}.`,
    answer: refused,
  },
  {
    protocol: 'engine',
    method: 'POST',
    path: /^\/images\/(.+)\/tag$/,
    ask: (found) =>
      say`The client asks the daemon to give the image ${group(found)} the name ${`${found.query.get('repo') ?? ''}:${found.query.get('tag') ?? 'latest'}`}.`,
    answer: refused,
  },
  {
    protocol: 'engine',
    method: 'POST',
    path: /^\/networks\/create$/,
    ask: ({ message }) => say`The client asks the daemon for a network named ${text(bodyOf(message.body)['Name'])}.`,
    answer: refused,
  },
  {
    protocol: 'engine',
    method: 'POST',
    path: /^\/networks\/([^/]+)\/connect$/,
    ask: (found) =>
      say`The client asks the daemon to plug ${text(bodyOf(found.message.body)['Container'])} into the network ${group(found)}.`,
    answer: refused,
  },
  {
    protocol: 'engine',
    method: 'POST',
    path: /^\/networks\/([^/]+)\/disconnect$/,
    ask: (found) =>
      say`The client asks the daemon to unplug ${text(bodyOf(found.message.body)['Container'])} from the network ${group(found)}.`,
    answer: refused,
  },
  {
    protocol: 'engine',
    method: 'DELETE',
    path: /^\/(network|volume)s\/([^/]+)$/,
    ask: (found) => say`The client asks the daemon to remove the ${group(found)} ${group(found, 1)}.`,
    answer: refused,
  },
  {
    protocol: 'engine',
    method: 'POST',
    path: /^\/volumes\/create$/,
    ask: ({ message }) => {
      const name = text(bodyOf(message.body)['Name']);
      return name
        ? say`The client asks the daemon for a volume named ${name}.`
        : say`The client asks the daemon for a volume.`;
    },
    answer: refused,
  },
  {
    protocol: 'engine',
    method: 'GET',
    path: /^\/(network|volume)s$/,
    ask: (found) => [`The client asks for the list of ${group(found)}s.`],
    answer: refused,
  },
  {
    protocol: 'distribution',
    method: 'GET',
    path: /^\/v2\/$/,
    ask: () => say`The daemon knocks at the registry.`,
    answer: (_, status) =>
      status === 401 ? say`The registry answers that it wants a token, and says where to get one.` : undefined,
  },
  {
    protocol: 'distribution',
    method: 'GET',
    path: /^\/token$/,
    ask: ({ query }) => say`The daemon asks for a token for ${query.get('scope') ?? 'the repository'}.`,
    answer: (_, status) =>
      status === 200 ? say`It gets a token that lets it read that repository for a while.` : say`No token is given.`,
  },
  {
    protocol: 'distribution',
    method: 'HEAD',
    path: /^\/v2\/(.+)\/manifests\/(.+)$/,
    ask: (found) => say`The daemon asks which digest ${`${group(found)}:${short(group(found, 1))}`} has now.`,
    answer: (found, status) => (status >= 400 ? say`The registry refuses: ${complaint(found)}.` : undefined),
  },
  {
    protocol: 'distribution',
    method: 'GET',
    path: /^\/v2\/(.+)\/manifests\/(.+)$/,
    ask: (found) => say`The daemon asks for the manifest ${short(group(found, 1))} of ${group(found)}.`,
    answer: (found, status) => {
      if (status >= 400) return say`The registry refuses: ${complaint(found)}.`;
      const { manifests, layers } = bodyOf(found.message.body);
      if (Array.isArray(manifests)) return ['The registry sends an index: one manifest for each platform.'];
      return Array.isArray(layers)
        ? [`The registry sends the manifest: ${count(layers, 'layer', 'layers')}.`]
        : undefined;
    },
  },
  {
    protocol: 'distribution',
    method: 'GET',
    path: /^\/v2\/(.+)\/blobs\/(.+)$/,
    // One sentence says that layers travel; the stage shows which.
    ask: () => undefined,
    answer: (found, status) => (status >= 400 ? say`The registry refuses: ${complaint(found)}.` : undefined),
  },
  {
    protocol: 'tcp',
    method: 'CONNECT',
    path: /^(.*)$/,
    ask: (found) => {
      const { via } = bodyOf(found.message.body);
      const target = group(found);
      return typeof via === 'string'
        ? say`A program connects to ${target}: the published port leads into the container.`
        : say`A program connects to ${target}.`;
    },
    answer: (_, status) => (status >= 400 ? say`The connection is refused.` : say`The connection stands.`),
  },
  {
    protocol: 'http',
    method: '',
    path: /^(.*)$/,
    ask: ({ message }) => say`A request travels: ${`${message.method ?? ''} ${message.path ?? ''}`}.`,
    answer: (_, status) => say`The answer comes back the same way, with status ${String(status)}.`,
  },
  {
    protocol: 'dns',
    method: '',
    path: /^(.*)$/,
    ask: (found) => say`A program asks for the address of ${group(found).replace(/^\//, '')}.`,
    answer: ({ message }) => {
      const { addresses, error } = bodyOf(message.body);
      if (Array.isArray(addresses)) return say`Its address is ${addresses.join(', ')}.`;
      return error === undefined ? undefined : say`The answer is ${text(error)}: the name leads nowhere from there.`;
    },
  },
];

/** Whether an answer is a refusal. Being asked for a token first is not: it is how registries begin. */
export const isRefusal = ({ status = 0, protocol }: MessageEntry): boolean =>
  status >= 400 && !(status === 401 && protocol === 'distribution');

/** What a message says, in words; undefined when it says nothing of interest. */
export function messageInWords({ message, request }: Spoken): readonly Part[] | undefined {
  const [path = '', query = ''] = (request.path ?? '').split('?');
  const bare = path.replace(/^\/v1\.\d+/, '');
  for (const row of rows) {
    if (row.protocol !== request.protocol || (row.method !== '' && row.method !== request.method)) continue;
    const match = row.path.exec(bare);
    if (!match) continue;
    const found: Found = { groups: match.slice(1), query: new URLSearchParams(query), message, request };
    if (message.role === 'request') return row.ask(found);
    return message.role === 'response' ? row.answer?.(found, message.status ?? 0) : undefined;
  }
  if (message.role === 'request') return say`${request.method ?? ''} ${bare}`;
  return (message.status ?? 0) >= 400
    ? say`Refused: ${complaint({ groups: [], query: new URLSearchParams(), message, request })}.`
    : undefined;
}
