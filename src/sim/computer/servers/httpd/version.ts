// Which release httpd is, and whose.
import type { Process } from '../../contract.ts';
import { failed } from '../../filesystem/errno.ts';

/** The version that the image says. */
export const versionOf = (env: ReadonlyMap<string, string>): string => env.get('HTTPD_VERSION') ?? '2.4.65';

/** The program as a distribution installs it, or as it comes from Apache. */
export interface Distribution {
  readonly name: string;
  readonly version: string;
  /** Where configuration and relative paths begin, and the file that is read first. */
  readonly root: string;
  readonly configuration: string;
}

/** What is installed under a program's name. */
export function distributionOf(process: Process): Distribution {
  const name = (process.argv[0] ?? 'httpd').replace(/^.*\//, '');
  if (name !== 'apache2')
    return {
      name: 'Unix',
      version: versionOf(process.env),
      root: '/usr/local/apache2',
      configuration: 'conf/httpd.conf',
    };
  const release = process.files.readText('/etc/os-release');
  const ubuntu = !failed(release) && /^ID=ubuntu/m.test(release);
  const status = process.files.readText('/var/lib/dpkg/status');
  const version = failed(status)
    ? undefined
    : /^Package: apache2\n(?:.+\n)*?Version: (\d+\.\d+\.\d+)/m.exec(status)?.[1];
  return {
    name: ubuntu ? 'Ubuntu' : 'Debian',
    version: version ?? '2.4.65',
    root: '/etc/apache2',
    configuration: 'apache2.conf',
  };
}
