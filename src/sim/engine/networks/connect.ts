// POST /networks/{id}/connect, POST /networks/{id}/disconnect
import type { Request, Response } from '../../kernel/message.ts';
import { sleep, type Task } from '../../kernel/task.ts';
import type { Container } from '../containers/container.ts';
import type { Engine } from '../engine.ts';
import { ApiError, errorResponse, errors } from '../errors.ts';
import { extendEtcFiles, reduceEtcFiles } from './etc-files.ts';
import type { EndpointSettings, NetworkRecord } from '../records.ts';
import { publishPorts, recordedPorts } from './ports.ts';
import { connectEndpoint, disconnectEndpoint, plannedEndpoint, refuseSettings, sharesNamespace } from './endpoints.ts';

interface ConnectBody {
  readonly Container?: string;
  readonly EndpointConfig?: EndpointSettings | null;
  readonly Force?: boolean;
}

/** Hangs a container on one more network, at once if it runs, else when it is started. */
export function* connectNetwork(engine: Engine, params: { id: string }, message: Request): Task<Response> {
  const body = (message.body ?? {}) as ConnectBody;
  if (!body.Container) return errorResponse(errors.emptyName());
  const container = engine.containers.find(body.Container);
  if (container instanceof ApiError) return errorResponse(container);
  const network = engine.networks.find(params.id);
  if (network instanceof ApiError) return errorResponse(network);
  const failure = connect(container, network, body.EndpointConfig ?? {});
  yield* sleep(10);
  return failure ? errorResponse(failure) : { status: 200, headers: {} };
}

function connect(container: Container, network: NetworkRecord, settings: EndpointSettings): ApiError | undefined {
  const { record, running } = container;
  const refusal = refuseSettings(network, settings, false);
  if (refusal) return refusal;
  if (sharesNamespace(record.hostConfig.NetworkMode)) return errors.sharedNamespace();
  const own = running?.own;
  if (record.endpoints.some(({ networkName }) => networkName === network.name))
    return errors.endpointExists(record.name, network.name);
  if (network.name === 'host') return errors.hostOnly();
  if (network.name === 'none' && record.endpoints.length > 0) return errors.privateNetwork();
  if (record.endpoints.some(({ networkName }) => networkName === 'none')) return errors.privateNetwork();
  const planned = plannedEndpoint(network.name, settings);
  const endpoint = own ? connectEndpoint(container, own, planned) : planned;
  if (endpoint instanceof ApiError) return endpoint;
  const endpoints = [...record.endpoints, endpoint];
  container.update({ endpoints });
  if (own) extendEtcFiles(container, endpoint, endpoints);
  return movePorts(container);
}

/** Published ports lead to the network through which the machine is reached: they follow when that changes. */
function movePorts(container: Container): ApiError | undefined {
  const { engine, record, running } = container;
  const { own, ports } = running ?? {};
  if (!own || !ports) return undefined;
  const way = own.defaultBridge?.options;
  const open = record.endpoints.find(
    ({ network }) => way !== undefined && way.parent === undefined && network === way.id,
  );
  if (ports.every(({ address }) => address === open?.address) && (ports.length > 0 || !open)) return undefined;
  for (const port of ports.splice(0)) engine.machine.networks.unpublish(port);
  const opened = open ? publishPorts(container, own, open.address, open.endpointId) : [];
  if (!(opened instanceof ApiError)) ports.push(...opened);
  container.update({ ports: recordedPorts(ports) });
  return opened instanceof ApiError ? opened : undefined;
}

/** Takes a container off a network; one that is not there only matters to a container that runs. */
export function* disconnectNetwork(engine: Engine, params: { id: string }, message: Request): Task<Response> {
  const body = (message.body ?? {}) as ConnectBody;
  if (!body.Container) return errorResponse(errors.emptyName());
  const container = engine.containers.find(body.Container);
  if (container instanceof ApiError && !body.Force) return errorResponse(container);
  const network = engine.networks.find(params.id);
  if (network instanceof ApiError) return errorResponse(network);
  if (container instanceof ApiError) return errorResponse(errors.endpointNotFound(body.Container));
  const { record, running } = container;
  if (record.hostConfig.NetworkMode === 'host' && network.name === 'host') return errorResponse(errors.hostNetwork());
  const endpoint = record.endpoints.find(({ networkName }) => networkName === network.name);
  if (!endpoint) return errorResponse(errors.notConnected(container.id, network.name));
  if (endpoint.endpointId !== '') {
    disconnectEndpoint(container, running?.own, endpoint);
    reduceEtcFiles(container, endpoint);
  }
  container.update({ endpoints: record.endpoints.filter((each) => each !== endpoint) });
  movePorts(container);
  yield* sleep(10);
  return { status: 200, headers: {} };
}
