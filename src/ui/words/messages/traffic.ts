// Traffic between programs, in words: connections, requests, names that are asked for.
import type { Endpoint } from '../../../sim/kernel/log.ts';
import { say, type Part } from '../sentence.ts';
import { answered, group, nameIn, text, type Found, type Row } from './row.ts';

/** Who sends: a container by its name, the machine as one of its programs. */
function sender(found: Found): readonly Part[] {
  const { from } = found.request;
  if (from.startsWith('container:')) return say`A program in ${nameIn(found, from.slice('container:'.length))}`;
  return [from.startsWith('daemon:') ? 'The daemon' : (found.sender ?? 'A program on the host')];
}

const receiver = (found: Found, to: Endpoint): string | undefined =>
  to.startsWith('container:') ? nameIn(found, to.slice('container:'.length)) : undefined;

/** What a failure of the network means. */
const failures: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'the connection is refused',
  ETIMEDOUT: 'no answer comes',
  EHOSTUNREACH: 'no machine answers at that address',
  ENETUNREACH: 'no way leads there',
};

const failure = (found: Found): readonly Part[] | undefined => {
  const { errno, reason } = answered(found);
  if (typeof errno !== 'string') return undefined;
  const what = failures[errno] ?? errno;
  return reason === undefined
    ? [`${what.charAt(0).toUpperCase()}${what.slice(1)}.`]
    : [`${what.charAt(0).toUpperCase()}${what.slice(1)}: ${text(reason)}.`];
};

export const trafficRows: readonly Row[] = [
  {
    protocol: 'tcp',
    method: 'CONNECT',
    path: /^(.*)$/,
    ask: (found) => {
      const { via } = (found.request.body ?? {}) as { readonly via?: unknown };
      const inside = receiver(found, found.request.to);
      const start = [...sender(found), ...say` connects to ${group(found)}`];
      if (inside === undefined) return [...start, '.'];
      if (found.request.from === found.request.to) return [...start, ': that is the container itself.'];
      return typeof via === 'string'
        ? [...start, ...say`: the published port leads into ${inside}.`]
        : [...start, ...say`: that is ${inside}.`];
    },
    answer: (found, status) => (status >= 400 ? failure(found) : ['The connection stands.']),
    end: failure,
  },
  {
    protocol: 'http',
    method: '',
    path: /^(.*)$/,
    ask: (found) => {
      const request = `${found.request.method ?? ''} ${found.request.path ?? ''}`;
      const to = receiver(found, found.request.to);
      return to === undefined
        ? [...sender(found), ...say` asks for ${request}.`]
        : [...sender(found), ...say` asks ${to} for ${request}.`];
    },
    answer: (found, status) => {
      const from = receiver(found, found.request.to);
      return from === undefined
        ? say`The answer comes with status ${String(status)}.`
        : say`${from} answers with status ${String(status)}.`;
    },
    end: failure,
  },
  {
    protocol: 'dns',
    method: '',
    path: /^\/?(.*)$/,
    ask: (found) =>
      found.request.to.startsWith('daemon:')
        ? [...sender(found), ...say` asks Docker’s name server for the address of ${group(found)}.`]
        : [...sender(found), ...say` asks a name server outside for the address of ${group(found)}.`],
    answer: (found) => {
      const { addresses, error } = answered(found);
      if (Array.isArray(addresses)) return say`The address of ${group(found)} is ${addresses.join(', ')}.`;
      return error === undefined
        ? undefined
        : say`It answers ${text(error)}: the name ${group(found)} leads nowhere from there.`;
    },
    end: failure,
  },
];
