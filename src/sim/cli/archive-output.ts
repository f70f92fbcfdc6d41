// Archives that the daemon sends: into a file, or to standard output.
import type { Answer } from './api/connection.ts';
import { failed } from '../computer/filesystem/errno.ts';
import type { Client } from './client.ts';
import { openError } from './create/environment.ts';
import type { Failure } from './failure.ts';
import type { Task } from '../kernel/task.ts';

/** The bytes of an answer, whether they came in one piece or as a stream. */
export function* bodyBytes(answer: Answer): Task<Uint8Array> {
  if (answer.body instanceof Uint8Array) return answer.body;
  const chunks: Uint8Array[] = [];
  for (;;) {
    const chunk = answer.stream && (yield* answer.stream.read());
    if (!(chunk instanceof Uint8Array)) break;
    chunks.push(chunk);
  }
  const bytes = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}

/** Writes them to a file, or to standard output when no path is given. */
export function* writeArchive(client: Client, path: string, bytes: Uint8Array): Task<Failure | undefined> {
  if (path === '') {
    yield* client.stdout.write(bytes);
    return undefined;
  }
  const { files } = client.process;
  const slash = path.lastIndexOf('/');
  const folder = slash < 0 ? '.' : path.slice(0, slash) || '/';
  const stat = files.stat(path);
  if (!failed(stat) && stat.kind === 'directory') return { error: 'cannot write to a directory' };
  if (!files.exists(folder)) return { error: `invalid output path: stat ${folder}: no such file or directory` };
  const problem = files.writeFile(path, bytes, 0o600);
  return problem && { error: openError(path, problem) };
}
