// How the catalogue describes an image: a base and steps, each a layer or a change of the configuration.
import { appendLayer, changeConfig, emptyImage, finishImage } from '../../oci/image.ts';
import { createLayer } from '../../oci/layer.ts';
import { toEntries } from './files.ts';
import type { ContainerConfig, HistoryEntry } from '../../oci/image-config.ts';
import type { Image, ImageDraft } from '../../oci/image.ts';
import type { Platform } from '../../oci/manifest.ts';
import type { Draft } from './files.ts';

/** What an image is built for, with the names that its files go by there. */
export interface Machine {
  readonly platform: Platform;
  /** As `uname -m` says. */
  readonly name: 'x86_64' | 'aarch64';
  /** Name of Debian's library directory. */
  readonly triplet: string;
}

/** The machines that the catalogue's images are built for; the first is what a learner's engine runs on. */
export const machines: readonly Machine[] = [
  { platform: { architecture: 'amd64', os: 'linux' }, name: 'x86_64', triplet: 'x86_64-linux-gnu' },
  { platform: { architecture: 'arm64', os: 'linux', variant: 'v8' }, name: 'aarch64', triplet: 'aarch64-linux-gnu' },
];

/** One line of an image's history. */
interface StepHistory {
  /** What `docker history` shows as CREATED BY; a function where it names the machine. */
  readonly createdBy: string | ((machine: Machine) => string);
  /** By default BuildKit's. */
  readonly comment?: string;
}

/** A step that adds a layer. */
export interface LayerStep extends StepHistory {
  readonly files: (machine: Machine) => readonly Draft[];
  /** Size of the compressed layer in bytes, as the registry states it; by default computed. */
  readonly compressedSize?: number;
  /** Configuration that comes with the layer without a line of history of its own. */
  readonly config?: ContainerConfig;
}

/** A step that changes the configuration: its fields replace those before, except that variables and labels are added. */
export interface ConfigStep extends StepHistory {
  readonly config: ContainerConfig;
}

/** An image as it is built. */
export interface Recipe {
  readonly base?: Recipe;
  /** RFC 3339; also the time of all files. */
  readonly created: string;
  readonly steps: readonly (LayerStep | ConfigStep)[];
}

const buildkit = 'buildkit.dockerfile.v0';
const drafts = new WeakMap<Recipe, Map<Machine, ImageDraft>>();
const images = new WeakMap<Recipe, Map<Machine, Image>>();

/** The image of a recipe for a machine. Computed once: layers that recipes share are the same objects. */
export function buildImage(recipe: Recipe, machine: Machine): Image {
  return remember(images, recipe, machine, () => finishImage(buildDraft(recipe, machine)));
}

function buildDraft(recipe: Recipe, machine: Machine): ImageDraft {
  return remember(drafts, recipe, machine, () => {
    const begin = recipe.base ? buildDraft(recipe.base, machine) : emptyImage(machine.platform);
    const built = recipe.steps.reduce((image, step) => applyStep(image, step, recipe.created, machine), begin);
    return { ...built, config: { ...built.config, created: recipe.created } };
  });
}

function applyStep(image: ImageDraft, step: LayerStep | ConfigStep, created: string, machine: Machine): ImageDraft {
  const { createdBy, comment = buildkit } = step;
  const history: HistoryEntry = {
    created,
    created_by: typeof createdBy === 'string' ? createdBy : createdBy(machine),
    ...(comment === '' ? {} : { comment }),
  };
  const config = step.config ? mergeConfig(image.config.config, step.config) : image.config.config;
  if (!('files' in step)) return changeConfig(image, config, history);
  const { compressedSize } = step;
  const entries = toEntries(step.files(machine), Date.parse(created));
  const layer = createLayer(entries, compressedSize === undefined ? {} : { compressedSize });
  const next = appendLayer(image, layer, history);
  return { ...next, config: { ...next.config, config } };
}

function mergeConfig(before: ContainerConfig, change: ContainerConfig): ContainerConfig {
  const names = new Set(change.Env?.map((variable) => variable.split('=', 1)[0]));
  const kept = before.Env?.filter((variable) => !names.has(variable.split('=', 1)[0]));
  return {
    ...before,
    ...change,
    ...(change.Env ? { Env: [...(kept ?? []), ...change.Env] } : {}),
    ...(change.Labels ? { Labels: { ...before.Labels, ...change.Labels } } : {}),
    ...(change.ExposedPorts ? { ExposedPorts: { ...before.ExposedPorts, ...change.ExposedPorts } } : {}),
    ...(change.Volumes ? { Volumes: { ...before.Volumes, ...change.Volumes } } : {}),
  };
}

function remember<T>(memory: WeakMap<Recipe, Map<Machine, T>>, recipe: Recipe, machine: Machine, make: () => T): T {
  let known = memory.get(recipe);
  if (!known) memory.set(recipe, (known = new Map<Machine, T>()));
  const found = known.get(machine);
  if (found) return found;
  const made = make();
  known.set(machine, made);
  return made;
}

/** The search path that images without one of their own get from their builder. */
export const usualPath = 'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** A Dockerfile's `ENV`. */
export const env = (name: string, value: string): ConfigStep => ({
  createdBy: `ENV ${name}=${value}`,
  config: { Env: [`${name}=${value}`] },
});

/** A Dockerfile's `CMD` in exec form. */
export const cmd = (...Cmd: readonly string[]): ConfigStep => ({
  createdBy: `CMD [${Cmd.map((word) => JSON.stringify(word)).join(' ')}]`,
  config: { Cmd },
});

/** A Dockerfile's `ENTRYPOINT` in exec form. */
export const entrypoint = (...Entrypoint: readonly string[]): ConfigStep => ({
  createdBy: `ENTRYPOINT [${Entrypoint.map((word) => JSON.stringify(word)).join(' ')}]`,
  config: { Entrypoint },
});

/** A Dockerfile's `EXPOSE` of one TCP port. */
export const expose = (port: number): ConfigStep => ({
  createdBy: `EXPOSE map[${port}/tcp:{}]`,
  config: { ExposedPorts: { [`${port}/tcp`]: {} } },
});

/** A Dockerfile's `STOPSIGNAL`. */
export const stopSignal = (StopSignal: string): ConfigStep => ({
  createdBy: `STOPSIGNAL ${StopSignal}`,
  config: { StopSignal },
});

/** A Dockerfile's `LABEL`. */
export const label = (name: string, value: string): ConfigStep => ({
  createdBy: `LABEL ${name}=${value}`,
  config: { Labels: { [name]: value } },
});
