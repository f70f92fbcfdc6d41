// Which release of PostgreSQL an image says that it is.
import type { Process } from '../contract.ts';
import { failed } from '../filesystem/errno.ts';

/** A release: `16`, `16.11`, and how programs print it: `16.11 (Debian 16.11-1.pgdg13+1)`. */
export interface Release {
  readonly major: string;
  readonly version: string;
  readonly text: string;
}

/** Where Debian's packages lie. */
const folder = '/usr/lib/postgresql';
const usual = '17.7';

/** The release of this container: of the image's environment, or of the packages that are installed. */
export function releaseOf(process: Process): Release {
  const named = process.env.get('PG_VERSION') ?? '';
  const version = /^\d+(?:\.\d+)?/.exec(named)?.[0] ?? installed(process);
  const [major = ''] = version.split('.');
  return { major, version, text: named.includes('-') ? `${version} (Debian ${named})` : version };
}

function installed(process: Process): string {
  const names = process.files.readdir(folder);
  const major = failed(names) ? undefined : names.findLast((name) => /^\d+$/.test(name));
  return major ?? usual;
}

/** What `select version()` says. */
export function banner(release: Release): string {
  const debian = /\(Debian .*\)/.test(release.text);
  return debian
    ? `PostgreSQL ${release.text} on x86_64-pc-linux-gnu, compiled by gcc (Debian 14.2.0-19) 14.2.0, 64-bit`
    : `PostgreSQL ${release.text} on x86_64-pc-linux-musl, compiled by gcc (Alpine 14.2.0) 14.2.0, 64-bit`;
}
