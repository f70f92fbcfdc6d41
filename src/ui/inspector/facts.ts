// The facts of containers, images, layers, networks and volumes; other objects have files of their own.
import { humanSize } from '../../sim/cli/format/units.ts';
import {
  recordKey,
  type ContainerRecord,
  type ImageRecord,
  type LayerRecord,
  type NetworkRecord,
  type VolumeRecord,
} from '../../sim/engine/records.ts';
import type { View } from '../../sim/kernel/view.ts';
import { addressesOf } from '../browser/published.ts';
import { madeByText } from '../stage/picture.ts';
import { fact, group, when, type Action, type Facts } from './fact.ts';
import { hostFacts } from './host-facts.ts';
import { processFacts } from './process-facts.ts';
import { registryFacts, repositoryFacts } from './registry-facts.ts';
import { subjectOf } from './subject.ts';

/** Facts of the object with this id at the view's moment; undefined when it is not there (any more). */
export function factsOf(view: View, id: string): Facts | undefined {
  const subject = subjectOf(view, id);
  if (!subject) return undefined;
  switch (subject.kind) {
    case 'container':
      return containerFacts(subject.record, view);
    case 'image':
      return imageFacts(subject.record, view);
    case 'network':
      return networkFacts(subject.record, view);
    case 'volume':
      return volumeFacts(subject.record, view);
    case 'layer':
      return layerFacts(subject.record, view);
    case 'process':
      return processFacts(subject.record, view);
    case 'registry':
      return registryFacts(subject.record, view);
    case 'repository':
      return repositoryFacts(subject.record, view);
    case 'daemon':
      return hostFacts(subject.record, view);
  }
}

function containerFacts(container: ContainerRecord, view: View): Facts {
  const { engine, id, name, state, config } = container;
  const processes = view.all('process').filter((process) => process.container === id);
  return {
    kind: 'container',
    name,
    what: `${id.slice(0, 12)} · container of ${container.imageName}`,
    pages: addressesOf(container),
    state,
    groups: [
      ...group('State', [
        fact('state', state),
        state === 'exited' || state === 'dead' ? fact('exit status', String(container.exitCode)) : undefined,
        fact('why', container.error),
        fact('created', when(container.createdAt)),
        fact('started', when(container.startedAt)),
        fact('ended', when(container.finishedAt)),
        container.restartCount > 0 ? fact('restarts', String(container.restartCount)) : undefined,
      ]),
      ...group('Made of', [
        fact('image', container.imageName, recordKey(engine, container.image)),
        fact('command', container.command.join(' ')),
        fact('writable', `${humanSize(container.writableSize)} of its own`),
        fact('user', config.User || 'root'),
        fact('directory', config.WorkingDir || '/'),
      ]),
      ...group(
        'Processes',
        [...processes]
          .sort((a, b) => a.pid - b.pid)
          .map(({ pid, hostPid, argv }) =>
            fact(`${pid}`, `${argv.join(' ')} (${hostPid} on the host)`, `process:${hostPid}`),
          ),
      ),
      ...group('Networks', [
        ...container.endpoints.map(({ network, networkName, address }) =>
          fact(networkName, address || 'no address', recordKey(engine, network)),
        ),
        ...container.ports
          .filter(({ hostPort }) => hostPort > 0)
          .map(({ hostAddress, hostPort, containerPort }) =>
            fact('published', `${hostAddress}:${hostPort} to ${containerPort}`),
          ),
      ]),
      ...group(
        'Mounts',
        container.mounts.map(({ type, name: volume, source, destination, readOnly }) =>
          fact(
            type,
            `${destination} from ${volume || source || 'memory'}${readOnly ? ', read-only' : ''}`,
            type === 'volume' ? recordKey(engine, volume) : undefined,
          ),
        ),
      ),
      ...group(
        'Environment',
        (config.Env ?? []).map((entry) => fact(entry.split('=')[0] ?? '', entry.slice(entry.indexOf('=') + 1))),
      ),
    ],
    actions: containerActions(container),
  };
}

function containerActions({ name, state }: ContainerRecord): Action[] {
  const logs = { label: 'logs', command: `docker logs ${name}` };
  if (state === 'running')
    return [
      { label: 'exec sh', command: `docker exec -it ${name} sh` },
      logs,
      { label: 'top', command: `docker top ${name}` },
      { label: 'diff', command: `docker diff ${name}` },
      { label: 'pause', command: `docker pause ${name}` },
      { label: 'restart', command: `docker restart ${name}` },
      { label: 'stop', command: `docker stop ${name}` },
    ];
  if (state === 'paused') return [{ label: 'unpause', command: `docker unpause ${name}` }, logs];
  return [
    { label: 'start', command: `docker start ${name}` },
    logs,
    { label: 'diff', command: `docker diff ${name}` },
    { label: 'rm', command: `docker rm ${name}` },
  ];
}

function imageFacts(image: ImageRecord, view: View): Facts {
  const { engine, id, tags, config } = image;
  const name = tags[0] ?? id.slice(7, 19);
  const users = view.all('container').filter((container) => container.engine === engine && container.image === id);
  return {
    kind: 'image',
    name,
    what: `${id.slice(7, 19)} · image`,
    state: undefined,
    groups: [
      ...group('Names', [
        ...tags.map((tag) => fact('tag', tag)),
        ...image.digests.map((digest) => fact('digest', digest)),
      ]),
      ...group('Configuration', [
        fact('entrypoint', (config.config.Entrypoint ?? []).join(' ')),
        fact('command', (config.config.Cmd ?? []).join(' ')),
        fact('ports', Object.keys(config.config.ExposedPorts ?? {}).join(', ')),
        fact('directory', config.config.WorkingDir ?? ''),
        fact('user', config.config.User ?? ''),
        fact('platform', `${config.os}/${config.architecture}`),
        fact('size', humanSize(image.size)),
      ]),
      ...group(
        'Layers, the top one first',
        image.layers.toReversed().map((chain) => {
          const layer = view.get('layer', recordKey(engine, chain));
          return layer && fact(humanSize(layer.size), madeByText(layer.createdBy), `layer:${chain}`);
        }),
      ),
      ...group(
        'Containers',
        users.map((container) => fact(container.state, container.name, recordKey(engine, container.id))),
      ),
    ],
    actions: [
      { label: 'history', command: `docker history ${name}` },
      { label: 'run', command: `docker run -d ${name}` },
      { label: 'rmi', command: `docker rmi ${name}` },
    ],
  };
}

function layerFacts(layer: LayerRecord, view: View): Facts {
  const images = view
    .all('image')
    .filter((image) => image.engine === layer.engine && image.layers.includes(layer.chainId));
  const name = (layer.digest || layer.diffId).slice(7, 19);
  return {
    kind: 'layer',
    name,
    what: 'layer, read-only',
    state: undefined,
    groups: [
      ...group('Content', [
        fact('made by', madeByText(layer.createdBy)),
        fact('state', layer.state),
        fact('size', humanSize(layer.size)),
        layer.compressedSize > 0 ? fact('packed', humanSize(layer.compressedSize)) : undefined,
        layer.parent ? fact('stands on', layer.parent.slice(7, 19), `layer:${layer.parent}`) : undefined,
      ]),
      ...group('Digests', [fact('blob', layer.digest), fact('diff id', layer.diffId), fact('chain id', layer.chainId)]),
      ...group(
        'Images that share it',
        images.map((image) => fact('image', image.tags[0] ?? image.id.slice(7, 19), recordKey(image.engine, image.id))),
      ),
    ],
    actions: images
      .slice(0, 1)
      .map((image) => ({ label: 'history', command: `docker history ${image.tags[0] ?? image.id.slice(7, 19)}` })),
  };
}

function networkFacts(network: NetworkRecord, view: View): Facts {
  const members = view
    .all('container')
    .filter(({ engine }) => engine === network.engine)
    .flatMap((container) =>
      container.endpoints
        .filter((endpoint) => endpoint.network === network.id)
        .map((endpoint) => ({ container, endpoint })),
    );
  return {
    kind: 'network',
    name: network.name,
    what: `${network.id.slice(0, 12)} · network, driver ${network.driver}`,
    state: undefined,
    groups: [
      ...group('Addresses', [
        fact('subnet', network.subnet),
        fact('gateway', network.gateway),
        fact(
          'names',
          network.name === 'bridge' ? 'not resolved on the default bridge' : 'resolved by the embedded DNS server',
        ),
      ]),
      ...group(
        'Containers',
        members.map(({ container, endpoint }) =>
          fact(container.name, endpoint.address || 'no address', recordKey(container.engine, container.id)),
        ),
      ),
    ],
    actions: networkActions(network, members.length > 0),
  };
}

function volumeFacts(volume: VolumeRecord, view: View): Facts {
  const users = view
    .all('container')
    .filter(
      (container) => container.engine === volume.engine && container.mounts.some(({ name }) => name === volume.name),
    );
  return {
    kind: 'volume',
    name: volume.anonymous ? volume.name.slice(0, 12) : volume.name,
    what: volume.anonymous ? 'anonymous volume' : 'volume',
    state: undefined,
    groups: [
      ...group('Content', [fact('size', humanSize(volume.size)), fact('created', when(volume.createdAt))]),
      ...group(
        'Mounted by',
        users.map((container) =>
          fact(
            container.name,
            container.mounts.find(({ name }) => name === volume.name)?.destination ?? '',
            recordKey(container.engine, container.id),
          ),
        ),
      ),
    ],
    actions: [
      { label: 'inspect', command: `docker volume inspect ${volume.name}` },
      { label: 'ls', command: `docker run --rm -v ${volume.name}:/volume alpine ls -l /volume` },
      ...(users.length > 0 ? [] : [{ label: 'rm', command: `docker volume rm ${volume.name}` }]),
    ],
  };
}

function networkActions({ name }: NetworkRecord, used: boolean): Action[] {
  const inspect = { label: 'inspect', command: `docker network inspect ${name}` };
  if (['bridge', 'host', 'none'].includes(name)) return [inspect];
  const join = { label: 'run on it', command: `docker run -d --network ${name} nginx` };
  return used ? [inspect, join] : [inspect, join, { label: 'rm', command: `docker network rm ${name}` }];
}
