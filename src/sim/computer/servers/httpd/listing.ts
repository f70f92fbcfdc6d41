// A directory as a page (mod_autoindex, without FancyIndexing).
import { failed } from '../../filesystem/errno.ts';
import type { FileSystem } from '../../filesystem/file-system.ts';

/** The page of a directory; undefined when it cannot be read. `shown`: which paths may be seen. */
export function listing(
  files: FileSystem,
  path: string,
  uri: string,
  shown: (path: string) => boolean,
): string | undefined {
  const names = files.readdir(path);
  if (failed(names)) return undefined;
  const rows = names
    .filter((name) => !name.startsWith('.') && shown(path + name))
    .sort()
    .map((name) => {
      const stat = files.stat(path + name);
      const text = !failed(stat) && stat.kind === 'directory' ? `${name}/` : name;
      return `<li><a href="${encodeURI(text)}"> ${text}</a></li>\n`;
    });
  const parent = uri === '/' ? '' : `<li><a href="${uri.replace(/[^/]+\/$/, '')}"> Parent Directory</a></li>\n`;
  const title = `Index of ${uri.replace(/(.)\/$/, '$1')}`;
  return `<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 3.2 Final//EN">\n<html>\n <head>\n  <title>${title}</title>\n </head>\n <body>\n<h1>${title}</h1>\n<ul>${parent}${rows.join('')}</ul>\n</body></html>\n`;
}
