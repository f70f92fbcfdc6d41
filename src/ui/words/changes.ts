// Changes of records in words: what became of containers, images, layers, networks, volumes.
import type { ChangeEntry } from '../../sim/kernel/log.ts';
import type {
  ContainerRecord,
  ImageRecord,
  LayerRecord,
  NetworkRecord,
  PullRecord,
  VolumeRecord,
} from '../../sim/engine/records.ts';
import { say, type Part } from './sentence.ts';

/** What a change says; undefined when it is not worth a sentence. */
export function changeInWords(entry: ChangeEntry): readonly Part[] | undefined {
  const { before, after } = entry;
  if (entry.kind === 'container')
    return container(before as ContainerRecord | undefined, after as ContainerRecord | undefined);
  if (entry.kind === 'image') return image(before as ImageRecord | undefined, after as ImageRecord | undefined);
  if (entry.kind === 'layer') return layer(before as LayerRecord | undefined, after as LayerRecord | undefined);
  if (entry.kind === 'pull') return pull(before as PullRecord | undefined, after as PullRecord | undefined);
  if (entry.kind === 'network') return network(before as NetworkRecord | undefined, after as NetworkRecord | undefined);
  if (entry.kind === 'volume') return volume(before as VolumeRecord | undefined, after as VolumeRecord | undefined);
  return undefined;
}

function container(
  before: ContainerRecord | undefined,
  after: ContainerRecord | undefined,
): readonly Part[] | undefined {
  if (!before)
    return (
      after &&
      say`The container ${after.name} is made: the layers of ${after.imageName}, read-only, and an empty writable layer on top.`
    );
  if (!after) return say`The container ${before.name} is gone, and its writable layer with it.`;
  if (before.name !== after.name) return say`The container ${before.name} is now called ${after.name}.`;
  const opened = after.ports.find(
    (port) => port.hostPort > 0 && !before.ports.some(({ hostPort }) => hostPort === port.hostPort),
  );
  if (before.state !== after.state) return stateChange(before, after);
  if (opened)
    return say`Port ${String(opened.hostPort)} of the host now leads to port ${String(opened.containerPort)} of ${after.name}.`;
  if (before.health !== after.health && after.health !== 'none')
    return say`The health check says that ${after.name} is ${after.health}.`;
  return undefined;
}

function stateChange(before: ContainerRecord, after: ContainerRecord): readonly Part[] | undefined {
  const { name, state, command, exitCode } = after;
  if (state === 'running' && before.state === 'paused') return say`The processes of ${name} go on where they were.`;
  if (state === 'running')
    return say`The container ${name} runs: ${command[0] ?? ''} is its process 1, with namespaces of its own.`;
  if (state === 'paused') return say`All processes of ${name} are frozen where they are.`;
  if (state === 'restarting') return say`Its restart policy starts ${name} again after a pause.`;
  if (state === 'exited')
    return say`Process 1 of ${name} has ended with status ${String(exitCode)}, so the container has exited. Its files are still there.`;
  if (state === 'dead') return say`The container ${name} could not be removed completely.`;
  return undefined;
}

function image(before: ImageRecord | undefined, after: ImageRecord | undefined): readonly Part[] | undefined {
  if (!before)
    return (
      after &&
      say`The image ${after.tags[0] ?? after.id.slice(7, 19)} is complete: ${String(after.layers.length)} layers, read-only.`
    );
  if (!after) return say`The image ${before.tags[0] ?? before.id.slice(7, 19)} is removed from the host.`;
  const added = after.tags.find((tag) => !before.tags.includes(tag));
  if (added !== undefined) return say`The image has one more name: ${added}. No layer was copied.`;
  const removed = before.tags.find((tag) => !after.tags.includes(tag));
  return removed === undefined ? undefined : say`The name ${removed} no longer leads to the image.`;
}

function layer(before: LayerRecord | undefined, after: LayerRecord | undefined): readonly Part[] | undefined {
  if (before && !after) return say`The layer ${before.diffId.slice(7, 19)} is deleted: nothing needs it any more.`;
  if (!after || after.state === before?.state) return undefined;
  const name = (after.digest || after.diffId).slice(7, 19);
  if (after.state === 'extracting')
    return after.parent
      ? say`The layer ${name} matches its digest. It is unpacked on the ones below it.`
      : say`The layer ${name} matches its digest. It is unpacked first: all others stand on it.`;
  if (after.state === 'failed') return say`The layer ${name} could not be fetched.`;
  return undefined;
}

function pull(before: PullRecord | undefined, after: PullRecord | undefined): readonly Part[] | undefined {
  if (!after || after.state === before?.state) return undefined;
  if (after.state === 'pulling')
    return ['Layers travel, three at a time; each is checked against its digest, then unpacked, lowest first.'];
  if (after.state === 'failed') return say`The pull of ${after.reference} has failed.`;
  return undefined;
}

function network(before: NetworkRecord | undefined, after: NetworkRecord | undefined): readonly Part[] | undefined {
  if (!before && after)
    return after.subnet ? say`The network ${after.name} is made, with addresses from ${after.subnet}.` : undefined;
  return before && !after ? say`The network ${before.name} is removed.` : undefined;
}

function volume(before: VolumeRecord | undefined, after: VolumeRecord | undefined): readonly Part[] | undefined {
  if (!before && after) return say`The volume ${after.name.slice(0, 12)} is made. It will outlive containers.`;
  return before && !after ? say`The volume ${before.name.slice(0, 12)} is removed, and what was in it.` : undefined;
}
