// What alpine.example serves: indexes and archives of the simulated repositories.
import type { Lookup } from '../sites.ts';
import { indexSize, isServed, packagesOf } from './index.ts';

/** `/alpine/v3.22/main/x86_64/APKINDEX.tar.gz` and `…/curl-8.14.1-r2.apk`. */
export const lookup: Lookup = (path) => {
  const [, branch = '', part = '', file = ''] = /^\/alpine\/([^/]+)\/([^/]+)\/[^/]+\/([^/]+)$/.exec(path) ?? [];
  const repository = { branch, part };
  if (!isServed(repository)) return undefined;
  if (file === 'APKINDEX.tar.gz') return { size: indexSize(repository) };
  const [, name = '', version] = /^(.*)-(\d[^-]*-r\d+)\.apk$/.exec(file) ?? [];
  const found = packagesOf(repository).get(name);
  return found?.version === version ? { size: found?.size ?? 0 } : undefined;
};
