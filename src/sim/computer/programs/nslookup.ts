// nslookup: asks a name server for the addresses of a name, or for the name of an address, in BIND's words and in busybox's.
import type { Program } from '../contract.ts';
import { failed } from '../filesystem/errno.ts';
import { nameServers } from '../network/resolve-name.ts';
import { ask } from './net/dig.ts';
import { say, warn } from './net/say.ts';

type Flavour = 'bind' | 'busybox';

const usage = `Usage: nslookup [-type=QUERY_TYPE] [-debug] HOST [DNS_SERVER]

Query DNS about HOST

QUERY_TYPE: soa,ns,a,aaaa,cname,mx,txt,ptr,srv,any
`;

const isAddress = (text: string): boolean => /^\d+\.\d+\.\d+\.\d+$/.test(text);

function start(flavour: Flavour): Program {
  return function* (process) {
    const args = process.argv.slice(1);
    const type = /^-(?:query|type|q|t)=(.*)$/
      .exec(args.findLast((word) => word.startsWith('-')) ?? '')?.[1]
      ?.toUpperCase();
    const [name, asked] = args.filter((word) => !word.startsWith('-'));
    if (name === undefined) {
      yield* warn(process, flavour === 'bind' ? 'nslookup: not simulated: asking at a prompt\n' : usage);
      return 1;
    }
    const conf = process.files.readText('/etc/resolv.conf');
    let server = asked ?? (failed(conf) ? [] : nameServers(conf))[0] ?? '127.0.0.1';
    if (!isAddress(server)) {
      const found = yield* process.network.resolve(server, process.files);
      if (typeof found === 'string') {
        yield* warn(
          process,
          flavour === 'bind'
            ? `nslookup: couldn't get address for '${server}': not found\n`
            : `nslookup: bad address '${server}'\n`,
        );
        return 1;
      }
      server = found[0] ?? server;
    }
    const reverse = isAddress(name) ? `${name.split('.').reverse().join('.')}.in-addr.arpa` : undefined;
    // Unless told otherwise it wants addresses of both families.
    const wanted = reverse ? 'PTR' : (type ?? 'ANY');
    const answer = yield* ask(process, reverse ?? name, wanted, server);
    if (answer.status === 'silent') {
      yield* say(
        process,
        flavour === 'bind'
          ? `;; communications error to ${server}#53: timed out\n;; no servers could be reached\n\n\n`
          : ';; connection timed out; no servers could be reached\n\n',
      );
      return 1;
    }
    if (flavour === 'busybox' || !reverse)
      yield* say(process, `Server:\t\t${server}\nAddress:\t${server}${flavour === 'bind' ? '#' : ':'}53\n\n`);
    if (answer.status !== 'NOERROR') {
      const unknown = `** server can't find ${reverse ?? name}: ${answer.status}\n\n`;
      // busybox asks for IPv4 and IPv6 addresses, and tells twice what came of it.
      yield* say(process, flavour === 'bind' || reverse || type ? unknown : unknown + unknown);
      return 1;
    }
    if (reverse) {
      const pointers = answer.data.map(
        (data) => `${reverse}\tname = ${flavour === 'bind' ? data : data.replace(/\.$/, '')}\n`,
      );
      yield* say(process, `${flavour === 'bind' ? '' : 'Non-authoritative answer:\n'}${pointers.join('')}\n`);
      return 0;
    }
    const linesOf = (addresses: readonly string[]): string =>
      addresses.map((address) => `Name:\t${name}\nAddress: ${address}\n`).join('');
    const records = linesOf(answer.data);
    const head = 'Non-authoritative answer:\n';
    if (flavour === 'bind')
      yield* say(process, records === '' ? `*** Can't find ${name}: No answer\n\n` : `${head}${records}\n`);
    else if (type) yield* say(process, `${head}${records}\n`);
    else {
      const v6 = answer.data.filter((address) => address.includes(':'));
      const v4 = answer.data.filter((address) => !address.includes(':'));
      yield* say(process, `${head}${linesOf(v6)}\n${head}${linesOf(v4)}\n`);
    }
    return 0;
  };
}

/** BIND's `nslookup`. */
export const nslookup: Program = start('bind');

/** busybox's `nslookup` applet. */
export const busyboxNslookup: Program = start('busybox');
