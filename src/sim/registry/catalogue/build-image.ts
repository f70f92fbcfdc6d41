// Makes the images of recipes: layers, configuration, manifest.
import { appendLayer, changeConfig, emptyImage, finishImage } from '../../oci/image.ts';
import { createLayer } from '../../oci/layer.ts';
import { toEntries } from './files.ts';
import type { ContainerConfig, HistoryEntry } from '../../oci/image-config.ts';
import type { Image, ImageDraft } from '../../oci/image.ts';
import type { ConfigStep, LayerStep, Machine, Recipe } from './recipe.ts';

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
    const built = recipe.steps.reduce((image, step, at) => {
      // An ENTRYPOINT undoes the CMD of the base.
      const inherits = step.config?.Entrypoint && !recipe.steps.slice(0, at).some(({ config }) => config?.Cmd);
      return applyStep(inherits ? withoutCommand(image) : image, step, recipe.created, machine);
    }, begin);
    return { ...built, config: { ...built.config, created: recipe.created } };
  });
}

function withoutCommand(image: ImageDraft): ImageDraft {
  const { Cmd: _, ...config } = image.config.config;
  return { ...image, config: { ...image.config, config } };
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
