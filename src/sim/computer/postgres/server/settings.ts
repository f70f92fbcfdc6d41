// The server's settings: postgresql.conf, postgresql.auto.conf and the command line, as far as the server itself reads them.
import type { FileSystem } from '../../filesystem/file-system.ts';
import { failed } from '../../filesystem/errno.ts';

/** Settings by lower-case name; what comes later wins. */
export type Settings = ReadonlyMap<string, string>;

const defaults: readonly (readonly [string, string])[] = [
  ['port', '5432'],
  ['listen_addresses', 'localhost'],
  ['unix_socket_directories', '/var/run/postgresql'],
  ['max_connections', '100'],
  ['log_statement', 'none'],
  ['log_connections', 'off'],
  ['log_disconnections', 'off'],
];

/** Reads the settings of a data directory; `given` are those of the command line. */
export function readSettings(
  files: FileSystem,
  data: string,
  given: readonly (readonly [string, string])[],
  configuration = `${data}/postgresql.conf`,
): Settings {
  const settings = new Map(defaults);
  for (const path of [configuration, `${data}/postgresql.auto.conf`]) {
    const text = files.readText(path);
    if (failed(text)) continue;
    for (const line of text.split('\n')) {
      const match = /^\s*([\w.]+)\s*=?\s*(?:'((?:[^']|'')*)'|([^\s#]+))/.exec(line);
      if (match) settings.set((match[1] ?? '').toLowerCase(), match[2]?.replaceAll("''", "'") ?? match[3] ?? '');
    }
  }
  for (const [name, value] of given) settings.set(name.toLowerCase().replaceAll('-', '_'), value);
  return settings;
}

/** Whether a boolean setting is on. */
export const isOn = (value: string | undefined): boolean => /^(?:on|true|yes|1|all)$/i.test(value ?? '');
