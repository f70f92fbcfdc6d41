// nslookup: asks a name server for the addresses of a name, in BIND's words and in busybox's.
import type { Task } from '../../kernel/task.ts';
import type { Process, Program } from '../contract.ts';
import { failed } from '../filesystem/errno.ts';
import { nameServers } from '../network/resolve-name.ts';

/** What a flavour prints. */
interface Words {
  readonly server: (address: string) => string;
  readonly answer: (name: string, addresses: readonly string[]) => string;
  readonly unknown: (name: string, server: string) => string;
  readonly silent: (name: string, server: string) => string;
}

function start(words: Words): Program {
  return function* (process) {
    const [name, asked] = process.argv.slice(1).filter((argument) => !argument.startsWith('-'));
    if (name === undefined) {
      yield* print(process, 2, 'Usage: nslookup [-type=QUERY_TYPE] [-debug] HOST [DNS_SERVER]\n');
      return 1;
    }
    const conf = process.files.readText('/etc/resolv.conf');
    const server = asked ?? (failed(conf) ? [] : nameServers(conf))[0] ?? '127.0.0.1';
    const result = yield* process.network.query(name, server);
    if (result === 'SERVFAIL') {
      yield* print(process, 1, words.silent(name, server));
      return 1;
    }
    yield* print(process, 1, words.server(server));
    if (result === 'NXDOMAIN') {
      yield* print(process, 1, words.unknown(name, server));
      return 1;
    }
    yield* print(process, 1, words.answer(name, result));
    return 0;
  };
}

/** BIND's `nslookup`. */
export const nslookup: Program = start({
  server: (address) => `Server:\t\t${address}\nAddress:\t${address}#53\n\n`,
  answer: (name, addresses) =>
    `Non-authoritative answer:\n${addresses.map((address) => `Name:\t${name}\nAddress: ${address}\n`).join('')}\n`,
  unknown: (name) => `** server can't find ${name}: NXDOMAIN\n\n`,
  silent: (_, server) => `;; communications error to ${server}#53: timed out\n;; no servers could be reached\n\n\n`,
});

/** busybox's `nslookup` applet. */
export const busyboxNslookup: Program = start({
  server: (address) => `Server:\t\t${address}\nAddress:\t${address}:53\n\n`,
  answer: (name, addresses) =>
    `Non-authoritative answer:\n\nNon-authoritative answer:\n${addresses.map((address) => `Name:\t${name}\nAddress: ${address}\n`).join('')}\n`,
  unknown: (name) => `** server can't find ${name}: NXDOMAIN\n\n** server can't find ${name}: NXDOMAIN\n\n`,
  silent: () => ';; connection timed out; no servers could be reached\n\n',
});

function* print(process: Process, number: 1 | 2, text: string): Task {
  yield* process.descriptors.get(number)?.write(new TextEncoder().encode(text)) ?? [];
}
