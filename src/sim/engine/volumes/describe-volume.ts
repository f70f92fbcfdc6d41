// The document that `docker volume inspect` shows, in Docker's order: a function of the volume's record.
import type { VolumeRecord } from '../records.ts';
import { secondsTimestamp } from '../times.ts';
import { mountpoint } from './volume-store.ts';

/** A volume as the API shows it. */
export function describeVolume(volume: VolumeRecord): object {
  return {
    CreatedAt: secondsTimestamp(volume.createdAt),
    Driver: volume.driver,
    Labels: volume.labels,
    Mountpoint: mountpoint(volume.name),
    Name: volume.name,
    Options: volume.options,
    Scope: 'local',
  };
}
