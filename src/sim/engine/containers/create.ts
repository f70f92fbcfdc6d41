// POST /containers/create
import { json, type Request, type Response } from '../../kernel/message.ts';
import { sleep, type Task } from '../../kernel/task.ts';
import type { Platform } from '../../oci/manifest.ts';
import { formatPlatform, matchesPlatform, parsePlatform, runsHere } from '../../oci/platform.ts';
import type { Engine } from '../engine.ts';
import { ApiError, errorResponse, errors } from '../errors.ts';
import { isTooDeepToRun } from '../layers/depth.ts';
import { emptyTree } from '../layers/empty-tree.ts';
import { endpointsOf } from '../networks/endpoints.ts';
import type { ContainerConfig, ContainerRecord, HostConfig, ImageRecord, Mount } from '../records.ts';
import { Container } from './container.ts';
import { completeHostConfig, mergeConfig, type CreateBody } from './create-body.ts';
import { recorded, wantedMounts, type WantedMount } from './mounts.ts';
import { lowerTree, makeWorkingDirectory, populateVolume } from './root-files.ts';
import { refuseConfig, refuseHostConfig, refuseResources, refuseRestartPolicy, refuseStorage } from './validate.ts';

/** How long it takes (ms) to prepare a container's directories. */
const preparation = 20;

/** Makes a container of an image that is here; `name` is random when it is left out. */
export function* createContainer(engine: Engine, _params: unknown, message: Request): Task<Response> {
  const body = (message.body ?? {}) as CreateBody;
  if (!body.Image) return errorResponse(errors.emptyConfig());
  const idle = engine.busy('creating');
  try {
    const container = prepare(engine, body, message.query['name'], parsePlatform(message.query['platform'] ?? ''));
    if (container instanceof ApiError) return errorResponse(container);
    yield* sleep(preparation);
    container.emit('create');
    return json(201, {
      Id: container.id,
      Warnings: [...warningsOf(body), ...foreign(container, message.query['platform'])],
    });
  } finally {
    idle();
  }
}

/** The warning about an image for another architecture that nobody asked for. */
function foreign({ imageConfig }: Container, platform: string | undefined): string[] {
  if (runsHere(imageConfig) || (platform !== undefined && platform !== '')) return [];
  return [
    `The requested image's platform (${formatPlatform(imageConfig)}) does not match the detected host platform (linux/amd64/v4) and no specific platform was requested`,
  ];
}

function warningsOf(body: CreateBody): string[] {
  const {
    BlkioWeight,
    BlkioWeightDevice,
    MemorySwappiness,
    NetworkMode,
    PortBindings = {},
    Mounts = [],
  } = body.HostConfig ?? {};
  const swappiness = MemorySwappiness ?? -1;
  return [
    ...(BlkioWeight
      ? ['Your kernel does not support Block I/O weight or the cgroup is not mounted. Weight discarded.']
      : []),
    ...(BlkioWeightDevice && BlkioWeightDevice.length > 0
      ? ['Your kernel does not support Block I/O weight_device or the cgroup is not mounted. Weight-device discarded.']
      : []),
    ...(swappiness >= 0
      ? [
          'Your kernel does not support memory swappiness capabilities or the cgroup is not mounted. Memory swappiness discarded.',
        ]
      : []),
    ...(Mounts.some(({ Type }) => Type === 'image') ? ['Image mount is an experimental feature'] : []),
    ...(NetworkMode === 'host' && Object.keys(PortBindings ?? {}).length > 0
      ? ['Published ports are discarded when using host network mode']
      : []),
  ];
}

/** Checks everything and makes the container, at once. */
export function prepare(
  engine: Engine,
  body: CreateBody,
  name: string | undefined,
  platform?: Platform,
): Container | ApiError {
  const host = completeHostConfig(body.HostConfig ?? {});
  const refusal =
    refuseConfig(body) ??
    refuseRestartPolicy(host.RestartPolicy) ??
    refuseHostConfig(host, body) ??
    refuseResources(host, engine.machine, (body.HostConfig?.MemorySwap ?? 0) !== 0);
  if (refusal) return refusal;
  for (const mode of [host.PidMode, host.IpcMode]) {
    // A mode that names nobody is refused at the start only.
    if (!mode.startsWith('container:') || mode === 'container:') continue;
    const other = engine.containers.find(mode.slice('container:'.length));
    if (other instanceof ApiError) return errors.otherContainer(other);
  }
  const image = engine.images.resolve(body.Image ?? '');
  if (image instanceof ApiError) return image;
  if (platform && !matchesPlatform(image.config, platform))
    return errors.otherPlatform(body.Image ?? '', formatPlatform(image.config), formatPlatform(platform));
  const id = engine.newId();
  const config = mergeConfig(body, image.config.config, id, hostnameFor(engine, host));
  const command = [...(config.Entrypoint ?? []), ...(config.Cmd ?? [])];
  if (command.length === 0) return errors.noCommand();
  const endpoints = endpointsOf(engine, host, body.NetworkingConfig?.EndpointsConfig ?? {});
  if (endpoints instanceof ApiError) return endpoints;
  const wanted = wantedMounts(engine, config, host);
  if (wanted instanceof ApiError) return wanted;
  const reserved = engine.containers.reserve(id, name);
  if (reserved instanceof ApiError) return reserved;

  const mounts = refuseStorage(host) ?? refuseDepth(image) ?? makeMounts(engine, image, wanted);
  if (mounts instanceof ApiError) {
    engine.containers.free(reserved);
    return mounts;
  }
  const container = new Container(
    engine,
    recordOf(engine, { id, name: reserved, image, config, host, command, endpoints, mounts }),
    image,
    lowerTree(engine, image),
  );
  const directory = makeWorkingDirectory(container);
  if (directory) {
    engine.containers.free(reserved);
    container.move('remove');
    container.move('removed');
    return directory;
  }
  engine.containers.add(container);
  return container;
}

const refuseDepth = ({ layers }: ImageRecord): ApiError | undefined =>
  isTooDeepToRun(layers) ? errors.maxDepth() : undefined;

function hostnameFor(engine: Engine, host: HostConfig): string {
  if (host.NetworkMode === 'host' || host.UTSMode === 'host') return engine.machine.name;
  if (!host.NetworkMode.startsWith('container:')) return '';
  const other = engine.containers.find(host.NetworkMode.slice('container:'.length));
  return other instanceof ApiError ? '' : other.record.config.Hostname;
}

function recordOf(
  engine: Engine,
  parts: {
    readonly id: string;
    readonly name: string;
    readonly image: ImageRecord;
    readonly config: ContainerConfig;
    readonly host: HostConfig;
    readonly command: readonly string[];
    readonly endpoints: ContainerRecord['endpoints'];
    readonly mounts: readonly Mount[];
  },
): ContainerRecord {
  return {
    engine: engine.name,
    id: parts.id,
    name: parts.name,
    state: 'created',
    health: 'none',
    healthLog: [],
    failingStreak: 0,
    image: parts.image.id,
    imageName: parts.config.Image,
    command: parts.command,
    config: parts.config,
    hostConfig: parts.host,
    endpoints: parts.endpoints,
    ports: [],
    mounts: parts.mounts,
    writable: emptyTree,
    writableSize: 0,
    createdAt: engine.kernel.clock,
    startedAt: 0,
    finishedAt: 0,
    exitCode: 0,
    oomKilled: false,
    error: '',
    pid: 0,
    restartCount: 0,
    stoppedByUser: false,
    execIds: [],
  };
}

/** Makes the volumes and host directories that mounts need, and fills new volumes from the image. */
function makeMounts(engine: Engine, image: ImageRecord, wanted: readonly WantedMount[]): Mount[] | ApiError {
  const mounts: Mount[] = [];
  for (const mount of wanted) {
    if (mount.type !== 'volume') {
      mounts.push(recorded(mount));
      continue;
    }
    const { name, driver, labels, options } = mount;
    const volume = engine.volumes.create({ name, driver, labels, options });
    if (volume instanceof ApiError) return volume;
    const source = `/var/lib/docker/volumes/${volume.name}/_data`;
    mounts.push({ ...recorded(mount), name: volume.name, source });
    if (mount.copies) populateVolume(engine, image, volume.name, mount.destination);
  }
  return mounts;
}
