// `--platform`: os/architecture/variant, as containerd's platforms package reads and normalises it.
import type { Failure } from '../failure.ts';
import { quote } from '../format/quote.ts';

const systems = new Set(
  'aix android darwin dragonfly freebsd hurd illumos ios js linux nacl netbsd openbsd plan9 solaris windows zos'.split(
    ' ',
  ),
);
const architectures = new Set(
  '386 amd64 amd64p32 arm armbe arm64 arm64be loong64 mips mipsle mips64 mips64le mips64p32 mips64p32le ppc ppc64 ppc64le riscv riscv64 s390 s390x sparc sparc64 wasm'.split(
    ' ',
  ),
);
const aliases = new Map<string, readonly [architecture: string, variant: string]>([
  ['i386', ['386', '']],
  ['x86_64', ['amd64', '']],
  ['x86-64', ['amd64', '']],
  ['aarch64', ['arm64', '']],
  ['armhf', ['arm', 'v7']],
  ['armel', ['arm', 'v6']],
]);

/** The platform as requests name it (`linux/arm64`); empty for an empty text. `prefix` is how the command begins to refuse one. */
export function parsePlatform(text: string, prefix = 'error parsing specified platform: '): string | Failure {
  if (text === '') return '';
  const bad = (why: string): Failure => ({ error: `${prefix}${why}` });
  const parts = text.toLowerCase().split('/');
  if (parts.length > 3) return bad(`${quote(text)}: cannot parse platform specifier: invalid argument`);
  for (const part of parts)
    if (!/^[a-z0-9_.-]+$/.test(part))
      return bad(
        `${quote(part)} is an invalid component of ${quote(text)}: platform specifier component must match "^[A-Za-z0-9_.-]+$": invalid argument`,
      );
  const [first = '', second, variant] = parts;
  if (second === undefined) {
    if (systems.has(first)) return `${first}/amd64`;
    const [architecture, known] = aliases.get(first) ?? [first, ''];
    if (!architectures.has(architecture))
      return bad(`${quote(text)}: unknown operating system or architecture: invalid argument`);
    return ['linux', architecture, known].filter((part) => part !== '').join('/');
  }
  const [architecture, known] = aliases.get(second) ?? [second, ''];
  const normal = architecture === 'arm64' && variant === 'v8' ? '' : (variant ?? known);
  return [first, architecture, normal].filter((part) => part !== '').join('/');
}
