// Which bases a build will do a new step on: BuildKit shows them as cached, others as done.
import { formatReference, parseReference, withDefaultTag } from '../../oci/reference.ts';
import type { Builder } from './builder.ts';
import { whatIf } from './what-if.ts';

/** Full names of the images on which a step will probably run. */
export function basesInUse({ cache, context, engine, request }: Builder, text: string): ReadonlySet<string> {
  const { stages, steps } = whatIf(
    { cache: cache.records(), images: engine.images.all(), layer: (chainId) => engine.layers.get(chainId) },
    { ...request, text, context: context.whole },
  );
  const used = new Set<string>();
  for (const { index, base, below, needed } of stages) {
    if (!needed || below !== undefined) continue;
    const first = steps.find(({ stage, kind }) => stage === index && kind === 'layer');
    const reading = parseReference(base);
    if (reading.ok && (first?.state === 'rebuild' || first?.state === 'perhaps'))
      used.add(formatReference(withDefaultTag(reading.reference)));
  }
  return used;
}
