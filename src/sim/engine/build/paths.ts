// Paths in an image, which may be relative to its working directory.
import { cleanPath } from '../../computer/filesystem/ignore-patterns.ts';

/** A path as an absolute one, without `.` and `..`. */
export const absolute = (directory: string, path: string): string =>
  cleanPath(path.startsWith('/') ? path : `/${directory}/${path}`);
