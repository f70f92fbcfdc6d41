// What the stage shows at a moment, without sizes and places: read from the records at the playhead.
import { group } from 'd3-array';
import type {
  ContainerRecord,
  HealthState,
  ImageRecord,
  LayerRecord,
  NetworkRecord,
  PullRecord,
  VolumeRecord,
} from '../../sim/engine/records.ts';
import { recordKey } from '../../sim/engine/records.ts';
import { humanSize } from '../../sim/cli/format/units.ts';
import type { ProcessRecord } from '../../sim/computer/records.ts';
import type { MessageEntry } from '../../sim/kernel/log.ts';
import type { View } from '../../sim/kernel/view.ts';
import type { ClientState } from '../drawing/client-states.ts';
import type { DrawnContainer, Health } from '../drawing/container-parts.ts';
import type { DrawnLayer } from '../drawing/layer.ts';
import type { AskedManifest } from './asked-manifests.ts';
import type { Conversation } from './conversation.ts';
import { KeptWork, sameValue } from './keep.ts';
import { firstFree, nextInCrowd, type CrowdPlace, type Places } from './places.ts';

/** A published port of a container. */
export interface PicturePort {
  readonly host: string;
  readonly to: string;
  readonly ghost: boolean;
}

export interface PictureContainer {
  /** Record key; of a promised container: `ghost`. */
  readonly id: string;
  readonly place: number;
  /** Where it stands when the like of it stand together. */
  readonly crowd: CrowdPlace;
  readonly drawn: DrawnContainer;
  readonly ports: readonly PicturePort[];
  /** Networks it hangs on, by record key, with its address there. */
  readonly cables: readonly { readonly network: string; readonly address: string }[];
  /** Volumes it mounts, by record key. */
  readonly mounts: readonly { readonly volume: string; readonly path: string }[];
  readonly inspectable: boolean;
}

/** A layer on the host, with those that stand on it. */
export interface PictureLayer {
  /** Chain id. */
  readonly id: string;
  readonly parent: string;
  readonly drawn: DrawnLayer;
  /** Names of the images that end here; empty for none. */
  readonly tags: readonly string[];
  /** Record key of the image that ends here. */
  readonly image: string | undefined;
  /** A copy is on its way from the registry: 0 to 1. */
  readonly travelling: number | undefined;
  /** Order of its family on the stage. */
  readonly order: number;
  readonly pending: boolean;
  /** Little was added by it, and not here: where room is scarce it goes without words. */
  readonly small: boolean;
}

export interface PictureNetwork {
  readonly id: string;
  readonly place: number;
  readonly name: string;
  readonly subnet: string;
  readonly dns: boolean;
  /** Order of creation that its hue stands for; the default bridge, which is always there, keeps the last. */
  readonly hue: number;
}

export interface PictureVolume {
  readonly id: string;
  readonly place: number;
  readonly name: string;
  readonly size: string;
}

export interface PictureRegistry {
  /** As the stage names the repository; undefined until it is known. */
  readonly id: string | undefined;
  readonly host: string;
  readonly name: string;
  readonly tag: string;
  readonly manifest: readonly string[] | undefined;
  /** Lowest first; digests of compressed blobs. */
  readonly layers: readonly DrawnLayer[];
}

export interface Picture {
  readonly client: { readonly state: ClientState; readonly command: string };
  readonly daemon: string;
  readonly containers: readonly PictureContainer[];
  readonly layers: readonly PictureLayer[];
  readonly networks: readonly PictureNetwork[];
  readonly volumes: readonly PictureVolume[];
  readonly registry: PictureRegistry | undefined;
  /** Bytes of all layers, each once. */
  readonly layerBytes: number;
  readonly imageCount: number;
}

/** Bytes below which a layer is small. */
const smallLayer = 1_000_000;

const shortDigest = (digest: string): string => digest.replace(/^sha256:/, '').slice(0, 12);

/** Whether a layer is on its way, or being unpacked: it looks different a moment later, though nothing happens. */
export const arrives = (layers: readonly PictureLayer[]): boolean =>
  layers.some(({ drawn }) => drawn.state === 'downloading' || drawn.state === 'extracting');

/** What of a picture is made anew only when something of what it is made from is another. */
export class KeptParts {
  readonly layers = new KeptWork<{ readonly layers: readonly PictureLayer[]; readonly bytes: number }>();
  readonly registry = new KeptWork<PictureRegistry | undefined>();
}

/** Reads the picture of one engine's host; `asked`: the manifest that was asked for last; `kept`: parts of the last picture. */
export function pictureAt(
  view: View,
  engine: string,
  places: Places,
  conversation: Conversation,
  asked: AskedManifest | undefined,
  kept = new KeptParts(),
): Picture {
  const own = <R extends { readonly engine: string }>(records: readonly R[]): R[] =>
    records.filter((record) => record.engine === engine);
  const pulls = own(view.all('pull'));
  const images = own(view.all('image'));
  const { layers, bytes } = kept.layers.of(
    [view.all('layer'), view.all('pull'), view.all('image'), places.image],
    () => {
      const made = layersOf(view, engine, places, pulls, images);
      return { layers: made, bytes: bytesOf(made, view, engine) };
    },
    (made) => !arrives(made.layers),
  );
  const records = own(view.all('container'));
  const processes = group(view.all('process'), ({ container }) => container);
  const containers = records.map((record) => knownContainer(record, view, engine, places, processes.get(record.id)));
  const ghost = promised(conversation, view, engine, containers);
  return {
    client: clientOf(view),
    daemon: view.get('daemon', recordKey(engine, 'daemon'))?.activity ?? 'stopped',
    containers: (ghost ? [...containers, ghost] : containers).sort((a, b) => a.place - b.place),
    layers,
    networks: networksOf(view, engine, places),
    volumes: own(view.all('volume')).map((volume) => volumeOf(volume, places)),
    registry: kept.registry.of([view.all('repository'), view.all('pull'), asked], () => registryOf(view, pulls, asked)),
    layerBytes: bytes,
    imageCount: images.length,
  };
}

/** The same picture a little later, when nothing has happened since but layers have come further. */
export function withProgress(picture: Picture, view: View, engine: string): Picture {
  const layers = picture.layers.map((layer) => {
    const record = view.get('layer', recordKey(engine, layer.id));
    return record && record.until > record.from ? { ...layer, ...progressOf(record, layer, view.time) } : layer;
  });
  return { ...picture, layers };
}

/** The picture with what `before` had and it has not, for as long as that is seen to leave. */
export function withLeaving(picture: Picture, before: Picture): Picture {
  const taken = new Set(picture.containers.map(({ place }) => place));
  return {
    ...picture,
    containers: [
      ...picture.containers,
      ...missing(before.containers, picture.containers).filter(
        ({ inspectable, place }) => inspectable && !taken.has(place),
      ),
    ].sort((a, b) => a.place - b.place),
    layers: [...picture.layers, ...missing(before.layers, picture.layers)],
    networks: [...picture.networks, ...missing(before.networks, picture.networks)].sort((a, b) => a.place - b.place),
    volumes: [...picture.volumes, ...missing(before.volumes, picture.volumes)],
  };
}

function missing<T extends { readonly id: string }>(before: readonly T[], now: readonly T[]): T[] {
  const here = new Set(now.map(({ id }) => id));
  return before.filter(({ id }) => !here.has(id));
}

function clientOf(view: View): Picture['client'] {
  const client = view.all('client').at(-1);
  return { state: client?.state ?? 'idle', command: client ? client.argv.join(' ') : '' };
}

/** What a container's picture was made from, to be made again only when some of it is another. */
interface Known {
  readonly image: ImageRecord | undefined;
  readonly processes: readonly ProcessRecord[];
  readonly picture: PictureContainer;
}
const known = new WeakMap<ContainerRecord, Known>();

function knownContainer(
  record: ContainerRecord,
  view: View,
  engine: string,
  places: Places,
  processes: readonly ProcessRecord[] = [],
): PictureContainer {
  const before = known.get(record);
  const image = view.get('image', recordKey(engine, record.image));
  if (
    before?.image === image &&
    before?.picture.place === places.container.get(before?.picture.id ?? '') &&
    sameValue(before?.picture.crowd, places.crowd.get(before?.picture.id ?? '')) &&
    before?.processes.length === processes.length &&
    before.processes.every((process, index) => process === processes[index])
  )
    return before.picture;
  const picture = containerOf(record, view, engine, places, processes);
  known.set(record, { image, processes, picture });
  return picture;
}

function containerOf(
  record: ContainerRecord,
  view: View,
  engine: string,
  places: Places,
  processes: readonly ProcessRecord[],
): PictureContainer {
  const key = recordKey(engine, record.id);
  const image = view.get('image', recordKey(engine, record.image));
  const published = record.ports.filter(({ hostPort }) => hostPort > 0);
  const seen = new Set<number>();
  const ports: PicturePort[] = [];
  for (const { hostPort, containerPort } of published) {
    if (seen.has(hostPort)) continue;
    seen.add(hostPort);
    ports.push({ host: String(hostPort), to: String(containerPort), ghost: false });
  }
  return {
    id: key,
    place: places.container.get(key) ?? 0,
    crowd: places.crowd.get(key) ?? { crowd: record.imageName, place: 0, within: 0 },
    drawn: drawnContainer(record, image, view, engine, ports, processes),
    ports,
    cables: record.state === 'running' || record.state === 'paused' ? cablesOf(record, engine) : [],
    mounts: record.mounts
      .filter(({ type }) => type === 'volume')
      .map(({ name, destination }) => ({ volume: recordKey(engine, name), path: destination })),
    inspectable: true,
  };
}

function drawnContainer(
  record: ContainerRecord,
  image: ImageRecord | undefined,
  view: View,
  engine: string,
  ports: readonly PicturePort[],
  processes: readonly ProcessRecord[],
): DrawnContainer {
  const alive = record.state === 'running' || record.state === 'paused';
  const exited = record.state === 'exited' || record.state === 'dead';
  return {
    name: record.name,
    shortName: shortNameOf(record),
    state: record.state,
    ...(healthOf(record.health) ? { health: healthOf(record.health) as Health } : {}),
    image: record.imageName,
    layers: (image?.layers ?? []).map((chain) => ({
      digest: digestOf(view.get('layer', recordKey(engine, chain)), chain),
    })),
    writable: humanSize(record.writableSize),
    ...(alive ? { processes: processesOf(processes) } : {}),
    ...(exited ? { exit: record.exitCode } : {}),
    ...(record.state === 'created' ? { roomNote: 'not started' } : {}),
    ...(ports.length ? { ports: ports.map(({ host, to }) => `${host}→${to}`).join(' ') } : {}),
  };
}

/** A container's name, in a Compose project without that of the project. */
export function shortNameOf({ name, config }: ContainerRecord): string {
  const project = config.Labels['com.docker.compose.project'];
  return project !== undefined && name.startsWith(`${project}-`) ? name.slice(project.length + 1) : name;
}

const healthOf = (health: HealthState): Health | undefined => (health === 'none' ? undefined : health);
const digestOf = (layer: LayerRecord | undefined, chain: string): string => layer?.digest || layer?.diffId || chain;

function processesOf(processes: readonly ProcessRecord[]): NonNullable<DrawnContainer['processes']> {
  return processes
    .filter(({ state }) => state !== 'zombie')
    .sort((a, b) => a.pid - b.pid)
    .map(({ pid, argv }) => ({ pid, command: argv.join(' '), depth: pid === 1 ? 0 : 1 }));
}

function cablesOf(record: ContainerRecord, engine: string): PictureContainer['cables'] {
  return record.endpoints
    .filter(({ address }) => address !== '')
    .map(({ network, address }) => ({ network: recordKey(engine, network), address }));
}

/** The request for a container that the command has made and that the daemon has received. */
export const askedFor = (
  { running, requests }: Conversation,
  engine: string,
  time: number,
): MessageEntry | undefined => {
  if (!running) return undefined;
  const request = requests.findLast(
    ({ path, to }) => to === `daemon:${engine}` && path?.replace(/^\/v1\.\d+/, '').startsWith('/containers/create'),
  );
  return request && request.received <= time ? request : undefined;
};

/** The container that the command asks for and that is not there yet, in the place that it will take. */
function promised(
  conversation: Conversation,
  view: View,
  engine: string,
  containers: readonly PictureContainer[],
): PictureContainer | undefined {
  const request = askedFor(conversation, engine, view.time);
  if (!request || madeSince(request, view)) return undefined;
  const body = (request.body ?? {}) as {
    Image?: string;
    HostConfig?: { PortBindings?: Record<string, readonly { HostPort?: string }[]> };
  };
  const name = new URLSearchParams(request.path?.split('?')[1] ?? '').get('name') ?? '';
  const ports = Object.entries(body.HostConfig?.PortBindings ?? {}).flatMap(([to, bindings]) =>
    bindings.map(({ HostPort }) => ({ host: HostPort || '?', to: to.split('/')[0] ?? '', ghost: true })),
  );
  return {
    id: 'ghost',
    place: firstFree(new Set(containers.map(({ place }) => place))),
    crowd: nextInCrowd(
      body.Image ?? '',
      containers.map(({ crowd }) => crowd),
    ),
    drawn: { name: name || (body.Image ?? ''), state: 'created', ghost: true, roomNote: 'waits for the image' },
    ports,
    cables: [],
    mounts: [],
    inspectable: false,
  };
}

/** Whether a container has come, or gone again, since a request. */
function madeSince(request: MessageEntry, view: View): boolean {
  let made = false;
  view.back((entry) => {
    if (entry.id <= request.id) return false;
    made = entry.type === 'change' && entry.kind === 'container' && entry.before === undefined;
    return !made;
  });
  return made;
}

function layersOf(
  view: View,
  engine: string,
  places: Places,
  pulls: readonly PullRecord[],
  images: readonly ImageRecord[],
): PictureLayer[] {
  const found = new Map<string, { tags: string[]; image: string | undefined; order: number; pending: boolean }>();
  const add = (
    chain: readonly string[],
    tags: readonly string[],
    image: string | undefined,
    order: number,
    pending: boolean,
  ): void => {
    chain.forEach((id, index) => {
      const top = index === chain.length - 1;
      const before = found.get(id);
      if (!before) found.set(id, { tags: top ? [...tags] : [], image: top ? image : undefined, order, pending });
      else {
        if (top) before.tags.push(...tags.filter((tag) => !before.tags.includes(tag)));
        if (top && image) before.image = image;
        before.order = Math.min(before.order, order);
        before.pending &&= pending;
      }
    });
  };
  for (const image of images) {
    const key = recordKey(engine, image.id);
    add(image.layers, image.tags.length ? image.tags : ['<none>'], key, places.image.get(key) ?? 0, false);
  }
  for (const pull of pulls)
    if (pull.state === 'pulling') add(pull.layers, [pull.reference], undefined, Number.MAX_SAFE_INTEGER, true);
  const layers: PictureLayer[] = [];
  for (const [id, { tags, image, order, pending }] of found) {
    const record = view.get('layer', recordKey(engine, id));
    const base = { id, parent: record?.parent ?? parentIn(images, pulls, id), tags, image, order, pending };
    const small = record !== undefined && record.digest !== '' && (record.size || record.compressedSize) < smallLayer;
    layers.push(
      record
        ? { ...base, small, ...progressOf(record, base, view.time) }
        : { ...base, small, drawn: waitingLayer(id), travelling: undefined },
    );
  }
  return layers;
}

const bytesOf = (layers: readonly PictureLayer[], view: View, engine: string): number =>
  layers.reduce((sum, { id }) => sum + (view.get('layer', recordKey(engine, id))?.size ?? 0), 0);

function parentIn(images: readonly ImageRecord[], pulls: readonly PullRecord[], id: string): string {
  for (const { layers } of [...images, ...pulls]) {
    const index = layers.indexOf(id);
    if (index > 0) return layers[index - 1] ?? '';
  }
  return '';
}

const stateOf: Readonly<Record<LayerRecord['state'], NonNullable<DrawnLayer['state']>>> = {
  absent: 'waiting',
  downloading: 'downloading',
  downloaded: 'downloaded',
  verifying: 'verifying',
  extracting: 'extracting',
  present: 'present',
  failed: 'waiting',
};

/** What of a layer changes by itself while it arrives. */
function progressOf(
  record: LayerRecord,
  { id, pending }: Pick<PictureLayer, 'id' | 'pending'>,
  time: number,
): Pick<PictureLayer, 'drawn' | 'travelling'> {
  const span = record.until - record.from;
  const done = span > 0 ? Math.min(1, Math.max(0, (time - record.from) / span)) : 1;
  return {
    drawn: drawnLayer(record, id, done, pending),
    travelling: record.state === 'downloading' ? done : undefined,
  };
}

const waitingLayer = (chain: string): DrawnLayer => ({
  digest: chain,
  name: shortDigest(chain),
  note: 'waiting',
  state: 'waiting',
});

function drawnLayer(record: LayerRecord, chain: string, done: number, pending: boolean): DrawnLayer {
  const digest = digestOf(record, chain);
  return {
    digest,
    name: pending ? shortDigest(digest) : madeByText(record.createdBy) || shortDigest(digest),
    note: noteOf(record, done),
    state: stateOf[record.state],
    done,
  };
}

function noteOf(record: LayerRecord, done: number): string {
  const packed = record.compressedSize;
  if (record.state === 'absent') return 'waiting';
  if (record.state === 'downloading') return `${humanSize(packed * done)} / ${humanSize(packed)}`;
  if (record.state === 'downloaded' || record.state === 'verifying') return 'checked, packed';
  if (record.state === 'extracting') return `unpacking ${Math.round(done * 100)} %`;
  if (record.state === 'failed') return 'failed';
  return humanSize(record.size);
}

/** What made a layer, without the shell and BuildKit's comment around it. */
export function madeByText(createdBy: string): string {
  return createdBy
    .replace(/^\/bin\/sh -c #\(nop\)\s+/, '')
    .replace(/^RUN (?:\|\d+ (?:\S+=\S* )*)?\/bin\/(?:ba)?sh -c /, 'RUN ')
    .replace(/^\/bin\/sh -c /, 'RUN ')
    .replace(/\s*# (?:buildkit|debuerreotype.*)$/, '')
    .replace(/\s+/g, ' ')
    .trim();
}

function networksOf(view: View, engine: string, places: Places): PictureNetwork[] {
  const drawn = (network: NetworkRecord): boolean => network.engine === engine && network.driver === 'bridge';
  return view
    .all('network')
    .filter(drawn)
    .map((network) => {
      const id = recordKey(engine, network.id);
      return {
        id,
        place: places.network.get(id) ?? 0,
        name: network.name,
        subnet: network.subnet,
        dns: network.name !== 'bridge',
        hue: network.name === 'bridge' ? 3 : Math.max(0, (places.network.get(id) ?? 1) - 1),
      };
    })
    .sort((a, b) => a.place - b.place);
}

function volumeOf(volume: VolumeRecord, places: Places): PictureVolume {
  const id = recordKey(volume.engine, volume.name);
  const name = volume.anonymous ? volume.name.slice(0, 12) : volume.name;
  return { id, place: places.volume.get(id) ?? 0, name, size: humanSize(volume.size) };
}

/** The repository that was asked for last, with what the registry keeps of it. */
function registryOf(
  view: View,
  pulls: readonly PullRecord[],
  asked: AskedManifest | undefined,
): PictureRegistry | undefined {
  if (!asked) return undefined;
  const { name } = asked;
  const repository = view.all('repository').findLast((record) => record.name === name);
  const pull = pulls.findLast(({ reference }) => reference.split(':')[0]?.endsWith(name.replace(/^library\//, '')));
  const tag = pull?.reference.split(':')[1] ?? asked.reference.slice(0, 12);
  if (!repository) return { id: undefined, host: 'Docker Hub', name, tag: '', manifest: undefined, layers: [] };
  const manifest = Object.values(repository.manifests).find(({ platform }) => platform === 'linux/amd64');
  const bytes = manifest?.layers.reduce((sum, { size }) => sum + size, 0) ?? 0;
  return {
    id: `repository:${repository.host}/${repository.name}`,
    host: repository.host === 'docker.io' ? 'Docker Hub' : repository.host,
    name,
    tag: tag in repository.tags ? tag : '',
    manifest: manifest && [
      manifest.platform,
      `config  ${shortDigest(manifest.config).slice(0, 8)}`,
      `layers  ${manifest.layers.length}`,
      humanSize(bytes),
    ],
    layers: manifest?.layers.map(({ digest }) => ({ digest, name: shortDigest(digest).slice(0, 7) })) ?? [],
  };
}
