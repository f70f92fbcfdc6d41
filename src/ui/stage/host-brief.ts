// A machine in two lines, where there is no room to draw what is in it.
import type { Picture } from './picture.ts';

/** Names that are told before the rest is counted. */
const most = 4;

/** Its containers, and its images. */
export function hostInBrief({ containers, layers, imageCount }: Picture): readonly string[] {
  const tags = [...new Set(layers.flatMap((layer) => layer.tags))];
  return [
    listed(containers.map(({ drawn }) => `${drawn.name} (${drawn.state})`)) || 'no containers',
    imageCount === 0 ? 'no images' : listed(tags),
  ];
}

function listed(names: readonly string[]): string {
  const more = names.length - most;
  return `${names.slice(0, most).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
