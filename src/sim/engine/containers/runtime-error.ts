// What runc reports when a container's first process, or one more inside it, cannot be started.
import type { StartFailure } from '../../computer/contract.ts';
import { failed } from '../../computer/filesystem/errno.ts';
import type { FileSystem } from '../../computer/filesystem/file-system.ts';
import type { ApiError } from '../errors.ts';
import { errors } from '../errors.ts';
import type { Mount } from '../records.ts';

const createPrefix =
  'failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: ';
const execPrefix = 'OCI runtime exec failed: exec failed: unable to start container process: ';

/** The refusals of the runtime. */
export const runtimeError = {
  start: (failure: StartFailure, files: FileSystem): ApiError =>
    errors.startFailed(createPrefix + reasonOf(failure, files)),
  exec: (failure: StartFailure, files: FileSystem): ApiError =>
    errors.startFailed(execPrefix + reasonOf(failure, files)),
  mount: ({ source, destination }: Mount): ApiError =>
    errors.startFailed(
      `${createPrefix}error mounting "${source}" to rootfs at "${destination}": mount src=${source}, dst=${destination}, dstFd=/proc/thread-self/fd/14, flags=MS_BIND|MS_REC: not a directory: Are you trying to mount a directory onto a file (or vice-versa)? Check if the specified host path exists and is the expected type`,
    ),
};

function reasonOf({ failure, path }: StartFailure, files: FileSystem): string {
  switch (failure) {
    case 'not-found':
      return `exec: ${JSON.stringify(path)}: executable file not found in $PATH`;
    case 'no-such-file':
      return `exec: ${JSON.stringify(path)}: stat ${path}: no such file or directory`;
    case 'permission':
      return `exec: ${JSON.stringify(path)}: permission denied`;
    case 'is-directory':
      return `exec: ${JSON.stringify(path)}: is a directory: permission denied`;
    case 'exec-format':
      return `exec ${path}: exec format error`;
    case 'no-such-cwd':
      return `chdir to cwd ("${path}") set in config.json failed: ${
        failed(files.stat(path)) ? 'no such file or directory' : 'not a directory'
      }`;
    case 'pids':
      return "can't start init: fork/exec /proc/self/exe: resource temporarily unavailable";
  }
}
