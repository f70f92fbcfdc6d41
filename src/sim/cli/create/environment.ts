// `--env`, `--env-file`, `--label`, `--label-file`: key=value lines from flags and files.
import { failed, strerror, type Failure as FileFailure } from '../../computer/filesystem/errno.ts';
import type { Process } from '../../computer/contract.ts';
import { isFailure, type Failure } from '../failure.ts';

/**
 * All variables, those of files first. A bare name takes its value from the client's environment. One that is not set there is
 * left out of a file; as a flag it goes to the daemon as it is, which takes the variable away. In the words of Docker when a file cannot be read or has a bad line.
 */
export function readEnvironment(
  process: Process,
  files: readonly string[],
  values: readonly string[],
): string[] | Failure {
  const lines: string[] = [];
  for (const file of files) {
    const read = readKeyValueFile(process, file);
    if (isFailure(read)) return read;
    for (const line of read) {
      if (line.includes('=')) lines.push(line);
      else if (process.env.has(line)) lines.push(`${line}=${process.env.get(line) ?? ''}`);
    }
  }
  for (const value of values) {
    if (value.includes('=')) lines.push(value);
    else lines.push(process.env.has(value) ? `${value}=${process.env.get(value) ?? ''}` : value);
  }
  return lines;
}

/** All labels, those of files first, where a bare name says nothing; as a flag it is an empty label. The last of a name wins. */
export function readLabels(
  process: Process,
  files: readonly string[],
  values: readonly string[],
): Record<string, string> | Failure {
  const lines: string[] = [];
  for (const file of files) {
    const read = readKeyValueFile(process, file);
    if (isFailure(read)) return read;
    lines.push(...read.filter((line) => line.includes('=')));
  }
  return toMap([...lines, ...values]);
}

/** `a=b` → `{ a: 'b' }`, a bare name to an empty value. */
export function toMap(values: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    values.map((value) => {
      const at = value.indexOf('=');
      return at < 0 ? [value, ''] : [value.slice(0, at), value.slice(at + 1)];
    }),
  );
}

function readKeyValueFile(process: Process, path: string): string[] | Failure {
  const text = process.files.readText(path);
  if (failed(text)) return { error: openError(path, text) };
  const lines: string[] = [];
  for (const raw of text.replace(/^\uFEFF/, '').split('\n')) {
    const line = raw.replace(/\r$/, '').trimStart();
    if (line === '' || line.startsWith('#')) continue;
    const at = line.indexOf('=');
    const name = at < 0 ? line.trim() : line.slice(0, at);
    if (name === '') return { error: `invalid env file (${path}): no variable name on line '${line}'` };
    if (/[ \t]/.test(name)) return { error: `invalid env file (${path}): variable '${name}' contains whitespaces` };
    lines.push(at < 0 ? name : line);
  }
  return lines;
}

/** Go's words for a file that cannot be opened: `open x: no such file or directory`. */
export function openError(path: string, failure: FileFailure, verb = 'open'): string {
  const isDirectory = failure.errno === 'EISDIR';
  if (isDirectory && verb === 'open') return `invalid env file (${path}): read ${path}: is a directory`;
  const words = strerror(failure);
  return `${verb} ${path}: ${words.charAt(0).toLowerCase()}${words.slice(1)}`;
}
