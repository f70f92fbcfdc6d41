// Modules of the language (import and export) for the engine: their names are URLs, and what is no such module gets a text
// that passes its exports on.
import { failed } from '../filesystem/errno.ts';
import { dirname } from '../filesystem/path.ts';
import type { NodeHost } from './host.ts';
import { exportsOf, prepare } from './source/prepare.ts';
import { formatOf, resolve } from './source/resolve.ts';

const pathOf = (name: string): string => (name.startsWith('file://') ? decodeURIComponent(name.slice(7)) : name);

/** The URL of a file. */
export const urlOf = (path: string): string =>
  `file://${encodeURI(path).replaceAll('#', '%23').replaceAll('?', '%3F')}`;

/** What stands for a module that is not there: it throws the library's error for it. */
const missing = 'drydock:missing ';

/** Finds the module that another one names. */
export function resolveModule(host: NodeHost, name: string, from: string, builtins: ReadonlySet<string>): string {
  const file = from.startsWith('file://') ? pathOf(from) : `${host.process.cwd}/[eval]`;
  const found = resolve(host.process.files, name, file, 'import', builtins);
  if ('builtin' in found) {
    if (builtins.has(found.builtin)) return `node:${found.builtin}`;
    return missing + JSON.stringify({ kind: 'builtin', request: name });
  }
  if ('file' in found) return urlOf(found.file);
  return missing + JSON.stringify({ kind: found.missing, request: name, from: file, path: found.path });
}

/** The source of a module. `names` tells the exports of a module of Node.js. */
export function loadModule(host: NodeHost, name: string, names: (builtin: string) => readonly string[]): string {
  const glue = 'globalThis[Symbol.for("drydock.module")]';
  const gone = (problem: string): string => `throw ${glue}.missing(${problem});export default 0;`;
  if (name.startsWith(missing)) return gone(name.slice(missing.length));
  if (name.startsWith('node:'))
    return passOn(`${glue}.builtin(${JSON.stringify(name.slice(5))})`, names(name.slice(5)));
  const path = pathOf(name);
  const text = host.process.files.readText(path);
  if (failed(text)) return gone(JSON.stringify({ kind: 'file', request: name, from: name, path }));
  const format = formatOf(host.process.files, path);
  if (format === 'json') return `export default JSON.parse(${JSON.stringify(text)});`;
  if (format !== 'module')
    return passOn(`${glue}.load(${JSON.stringify(path)})`, commonNames(host, path, text, new Set()));
  const meta = Object.entries({ dirname: dirname(path), filename: path, url: name })
    .map(([key, value]) => `import.meta.${key}=${JSON.stringify(value)};`)
    .join('');
  const { code, insertions } = prepare(text, `const $fix=${glue}.fix;${meta}`, '');
  host.sources.set(name, { text, insertions });
  return code;
}

const passOn = (value: string, names: readonly string[]): string =>
  `const module=${value};export default module;${names
    .map((name, index) => `const $${index}=module[${JSON.stringify(name)}];export{$${index} as ${name}};`)
    .join('')}`;

/** Names that a CommonJS module exports, those of modules that it passes on included. */
function commonNames(host: NodeHost, path: string, text: string, seen: Set<string>): readonly string[] {
  seen.add(path);
  const { names, from } = exportsOf(text);
  const all = new Set(names);
  for (const request of from) {
    const found = resolve(host.process.files, request, path, 'require', new Set());
    if (!('file' in found) || seen.has(found.file)) continue;
    const source = host.process.files.readText(found.file);
    if (failed(source)) continue;
    for (const name of commonNames(host, found.file, source, seen)) all.add(name);
  }
  return [...all];
}
