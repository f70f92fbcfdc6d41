// The files that a Debian package brings, from its line in the index.
import type { PackageFile } from '../place-files.ts';
import type { DebianPackage } from './index.ts';
import { settingsOf } from './settings.ts';

/** Part of a package that is documentation, which slim images leave out. */
const documentation = 0.08;

/** All files of a package. `slim`: dpkg drops documentation and manuals but for the copyright. */
export function filesOf(found: DebianPackage, triplet: string, slim: boolean): PackageFile[] {
  const { name, section } = found;
  const files: PackageFile[] = [...settingsOf(name)];
  let rest = found.installedSize * 1024;
  const take = (bytes: number): number => {
    const taken = Math.max(0, Math.min(rest, Math.round(bytes)));
    rest -= taken;
    return taken;
  };
  for (const file of files) if (file.kind === 'text') take(file.text.length);
  files.push({ kind: 'data', path: `/usr/share/doc/${name}/copyright`, size: take(2900) });
  for (const written of found.programs) {
    const [, place = '', target, size = '14'] = /^([^=>]+)(?:>(.*))?(?:=(.*))?$/.exec(written) ?? [];
    const path = place.startsWith('/')
      ? place
      : place.startsWith('@')
        ? `/usr/sbin/${place.slice(1)}`
        : `/usr/bin/${place}`;
    const program = programName(path);
    if (target !== undefined) files.push({ kind: 'link', path, target });
    else files.push({ kind: 'program', path, size: take(Number(size) * 1024), program });
  }
  const papers = section === 'doc' ? rest : rest * documentation;
  const bytes = take(papers);
  if (!slim && bytes > 0) files.push({ kind: 'data', path: `/usr/share/doc/${name}/manual.gz`, size: bytes });
  if (rest > 0) files.push({ kind: 'data', path: bulkPath(found, triplet), size: rest });
  return files;
}

/** Which simulated program a binary is: those whose names carry a version are the ones without. */
function programName(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (/^python3\.\d+$/.test(name)) return 'python3';
  return name.replace(/^(vim|nc|php|ruby)[.\d]\S*$/, '$1');
}

function bulkPath({ name, section }: DebianPackage, triplet: string): string {
  const soname = /^lib(.*?)-?(\d[\w.]*)$/.exec(name.replace(/t64$/, ''));
  switch (section) {
    case 'libs':
    case 'oldlibs':
      return `/usr/lib/${triplet}/${soname ? `lib${soname[1] ?? ''}.so.${soname[2] ?? ''}` : `${name}.so`}`;
    case 'libdevel':
      return `/usr/include/${name.replace(/-dev$/, '')}/${name}.h`;
    case 'python':
      return `/usr/lib/python3/dist-packages/${name.replace(/^(?:lib)?python3(?:\.\d+)?-?/, '') || 'python3'}.data`;
    case 'perl':
      return `/usr/share/perl5/${name}.pm`;
    case 'java':
      return `/usr/share/java/${name}.jar`;
    default:
      return `/usr/share/${name}/${name}.data`;
  }
}
