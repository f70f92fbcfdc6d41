// Whom copied files belong to.
import type { FileSystem } from '../../computer/filesystem/file-system.ts';
import { completeHostConfig } from '../containers/create-body.ts';
import { findUser } from '../containers/user.ts';
import { ApiError } from '../errors.ts';

/** `--chown` in the target's own terms; a name that is not known there means root, as in BuildKit. */
export function ownerIn(files: FileSystem, owner: string | undefined): { uid: number; gid: number } | undefined {
  if (owner === undefined) return undefined;
  const user = findUser(files, owner, completeHostConfig({}));
  if (user instanceof ApiError) return { uid: 0, gid: 0 };
  const { uid, gid } = user.credentials;
  return { uid, gid: /^\d+$/.test(owner) ? uid : gid };
}
