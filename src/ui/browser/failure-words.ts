// Why there is no page: as a browser says it, what it means where Docker is behind the port, and what would help.
import type { BrowserError, BrowserFailure } from '../../sim/computer/browser/record.ts';
import type { ContainerRecord } from '../../sim/engine/records.ts';
import type { View } from '../../sim/kernel/view.ts';
import { publishedPorts } from './published.ts';

export interface FailureWords {
  readonly title: string;
  /** What the browser met. */
  readonly text: string;
  /** What it means for Docker, a sentence or two each. */
  readonly meaning: readonly string[];
  /** Commands that would help. */
  readonly commands: readonly string[];
}

interface Goal {
  readonly host: string;
  readonly port: number;
  readonly isSecure: boolean;
}

/** The words for a failure, with what is known of the world at the moment that is shown. */
export function failureWords({ error, url }: BrowserFailure, view: View): FailureWords {
  const goal = goalOf(url);
  const { title, text } = browserWords(error, goal, url);
  return { title, text, meaning: [], commands: [], ...meaningOf(error, goal, view) };
}

function goalOf(url: string): Goal {
  try {
    const { hostname, port, protocol } = new URL(url);
    const isSecure = protocol === 'https:';
    return { host: hostname, port: Number(port) || (isSecure ? 443 : 80), isSecure };
  } catch {
    return { host: url, port: 80, isSecure: false };
  }
}

function browserWords(error: BrowserError, { host, port }: Goal, url: string): { title: string; text: string } {
  const unreachable = 'This site can’t be reached';
  switch (error) {
    case 'ERR_CONNECTION_REFUSED':
      return { title: unreachable, text: `${host} refused to connect.` };
    case 'ERR_CONNECTION_RESET':
      return { title: unreachable, text: 'The connection was reset.' };
    case 'ERR_CONNECTION_TIMED_OUT':
    case 'ERR_TIMED_OUT':
      return { title: unreachable, text: `${host} took too long to respond.` };
    case 'ERR_ADDRESS_UNREACHABLE':
      return { title: unreachable, text: `${host} is unreachable.` };
    case 'ERR_NAME_NOT_RESOLVED':
      return { title: unreachable, text: `${host}’s address could not be found.` };
    case 'ERR_UNSAFE_PORT':
      return { title: unreachable, text: `Browsers do not speak to port ${port}.` };
    case 'ERR_EMPTY_RESPONSE':
      return { title: 'This page isn’t working', text: `${host} didn’t send any data.` };
    case 'ERR_INVALID_HTTP_RESPONSE':
      return { title: 'This page isn’t working', text: `${host} sent an invalid response.` };
    case 'ERR_CONTENT_LENGTH_MISMATCH':
      return {
        title: 'This page isn’t working',
        text: `${host} closed the connection before all of the page had come.`,
      };
    case 'ERR_TOO_MANY_REDIRECTS':
      return { title: 'This page isn’t working', text: `${host} redirected you too many times.` };
    case 'ERR_SSL_PROTOCOL_ERROR':
      return { title: 'This site can’t provide a secure connection', text: `${host} sent an invalid response.` };
    case 'ERR_CERT_AUTHORITY_INVALID':
      return {
        title: 'Your connection is not private',
        text: `Nobody whom the browser trusts has signed the certificate of ${host}.`,
      };
    case 'ERR_INVALID_URL':
      return { title: 'This is no address', text: `${url} cannot be read as one.` };
    case 'ERR_UNKNOWN_URL_SCHEME':
      return {
        title: 'This address can’t be opened',
        text: `The small browser opens http addresses, and ${url} is none.`,
      };
    case 'NOT_SIMULATED':
      return { title: 'Not simulated', text: 'HTTPS to the world outside is not simulated. Use http.' };
  }
}

function meaningOf(error: BrowserError, goal: Goal, view: View): Partial<FailureWords> {
  switch (error) {
    case 'ERR_CONNECTION_REFUSED':
      return refused(goal, view);
    case 'ERR_CONNECTION_RESET':
      return reset(goal, view);
    case 'ERR_EMPTY_RESPONSE':
    case 'ERR_INVALID_HTTP_RESPONSE':
      return {
        meaning: [
          `${behind(goal, view)?.name ?? 'The program behind the port'} took the connection, and does not speak HTTP on it.`,
          'A database or a cache has a client of its own; a browser is for web servers.',
        ],
      };
    case 'ERR_SSL_PROTOCOL_ERROR':
      return {
        meaning: [
          `The program behind port ${goal.port} speaks HTTP without TLS.`,
          'Publishing a port encrypts nothing. Open the address with http://.',
        ],
      };
    case 'ERR_CERT_AUTHORITY_INVALID':
      return { meaning: ['The port speaks TLS with a certificate of its own authority, as a Docker engine does.'] };
    case 'ERR_NAME_NOT_RESOLVED':
      return unknownName(goal, view);
    case 'ERR_ADDRESS_UNREACHABLE':
    case 'ERR_CONNECTION_TIMED_OUT':
      return {
        meaning: [
          'Nothing answers at this address. Containers have addresses of their own on this machine’s bridges; they are given back when the container stops.',
          'A published port is reached at localhost, whatever address the container has.',
        ],
      };
    case 'ERR_UNSAFE_PORT':
      return {
        meaning: [
          `Port ${goal.port} is on the list of ports that belong to other protocols. curl has no such list.`,
          'Publish the container at another port of the machine: the number on the left of -p is yours to choose.',
        ],
      };
    default:
      return {};
  }
}

const isOwn = ({ host }: Goal): boolean =>
  /^(?:localhost|127\.|0\.0\.0\.0|\[::1\]|192\.168\.64\.2$|drydock$)/.test(host);

/** The container that publishes a port. */
const behind = ({ host, port }: Goal, view: View): ContainerRecord | undefined =>
  view
    .all('container')
    .find(
      ({ engine, ports }) =>
        (isOwn({ host, port, isSecure: false }) ? engine === 'drydock' : engine === host) &&
        ports.some(({ hostPort }) => hostPort === port),
    );

/** Ports that a container was told to publish, also while it does not run. */
const wanted = ({ hostConfig }: ContainerRecord): readonly string[] =>
  Object.values(hostConfig.PortBindings ?? {}).flatMap((bindings) => (bindings ?? []).map(({ HostPort }) => HostPort));

/** Where programs of a container listen, `0.0.0.0:80`. */
const listening = ({ id }: ContainerRecord, view: View): readonly { address: string; port: number }[] =>
  view.all('listener').filter(({ container, protocol }) => container === id && protocol === 'tcp');

const isInner = (address: string): boolean => address.startsWith('127.') || address === '::1';

function refused(goal: Goal, view: View): Partial<FailureWords> {
  const { port } = goal;
  if (!isOwn(goal))
    return { meaning: [`Somebody has the address ${goal.host}, and no program listens on port ${port} there.`] };
  const containers = view.all('container').filter(({ engine }) => engine === 'drydock');
  const meaning = [`No program of this machine listens on port ${port}, and no running container publishes it.`];
  const idle = containers.find(
    (container) => container.state !== 'running' && wanted(container).includes(String(port)),
  );
  if (idle)
    return {
      meaning: [
        ...meaning,
        `${idle.name} would publish it, and is ${idle.state}: a port is open only while its container runs.`,
      ],
      commands: [`docker start ${idle.name}`],
    };
  const inside = containers.find((container) => listening(container, view).some((each) => each.port === port));
  if (inside)
    return {
      meaning: [
        ...meaning,
        `${inside.name} listens on ${port}, in its own network. EXPOSE only notes that; -p makes a way from the machine, and is given when the container is made.`,
      ],
      commands: [`docker run -d -p ${port}:${port} ${inside.imageName}`],
    };
  const open = publishedPorts(view).map(({ address, container }) => `${address} (${container})`);
  return open.length > 0
    ? { meaning: [...meaning, `Published are ${open.join(', ')}.`] }
    : { meaning, commands: [`docker run -d -p ${port}:80 nginx`] };
}

function reset(goal: Goal, view: View): Partial<FailureWords> {
  const container = behind(goal, view);
  if (!container) return { meaning: ['The other side took the connection and cut it off before it had answered.'] };
  const to = container.ports.find(({ hostPort }) => hostPort === goal.port)?.containerPort ?? 0;
  const all = listening(container, view);
  const meaning = [
    `Docker took the connection at port ${goal.port} of the machine, and found nobody at port ${to} inside ${container.name}.`,
  ];
  if (all.some(({ address, port }) => port === to && isInner(address)))
    return {
      meaning: [
        ...meaning,
        `Its program listens on 127.0.0.1:${to}: inside a container that is the container alone. Let it listen on 0.0.0.0.`,
      ],
    };
  const others = all.filter(({ address }) => !isInner(address)).map(({ port }) => port);
  const other = others[0];
  return other === undefined
    ? {
        meaning: [...meaning, 'Its program has not begun to listen, or never does. Its log may say why.'],
        commands: [`docker logs ${container.name}`],
      }
    : {
        meaning: [
          ...meaning,
          `It listens on ${[...new Set(others)].join(', ')}: publish that one, -p ${goal.port}:${other}.`,
        ],
      };
}

function unknownName({ host, port }: Goal, view: View): Partial<FailureWords> {
  const container = view.all('container').find(({ name }) => name === host);
  if (!container)
    return { meaning: ['No name server knows this name. Published ports of this machine are at localhost.'] };
  const published = publishedPorts(view).find((each) => each.container === host);
  return {
    meaning: [
      `${host} is the name of a container. Containers of its networks can look it up; this machine cannot.`,
      published
        ? `From here it is ${published.address}.`
        : `It publishes no port: from here there is no way to port ${port} of it by name.`,
    ],
  };
}
