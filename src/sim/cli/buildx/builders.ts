// Builders that the client knows: the daemon's own, and instances kept below `~/.docker/buildx`.
import { failed } from '../../computer/filesystem/errno.ts';
import { joinPath } from '../../computer/filesystem/path.ts';
import type { Client } from '../client.ts';
import type { Failure } from '../failure.ts';

/** An instance that was created. */
export interface BuilderInstance {
  readonly Name: string;
  readonly Driver: string;
  readonly Nodes: readonly { readonly Name: string; readonly Endpoint: string }[];
  /** Virtual clock time, ms since 1970. */
  readonly LastActivity: number;
}

const folder = ({ config }: Client): string => joinPath(config.directory, 'buildx');

/** Where the file of an instance is. */
export const instancePath = (client: Client, name: string): string => joinPath(folder(client), `instances/${name}`);

/** The instance of a name; undefined when there is none. */
export function findInstance(client: Client, name: string): BuilderInstance | undefined {
  const text = client.process.files.readText(instancePath(client, name));
  if (failed(text)) return undefined;
  try {
    return JSON.parse(text) as BuilderInstance;
  } catch {
    return undefined;
  }
}

/** All instances by name. */
export function allInstances(client: Client): BuilderInstance[] {
  const names = client.process.files.readdir(joinPath(folder(client), 'instances'));
  if (failed(names)) return [];
  return [...names].sort().flatMap((name) => findInstance(client, name) ?? []);
}

/** Keeps an instance. */
export function saveInstance(client: Client, instance: BuilderInstance): void {
  write(client, instancePath(client, instance.Name), JSON.stringify(instance));
}

/** Forgets an instance. */
export function removeInstance(client: Client, name: string): void {
  client.process.files.unlink(instancePath(client, name));
  if (currentName(client) === name) chooseBuilder(client, '');
}

/** Makes a builder the current one; empty: the daemon's own. */
export function chooseBuilder(client: Client, name: string): void {
  const value = { Key: 'unix:///var/run/docker.sock', Name: name, Global: false };
  write(client, joinPath(folder(client), 'current'), JSON.stringify(value));
}

/** Name of the builder in use. */
export function currentName(client: Client): string {
  const chosen = client.process.env.get('BUILDX_BUILDER') ?? '';
  if (chosen !== '') return chosen;
  const text = client.process.files.readText(joinPath(folder(client), 'current'));
  if (failed(text)) return client.context;
  try {
    const { Name = '' } = JSON.parse(text) as { readonly Name?: string };
    return Name !== '' && findInstance(client, Name) ? Name : client.context;
  } catch {
    return client.context;
  }
}

/** Whether a name is the daemon's own builder. */
export const isOwnBuilder = (client: Client, name: string): boolean => name === 'default' || name === client.context;

/** The builder that a command is for: `name`, or the current one; an error is printed as it is. */
export function chosenBuilder(client: Client, name: string): BuilderInstance | 'own' | Failure {
  const wanted = name === '' ? currentName(client) : name;
  if (isOwnBuilder(client, wanted)) return 'own';
  return findInstance(client, wanted) ?? { error: `ERROR: no builder "${wanted}" found` };
}

/** Whether the chosen builder can build; only the daemon's own is simulated. */
export function usableBuilder(client: Client, name: string): Failure | 'own' {
  const builder = chosenBuilder(client, name);
  if (builder === 'own' || 'error' in builder) return builder;
  return { error: `not simulated: a build with the ${builder.Driver} driver` };
}

function write({ process: { files } }: Client, path: string, text: string): void {
  const parts = path.split('/').slice(1, -1);
  for (let length = 1; length <= parts.length; length++) {
    const directory = `/${parts.slice(0, length).join('/')}`;
    if (!files.exists(directory)) files.mkdir(directory, 0o700);
  }
  files.writeFile(path, text, 0o600);
}
