// What the package hosts answer: the way from a host and a path to a manager's index or archive.
import { load, type Task } from '../../kernel/task.ts';
import { Headers } from '../http/headers.ts';
import type { RequestHead } from '../http/message.ts';
import { textResponse, type SimpleResponse } from '../http/serve.ts';

/** What a host has under a path: a text, a file of which only the size is known (`head`: its first bytes), or nothing. */
export type Found =
  { readonly type: string; readonly text: string } | { readonly size: number; readonly head?: string } | undefined;

/** Looks up what a path (without its query) leads to. */
export type Lookup = (path: string, host: string) => Found;

const loadDebian = async (): Promise<Lookup> => (await import('./debian/site.ts')).lookup;
const loadAlpine = async (): Promise<Lookup> => (await import('./alpine/site.ts')).lookup;
const loadPip = async (): Promise<Lookup> => (await import('./pip/site.ts')).lookup;
const loadNpm = async (): Promise<Lookup> => (await import('./npm/site.ts')).lookup;

const loaders: Readonly<Record<string, () => Promise<Lookup>>> = {
  'debian.example': loadDebian,
  'ubuntu.example': loadDebian,
  'security.ubuntu.example': loadDebian,
  'alpine.example': loadAlpine,
  'pypi.example': loadPip,
  'npm.example': loadNpm,
};

/** A package host's answer to a request. */
export function* answer(host: string, request: RequestHead): Task<SimpleResponse> {
  const loader = loaders[host];
  if (request.method !== 'GET' && request.method !== 'HEAD') return textResponse(405, 'text/plain', 'Not Allowed\n');
  const path = request.target.replace(/[?#].*$/, '');
  const found = loader && (yield* load(loader))(path, host);
  if (!found) return textResponse(404, 'text/plain', `${path}: not found\n`);
  if ('text' in found) return textResponse(200, found.type, found.text);
  const body = new TextEncoder().encode(found.head ?? '').subarray(0, found.size);
  return {
    status: 200,
    headers: new Headers({ 'Content-Type': 'application/octet-stream' }),
    body,
    filler: found.size - body.length,
  };
}
