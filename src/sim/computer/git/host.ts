// A Git host: sample repositories by path, as trees for a build and as objects over HTTP (gitprotocol-http).
import type { Task } from '../../kernel/task.ts';
import { concatBytes } from '../../kernel/bytes.ts';
import { Headers } from '../http/headers.ts';
import type { RequestHead } from '../http/message.ts';
import { textResponse, type SimpleResponse } from '../http/serve.ts';
import { parseUrl } from '../http/url.ts';
import {
  commitObject,
  encodeObject,
  objectId,
  readCommit,
  readTrees,
  writeTrees,
  type FileEntry,
  type GitObject,
} from './objects.ts';
import { samples } from './samples/index.ts';
import type { Sample, SampleCommit } from './samples/sample.ts';

/** A repository on a host. */
interface Hosted {
  readonly objects: ReadonlyMap<string, GitObject>;
  /** Commits by full name, for instance `refs/heads/main`. */
  readonly refs: ReadonlyMap<string, string>;
}

const author = 'Drydock Samples <samples@drydock.example>';
const built = new Map<string, Hosted>();

function build(sample: Sample): Hosted {
  const objects = new Map<string, GitObject>();
  const refs = new Map<string, string>();
  const put = (object: GitObject): string => {
    const id = objectId(object);
    objects.set(id, object);
    return id;
  };
  const add = (files: Map<string, FileEntry>, parent: string | undefined, commit: SampleCommit): string => {
    for (const [path, text] of Object.entries(commit.files))
      if (text === undefined) files.delete(path);
      else
        files.set(path, {
          mode: sample.executable?.includes(path) ? '100755' : '100644',
          id: put({ kind: 'blob', body: new TextEncoder().encode(text) }),
        });
    const seconds = Date.parse(commit.time) / 1000;
    return put(
      commitObject({
        tree: writeTrees(files, put),
        parents: parent === undefined ? [] : [parent],
        author: `${author} ${seconds} +0000`,
        message: `${commit.message}\n`,
      }),
    );
  };
  const files = new Map<string, FileEntry>();
  const line: string[] = [];
  for (const commit of sample.commits) line.push(add(files, line.at(-1), commit));
  const tip = line.at(-1);
  if (tip !== undefined) refs.set('refs/heads/main', tip);
  for (const [name, commit] of Object.entries(sample.branches ?? {}))
    refs.set(`refs/heads/${name}`, add(new Map(files), tip, commit));
  for (const [name, number] of Object.entries(sample.tags ?? {})) {
    const id = line[number];
    if (id !== undefined) refs.set(`refs/tags/${name}`, id);
  }
  return { objects, refs };
}

/** The repository at a URL's path, whose last part names it: `/owner/name` or `/owner/name.git`. */
function hostedAt(path: string): Hosted | undefined {
  const name = /^\/[^/]+\/([^/]+?)(?:\.git)?\/?$/.exec(path)?.[1];
  const sample = name !== undefined && Object.hasOwn(samples, name) ? samples[name] : undefined;
  if (name === undefined || !sample) return undefined;
  let hosted = built.get(name);
  if (!hosted) built.set(name, (hosted = build(sample)));
  return hosted;
}

/** A file of a repository's tree. `mode` is that of chmod. */
export interface TreeFile {
  readonly path: string;
  readonly mode: number;
  readonly bytes: Uint8Array;
}

/**
 * The files of a sample repository by its URL (`https://host/owner/name.git`; a fragment is not looked at), at a branch, tag
 * or whole commit id (`main` if none is named). Undefined when there is no such repository, `no-ref` when it lacks the ref.
 */
export function treeOfUrl(
  url: string,
  ref = 'main',
): { readonly commit: string; readonly files: readonly TreeFile[] } | 'no-ref' | undefined {
  const parsed = parseUrl(url.replace(/#.*$/, ''));
  const hosted = parsed && hostedAt(parsed.target);
  if (!hosted) return undefined;
  const { objects, refs } = hosted;
  const commit =
    refs.get(`refs/heads/${ref}`) ??
    refs.get(`refs/tags/${ref}`) ??
    refs.get(ref) ??
    (objects.get(ref)?.kind === 'commit' ? ref : undefined);
  const object = commit === undefined ? undefined : objects.get(commit);
  if (commit === undefined || !object) return 'no-ref';
  const files = [...readTrees(readCommit(object.body).tree, (id) => objects.get(id))].map(([path, { mode, id }]) => ({
    path,
    mode: mode === '100755' ? 0o755 : 0o644,
    bytes: objects.get(id)?.body ?? new Uint8Array(0),
  }));
  return { commit, files };
}

const packet = (text: string): string => (text.length + 4).toString(16).padStart(4, '0') + text;

const notFound = (): SimpleResponse =>
  textResponse(
    404,
    'text/plain; charset=utf-8',
    `not simulated: this repository. The simulated internet has only samples:\n${Object.keys(samples)
      .map((name) => `  drydock-samples/${name}\n`)
      .join('')}`,
  );

/** Answers a request as a Git host does: references, objects for a clone; pushing needs a login that nobody has. */
export function* answer(request: RequestHead, body: Uint8Array): Task<SimpleResponse> {
  const [path = '', query = ''] = request.target.split('?');
  const match = /^(.*)\/(info\/refs|git-upload-pack|git-receive-pack)$/.exec(path);
  const hosted = hostedAt(match?.[1] ?? path);
  if (!hosted) return notFound();
  if (!match) return textResponse(200, 'text/plain; charset=utf-8', 'A sample repository: fetch it with git clone.\n');
  if (query === 'service=git-receive-pack' || match[2] === 'git-receive-pack') {
    const refusal = textResponse(401, 'text/plain; charset=utf-8', 'Invalid username or password.\n');
    refusal.headers.set('WWW-Authenticate', 'Basic realm="Git"');
    return refusal;
  }
  if (match[2] === 'info/refs') {
    const rows = [['HEAD', hosted.refs.get('refs/heads/main') ?? ''] as const, ...[...hosted.refs].sort()];
    const lines = rows.map(([name, id], at) =>
      packet(`${id} ${name}${at === 0 ? '\0symref=HEAD:refs/heads/main' : ''}\n`),
    );
    const text = `${packet('# service=git-upload-pack\n')}0000${lines.join('')}0000`;
    return textResponse(200, 'application/x-git-upload-pack-advertisement', text);
  }
  return {
    status: 200,
    headers: new Headers({ 'Content-Type': 'application/x-git-upload-pack-result' }),
    body: pack(hosted, new TextDecoder().decode(body)),
  };
}

/** The objects that a client's `want` and `deepen` lines ask for, one after the other, uncompressed. */
function pack({ objects }: Hosted, request: string): Uint8Array {
  const depth = Number(/deepen (\d+)/.exec(request)?.[1] ?? Infinity);
  const chosen = new Set<string>();
  for (const [, want = ''] of request.matchAll(/want ([0-9a-f]{40})/g)) {
    let id: string | undefined = want;
    for (let count = 0; id !== undefined && count < depth; count++) {
      const object = objects.get(id);
      if (object?.kind !== 'commit') break;
      chosen.add(id);
      const commit = readCommit(object.body);
      addTree(objects, commit.tree, chosen);
      id = commit.parents[0];
    }
  }
  return concatBytes(
    [...chosen].flatMap((id) => (objects.has(id) ? [encodeObject(objects.get(id) as GitObject)] : [])),
  );
}

function addTree(objects: ReadonlyMap<string, GitObject>, id: string, chosen: Set<string>): void {
  chosen.add(id);
  for (const { id: file } of readTrees(id, (tree) => {
    chosen.add(tree);
    return objects.get(tree);
  }).values())
    chosen.add(file);
}
