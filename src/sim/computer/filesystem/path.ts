// Paths as text. Nothing here looks at a file system, so `..` after a symbolic link is not resolved by these.

/** The components of a path, without empty ones and `.`; `..` stays. */
export const components = (path: string): string[] => path.split('/').filter((part) => part !== '' && part !== '.');

/** Puts the components of a path on a stack, the first on top; without a list of its own, since each lookup does it. */
export function pushComponents(stack: string[], path: string): void {
  for (let end = path.length; end > 0;) {
    const start = path.lastIndexOf('/', end - 1) + 1;
    if (start < end && !(start + 1 === end && path[start] === '.')) stack.push(path.slice(start, end));
    end = start - 1;
  }
}

/** An absolute path: `path` itself, or relative to `base`; with `.` and `..` taken out by text alone. */
export function absolute(path: string, base = '/'): string {
  const out: string[] = [];
  for (const part of components(path.startsWith('/') ? path : `${base}/${path}`))
    if (part === '..') out.pop();
    else out.push(part);
  return `/${out.join('/')}`;
}

/** A name below a directory. */
export const joinPath = (directory: string, name: string): string =>
  directory.endsWith('/') ? directory + name : `${directory}/${name}`;

/** Last component as basename(1) tells it. */
export function basename(path: string): string {
  if (/^\/+$/.test(path)) return '/';
  const trimmed = path.replace(/\/+$/, '');
  return trimmed.slice(trimmed.lastIndexOf('/') + 1);
}

/** All but the last component as dirname(1) tells it. */
export function dirname(path: string): string {
  if (/^\/+$/.test(path)) return '/';
  const trimmed = path.replace(/\/+$/, '');
  const slash = trimmed.lastIndexOf('/');
  if (slash < 0) return '.';
  return trimmed.slice(0, slash).replace(/\/+$/, '') || '/';
}

/** Whether `path` is `directory` or below it; both absolute and normal. */
export const isWithin = (path: string, directory: string): boolean =>
  path === directory || path.startsWith(directory === '/' ? '/' : `${directory}/`);
