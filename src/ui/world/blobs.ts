// The blobs that registries hold, for who wants to change one: those of repositories that somebody has asked for or pushed to.
import type { View } from '../../sim/kernel/view.ts';

/** A layer as a registry keeps it. */
export interface HeldBlob {
  readonly host: string;
  readonly digest: string;
  /** Bytes. */
  readonly size: number;
  /** The image that it is part of: `nginx:latest`. */
  readonly image: string;
}

/** Hosts of registries that the world has by itself; the others are containers, whose files can be changed there. */
const isService = (host: string): boolean => !/^[0-9a-f]{64}$/.test(host);

/** Hosts of registries that can be told of at this moment, Docker Hub first. */
export function registryHosts(view: View): readonly string[] {
  const known = [...view.all('registry'), ...view.all('repository')].map(({ host }) => host).filter(isService);
  return [...new Set(['docker.io', ...known])];
}

/** Layers in the registries, each once, by the images that a machine of this kind would pull. */
export function heldBlobs(view: View): readonly HeldBlob[] {
  const found = new Map<string, HeldBlob>();
  for (const { host, name, tags, manifests } of view.all('repository')) {
    if (!isService(host)) continue;
    const short = name.replace(/^library\//, '');
    for (const [digest, { platform, layers }] of Object.entries(manifests)) {
      if (platform !== 'linux/amd64') continue;
      const tag = Object.entries(tags).find(([, target]) => target === digest)?.[0];
      for (const layer of layers) {
        const image = tag === undefined ? short : `${short}:${tag}`;
        if (!found.has(`${host}/${layer.digest}`)) found.set(`${host}/${layer.digest}`, { host, image, ...layer });
      }
    }
  }
  return [...found.values()];
}
