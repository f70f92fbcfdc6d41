// Messages about images and builds, in words.
import { humanSize } from '../../../sim/cli/format/units.ts';
import { bodyOf } from '../message-body.ts';
import { say } from '../sentence.ts';
import { listOf } from './containers.ts';
import {
  answered,
  countOf,
  engine,
  group,
  imageIn,
  inspect,
  lengthOf,
  nameIn,
  refusal,
  tagged,
  text,
  type Found,
  type Row,
} from './row.ts';

const wanted = (found: Found): string => imageIn(found, group(found));
const several = (found: Found): string =>
  found.query
    .getAll('names')
    .map((name) => imageIn(found, name))
    .join(', ');

/** What a removal has brought. */
export function reclaimed(found: Found): string {
  const bytes = answered(found)['SpaceReclaimed'];
  return typeof bytes === 'number' && bytes > 0 ? ` That frees ${humanSize(bytes)}.` : '';
}

export const imageRows: readonly Row[] = [
  {
    protocol: 'engine',
    method: 'POST',
    path: /^\/images\/create$/,
    ask: ({ query }) =>
      query.has('fromSrc')
        ? ['The client sends a tar archive of files: they become the one layer of an image.']
        : say`The client asks the daemon to pull ${tagged(query.get('fromImage') ?? '', query.get('tag'))}.`,
    answer: (found, status) => {
      if (status >= 400) return refusal('The daemon', found, status);
      return !found.query.has('fromSrc')
        ? ['The daemon agrees. Its answer stays open, and tells how far it is.']
        : undefined;
    },
  },
  engine(
    'GET',
    /^\/images\/json$/,
    (found) => listOf(found, 'images on the host'),
    ({ message }) => [`The daemon lists ${countOf(lengthOf(message.body), 'image')}.`],
  ),
  engine(
    'GET',
    /^\/images\/search$/,
    ({ query }) => say`The client asks the daemon to search Docker Hub for ${query.get('term') ?? ''}.`,
    ({ message }) => [`The daemon passes on ${countOf(lengthOf(message.body), 'find')}.`],
  ),
  engine(
    'GET',
    /^\/images\/get$/,
    (found) => say`The client asks for ${several(found)} with all layers, as one tar archive.`,
    () => ['The daemon sends the archive: layers, configurations and names.'],
  ),
  engine('POST', /^\/images\/load$/, () => ['The client sends an archive of images, with their layers and names.']),
  inspect('image', /^\/images\/(.+)\/json$/, wanted, (found) => {
    const { RootFS, Os, Architecture } = answered(found);
    const layers = bodyOf(RootFS)['Layers'];
    return Array.isArray(layers)
      ? [`The daemon answers: ${countOf(layers.length, 'layer')}, for ${text(Os)}/${text(Architecture)}.`]
      : undefined;
  }),
  engine(
    'GET',
    /^\/images\/(.+)\/history$/,
    (found) => say`The client asks how the image ${wanted(found)} was made.`,
    ({ message }) => [`The daemon lists ${countOf(lengthOf(message.body), 'step')}, the latest first.`],
  ),
  engine(
    'DELETE',
    /^\/images\/(.+)$/,
    (found) => say`The client asks the daemon to remove the image ${wanted(found)}.`,
  ),
  engine(
    'POST',
    /^\/images\/(.+)\/tag$/,
    (found) =>
      say`The client asks the daemon to give the image ${wanted(found)} the name ${tagged(found.query.get('repo') ?? '', found.query.get('tag'))}.`,
  ),
  engine('POST', /^\/images\/(.+)\/push$/, (found) => {
    const tag = found.query.get('tag');
    return tag
      ? say`The client asks the daemon to push ${tagged(group(found), tag)}.`
      : say`The client asks the daemon to push all tags of ${wanted(found)}.`;
  }),
  engine('POST', /^\/commit$/, (found) => {
    const container = nameIn(found, found.query.get('container') ?? '');
    return say`The client asks the daemon to make an image of the container ${container} as it is now.`;
  }),
  engine('POST', /^\/build$/, ({ query }) => {
    const tags = /^\["(.+)"\]$/.exec(query.get('t') ?? '')?.[1]?.split('","') ?? [];
    return tags.length > 0
      ? say`The client asks the daemon to build the image ${tags.map((tag) => tagged(tag, null)).join(', ')}, and offers the files of the context.`
      : ['The client asks the daemon to build an image, and offers the files of the context.'];
  }),
  engine('GET', /^\/build\/cache$/, () => ['The client asks what the build cache holds.']),
  engine(
    'POST',
    /^\/build\/prune$/,
    () => ['The client asks the daemon to remove the results in the build cache that no build uses.'],
    (found) => {
      const count = lengthOf(answered(found)['CachesDeleted']);
      return [
        count === 0
          ? 'The daemon finds none to remove.'
          : `The daemon has removed ${countOf(count, 'result')}.${reclaimed(found)}`,
      ];
    },
  ),
  engine('GET', /^\/build\/history$/, () => ['The client asks for the builds that there were.']),
];
