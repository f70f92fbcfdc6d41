// The digest of a service's configuration: a container whose label says another one is made anew.
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { shapedService } from './model/project.ts';
import type { Mapping } from './model/tree.ts';

/** What may change without a new container. */
const ignored = ['build', 'depends_on', 'pull_policy', 'profiles', 'scale', 'develop'];

/** 64 hex digits. */
export function configHash(service: Mapping): string {
  const { deploy, ...shaped } = shapedService(service);
  const kept = Object.fromEntries(Object.entries(shaped).filter(([field]) => !ignored.includes(field)));
  const withoutReplicas =
    typeof deploy === 'object' && deploy !== null
      ? Object.fromEntries(Object.entries(deploy as Mapping).filter(([field]) => field !== 'replicas'))
      : undefined;
  return bytesToHex(sha256(new TextEncoder().encode(JSON.stringify({ ...kept, deploy: withoutReplicas }))));
}
