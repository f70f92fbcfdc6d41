// Networks and volumes of a project: made before its containers, removed after them.
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { Task } from '../../../kernel/task.ts';
import type { Client } from '../../client.ts';
import { isFailure, type Failure } from '../../failure.ts';
import { logLine } from '../log-line.ts';
import { usedParts, type Project } from '../model/project.ts';
import { section, type Mapping } from '../model/tree.ts';
import { mapOf, mappingsOf, textOf } from './fields.ts';
import { label, resourceLabels } from './labels.ts';
import type { Progress } from './progress.ts';
import { networkName, volumeName } from './service-request.ts';

const digest = (value: Mapping): string => bytesToHex(sha256(new TextEncoder().encode(JSON.stringify(value))));

interface Listed {
  readonly Id?: string;
  readonly Name: string;
  readonly Labels: Readonly<Record<string, string>> | null;
}

function* listNetworks(client: Client): Task<readonly Listed[] | Failure> {
  const answer = yield* client.api.get('/networks');
  return isFailure(answer) ? answer : (answer.body as readonly Listed[]);
}

/** Makes the networks that services use and that are not there. */
export function* ensureNetworks(client: Client, project: Project, progress: Progress): Task<Failure | undefined> {
  const used = [...(usedParts(project)['networks'] ?? [])].sort();
  if (used.length === 0) return undefined;
  const listed = yield* listNetworks(client);
  if (isFailure(listed)) return listed;
  for (const key of used) {
    const fields = section(section(project.model, 'networks'), key);
    const name = networkName(project, key);
    const found = listed.find((network) => network.Name === name);
    if (fields['external'] === true) {
      if (!found && !['host', 'none', 'bridge'].includes(name))
        return { error: `network ${name} declared as external, but could not be found` };
      continue;
    }
    if (found) {
      const owner = found.Labels?.[label.project];
      if (owner !== project.name)
        return {
          error: `network ${name} was found but has incorrect label ${label.network} set to "${found.Labels?.[label.network] ?? ''}" (expected: "${key}")`,
        };
      continue;
    }
    const id = `Network ${name}`;
    yield* progress.event(id, 'working', 'Creating');
    const ipam = section(fields, 'ipam');
    const pools = mappingsOf(ipam, 'config').map((pool) => ({
      ...(textOf(pool, 'subnet') === '' ? {} : { Subnet: textOf(pool, 'subnet') }),
      ...(textOf(pool, 'ip_range') === '' ? {} : { IPRange: textOf(pool, 'ip_range') }),
      ...(textOf(pool, 'gateway') === '' ? {} : { Gateway: textOf(pool, 'gateway') }),
      ...(Object.keys(mapOf(pool, 'aux_addresses')).length > 0
        ? { AuxiliaryAddresses: mapOf(pool, 'aux_addresses') }
        : {}),
    }));
    const answer = yield* client.api.post(
      '/networks/create',
      {},
      {
        Name: name,
        Driver: textOf(fields, 'driver') || 'bridge',
        Internal: fields['internal'] === true,
        Attachable: fields['attachable'] === true,
        EnableIPv6: fields['enable_ipv6'] === true,
        ...(pools.length > 0 || textOf(ipam, 'driver') !== ''
          ? { IPAM: { Driver: textOf(ipam, 'driver') || 'default', Config: pools } }
          : {}),
        Options: mapOf(fields, 'driver_opts'),
        Labels: resourceLabels(project.name, 'network', key, digest(fields), labelsOf(fields)),
      },
    );
    if (isFailure(answer)) {
      yield* progress.event(id, 'error', 'Error');
      return { error: `failed to create network ${name}: ${answer.error}` };
    }
    yield* progress.event(id, 'done', 'Created');
  }
  return undefined;
}

const labelsOf = (fields: Mapping): Record<string, string> => {
  const { labels } = fields;
  if (!Array.isArray(labels)) return mapOf(fields, 'labels');
  return Object.fromEntries(
    (labels as readonly unknown[]).map((line) => {
      const text = String(line);
      const at = text.indexOf('=');
      return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
    }),
  );
};

/** Makes the volumes that services use and that are not there. */
export function* ensureVolumes(client: Client, project: Project, progress: Progress): Task<Failure | undefined> {
  for (const key of [...(usedParts(project)['volumes'] ?? [])].sort()) {
    const fields = section(section(project.model, 'volumes'), key);
    const name = volumeName(project, key);
    if (name === '') return { error: 'invalid volume name or ID: value is empty' };
    const found = yield* client.api.get(`/volumes/${name}`);
    if (!isFailure(found)) {
      const labels = (found.body as Listed).Labels ?? {};
      if (fields['external'] !== true && labels[label.project] !== project.name)
        yield* client.stderr.print(
          logLine(
            client,
            'warning',
            labels[label.project] === undefined
              ? `volume "${name}" already exists but was not created by Docker Compose. Use \`external: true\` to use an existing volume`
              : `volume "${name}" already exists but was created for project "${labels[label.project] ?? ''}" (expected "${project.name}"). Use \`external: true\` to use an existing volume`,
          ),
        );
      continue;
    }
    if (found.status !== 404) return found;
    if (fields['external'] === true) return { error: `external volume "${name}" not found` };
    const id = `Volume ${name}`;
    yield* progress.event(id, 'working', 'Creating');
    const answer = yield* client.api.post(
      '/volumes/create',
      {},
      {
        Name: name,
        Driver: textOf(fields, 'driver'),
        DriverOpts: mapOf(fields, 'driver_opts'),
        Labels: resourceLabels(project.name, 'volume', key, digest(fields), labelsOf(fields)),
      },
    );
    if (isFailure(answer)) {
      yield* progress.event(id, 'error', 'Error');
      return answer;
    }
    yield* progress.event(id, 'done', 'Created');
  }
  return undefined;
}

/** Removes the project's networks; one that others still use stays. */
export function* removeNetworks(
  client: Client,
  project: string,
  keys: readonly string[] | undefined,
  progress: Progress,
): Task<Failure | undefined> {
  const listed = yield* listNetworks(client);
  if (isFailure(listed)) return listed;
  const own = listed
    .filter(({ Labels }) => Labels?.[label.project] === project)
    .filter(({ Labels }) => keys === undefined || keys.includes(Labels?.[label.network] ?? ''))
    .sort((a, b) => (a.Name < b.Name ? -1 : 1));
  for (const network of own) {
    const id = `Network ${network.Name}`;
    yield* progress.event(id, 'working', 'Removing');
    const inspected = yield* client.api.get(`/networks/${network.Id ?? network.Name}`);
    const users = isFailure(inspected) ? {} : ((inspected.body as { Containers?: object | null }).Containers ?? {});
    if (Object.keys(users).length > 0) {
      yield* progress.event(id, 'warning', 'Resource is still in use');
      continue;
    }
    const answer = yield* client.api.delete(`/networks/${network.Id ?? network.Name}`);
    if (isFailure(answer)) {
      yield* progress.event(id, 'error', 'Error');
      return { error: `failed to remove network ${network.Name}: ${answer.error}` };
    }
    yield* progress.event(id, 'done', 'Removed');
  }
  return undefined;
}

/** Removes the project's volumes; all that carry its label, or those that its model names. */
export function* removeVolumes(
  client: Client,
  project: Project | undefined,
  name: string,
  progress: Progress,
): Task<Failure | undefined> {
  const answer = yield* client.api.get('/volumes', {
    filters: JSON.stringify({ label: { [`${label.project}=${name}`]: true } }),
  });
  if (isFailure(answer)) return answer;
  const listed = ((answer.body as { Volumes: readonly Listed[] | null }).Volumes ?? []).map((volume) => volume.Name);
  const modelled = project
    ? Object.entries(section(project.model, 'volumes'))
        .filter(
          ([, fields]) =>
            !(typeof fields === 'object' && fields !== null && 'external' in fields && fields['external'] === true),
        )
        .map(([key]) => volumeName(project, key))
    : listed;
  for (const volume of listed.filter((one) => modelled.includes(one)).sort()) {
    const id = `Volume ${volume}`;
    yield* progress.event(id, 'working', 'Removing');
    const removed = yield* client.api.delete(`/volumes/${volume}`);
    if (isFailure(removed)) {
      if (removed.status === 409) {
        yield* progress.event(id, 'warning', 'Resource is still in use');
        continue;
      }
      yield* progress.event(id, 'error', 'Error');
      return removed;
    }
    yield* progress.event(id, 'done', 'Removed');
  }
  return undefined;
}
