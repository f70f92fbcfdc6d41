// What the servers of applications have in common: their ports, their logs, pages that say what is not simulated.
import { decodeLooseBase64 } from '../../../kernel/base64.ts';
import { spawn, type Task } from '../../../kernel/task.ts';
import type { Listener, Process } from '../../contract.ts';
import { failed, type Errno } from '../../filesystem/errno.ts';
import { decodePercent } from '../../http/url.ts';
import { say, warn } from '../../programs/net/say.ts';
import { serveGo, type GoRequest, type GoResponse } from '../go-http.ts';

/** Answers one request. */
export type Handler = (request: GoRequest) => Task<GoResponse>;

/** A handler that waits for nothing. */
export const answering = (answer: (path: string, request: GoRequest) => GoResponse): Handler =>
  function* (request) {
    return answer(pathOf(request), request);
  };

/** A port and who answers on it. */
export interface Site {
  readonly port: number;
  /** All addresses when left out. */
  readonly address?: string;
  readonly handle: Handler;
}

/** Why the ports could not be opened: the first that was taken. */
export interface PortTaken {
  readonly port: number;
  readonly errno: Errno;
}

/** Opens the ports of sites, all or none. */
export function openPorts(process: Process, sites: readonly Site[]): readonly Listener[] | PortTaken {
  const listeners: Listener[] = [];
  for (const { port, address = '::' } of sites) {
    const listener = process.network.listen(port, address);
    if (typeof listener === 'string') {
      for (const opened of listeners) opened.close();
      return { port, errno: listener };
    }
    listeners.push(listener);
  }
  return listeners;
}

/** Serves the sites of listeners, in their order, until the last is closed. */
export function* serveSites(process: Process, sites: readonly Site[], listeners: readonly Listener[]): Task {
  for (const [at, { handle }] of sites.entries()) {
    const listener = listeners[at];
    if (!listener) continue;
    if (at < sites.length - 1) yield* spawn('site', serveGo(process, listener, handle));
    else yield* serveGo(process, listener, handle);
  }
}

/** On TERM and INT: says its last lines on an output, then exits. */
export function onStop(process: Process, code: number, lines: () => string = () => '', output: 1 | 2 = 1): void {
  for (const signal of ['TERM', 'INT'] as const)
    process.handle(signal, () => {
      process.machine.kernel.spawn('stop', stop(process, code, lines(), output));
    });
}

function* stop(process: Process, code: number, lines: string, output: 1 | 2): Task {
  if (lines !== '') yield* output === 1 ? say(process, lines) : warn(process, lines);
  process.exit(code);
}

/** The port of an address to listen at: `127.0.0.1:8200`, `:9000`. */
export const portOf = (address: string): number => Number(address.replace(/^.*:/, ''));

/** The path of a request without its query. */
export const pathOf = ({ head }: GoRequest): string => head.target.replace(/\?.*$/s, '');

/** The fields of a query or of a form; of equal names the last. */
export function fieldsOf(text: string): ReadonlyMap<string, string> {
  const decode = (part: string): string => decodePercent(part.replaceAll('+', ' '));
  return new Map(
    text
      .split('&')
      .filter((part) => part !== '')
      .map((part) => [
        decode(part.replace(/=.*$/s, '')),
        decode(part.includes('=') ? part.replace(/^[^=]*=/, '') : ''),
      ]),
  );
}

/** The fields of a request: of its query, and of a form that it brings. */
export const fieldsOfRequest = ({ head, body }: GoRequest): ReadonlyMap<string, string> =>
  new Map([
    ...fieldsOf(head.target.includes('?') ? head.target.replace(/^[^?]*\?/, '') : ''),
    ...((head.headers.get('content-type') ?? '').startsWith('application/x-www-form-urlencoded')
      ? fieldsOf(new TextDecoder().decode(body))
      : []),
  ]);

/** Name and password of a request with basic authentication. */
export function basicLogin({ head }: GoRequest): { readonly name: string; readonly password: string } | undefined {
  const match = /^basic (.+)$/i.exec(head.headers.get('authorization') ?? '');
  if (!match) return undefined;
  const text = new TextDecoder().decode(decodeLooseBase64(match[1] ?? ''));
  const colon = text.indexOf(':');
  return { name: text.slice(0, colon), password: text.slice(colon + 1) };
}

/** JSON as an answer. */
export const json = (value: unknown, status = 200): GoResponse => ({
  status,
  type: 'application/json',
  body: JSON.stringify(value),
});

/** A text as an answer. */
export const plain = (body: string, status = 200): GoResponse => ({ status, type: 'text/plain; charset=utf-8', body });

/** A page as an answer. `body` is markup. */
export const page = (title: string, body: string, status = 200): GoResponse => ({
  status,
  type: 'text/html; charset=utf-8',
  body: `<!DOCTYPE html>\n<html lang="en">\n<head><meta charset="utf-8"><title>${title}</title></head>\n<body>\n${body}\n</body>\n</html>\n`,
});

/** What a part of an application answers that is not simulated. */
export const unsimulated = (what: string): GoResponse => plain(`not simulated: ${what}\n`, 501);

/** To another address. */
export const redirect = (location: string, status = 302): GoResponse => ({
  status,
  headers: { Location: location },
  type: 'text/html; charset=utf-8',
  body: `<a href="${location}">${status === 301 ? 'Moved Permanently' : 'Found'}</a>.\n\n`,
});

/** The time as ISO 8601 writes it, in UTC: 2026-01-12T09:00:00.000Z */
export const isoTime = (process: Process): string => new Date(process.machine.kernel.clock).toISOString();

/** The same without the T, and with another mark before the fraction: 2026-01-12 09:00:00,000 */
export const spacedTime = (process: Process, mark = ','): string =>
  isoTime(process).replace('T', ' ').replace('Z', '').replace('.', mark);

/** A file's text; undefined if it cannot be read. */
export function textOf(process: Process, path: string): string | undefined {
  const text = process.files.readText(path);
  return failed(text) ? undefined : text;
}

/** A directory with those above it; those that are there already stay as they are. */
export function makeDirectories(process: Process, path: string): void {
  const parts = path.split('/').filter((part) => part !== '');
  for (let at = 1; at <= parts.length; at++) process.files.mkdir(`/${parts.slice(0, at).join('/')}`, 0o755);
}

/** `count` hexadecimal digits that follow from a text: stable ids of a server's own. */
export function hexOf(text: string, count: number): string {
  let digits = '';
  for (let round = 0; digits.length < count; round++) {
    let hash = 0x811c9dc5 + round;
    for (const letter of text) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193) >>> 0;
    digits += hash.toString(16).padStart(8, '0');
  }
  return digits.slice(0, count);
}

/** The version that a file's program has in its name (`traefik@3.6.0`); what is usual where it has none. */
export function versionOf(process: Process, path: string, usual: string): string {
  const found = process.files.stat(path);
  return (failed(found) ? undefined : found.program?.split('@')[1]) ?? usual;
}
