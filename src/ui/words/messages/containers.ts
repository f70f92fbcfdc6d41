// Messages about containers and the processes in them, in words.
import { humanSize } from '../../../sim/cli/format/units.ts';
import { bodyOf } from '../message-body.ts';
import { say, type Part } from '../sentence.ts';
import {
  answered,
  asked,
  containerVerb,
  countOf,
  engine,
  group,
  imageIn,
  inspect,
  lengthOf,
  named,
  refusal,
  text,
  type Found,
  type Row,
} from './row.ts';

/** What is prepared with `docker exec`, as it is spoken of. */
const prepared = (found: Found): { command: string; container: string } => {
  const { command = 'the process', container = 'the container' } = found.names?.prepared(group(found)) ?? {};
  return { command, container };
};

/** The project of a list that Compose asks for. */
function projectOf({ query }: Found): string {
  const filters = query.get('filters') ?? '';
  return /com\.docker\.compose\.project=([^"]+)"/.exec(filters)?.[1] ?? '';
}

/** A list that is asked for, of a project if it is Compose that asks. */
export const listOf = (found: Found, what: string): readonly Part[] => {
  const project = projectOf(found);
  if (project)
    return say`The client asks for ${{ text: what.startsWith('all ') ? what : `the ${what}` }} of the project ${project}.`;
  return /^\{.+\}$/.test(found.query.get('filters') ?? '')
    ? say`The client asks for the list of ${{ text: what }} that pass a filter.`
    : say`The client asks for the list of ${{ text: what }}.`;
};

/** States of a container as they are spoken of. */
const states: Readonly<Record<string, string>> = {
  created: 'is created, and has not run yet',
  running: 'runs',
  paused: 'is paused',
  restarting: 'waits until it is started again',
  removing: 'is being removed',
  exited: 'has exited',
  dead: 'is dead',
};

export const containerRows: readonly Row[] = [
  {
    protocol: 'engine',
    method: 'POST',
    path: /^\/containers\/create$/,
    ask: (found) => {
      const image = imageIn(found, text(asked(found)['Image']));
      const name = found.query.get('name');
      return name
        ? say`The client asks the daemon for a container named ${name} from the image ${image}.`
        : say`The client asks the daemon for a container from the image ${image}.`;
    },
    answer: (found, status) => {
      if (status === 404 && text(answered(found)['message']).startsWith('No such image'))
        return say`The daemon answers 404: it has no image ${imageIn(found, text(asked(found)['Image']))}.`;
      if (status >= 400) return refusal('The daemon', found, status);
      return say`The daemon answers with the new container’s id, ${text(answered(found)['Id']).slice(0, 12)}.`;
    },
  },
  containerVerb('start', (found) => say`The client asks the daemon to start ${named(found)}.`),
  containerVerb(
    'stop',
    (found) => say`The client asks the daemon to stop ${named(found)}: first with a signal, later by force.`,
  ),
  containerVerb(
    'kill',
    (found) =>
      say`The client asks the daemon to send ${`SIG${(found.query.get('signal') ?? 'KILL').replace(/^SIG/, '')}`} to ${named(found)}.`,
  ),
  containerVerb('restart', (found) => say`The client asks the daemon to stop ${named(found)} and start it again.`),
  containerVerb('pause', (found) => say`The client asks the daemon to freeze ${named(found)}.`),
  containerVerb('unpause', (found) => say`The client asks the daemon to let ${named(found)} go on.`),
  containerVerb(
    'wait',
    (found) => say`The client asks to be told when ${named(found)} ends. The answer will come then.`,
    (found) =>
      // Who runs a container waits for it, too: there, its end is told already.
      found.query.has('condition')
        ? undefined
        : say`The daemon answers: ${named(found)} has ended with status ${String(answered(found)['StatusCode'])}.`,
  ),
  containerVerb('attach', (found) => say`The client connects to what ${named(found)} reads and prints.`),
  containerVerb(
    'rename',
    (found) => say`The client asks the daemon to call ${named(found)} ${found.query.get('name') ?? ''}.`,
  ),
  containerVerb('resize', () => ['The client tells the daemon the size of the terminal.']),
  containerVerb(
    'update',
    (found) => say`The client asks the daemon to change the limits or the restart policy of ${named(found)}.`,
    () => ['The daemon has changed them: they hold at once, without a restart.'],
  ),
  containerVerb('exec', (found) => {
    const { Cmd } = asked(found);
    const command = Array.isArray(Cmd) ? Cmd.join(' ') : '';
    return say`The client asks the daemon to prepare one more process in ${named(found)}: ${command}.`;
  }),
  engine('POST', /^\/exec\/([^/]+)\/start$/, (found) => {
    const { command, container } = prepared(found);
    return say`The client asks the daemon to start ${command} in ${container}, and connects to its output.`;
  }),
  engine('POST', /^\/exec\/([^/]+)\/resize$/, () => ['The client tells the daemon the size of the terminal.']),
  engine(
    'GET',
    /^\/exec\/([^/]+)\/json$/,
    () => ['The client asks how that process ended.'],
    (found) => {
      const { ExitCode, Running } = answered(found);
      if (Running === true) return ['The daemon answers that it still runs.'];
      return typeof ExitCode === 'number'
        ? say`The daemon answers: it ended with status ${String(ExitCode)}.`
        : undefined;
    },
  ),
  engine(
    'GET',
    /^\/containers\/([^/]+)\/top$/,
    (found) => say`The client asks for the processes of ${named(found)}.`,
    (found) => [
      `The daemon lists ${countOf(lengthOf(answered(found)['Processes']), 'process', 'processes')}, with the numbers that the host gives them.`,
    ],
  ),
  engine('GET', /^\/containers\/([^/]+)\/stats$/, (found) => say`The client asks what ${named(found)} uses.`),
  engine(
    'GET',
    /^\/containers\/([^/]+)\/changes$/,
    (found) => say`The client asks what differs in the files of ${named(found)} from its image.`,
    ({ message }) => [
      lengthOf(message.body) === 0
        ? 'The daemon finds nothing: the writable layer is empty.'
        : `The daemon finds ${countOf(lengthOf(message.body), 'path')} in the writable layer.`,
    ],
  ),
  engine(
    'GET',
    /^\/containers\/([^/]+)\/export$/,
    (found) => say`The client asks for all files of ${named(found)}, as one tar archive.`,
    () => ['The daemon sends them as one tree: layers, settings and volumes are not in it.'],
  ),
  engine(
    'HEAD',
    /^\/containers\/([^/]+)\/archive$/,
    (found) => say`The client asks what ${found.query.get('path') ?? ''} is in ${named(found)}.`,
  ),
  engine(
    'GET',
    /^\/containers\/([^/]+)\/archive$/,
    (found) => say`The client asks for ${found.query.get('path') ?? ''} of ${named(found)}, as a tar archive.`,
    ({ message }) => [`The daemon sends it${message.size ? `: ${humanSize(message.size)}` : ''}.`],
  ),
  engine(
    'PUT',
    /^\/containers\/([^/]+)\/archive$/,
    (found) =>
      say`The client sends a tar archive, to be unpacked in ${found.query.get('path') ?? ''} of ${named(found)}.`,
    () => ['The daemon has unpacked it.'],
  ),
  engine('DELETE', /^\/containers\/([^/]+)$/, (found) =>
    found.query.get('force') === '1' || found.query.get('force') === 'true'
      ? say`The client asks the daemon to remove the container ${named(found)}, even if it runs.`
      : say`The client asks the daemon to remove the container ${named(found)}.`,
  ),
  engine(
    'GET',
    /^\/containers\/json$/,
    (found) => listOf(found, found.query.has('all') ? 'all containers' : 'running containers'),
    ({ message }) => [`The daemon lists ${countOf(lengthOf(message.body), 'container')}.`],
  ),
  inspect('container', /^\/containers\/([^/]+)\/json$/, named, (found) => {
    const status = states[text(bodyOf(answered(found)['State'])['Status'])];
    const name = text(answered(found)['Name']).replace(/^\//, '') || named(found);
    return status ? say`The daemon answers: ${name} ${{ text: status }}.` : undefined;
  }),
  engine('GET', /^\/containers\/([^/]+)\/logs$/, (found) =>
    found.query.get('follow') === '1'
      ? say`The client asks for what ${named(found)} has printed, and for what it will print.`
      : say`The client asks for what ${named(found)} has printed.`,
  ),
];
