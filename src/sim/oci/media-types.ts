// Media types of the OCI image-spec (media-types.md) and Docker's own older ones (image manifest version 2, schema 2).

/** Media types by what they name; `oci` as the specification has them, `docker` as Engine 28 pushes them. */
export const mediaTypes = {
  oci: {
    index: 'application/vnd.oci.image.index.v1+json',
    manifest: 'application/vnd.oci.image.manifest.v1+json',
    config: 'application/vnd.oci.image.config.v1+json',
    layer: 'application/vnd.oci.image.layer.v1.tar',
    layerGzip: 'application/vnd.oci.image.layer.v1.tar+gzip',
  },
  docker: {
    index: 'application/vnd.docker.distribution.manifest.list.v2+json',
    manifest: 'application/vnd.docker.distribution.manifest.v2+json',
    config: 'application/vnd.docker.container.image.v1+json',
    layer: 'application/vnd.docker.image.rootfs.diff.tar',
    layerGzip: 'application/vnd.docker.image.rootfs.diff.tar.gzip',
  },
} as const;

/** The two families of media types. */
export type MediaTypeFamily = keyof typeof mediaTypes;

/** Whether a media type names a list of manifests by platform. */
export function isIndexType(type: string): boolean {
  return type === mediaTypes.oci.index || type === mediaTypes.docker.index;
}

/** Whether a media type names the manifest of one image. */
export function isManifestType(type: string): boolean {
  return type === mediaTypes.oci.manifest || type === mediaTypes.docker.manifest;
}

/** Whether a media type names an image configuration. */
export function isConfigType(type: string): boolean {
  return type === mediaTypes.oci.config || type === mediaTypes.docker.config;
}

/** Whether a media type names a layer, compressed or not. */
export function isLayerType(type: string): boolean {
  return isGzipLayerType(type) || type === mediaTypes.oci.layer || type === mediaTypes.docker.layer;
}

/** Whether a media type names a layer compressed with gzip. */
export function isGzipLayerType(type: string): boolean {
  return type === mediaTypes.oci.layerGzip || type === mediaTypes.docker.layerGzip;
}
