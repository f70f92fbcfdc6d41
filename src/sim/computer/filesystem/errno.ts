// Errors of the file system as values, with Linux's errno names and the C library's texts (errno(3), strerror(3)).

const texts = {
  E2BIG: 'Argument list too long',
  EADDRINUSE: 'Address already in use',
  EADDRNOTAVAIL: 'Cannot assign requested address',
  EAGAIN: 'Resource temporarily unavailable',
  EACCES: 'Permission denied',
  EBADF: 'Bad file descriptor',
  EBUSY: 'Device or resource busy',
  ECHILD: 'No child processes',
  ECONNREFUSED: 'Connection refused',
  ECONNRESET: 'Connection reset by peer',
  EEXIST: 'File exists',
  EFBIG: 'File too large',
  EHOSTUNREACH: 'No route to host',
  EINTR: 'Interrupted system call',
  EINVAL: 'Invalid argument',
  EIO: 'Input/output error',
  EISDIR: 'Is a directory',
  EMFILE: 'Too many open files',
  ELOOP: 'Too many levels of symbolic links',
  EMLINK: 'Too many links',
  ENAMETOOLONG: 'File name too long',
  ENETUNREACH: 'Network is unreachable',
  ENODEV: 'No such device',
  ENOENT: 'No such file or directory',
  ENOEXEC: 'Exec format error',
  ENOMEM: 'Cannot allocate memory',
  ENOSPC: 'No space left on device',
  ENOTDIR: 'Not a directory',
  ENOTEMPTY: 'Directory not empty',
  ENOTTY: 'Inappropriate ioctl for device',
  ENXIO: 'No such device or address',
  EPERM: 'Operation not permitted',
  EPIPE: 'Broken pipe',
  EROFS: 'Read-only file system',
  ESPIPE: 'Illegal seek',
  ESRCH: 'No such process',
  ESTALE: 'Stale file handle',
  ETIMEDOUT: 'Connection timed out',
  ETXTBSY: 'Text file busy',
  EXDEV: 'Invalid cross-device link',
} as const;

/** The name of an error, as in errno(3). */
export type Errno = keyof typeof texts;

/** A call that failed. One frozen object for each errno, so that failing costs nothing. */
export interface Failure {
  readonly errno: Errno;
}

const failures = Object.fromEntries(
  Object.keys(texts).map((errno) => [errno, Object.freeze({ errno })]),
) as unknown as Readonly<Record<Errno, Failure>>;

/** The failure with this errno. */
export const fail = (errno: Errno): Failure => failures[errno];

/** Tells a failure from a result. */
export const failed = (result: unknown): result is Failure =>
  typeof result === 'object' && result !== null && 'errno' in result;

/** The C library's text of an error, as programs print it. */
export const strerror = (error: Errno | Failure): string => texts[typeof error === 'string' ? error : error.errno];
