// The facts of a host: its daemon, and what that keeps.
import { humanSize } from '../../sim/cli/format/units.ts';
import { recordKey, type DaemonRecord } from '../../sim/engine/records.ts';
import type { View } from '../../sim/kernel/view.ts';
import { fact, group, type Facts } from './fact.ts';

/** The state of its daemon, and how much of everything there is. */
export function hostFacts({ engine, state, activity }: DaemonRecord, view: View): Facts {
  const own = <T extends { readonly engine: string }>(records: readonly T[]): readonly T[] =>
    records.filter((record) => record.engine === engine);
  const containers = own(view.all('container'));
  const images = own(view.all('image'));
  const layers = own(view.all('layer')).filter((layer) => layer.state === 'present');
  const volumes = own(view.all('volume'));
  const apart = images.reduce((sum, { size }) => sum + size, 0);
  const disk = layers.reduce((sum, { size }) => sum + size, 0);
  const machine = view.get('machine', engine);
  return {
    kind: 'host',
    name: engine,
    what: 'host, with its daemon dockerd',
    state: undefined,
    groups: [
      ...group('Daemon', [
        fact('state', state),
        state === 'ready' ? fact('is', activity) : undefined,
        fact('listens on', '/var/run/docker.sock'),
        machine && fact('address', machine.address),
      ]),
      ...group('On its disk', [
        fact('images', apart > disk ? `${humanSize(disk)}, ${humanSize(apart)} were no layer shared` : humanSize(disk)),
        fact('writable', humanSize(containers.reduce((sum, { writableSize }) => sum + writableSize, 0))),
        fact('volumes', humanSize(volumes.reduce((sum, { size }) => sum + size, 0))),
      ]),
      ...group(
        'Containers',
        containers.map((container) => fact(container.name, container.state, recordKey(engine, container.id))),
      ),
      ...group(
        'Images',
        images.map((image) =>
          fact(humanSize(image.size), image.tags[0] ?? image.id.slice(7, 19), recordKey(engine, image.id)),
        ),
      ),
      ...group(
        'Networks',
        own(view.all('network')).map(({ id, name, driver }) => fact(name, driver, recordKey(engine, id))),
      ),
      ...group(
        'Volumes',
        volumes.map(({ name, size, anonymous }) =>
          fact(anonymous ? name.slice(0, 12) : name, humanSize(size), recordKey(engine, name)),
        ),
      ),
    ],
    actions: [
      { label: 'info', command: 'docker info' },
      { label: 'system df', command: 'docker system df' },
      { label: 'ps -a', command: 'docker ps -a' },
    ],
  };
}
