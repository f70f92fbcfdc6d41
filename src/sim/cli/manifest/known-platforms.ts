// The pairs of operating system and processor that a list of manifests may name; docker's client refuses others.

const known = new Map([
  ['darwin', '386 amd64 arm arm64'],
  ['dragonfly', 'amd64'],
  ['freebsd', '386 amd64 arm'],
  ['linux', '386 amd64 arm arm64 mips64 mips64le ppc64le riscv64 s390x'],
  ['netbsd', '386 amd64 arm'],
  ['openbsd', '386 amd64 arm'],
  ['plan9', '386 amd64'],
  ['solaris', 'amd64'],
  ['windows', '386 amd64'],
]);

/** Whether Docker knows the pair. */
export const isValidPlatform = (os: string, architecture: string): boolean =>
  (known.get(os) ?? '').split(' ').includes(architecture);
