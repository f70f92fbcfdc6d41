// Pathname expansion (POSIX XCU 2.6.6): the files that a pattern matches, in order of their names.
import type { FileSystem } from '../../filesystem/file-system.ts';
import { failed } from '../../filesystem/errno.ts';
import { isPattern, patternToRegExp, unquotePattern } from './pattern.ts';

/** The paths that match, sorted as the C locale does; none if none do. Names that begin with a dot need one in the pattern. */
export function glob(files: FileSystem, pattern: string): string[] {
  const parts = splitPath(pattern);
  let found = [pattern.startsWith('/') ? '/' : ''];
  for (const [index, part] of parts.entries()) {
    if (part === '') continue;
    const last = parts.slice(index + 1).every((rest) => rest === '');
    const slash = last && index < parts.length - 1;
    const next: string[] = [];
    for (const base of found) {
      if (!isPattern(part)) {
        const path = base + unquotePattern(part);
        if (last ? !failed(files.lstat(path)) : isDirectory(files, path)) next.push(path + (last && !slash ? '' : '/'));
        continue;
      }
      const names = files.readdir(base === '' ? '.' : base);
      if (failed(names)) continue;
      const expression = patternToRegExp(part, { path: true });
      const dots = part.startsWith('.') || part.startsWith('\\.');
      for (const name of dots ? ['.', '..', ...names] : names) {
        if ((name.startsWith('.') && !dots) || !expression.test(name)) continue;
        if (last && !slash) next.push(base + name);
        else if (isDirectory(files, base + name)) next.push(`${base}${name}/`);
      }
    }
    found = next;
  }
  return found.filter((path) => path !== '').sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
}

function splitPath(pattern: string): string[] {
  const parts: string[] = [];
  let part = '';
  for (let i = 0; i < pattern.length; i++) {
    const character = pattern.charAt(i);
    if (character === '/') {
      parts.push(part);
      part = '';
    } else {
      part += character;
      if (character === '\\') part += pattern.charAt(++i);
    }
  }
  return [...parts, part];
}

function isDirectory(files: FileSystem, path: string): boolean {
  const stat = files.stat(path);
  return !failed(stat) && stat.kind === 'directory';
}
