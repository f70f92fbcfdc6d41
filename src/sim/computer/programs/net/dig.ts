// dig(1) and host(1): questions to a name server, in BIND's words.
import type { Task } from '../../../kernel/task.ts';
import type { Process, Program } from '../../contract.ts';
import { failed } from '../../filesystem/errno.ts';
import { embeddedServer, nameServers } from '../../network/resolve-name.ts';
import { pointerOf } from '../../network/reverse-name.ts';
import { formatTime } from '../calendar.ts';
import { say, warn } from './say.ts';

/** A question and what came back. */
interface Answer {
  readonly name: string;
  readonly type: string;
  readonly status: 'NOERROR' | 'NXDOMAIN' | 'SERVFAIL' | 'silent';
  /** Data of the records, in the form of a zone file. */
  readonly data: readonly string[];
  /** ms that it took. */
  readonly took: number;
}

const types = ['A', 'AAAA', 'ANY', 'CNAME', 'MX', 'NS', 'PTR', 'SOA', 'SRV', 'TXT'];

/** `4.3.2.1.in-addr.arpa` for 1.2.3.4. */
const reverseOf = (address: string): string => `${address.split('.').reverse().join('.')}.in-addr.arpa`;

const firstServer = (process: Process): string => {
  const conf = process.files.readText('/etc/resolv.conf');
  return (failed(conf) ? [] : nameServers(conf))[0] ?? '127.0.0.1';
};

/** Asks a server. Only addresses and names of addresses are known to anybody here. */
export function* ask(process: Process, name: string, type: string, server: string): Task<Answer> {
  const begin = process.machine.kernel.now;
  const took = (): number => process.machine.kernel.now - begin;
  const reverse = /^(\d+)\.(\d+)\.(\d+)\.(\d+)\.in-addr\.arpa\.?$/i.exec(name);
  const found = yield* process.network.query(name, server);
  if (type === 'PTR' && reverse) {
    const pointer = pointerOf(process.network, reverse.slice(1).reverse().join('.'));
    const known = pointer === undefined ? [] : [`${pointer}.`];
    return {
      name,
      type,
      status: found === 'silent' ? 'silent' : known.length > 0 ? 'NOERROR' : 'NXDOMAIN',
      data: known,
      took: took(),
    };
  }
  if (typeof found === 'string') return { name, type, status: found, data: [], took: took() };
  const fits = (address: string): boolean => type === 'ANY' || (address.includes(':') ? type === 'AAAA' : type === 'A');
  const data = found.filter(fits);
  return { name, type, status: 'NOERROR', data, took: took() };
}

/** `dig` */
export const dig: Program = function* (process) {
  let server: string | undefined;
  let [name, type, short] = ['', 'A', false];
  const sections = { comments: true, question: true, answer: true, stats: true };
  const args = process.argv.slice(1);
  for (let index = 0; index < args.length; index++) {
    const word = args[index] ?? '';
    if (word.startsWith('@')) server = word.slice(1);
    else if (word === '-x') [name, type] = [reverseOf(args[++index] ?? ''), 'PTR'];
    else if (word === '-t') type = (args[++index] ?? 'A').toUpperCase();
    else if (word === '-4' || word === '-6') continue;
    else if (word === '+short') short = true;
    else if (word === '+noall')
      Object.assign(sections, { comments: false, question: false, answer: false, stats: false });
    else if (/^\+(?:no)?(?:comments|question|answer|stats)$/.test(word))
      sections[word.replace(/^\+(?:no)?/, '') as keyof typeof sections] = !word.startsWith('+no');
    else if (
      /^\+(?:(?:no)?(?:cmd|search|recurse|tcp|edns|authority|additional|all|ttlid|class)|time=\d+|tries=\d+|retry=\d+)$/.test(
        word,
      )
    )
      continue;
    else if (word.startsWith('+') || word.startsWith('-')) {
      yield* warn(process, `dig: not simulated: ${word}\n`);
      return 1;
    } else if (types.includes(word.toUpperCase()) && name !== '') type = word.toUpperCase();
    else if (word.toUpperCase() !== 'IN') name = word;
  }
  if (server !== undefined && !/^[\d.]+$/.test(server)) {
    const found = yield* process.network.resolve(server, process.files);
    if (typeof found === 'string') {
      yield* warn(process, `dig: couldn't get address for '${server}': not found\n`);
      return 10;
    }
    server = found[0];
  }
  server ??= firstServer(process);
  const question = name === '' ? '.' : name.replace(/\.?$/, '.');
  const answer = yield* ask(process, name, type, server);
  const banner = `\n; <<>> DiG 9.18.30 <<>> ${args.join(' ')}\n`;
  if (answer.status === 'silent') {
    yield* say(
      process,
      `;; communications error to ${server}#53: timed out\n${short ? '' : `${banner};; global options: +cmd\n`};; no servers could be reached\n`,
    );
    return 9;
  }
  if (short) yield* say(process, answer.data.map((data) => `${data}\n`).join(''));
  else yield* say(process, full(process, { answer, question, server, sections, banner }));
  return 0;
};

const pad = (name: string): string => `${name}${'\t'.repeat(Math.max(1, 3 - Math.floor(name.length / 8)))}`;

function full(
  process: Process,
  parts: {
    readonly answer: Answer;
    readonly question: string;
    readonly server: string;
    readonly sections: Readonly<Record<'comments' | 'question' | 'answer' | 'stats', boolean>>;
    readonly banner: string;
  },
): string {
  const { answer, question, server, sections, banner } = parts;
  const { kernel } = process.machine;
  const id = kernel.random('dig').integer(65536);
  const embedded = server === embeddedServer;
  const records = answer.data.map(
    (data) => `${pad(question)}${embedded ? 600 : 300}\tIN\t${answer.type === 'ANY' ? 'A' : answer.type}\t${data}\n`,
  );
  const extra = embedded ? 0 : 1;
  const size = 12 + question.length + 5 + answer.data.length * 16 + extra * 11;
  return [
    sections.comments
      ? `${banner};; global options: +cmd\n;; Got answer:\n;; ->>HEADER<<- opcode: QUERY, status: ${answer.status}, id: ${id}\n;; flags: qr rd ra; QUERY: 1, ANSWER: ${records.length}, AUTHORITY: 0, ADDITIONAL: ${extra}\n\n`
      : '',
    sections.comments && extra > 0 ? ';; OPT PSEUDOSECTION:\n; EDNS: version: 0, flags:; udp: 1232\n' : '',
    sections.question ? `;; QUESTION SECTION:\n;${pad(question)}IN\t${answer.type}\n\n` : '',
    sections.answer && records.length > 0
      ? `${sections.comments ? ';; ANSWER SECTION:\n' : ''}${records.join('')}${sections.comments ? '\n' : ''}`
      : '',
    sections.stats
      ? `;; Query time: ${Math.round(answer.took)} msec\n;; SERVER: ${server}#53(${server}) (UDP)\n;; WHEN: ${formatTime('%a %b %d %H:%M:%S UTC %Y', kernel.clock)}\n;; MSG SIZE  rcvd: ${size}\n\n`
      : '',
  ].join('');
}

/** `host` */
export const host: Program = function* (process) {
  let type: string | undefined;
  const operands: string[] = [];
  const args = process.argv.slice(1);
  for (let index = 0; index < args.length; index++) {
    const word = args[index] ?? '';
    if (word === '-t') type = (args[++index] ?? 'A').toUpperCase();
    else if (!word.startsWith('-')) operands.push(word);
  }
  const [name, asked] = operands;
  if (name === undefined) {
    yield* warn(
      process,
      'Usage: host [-aCdilrTvVw] [-c class] [-N ndots] [-t type] [-W time]\n            [-R number] [-m flag] [-p port] hostname [server]\n',
    );
    return 1;
  }
  const server = asked ?? firstServer(process);
  const isAddress = /^\d+\.\d+\.\d+\.\d+$/.test(name);
  const answer = yield* ask(process, isAddress ? reverseOf(name) : name, isAddress ? 'PTR' : (type ?? 'A'), server);
  if (answer.status === 'silent') {
    yield* say(process, `;; communications error to ${server}#53: timed out\n;; no servers could be reached\n`);
    return 1;
  }
  if (asked !== undefined)
    yield* say(process, `Using domain server:\nName: ${asked}\nAddress: ${asked}#53\nAliases: \n\n`);
  if (answer.status === 'NXDOMAIN' || answer.status === 'SERVFAIL') {
    yield* say(
      process,
      `Host ${isAddress ? `${reverseOf(name)}.` : name} not found: ${answer.status === 'NXDOMAIN' ? '3(NXDOMAIN)' : '2(SERVFAIL)'}\n`,
    );
    return 1;
  }
  if (answer.data.length === 0) {
    yield* say(process, `${name} has no ${type ?? 'A'} record\n`);
    return 0;
  }
  yield* say(
    process,
    answer.data
      .map((data) => (isAddress ? `${reverseOf(name)} domain name pointer ${data}\n` : `${name} has address ${data}\n`))
      .join(''),
  );
  return 0;
};
