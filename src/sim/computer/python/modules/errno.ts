// Numbers of errors on Linux (asm-generic/errno.h).
import { dict } from '../objects/types.ts';
import type { NativeModule } from '../run/interpreter.ts';
import type { Errno } from '../../filesystem/errno.ts';

const numbers: Readonly<Record<Errno, number>> = {
  E2BIG: 7, EADDRINUSE: 98, EADDRNOTAVAIL: 99, EAGAIN: 11, EACCES: 13, EBADF: 9, EBUSY: 16, ECHILD: 10, ECONNREFUSED: 111,
  ECONNRESET: 104, EEXIST: 17, EFBIG: 27, EHOSTUNREACH: 113, EINTR: 4, EINVAL: 22, EIO: 5, EISDIR: 21, EMFILE: 24, ELOOP: 40,
  EMLINK: 31, ENAMETOOLONG: 36, ENETUNREACH: 101, ENODEV: 19, ENOENT: 2, ENOEXEC: 8, ENOMEM: 12, ENOSPC: 28, ENOTDIR: 20,
  ENOTEMPTY: 39, ENOTTY: 25, ENXIO: 6, EPERM: 1, EPIPE: 32, EROFS: 30, ESPIPE: 29, ESRCH: 3, ESTALE: 116, ETIMEDOUT: 110,
  ETXTBSY: 26, EXDEV: 18,
}; // prettier-ignore

export const errnoNumber = (errno: Errno): number => numbers[errno];

/** The error of a number. */
export const errnoOf = (number: number): Errno | undefined =>
  (Object.keys(numbers) as Errno[]).find((errno) => numbers[errno] === number);

/** Fills `errno`. */
export const errnoModule: NativeModule = (_interpreter, names) => {
  const codes = dict();
  for (const [name, number] of Object.entries(numbers)) {
    names.set(name, number);
    codes.map.set(number, { key: number, value: name });
  }
  names.set('errorcode', codes);
};
