// What Alpine's package manager knows of the root filesystem: the packages that every release begins with (apk(5)).
import type { Machine } from './recipe.ts';

/** Releases in the order in which a line gives its versions. The last version holds for all older ones. */
const branches = ['3.22', '3.21', '3.20', '3.19', '3.18', '3.17', '3.16', '3.15'];

/** name|versions|installed KiB|dependencies|files|description. `-`: the release has no such package. */
const lines = `
alpine-baselayout|3.7.0-r0,3.6.8-r1,3.6.5-r0,3.4.3-r2,3.4.3-r1,3.4.0-r0,3.2.0-r22,3.2.0-r18|8|alpine-baselayout-data busybox-binsh|etc/motd etc/profile|Base directories and start-up files
alpine-baselayout-data|3.7.0-r0,3.6.8-r1,3.6.5-r0,3.4.3-r2,3.4.3-r1,3.4.0-r0,-|76||etc/fstab etc/group etc/hosts etc/inittab etc/nsswitch.conf etc/passwd etc/profile etc/protocols etc/services etc/shadow etc/shells|Base settings
alpine-keys|2.5-r0,2.5-r0,2.4-r1|152||etc/apk/keys|Keys of Alpine's repositories
alpine-release|VERSION-r0,VERSION-r0,VERSION-r0,VERSION-r0,-|28|alpine-keys|etc/alpine-release etc/issue usr/lib/os-release|Which release this is
apk-tools|2.14.9-r2,2.14.6-r3,2.14.4-r1,2.14.4-r0,2.14.4-r0,2.12.10-r1,2.12.9-r3,2.12.7-r3|300|ca-certificates-bundle libapk2 libcrypto3 libssl3 musl zlib|sbin/apk|Package manager of Alpine
busybox|BUSYBOX|948|musl|bin/busybox|Many small programs in one
busybox-binsh|BUSYBOX,BUSYBOX,BUSYBOX,BUSYBOX,BUSYBOX,BUSYBOX,-|8|busybox|bin/sh|BusyBox as the shell
ca-certificates-bundle|20250619-r0,20250619-r0,20250619-r0,20250619-r0,20241121-r1,20241121-r1,20240226-r0,20230506-r0|228||etc/ssl/cert.pem|Certificates of authorities in one file
libapk2|2.14.9-r2,-|280|libcrypto3 libssl3 musl zlib|usr/lib/libapk.so.2.14.9|Library of apk
libcrypto3|3.5.1-r0,3.3.4-r0,3.3.4-r0,3.1.8-r0,3.1.8-r0,3.0.16-r0,-|4560|musl|usr/lib/libcrypto.so.3|Cryptography of OpenSSL
libssl3|3.5.1-r0,3.3.4-r0,3.3.4-r0,3.1.8-r0,3.1.8-r0,3.0.16-r0,-|952|libcrypto3 musl|usr/lib/libssl.so.3|TLS of OpenSSL
libcrypto1.1|-,-,-,-,-,-,1.1.1w-r1,1.1.1w-r1|2636|musl|usr/lib/libcrypto.so.3|Cryptography of OpenSSL
libssl1.1|-,-,-,-,-,-,1.1.1w-r1,1.1.1w-r1|532|libcrypto1.1 musl|usr/lib/libssl.so.3|TLS of OpenSSL
musl|1.2.5-r10,1.2.5-r9,1.2.5-r1,1.2.4_git20230717-r5,1.2.4-r3,1.2.3-r6,1.2.3-r4,1.2.2-r8|648||lib/ld-musl-MACHINE.so.1 lib/libc.musl-MACHINE.so.1|The C library
musl-utils|1.2.5-r10,1.2.5-r9,1.2.5-r1,1.2.4_git20230717-r5,1.2.4-r3,1.2.3-r6,1.2.3-r4,1.2.2-r8|136|musl scanelf|sbin/ldconfig usr/bin/getconf usr/bin/getent usr/bin/iconv usr/bin/ldd|Tools of the C library
scanelf|1.3.8-r1,1.3.8-r1,1.3.7-r2,1.3.7-r2,1.3.7-r1,1.3.5-r1,1.3.4-r0,1.3.3-r0|92|musl|usr/bin/scanelf|Looks into ELF files
ssl_client|BUSYBOX|28|libcrypto3 libssl3 musl|usr/bin/ssl_client|Lets BusyBox speak TLS
zlib|1.3.1-r2,1.3.1-r2,1.3.1-r1,1.3.1-r0,1.2.13-r1,1.2.13-r0,1.2.12-r3,1.2.12-r3|104|musl|usr/lib/libz.so.1.3.1|Compression
`;

/** `/lib/apk/db/installed` of a release (`3.22.1`), with the version of its busybox. */
export function alpineInstalled(release: string, busybox: string, machine: Machine): string {
  const column = branches.indexOf(release.split('.').slice(0, 2).join('.'));
  const paragraphs = lines
    .trim()
    .replaceAll('BUSYBOX', busybox)
    .replaceAll('VERSION', release)
    .replaceAll('MACHINE', machine.name)
    .split('\n')
    .flatMap((line) => {
      const [name = '', versions = '', size = '', depends = '', files = '', about = ''] = line.split('|');
      const given = versions.split(',');
      const version = given[column] ?? given.at(-1) ?? '-';
      return version === '-' ? [] : [paragraph(name, version, Number(size) * 1024, depends, files, about, machine)];
    });
  const text = paragraphs.join('\n');
  const names = new Set([...text.matchAll(/^P:(.*)$/gm)].map(([, name]) => name));
  // Older releases have other libraries: what is not there is not needed.
  return text.replace(/^D:(.*)\n/gm, (_, needs: string) => {
    const kept = needs.split(' ').map((need) => (names.has(need) ? need : need.replace(/3$/, '1.1')));
    const left = kept.filter((need) => names.has(need));
    return left.length > 0 ? `D:${left.join(' ')}\n` : '';
  });
}

/** `/etc/apk/world`: what was asked for when the filesystem was made. */
export function alpineWorld(installed: string): string {
  const asked = [
    'alpine-baselayout',
    'alpine-keys',
    'alpine-release',
    'apk-tools',
    'busybox',
    'musl-utils',
    'ssl_client',
  ];
  return asked
    .filter((name) => installed.includes(`P:${name}\n`))
    .map((name) => `${name}\n`)
    .join('');
}

function paragraph(
  name: string,
  version: string,
  size: number,
  depends: string,
  files: string,
  about: string,
  machine: Machine,
): string {
  const folders = new Map<string, string[]>();
  for (const path of files.split(' ')) {
    const slash = path.lastIndexOf('/');
    const folder = path.slice(0, slash);
    folders.set(folder, [...(folders.get(folder) ?? []), path.slice(slash + 1)]);
  }
  return [
    `P:${name}`,
    `V:${version}`,
    `A:${machine.name}`,
    `S:${Math.round(size * 0.45)}`,
    `I:${size}`,
    `T:${about}`,
    `o:${name.replace(/-(?:data|binsh|utils)$/, '')}`,
    ...(depends === '' ? [] : [`D:${depends}`]),
    ...[...folders].flatMap(([folder, names]) => [`F:${folder}`, ...names.map((file) => `R:${file}`)]),
    '',
  ].join('\n');
}
