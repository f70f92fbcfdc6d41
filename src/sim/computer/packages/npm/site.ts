// What npm.example serves: the document of a package and the tarballs of its versions.
import type { Lookup } from '../sites.ts';
import { allPackages, seriesOf } from './index.ts';

/** `/express`, `/@scope%2fname`, `/express/-/express-4.21.2.tgz`. */
export const lookup: Lookup = (path) => {
  const [, name = '', version = ''] = /^\/((?:@[^/]+\/)?[^/]+)\/-\/[^/]+?-(\d+\.\d+\.\d+[^/]*)\.tgz$/.exec(path) ?? [];
  if (name !== '') {
    const series = seriesOf(name, version);
    return series && { size: series.tarballSize, head: '\u001f\u008b' };
  }
  const wanted = decodeURIComponent(path.slice(1));
  const all = allPackages().get(wanted);
  if (!all) return undefined;
  const versions = all.flatMap(({ versions: list, dependencies }) =>
    list.map(
      (one) =>
        [
          one,
          {
            name: wanted,
            version: one,
            dependencies,
            dist: { tarball: `http://npm.example/${wanted}/-/${wanted.replace(/^.*\//, '')}-${one}.tgz` },
          },
        ] as const,
    ),
  );
  const text = JSON.stringify({
    name: wanted,
    'dist-tags': { latest: all[0]?.versions[0] },
    versions: Object.fromEntries(versions),
  });
  return { type: 'application/vnd.npm.install-v1+json', text };
};
