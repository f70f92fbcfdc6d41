// Platforms as texts, `os/architecture[/variant]`, and which image of an index suits one (image-index.md).
import type { Descriptor, Index, Platform } from './manifest.ts';
import type { ManifestDigest } from './digest.ts';

/** Other names that people use for an architecture, after containerd's normalisation. */
const architectures = new Map([
  ['x86_64', 'amd64'],
  ['x86-64', 'amd64'],
  ['aarch64', 'arm64'],
  ['i386', '386'],
]);

/** `linux/arm64/v8` as people write it: variant only where there is one. */
export function formatPlatform(platform: Platform): string {
  return [platform.os, platform.architecture, platform.variant].filter(Boolean).join('/');
}

/** Reads `os/arch[/variant]`, or an architecture or `linux` alone; undefined when it is none of these. */
export function parsePlatform(text: string): Platform | undefined {
  const parts = text.toLowerCase().split('/');
  if (parts.length > 3 || parts.some((part) => !/^[a-z0-9_.-]+$/.test(part))) return undefined;
  const [first = '', second, third] = parts;
  if (second === undefined) {
    const architecture = architectures.get(first) ?? first;
    if (['linux', 'windows', 'darwin', 'freebsd'].includes(first)) return { os: first, architecture: 'amd64' };
    return ['amd64', 'arm64', 'arm', '386', 'ppc64le', 's390x', 'riscv64'].includes(architecture)
      ? { os: 'linux', architecture }
      : undefined;
  }
  const architecture = architectures.get(second) ?? second;
  return { os: first, architecture, ...(third === undefined ? {} : { variant: third }) };
}

/** The manifest of an index for a platform; without a wanted variant any fits. Undefined when there is none. */
export function selectManifest(index: Index, wanted: Platform): Descriptor<ManifestDigest> | undefined {
  return index.manifests.find(
    ({ platform }) =>
      platform?.os === wanted.os &&
      platform.architecture === wanted.architecture &&
      (wanted.variant === undefined ||
        wanted.variant === (platform.variant ?? (wanted.architecture === 'arm64' ? 'v8' : undefined))),
  );
}

/** Whether an image is for a platform; without a wanted variant any fits. */
export const matchesPlatform = (image: Platform, wanted: Platform): boolean =>
  image.os === wanted.os &&
  image.architecture === wanted.architecture &&
  (wanted.variant === undefined || wanted.architecture === 'amd64' || wanted.variant === image.variant);

/** Whether a machine with an amd64 processor runs the programs of an image, which it does for 386 too. */
export const runsHere = ({ os, architecture }: Platform): boolean =>
  os === 'linux' && (architecture === 'amd64' || architecture === '386');
