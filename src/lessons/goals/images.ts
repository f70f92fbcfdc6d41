// Judges what a goal asks of images.
import { humanSize } from '../../sim/cli/format/units.ts';
import { recordKey, type ImageRecord } from '../../sim/engine/records.ts';
import type { View } from '../../sim/kernel/view.ts';
import type { ImageCondition } from './condition.ts';
import { texts } from './containers.ts';
import {
  fits,
  fullName,
  holds,
  imageNamed,
  inWords,
  isNamed,
  judge,
  judgeSome,
  type Criterion,
  type Finding,
} from './evidence.ts';
import { judgeFiles, readImageFile } from './files.ts';

const keyOf = ({ engine, id }: ImageRecord): string => recordKey(engine, id);
const nameOf = ({ tags, id }: ImageRecord): string => tags[0] ?? id.slice(7, 19);

/** Judges a condition on one image, or on any. */
export function judgeImage(view: View, condition: ImageCondition): Finding {
  const criteria = (image: ImageRecord): Criterion[] =>
    criteriaOf(view, condition, image, condition.name ?? nameOf(image));
  if (condition.name === undefined)
    return judgeSome(view.all('image'), { criteria, count: condition.count, what: 'image', keyOf, nameOf });
  const image = imageNamed(view, condition.name);
  if (!image) return missing(view, condition.name);
  return judge(criteria(image), `The image \`${condition.name}\` is on the host.`, [keyOf(image)]);
}

/** On its way, there under another tag, or not there. */
function missing(view: View, name: string): Finding {
  const pull = view
    .all('pull')
    .find(({ state, reference }) => (state === 'pulling' || state === 'resolving') && isNamed(reference, name));
  if (pull) {
    const layers = pull.layers.map((id) => view.get('layer', recordKey(pull.engine, id)));
    const present = layers.filter((layer) => layer?.state === 'present').length;
    return {
      state: 'part',
      why: `\`${name}\` is on its way: ${present} of ${layers.length} layers are here.`,
      objects: [],
    };
  }
  const repository = fullName(name).replace(/:[^:/]*$/, '');
  const like = view.all('image').find(({ tags }) => tags.some((tag) => fullName(tag).startsWith(`${repository}:`)));
  const none = `There is no image \`${name}\` on the host`;
  if (!like) return { state: 'not', why: `${none}.`, objects: [] };
  return { state: 'not', why: `${none}, only \`${nameOf(like)}\`.`, objects: [keyOf(like)] };
}

function criteriaOf(view: View, wish: ImageCondition, image: ImageRecord, name: string): Criterion[] {
  const { config } = image.config;
  const me = `\`${name}\``;
  const differs = (want: string | undefined, is: string, what: string): Criterion | undefined =>
    want === undefined ? undefined : { met: is === want, why: `${what} of ${me} is \`${is}\`, not \`${want}\`.` };
  const line = (words: readonly string[] | null | undefined): string => (words ?? []).join(' ');
  const list: (Criterion | undefined)[] = [
    wish.layers && {
      met: holds(wish.layers, image.layers.length),
      why: `${me} has ${image.layers.length} layers, wanted: ${inWords(wish.layers)}.`,
    },
    wish.size && {
      met: holds(wish.size, image.size),
      why: `${me} is ${humanSize(image.size)} large, wanted: ${inWords(wish.size)}.`,
    },
    differs(wish.user, config.User ?? '', 'The user'),
    differs(wish.workdir, config.WorkingDir ?? '', 'The working directory'),
    differs(wish.architecture, image.config.architecture, 'The architecture'),
    ...texts(
      wish.env,
      new Map((config.Env ?? []).map((pair) => [pair.split('=')[0] ?? '', pair.slice(pair.indexOf('=') + 1)])),
      (key) => `the environment variable \`${key}\``,
      me,
    ),
    ...texts(wish.labels, new Map(Object.entries(config.Labels ?? {})), (key) => `the label \`${key}\``, me),
    ...(wish.expose ?? []).map((port) => ({
      met: (port.includes('/') ? port : `${port}/tcp`) in (config.ExposedPorts ?? {}),
      why: `${me} does not expose port ${port}.`,
    })),
    wish.command && {
      met: fits(wish.command, line(config.Cmd)),
      why: `The command of ${me} is \`${line(config.Cmd) || 'not set'}\`.`,
    },
    wish.entrypoint && {
      met: fits(wish.entrypoint, line(config.Entrypoint)),
      why: `The entrypoint of ${me} is \`${line(config.Entrypoint) || 'not set'}\`.`,
    },
    wish.healthcheck === undefined
      ? undefined
      : {
          met: (config.Healthcheck !== undefined) === wish.healthcheck,
          why: `${me} has ${wish.healthcheck ? 'no' : 'a'} health check.`,
        },
    wish.same_as === undefined
      ? undefined
      : {
          met: imageNamed(view, wish.same_as)?.id === image.id,
          why: `${me} and \`${wish.same_as}\` are different images.`,
        },
    wish.built_on === undefined
      ? undefined
      : {
          met: stands(image, imageNamed(view, wish.built_on)),
          why: imageNamed(view, wish.built_on)
            ? `The lowest layers of ${me} are not those of \`${wish.built_on}\`.`
            : `There is no image \`${wish.built_on}\` to compare with.`,
        },
    ...judgeFiles(wish.files, (path) => readImageFile(view, image, path), `in ${me}`),
  ];
  return list.filter((criterion) => criterion !== undefined);
}

const stands = (image: ImageRecord, base: ImageRecord | undefined): boolean =>
  base?.layers.every((layer, index) => image.layers[index] === layer) === true;
