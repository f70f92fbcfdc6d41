// Errors of the system in libuv's numbers and words (uv_strerror(3)).

const table: Readonly<Record<string, readonly [errno: number, message: string]>> = {
  EPERM: [-1, 'operation not permitted'],
  ENOENT: [-2, 'no such file or directory'],
  ESRCH: [-3, 'no such process'],
  EINTR: [-4, 'interrupted system call'],
  EIO: [-5, 'i/o error'],
  ENXIO: [-6, 'no such device or address'],
  E2BIG: [-7, 'argument list too long'],
  ENOEXEC: [-8, 'exec format error'],
  EBADF: [-9, 'bad file descriptor'],
  ECHILD: [-10, 'no child processes'],
  EAGAIN: [-11, 'resource temporarily unavailable'],
  ENOMEM: [-12, 'not enough memory'],
  EACCES: [-13, 'permission denied'],
  EBUSY: [-16, 'resource busy or locked'],
  EEXIST: [-17, 'file already exists'],
  EXDEV: [-18, 'cross-device link not permitted'],
  ENODEV: [-19, 'no such device'],
  ENOTDIR: [-20, 'not a directory'],
  EISDIR: [-21, 'illegal operation on a directory'],
  EINVAL: [-22, 'invalid argument'],
  EMFILE: [-24, 'too many open files'],
  ENOTTY: [-25, 'inappropriate ioctl for device'],
  ETXTBSY: [-26, 'text file is busy'],
  EFBIG: [-27, 'file too large'],
  ENOSPC: [-28, 'no space left on device'],
  ESPIPE: [-29, 'invalid seek'],
  EROFS: [-30, 'read-only file system'],
  EMLINK: [-31, 'too many links'],
  EPIPE: [-32, 'broken pipe'],
  ENAMETOOLONG: [-36, 'name too long'],
  ENOTEMPTY: [-39, 'directory not empty'],
  ELOOP: [-40, 'too many symbolic links encountered'],
  EADDRINUSE: [-98, 'address already in use'],
  EADDRNOTAVAIL: [-99, 'address not available'],
  ENETUNREACH: [-101, 'network is unreachable'],
  ECONNRESET: [-104, 'connection reset by peer'],
  ENOTCONN: [-107, 'socket is not connected'],
  ETIMEDOUT: [-110, 'connection timed out'],
  ECONNREFUSED: [-111, 'connection refused'],
  EHOSTUNREACH: [-113, 'host is unreachable'],
  ESTALE: [-116, 'stale file handle'],
  ENOTFOUND: [-3008, 'unknown node or service'],
  EAI_AGAIN: [-3001, 'temporary failure'],
};

/** The number and the words of an error by its name. */
export function describeError(code: string): { readonly errno: number; readonly message: string } {
  const [errno, message] = table[code] ?? [-4094, 'unknown error'];
  return { errno, message };
}
