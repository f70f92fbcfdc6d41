// What `docker inspect` would have printed of an object at a moment: the same documents, made from the records of that moment.
import { describeContainer } from './containers/describe-container.ts';
import { describeImage } from './images/describe-image.ts';
import { layerFolder } from './layers/layer-folder.ts';
import { containersOn, describeNetwork } from './networks/describe-network.ts';
import { recordKey, type ImageRecord } from './records.ts';
import { describeVolume } from './volumes/describe-volume.ts';
import type { View } from '../kernel/view.ts';

/** The document of the object with this record key, and the command that prints it; undefined for what Docker has none of. */
export function documentAt(
  view: View,
  key: string,
): { readonly document: object; readonly command: string } | undefined {
  const container = view.get('container', key);
  if (container) {
    const { engine, image, name } = container;
    const folders = foldersOf(view, engine, layersOf(view, recordKey(engine, image)));
    return { document: describeContainer(container, folders), command: `docker inspect ${name}` };
  }
  const image = view.get('image', key);
  if (image) {
    const folders = foldersOf(view, image.engine, image.layers);
    return {
      document: describeImage(image, folders),
      command: `docker inspect ${image.tags[0] ?? image.id.slice(7, 19)}`,
    };
  }
  const network = view.get('network', key);
  if (network) {
    const own = view.all('container').filter(({ engine }) => engine === network.engine);
    return {
      document: describeNetwork(network, containersOn(network, own)),
      command: `docker network inspect ${network.name}`,
    };
  }
  const volume = view.get('volume', key);
  return volume && { document: describeVolume(volume), command: `docker volume inspect ${volume.name}` };
}

const foldersOf = (view: View, engine: string, layers: readonly string[]): string[] =>
  layers.map((chain) => layerFolder(chain, view.get('layer', recordKey(engine, chain))));

/** Layers of an image, also of one that was removed by force while a container stands on it. */
function layersOf(view: View, key: string): readonly string[] {
  let image: Pick<ImageRecord, 'layers'> | undefined = view.get('image', key);
  if (!image)
    view.back((entry) => {
      if (entry.type === 'change' && entry.kind === 'image' && entry.key === key)
        image = entry.before as ImageRecord | undefined;
      return !image;
    });
  return image?.layers ?? [];
}
