// Paths as `docker cp` takes them apart: what a trailing slash or dot says about the last part matters.
import { absolute } from '../../computer/filesystem/path.ts';

/** Whether a path ends in `/`: it must be a directory. */
export const hasTrailingSlash = (path: string): boolean => path.endsWith('/');

/** Whether a path ends in `.`: the content of a directory rather than the directory. */
export const namesContent = (path: string): boolean => path === '' || path === '.' || path.endsWith('/.');

/** Whether a path can only be a directory. */
export const assertsDirectory = (path: string): boolean => hasTrailingSlash(path) || namesContent(path);

/** Go's filepath.Clean. */
export function clean(path: string): string {
  if (path.startsWith('/')) return absolute(path);
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else parts.push(part);
  }
  return parts.join('/') || '.';
}

/** Directory and last part; the last part of `etc/.` is `.`. */
export function splitPath(path: string): { readonly directory: string; readonly base: string } {
  const cleaned = clean(path);
  const whole = namesContent(path) && !namesContent(cleaned) ? `${cleaned.replace(/\/$/, '')}/.` : cleaned;
  const slash = whole.lastIndexOf('/');
  return { directory: whole.slice(0, slash + 1), base: whole.slice(slash + 1) };
}

/** An absolute path on the client's machine that keeps what the written one says by its end. */
export function localPath(written: string, cwd: string): string {
  const path = absolute(written, cwd);
  if (namesContent(written) && written !== '') return path === '/' ? '/.' : `${path}/.`;
  return hasTrailingSlash(written) && path !== '/' ? `${path}/` : path;
}

/** A side of `docker cp`: a container and a path in it, or a local path. */
export function splitArgument(argument: string): { readonly container: string; readonly path: string } {
  const at = argument.indexOf(':');
  const container = argument.slice(0, Math.max(0, at));
  if (argument.startsWith('/') || at < 0 || container.startsWith('.')) return { container: '', path: argument };
  return { container, path: argument.slice(at + 1) };
}
