// GET /containers/json: `docker ps`.
import { json, type Request, type Response } from '../../kernel/message.ts';
import type { Task } from '../../kernel/task.ts';
import type { Engine } from '../engine.ts';
import { ApiError, errorResponse, errors } from '../errors.ts';
import { parsePort } from '../networks/ports.ts';
import {
  boolean,
  integer,
  matchesExactly,
  matchesLabels,
  matchesPattern,
  parseFilters,
  type Filters,
} from '../query.ts';
import type { ContainerRecord } from '../records.ts';
import { unixSeconds } from '../times.ts';
import type { Container } from './container.ts';
import { describeMounts, describeNetworks } from './describe-container.ts';
import { statusOf } from './status-text.ts';

const accepted = [
  'ancestor', 'before', 'exited', 'expose', 'health', 'id', 'is-task', 'label', 'name', 'network', 'publish', 'since',
  'status', 'volume', 'isolation',
]; // prettier-ignore
const states = ['created', 'running', 'paused', 'restarting', 'removing', 'exited', 'dead'];
const healths = ['none', 'starting', 'healthy', 'unhealthy'];

/** Running containers, or all; newest first. */
export function* listContainers(engine: Engine, _params: unknown, message: Request): Task<Response> {
  const { query } = message;
  const filters = parseFilters(query['filters'], accepted);
  if (filters instanceof ApiError) return errorResponse(filters);
  const limit = integer(query['limit'], 0);
  if (limit instanceof ApiError) return errorResponse(limit);
  const selection = select(engine, filters);
  if (selection instanceof ApiError) return errorResponse(selection);
  const all = boolean(query['all']) || filters.has('status') || limit > 0;
  const size = boolean(query['size']);
  const rows: object[] = [];
  for (const container of [...engine.containers.all()].reverse()) {
    const { state } = container.record;
    if (!all && state !== 'running' && state !== 'paused' && state !== 'restarting') continue;
    if (!selection(container)) continue;
    rows.push(describe(engine, container, size));
    if (limit > 0 && rows.length >= limit) break;
  }
  return json(200, rows);
}

function select(engine: Engine, filters: Filters): ((container: Container) => boolean) | ApiError {
  const refusal = refuseFilters(filters);
  if (refusal) return refusal;
  const order = [...engine.containers.all()];
  const bound = (name: 'before' | 'since'): number | undefined | ApiError => {
    const [value] = filters.get(name) ?? [];
    if (value === undefined) return undefined;
    const container = engine.containers.find(value);
    return container instanceof ApiError ? container : order.indexOf(container);
  };
  const before = bound('before');
  if (before instanceof ApiError) return before;
  const since = bound('since');
  if (since instanceof ApiError) return since;
  const ancestors = (filters.get('ancestor') ?? []).map((name) => engine.images.resolve(name));
  const networks = (filters.get('network') ?? []).map((name) => {
    const network = engine.networks.find(name);
    return network instanceof ApiError ? name : network.name;
  });
  return (container) => {
    const { record, id } = container;
    const at = before !== undefined || since !== undefined ? order.indexOf(container) : 0;
    return (
      (before === undefined || at < before) &&
      (since === undefined || at > since) &&
      matchesPattern(filters, 'name', [record.name, `/${record.name}`]) &&
      startsWithOne(filters, 'id', id) &&
      matchesExactly(filters, 'status', record.state) &&
      matchesExactly(filters, 'health', shownHealth(container)) &&
      matchesLabels(filters, 'label', record.config.Labels) &&
      (!filters.has('exited') ||
        (exitCodes(filters).includes(record.exitCode) && record.startedAt > 0 && !container.running)) &&
      (!filters.has('is-task') || filters.get('is-task')?.[0] === 'false') &&
      (ancestors.length === 0 ||
        ancestors.some((image) => !(image instanceof ApiError) && descends(engine, record, image.id))) &&
      (networks.length === 0 || record.endpoints.some(({ networkName }) => networks.includes(networkName))) &&
      mountsOne(filters, record) &&
      hasPort(filters, container)
    );
  };
}

function refuseFilters(filters: Filters): ApiError | undefined {
  for (const value of filters.get('status') ?? [])
    if (!states.includes(value))
      return errors.invalidFilterValue(
        'status',
        value,
        `invalid value for state (${value}): must be one of ${states.join(', ')}`,
      );
  for (const value of filters.get('health') ?? [])
    if (!healths.includes(value))
      return errors.invalidFilterValue(
        'health',
        value,
        `invalid value for health (${value}): must be one of ${healths.join(', ')}`,
      );
  for (const value of filters.get('exited') ?? [])
    if (!/^-?\d+$/.test(value))
      return errors.invalidFilterValue('exited', value, `strconv.Atoi: parsing "${value}": invalid syntax`);
  for (const value of filters.get('is-task') ?? [])
    if (value !== 'true' && value !== 'false') return errors.invalidFilter(`is-task=[${value}]`);
  for (const name of ['publish', 'expose'])
    for (const value of filters.get(name) ?? [])
      if (!/^\d+(-\d+)?(\/(tcp|udp|sctp))?$/.test(value))
        return new ApiError(
          'invalid-filter',
          'system',
          `error while looking up for ${name} ${value}: strconv.ParseUint: parsing "${value.split('/')[0] ?? ''}": invalid syntax`,
        );
  return undefined;
}

const exitCodes = (filters: Filters): number[] => (filters.get('exited') ?? []).map(Number);

/** What the `health` filter sees: a container without a check, or that does not run, has none. */
const shownHealth = ({ record }: Container): string => record.health;

function startsWithOne(filters: Filters, name: string, text: string): boolean {
  const values = filters.get(name) ?? [];
  return values.length === 0 || values.some((value) => text.startsWith(value));
}

/** Whether a container's image is another one, or was built on it. */
function descends(engine: Engine, record: ContainerRecord, ancestor: string): boolean {
  for (let id = record.image, steps = 0; id !== '' && steps < 128; steps++) {
    if (id === ancestor) return true;
    id = engine.images.get(id)?.parent ?? '';
  }
  const upper = engine.images.get(record.image)?.layers;
  const lower = engine.images.get(ancestor)?.layers;
  return (
    upper !== undefined &&
    lower !== undefined &&
    lower.length > 0 &&
    lower.length < upper.length &&
    lower.every((layer, index) => layer === upper[index])
  );
}

function mountsOne(filters: Filters, { mounts }: ContainerRecord): boolean {
  const values = filters.get('volume') ?? [];
  return (
    values.length === 0 ||
    values.some((value) =>
      mounts.some(({ name, source, destination }) => name === value || source === value || destination === value),
    )
  );
}

/** `publish` means ports of the host, `expose` ports of the container; a container that does not run has neither. */
function hasPort(filters: Filters, container: Container): boolean {
  if (!filters.has('publish') && !filters.has('expose')) return true;
  if (!container.running) return false;
  const { ports, config } = container.record;
  const open = {
    publish: ports.map(({ hostPort: port, protocol }) => ({ port, protocol })),
    expose: [
      ...ports.map(({ containerPort: port, protocol }) => ({ port, protocol })),
      ...Object.keys(config.ExposedPorts ?? {}).map(parsePort),
    ],
  };
  return (['publish', 'expose'] as const).some((name) =>
    (filters.get(name) ?? []).some((value) => {
      const [range = '', protocol = 'tcp'] = value.split('/');
      const [first = '', last = first] = range.split('-');
      return open[name].some(
        (port) => port.protocol === protocol && port.port >= Number(first) && port.port <= Number(last),
      );
    }),
  );
}

/** One row. */
export function describe(engine: Engine, container: Container, size: boolean): object {
  const { record, id } = container;
  if (size) container.flush();
  return {
    Id: id,
    Names: [`/${record.name}`],
    Image: shownImage(engine, record),
    ImageID: record.image,
    Command: commandText(record.command),
    Created: unixSeconds(record.createdAt),
    Ports: portRows(container),
    ...(size
      ? {
          ...(container.record.writableSize > 0 ? { SizeRw: container.record.writableSize } : {}),
          SizeRootFs: container.record.writableSize + container.imageSize,
        }
      : {}),
    Labels: record.config.Labels,
    State: record.state,
    Status: statusOf(engine, container),
    HostConfig: {
      NetworkMode: record.hostConfig.NetworkMode,
      ...(record.hostConfig.Annotations ? { Annotations: record.hostConfig.Annotations } : {}),
    },
    NetworkSettings: { Networks: describeNetworks(record, 'list') },
    Mounts: describeMounts(record),
  };
}

/** The name that it was made with, or the short id when that names another image, or nothing, by now. */
export function shownImage(engine: Engine, { image, imageName }: ContainerRecord): string {
  const now = engine.images.resolve(imageName);
  return !(now instanceof ApiError) && now.id === image ? imageName : image;
}

/** Arguments with blanks are quoted, as a shell would need them. */
function commandText(command: readonly string[]): string {
  const [first = '', ...rest] = command;
  return [first, ...rest.map((word) => (word.includes(' ') ? `'${word}'` : word))].join(' ');
}

/** Published ports, then exposed ones that are not published, only while it runs. */
function portRows({ record, running }: Container): object[] {
  const { endpoints } = record;
  if (!running || (endpoints.length > 0 && endpoints.every(({ beside }) => beside))) return [];
  const published = record.ports.map(({ hostAddress, hostPort, containerPort, protocol }) => ({
    IP: hostAddress,
    PrivatePort: containerPort,
    PublicPort: hostPort,
    Type: protocol,
  }));
  if (record.hostConfig.NetworkMode === 'host' || record.hostConfig.NetworkMode === 'none') return published;
  const exposed = Object.keys(record.config.ExposedPorts ?? {})
    .map(parsePort)
    .filter(
      ({ port, protocol }) => !record.ports.some((open) => open.containerPort === port && open.protocol === protocol),
    )
    .map(({ port, protocol }) => ({ PrivatePort: port, Type: protocol }));
  return [...published, ...exposed];
}
