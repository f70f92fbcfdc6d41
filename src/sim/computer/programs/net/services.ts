// Names of ports, from /etc/services (services(5)).
import { failed } from '../../filesystem/errno.ts';
import type { FileSystem } from '../../filesystem/file-system.ts';

/** The name of a port; its number when it has none, or when there is no such file. */
export function serviceName(files: FileSystem, port: number, protocol: string): string {
  const text = files.readText('/etc/services');
  if (failed(text)) return String(port);
  for (const line of text.split('\n')) {
    const [name, at] = line.replace(/#.*/, '').split(/\s+/);
    if (name && at === `${port}/${protocol}`) return name;
  }
  return String(port);
}

/** The port of a name or of digits; undefined when it is neither. */
export function servicePort(files: FileSystem, name: string): number | undefined {
  if (/^\d+$/.test(name)) return Number(name) < 65536 ? Number(name) : undefined;
  const text = files.readText('/etc/services');
  for (const line of failed(text) ? [] : text.split('\n')) {
    const [known, at = ''] = line.replace(/#.*/, '').split(/\s+/);
    if (known === name) return Number(at.split('/')[0]);
  }
  return wellKnown[name];
}

const wellKnown: Readonly<Record<string, number>> = {
  domain: 53,
  ftp: 21,
  http: 80,
  https: 443,
  smtp: 25,
  ssh: 22,
  telnet: 23,
};
