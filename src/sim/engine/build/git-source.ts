// Repositories that a build takes files from: `https://host/owner/name.git#ref:folder`. Only the samples of the simulated hosts are there.
import { loadHost } from '../../computer/git/sites.ts';
import { load, sleep, type Task } from '../../kernel/task.ts';
import type { TarEntry } from '../../oci/tar-entry.ts';
import type { Engine } from '../engine.ts';
import { sha256 } from '../../oci/digest.ts';
import type { Fetched } from './fetch-url.ts';
import type { Vertex } from './status.ts';

/** Whether an address is a repository's. */
export const isGitUrl = (text: string): boolean =>
  /^(?:git:\/\/|git@|ssh:\/\/|github\.com\/)/.test(text) || /^https?:\/\/[^#]*\.git(?:#.*)?$/.test(text);

/** The files of a repository for ADD; a text says why they cannot be had. */
export function* fetchRepository(engine: Engine, address: string): Task<Fetched | string> {
  const entries = yield* gitFiles(engine, address);
  if (typeof entries === 'string') return entries;
  const top = { path: '', type: 'directory' as const, mode: 0o755, uid: 0, gid: 0, mtime: engine.kernel.clock };
  const listed = entries.map(({ path, mode, content }) => `${path} ${mode} ${content ? sha256(content) : ''}`);
  return { name: '', bytes: new TextEncoder().encode(listed.join('\n')), entries: [top, ...entries] };
}

/** Ms to fetch one. */
const fetching = 300;

/** The files of a repository, told in a step; a text says why they cannot be had. */
export function* gitFiles(engine: Engine, address: string, vertex?: Vertex): Task<readonly TarEntry[] | string> {
  const [, url = '', fragment = ''] = /^([^#]*)(?:#(.*))?$/.exec(address) ?? [];
  const [ref = '', folder = ''] = fragment.split(':');
  const whole = url.startsWith('github.com/') ? `https://${url}` : url;
  const { treeOfUrl } = yield* load(loadHost);
  const tree = /^https?:/.test(whole) ? treeOfUrl(whole, ref === '' ? 'main' : ref) : undefined;
  yield* sleep(fetching);
  if (tree === undefined) return `not simulated: the repository ${whole}`;
  if (tree === 'no-ref') return `repository does not contain ref ${ref}, output: ""`;
  const say = (line: string): void => {
    vertex?.log(new TextEncoder().encode(`${line}\n`));
  };
  const { commit, files } = tree;
  if (ref === '') for (const line of ['ref: refs/heads/main\tHEAD', `${commit}\tHEAD`]) say(line);
  else if (ref !== commit) say(`${commit}\trefs/${/^v?\d/.test(ref) ? 'tags' : 'heads'}/${ref}`);
  const top = folder.replace(/^\/+|\/+$/g, '');
  const inside = files.flatMap((file) =>
    top === '' ? [file] : file.path.startsWith(`${top}/`) ? [{ ...file, path: file.path.slice(top.length + 1) }] : [],
  );
  const mtime = engine.kernel.clock;
  const entry = { uid: 0, gid: 0, mtime };
  const folders = new Set(
    inside.flatMap(({ path }) =>
      path
        .split('/')
        .slice(0, -1)
        .map((_, at, parts) => parts.slice(0, at + 1).join('/')),
    ),
  );
  return [
    ...[...folders].sort().map((path) => ({ ...entry, path, type: 'directory' as const, mode: 0o755 })),
    ...inside.map(({ path, mode, bytes }) => ({ ...entry, path, type: 'file' as const, mode, content: bytes })),
  ];
}
