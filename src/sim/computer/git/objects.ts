// Git's objects: blobs, trees and commits with their real SHA-1 ids (gitformat: "<kind> <size>\0<body>").
import { sha1 } from '@noble/hashes/legacy.js';
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';
import { concatBytes } from '../../kernel/bytes.ts';

/** An object as it is hashed. */
export interface GitObject {
  readonly kind: 'blob' | 'tree' | 'commit';
  readonly body: Uint8Array;
}

/** What a tree or the index says of a file. `mode` is octal text: 100644, 100755 or 120000. */
export interface FileEntry {
  readonly mode: string;
  readonly id: string;
}

/** All files of a commit or of the index, by path. */
export type Snapshot = ReadonlyMap<string, FileEntry>;

/** A commit. `author` and `committer` (if another) are `Name <email> seconds zone`. */
export interface Commit {
  readonly tree: string;
  readonly parents: readonly string[];
  readonly author: string;
  readonly committer?: string;
  readonly message: string;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** The object with its header: what is hashed, and what this repository's disk holds uncompressed. */
export const encodeObject = ({ kind, body }: GitObject): Uint8Array =>
  concatBytes([encoder.encode(`${kind} ${body.length}\0`), body]);

/** Reads what `encodeObject` wrote; undefined when it is none. */
export function decodeObject(bytes: Uint8Array): GitObject | undefined {
  const end = bytes.indexOf(0);
  const match = /^(blob|tree|commit) (\d+)$/.exec(decoder.decode(bytes.subarray(0, Math.max(0, end))));
  const body = bytes.subarray(end + 1);
  return match && Number(match[2]) === body.length ? { kind: match[1] as GitObject['kind'], body } : undefined;
}

/** The id of an object, 40 hex digits. */
export const objectId = (object: GitObject): string => bytesToHex(sha1(encodeObject(object)));

/** A commit as an object. */
export function commitObject({ tree, parents, author, committer = author, message }: Commit): GitObject {
  const lines = [`tree ${tree}`, ...parents.map((id) => `parent ${id}`), `author ${author}`, `committer ${committer}`];
  return { kind: 'commit', body: encoder.encode(`${lines.join('\n')}\n\n${message}`) };
}

/** The commit in an object's body. */
export function readCommit(body: Uint8Array): Commit {
  const text = decoder.decode(body);
  const end = text.indexOf('\n\n');
  const lines = text.slice(0, end).split('\n');
  const values = (key: string): string[] =>
    lines.filter((line) => line.startsWith(`${key} `)).map((line) => line.slice(key.length + 1));
  return {
    tree: values('tree')[0] ?? '',
    parents: values('parent'),
    author: values('author')[0] ?? '',
    committer: values('committer')[0] ?? '',
    message: text.slice(end + 2),
  };
}

/** Makes the trees of a snapshot, hands each to `put`, and gives the id of the topmost. */
export function writeTrees(snapshot: Snapshot, put: (object: GitObject) => string): string {
  const files: { name: string; mode: string; id: string; key: string }[] = [];
  const below = new Map<string, Map<string, FileEntry>>();
  for (const [path, entry] of snapshot) {
    const slash = path.indexOf('/');
    if (slash < 0) files.push({ name: path, ...entry, key: path });
    else {
      const name = path.slice(0, slash);
      const inner = below.get(name) ?? new Map<string, FileEntry>();
      below.set(name, inner.set(path.slice(slash + 1), entry));
    }
  }
  for (const [name, inner] of below) files.push({ name, mode: '40000', id: writeTrees(inner, put), key: `${name}/` });
  files.sort((a, b) => (a.key < b.key ? -1 : 1));
  const parts = files.flatMap(({ mode, name, id }) => [encoder.encode(`${mode} ${name}\0`), hexToBytes(id)]);
  return put({ kind: 'tree', body: concatBytes(parts) });
}

/** All files below a tree. `get` gives an object of an id. */
export function readTrees(id: string, get: (id: string) => GitObject | undefined, prefix = ''): Map<string, FileEntry> {
  const found = new Map<string, FileEntry>();
  const body = get(id)?.body ?? new Uint8Array(0);
  for (let at = 0; at < body.length;) {
    const end = body.indexOf(0, at);
    const [mode = '', ...name] = decoder.decode(body.subarray(at, end)).split(' ');
    const path = `${prefix}${name.join(' ')}`;
    const entry = { mode, id: bytesToHex(body.subarray(end + 1, end + 21)) };
    at = end + 21;
    if (mode !== '40000') found.set(path, entry);
    else for (const inner of readTrees(entry.id, get, `${path}/`)) found.set(...inner);
  }
  return found;
}
