// The stack that a build makes beside the one it made before: what both have is drawn once.
import type { BuildRecord } from '../../sim/engine/build/build-record.ts';
import { recordKey } from '../../sim/engine/records.ts';
import type { View } from '../../sim/kernel/view.ts';
import { humanSize } from '../../sim/cli/format/units.ts';
import type { DrawnLayer } from '../drawing/layer.ts';
import { madeByText } from '../stage/picture.ts';
import type { ShownBuild, ShownStep } from './shown-build.ts';

/** A slab of a stack. */
export interface StackSlab {
  /** Chain id, or the id of the step that will make it. */
  readonly id: string;
  readonly layer: DrawnLayer;
  /** The step of the build that made or found it. */
  readonly step: string | undefined;
}

export interface Stacks {
  /** Lowest first. */
  readonly shared: readonly StackSlab[];
  readonly now: readonly StackSlab[];
  readonly before: readonly StackSlab[];
  /** Names of the two images; empty when there is none. */
  readonly nowTag: string;
  readonly beforeTag: string;
  /** The image is there. */
  readonly made: boolean;
}

/** The stacks of a build. `record`: the build, or the last one where it is a forecast; `earlier`: the one before that. */
export function stacksOf(
  view: View,
  engine: string,
  build: ShownBuild,
  record: BuildRecord | undefined,
  earlier: BuildRecord | undefined,
): Stacks {
  const forecast = build.mode === 'forecast';
  const previous = forecast ? record : earlier;
  const steps = chainOfSteps(build);
  const chain = forecast ? undefined : imageLayers(view, engine, record);
  const base = baseLayers(view, engine, build);
  const slabOf = (id: string): StackSlab => ({
    id,
    layer: drawn(view, engine, id),
    step: steps.find(({ layer }) => layer === id)?.id,
  });
  const before = (imageLayers(view, engine, previous) ?? []).map(slabOf);
  let now: StackSlab[];
  if (chain) now = chain.map(slabOf);
  else {
    // Steps that are known to come from the cache have the layers of the build before, in their order.
    const known = forecast ? cachedLayers(steps, before, base.length) : steps.map(({ layer }) => layer);
    now = [...base.map(slabOf), ...steps.map((step, index) => promised(step, known[index] ?? '', slabOf))];
  }
  let shared = 0;
  while (shared < now.length && shared < before.length && now[shared]?.id === before[shared]?.id) shared++;
  const tags = record?.tags ?? [];
  return {
    shared: now.slice(0, shared).map((slab, index) => ({ ...slab, step: slab.step ?? before[index]?.step })),
    now: now.slice(shared),
    before: before.slice(shared),
    nowTag: tags[0] ?? '',
    beforeTag: before.length > 0 ? (previous?.tags[0] ?? '<none>') : '',
    made: chain !== undefined,
  };
}

function cachedLayers(steps: readonly ShownStep[], before: readonly StackSlab[], base: number): string[] {
  const layers: string[] = [];
  for (const [index, { state }] of steps.entries()) {
    if (state !== 'cached') break;
    layers.push(before[base + index]?.id ?? '');
  }
  return layers;
}

function promised(step: ShownStep, layer: string, slabOf: (id: string) => StackSlab): StackSlab {
  if (layer) return { ...slabOf(layer), step: step.id };
  const note =
    step.state === 'failed'
      ? 'failed'
      : step.state === 'cancelled'
        ? 'not reached'
        : step.state === 'cached'
          ? 'cached'
          : 'not yet';
  return { id: step.id, layer: { digest: '', name: step.text, note, state: 'ghost' }, step: step.id };
}

/** The steps that make layers of the image: those of the target and of the stages that it begins with, lowest first. */
function chainOfSteps({ stages, steps, target }: ShownBuild): ShownStep[] {
  const chain: number[] = [];
  for (let at: number | undefined = target ?? stages.length - 1; at !== undefined; at = stages[at]?.below)
    chain.unshift(at);
  return chain.flatMap((index) => steps.filter(({ stage, kind }) => stage === index && kind === 'layer'));
}

function baseLayers(view: View, engine: string, { stages, target }: ShownBuild): readonly string[] {
  let at = stages[target ?? stages.length - 1];
  while (at?.below !== undefined) at = stages[at.below];
  const name = at?.base ?? '';
  const tagged = /[:@]/.test(name.split('/').at(-1) ?? '') ? name : `${name}:latest`;
  const image = view.all('image').find(({ engine: owner, tags }) => owner === engine && tags.includes(tagged));
  if (image) return image.layers;
  const pulled = view
    .all('buildCache')
    .find(({ engine: owner, base }) => owner === engine && base?.name.endsWith(`/${tagged}`) === true);
  return pulled?.snapshot.chain ?? [];
}

const imageLayers = (view: View, engine: string, record: BuildRecord | undefined): readonly string[] | undefined =>
  record?.image ? view.get('image', recordKey(engine, record.image))?.layers : undefined;

function drawn(view: View, engine: string, chain: string): DrawnLayer {
  const record = view.get('layer', recordKey(engine, chain));
  if (!record) return { digest: chain, name: chain.slice(7, 19) };
  return {
    digest: record.digest || record.diffId,
    name: madeByText(record.createdBy) || record.diffId.slice(7, 19),
    note: humanSize(record.size, 3),
  };
}
