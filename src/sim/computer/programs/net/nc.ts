// nc(1): connects or listens and copies, in the words of OpenBSD's nc and of busybox's.
import { race, sleep, type Task } from '../../../kernel/task.ts';
import type { Connection, Listener, Process } from '../../contract.ts';
import { strerror, type Errno } from '../../filesystem/errno.ts';
import type { Applet } from '../flavour.ts';
import { busyboxBanner, hasMusl } from '../flavour.ts';
import { Options, parseOptions } from '../options.ts';
import { pump, type PumpOptions } from './pump.ts';
import { warn } from './say.ts';
import { serviceName, servicePort } from './services.ts';

/** What was asked for. */
interface Call {
  readonly options: Options;
  readonly protocol: 'tcp' | 'udp';
  readonly gnu: boolean;
  readonly verbose: number;
  /** ms; undefined: for ever. */
  readonly wait: number | undefined;
}

const bsd = '46CDdFhklNnrStUuvZzI:i:M:m:O:P:p:q:s:T:V:W:w:X:x:';
const busy = 'lnuvzke:i:o:p:s:w:';

/** `nc` */
export const nc: Applet = function* (process, flavour) {
  const gnu = flavour === 'gnu';
  const options = parseOptions(process.argv.slice(1), { short: gnu ? bsd : busy });
  if (!(options instanceof Options)) {
    const problem = options.kind === 'letter-needs-value' ? 'option requires an argument' : 'invalid option';
    yield* warn(process, `nc: ${problem} -- '${options.option}'\n`);
    return yield* misuse(process, gnu);
  }
  const missing = ['U', 'X', 'x', 'e', 'o', 'Z', 'M'].find((letter) => options.has(letter));
  if (missing !== undefined) {
    yield* warn(process, `nc: not simulated: -${missing}\n`);
    return 1;
  }
  const seconds = options.value('w');
  const call: Call = {
    options,
    protocol: options.has('u') ? 'udp' : 'tcp',
    gnu,
    verbose: options.given.filter(({ name }) => name === 'v').length,
    wait: seconds === undefined ? undefined : Number(seconds) * 1000,
  };
  if (options.has('l')) return yield* listen(process, call);
  const [host, ports] = options.operands;
  if (host === undefined || ports === undefined) return yield* misuse(process, gnu);
  return yield* connectTo(process, call, host, ports);
};

function* misuse(process: Process, gnu: boolean): Task<number> {
  yield* warn(process, gnu ? bsdUsage : `${busyboxBanner(process.files)}\n\n${busyboxUsage}`);
  return 1;
}

function* connectTo(process: Process, call: Call, host: string, ports: string): Task<number> {
  const { options, gnu } = call;
  const numbers = portsOf(process, ports);
  if (!numbers) {
    yield* warn(process, gnu ? `nc: port number invalid: ${ports}\n` : `nc: bad port '${ports}'\n`);
    return 1;
  }
  const found = yield* process.network.resolve(host, process.files);
  if (typeof found === 'string') {
    yield* warn(
      process,
      gnu
        ? `nc: getaddrinfo for host "${host}" port ${ports}: ${found === 'NXDOMAIN' ? 'Name or service not known' : 'Temporary failure in name resolution'}\n`
        : `nc: bad address '${host}'\n`,
    );
    return 1;
  }
  let status = 1;
  for (const port of numbers) {
    const address = found.find((each) => !each.includes(':')) ?? found[0] ?? '';
    const connection = yield* attempt(process, address, port, call);
    if (typeof connection === 'string') {
      yield* tellFailure(process, call, { host, address, port }, connection);
      continue;
    }
    status = 0;
    yield* tellSuccess(process, call, { host, address, port });
    if (options.has('z')) connection.close();
    else yield* pump(process, connection, pumpOptions(call));
  }
  return status;
}

/** A port, or for scanning a range such as `20-25`. */
function portsOf(process: Process, text: string): readonly number[] | undefined {
  const range = /^(\d+)-(\d+)$/.exec(text);
  if (range) {
    const [first, last] = [Number(range[1]), Number(range[2])].sort((one, two) => one - two);
    if (first === undefined || last === undefined || last > 65535) return undefined;
    return Array.from({ length: last - first + 1 }, (_, index) => first + index);
  }
  const port = servicePort(process.files, text);
  return port === undefined ? undefined : [port];
}

function* attempt(process: Process, address: string, port: number, { wait, protocol }: Call): Task<Connection | Errno> {
  const connecting = process.network.connect(address, port, protocol);
  if (wait === undefined) return yield* connecting;
  const late = function* (): Task<Errno> {
    yield* sleep(wait);
    return 'ETIMEDOUT';
  };
  return yield* race<Connection | Errno>([connecting, late()]);
}

interface Target {
  readonly host: string;
  readonly address: string;
  readonly port: number;
}

function* tellFailure(process: Process, call: Call, { host, address, port }: Target, errno: Errno): Task {
  const { gnu, verbose, protocol, wait } = call;
  if (gnu) {
    if (verbose === 0) return;
    const where = host === address ? host : `${host} (${address})`;
    const late = errno === 'ETIMEDOUT' && wait !== undefined;
    yield* warn(
      process,
      `nc: connect to ${where} port ${port} (${protocol}) ${late ? 'timed out: Operation now in progress' : `failed: ${strerror(errno)}`}\n`,
    );
    return;
  }
  // Refusals are only told to who asks twice.
  if (verbose < 1 || (verbose < 2 && errno === 'ECONNREFUSED')) return;
  const text = errno === 'ETIMEDOUT' && hasMusl(process.files) ? 'Operation timed out' : strerror(errno);
  yield* warn(process, `nc: ${host} (${address}:${port}): ${text}\n`);
}

function* tellSuccess(process: Process, { gnu, verbose, protocol }: Call, { host, address, port }: Target): Task {
  if (verbose === 0) return;
  const service = serviceName(process.files, port, protocol);
  const where = host === address ? host : `${host} (${address})`;
  yield* warn(
    process,
    gnu
      ? `Connection to ${where} ${port} port [${protocol}/${service === String(port) ? '*' : service}] succeeded!\n`
      : `${host} (${address}:${port}) open\n`,
  );
}

function pumpOptions({ options, gnu, wait }: Call): PumpOptions {
  const quit = options.value('q');
  return {
    atEnd: !gnu || options.has('N') || (quit !== undefined && Number(quit) >= 0) ? 'shutdown' : 'nothing',
    ...(quit !== undefined && Number(quit) >= 0 ? { quitAfter: Number(quit) * 1000 } : {}),
    ...(wait === undefined || !gnu ? {} : { idle: wait }),
    input: !options.has('d'),
  };
}

function* listen(process: Process, call: Call): Task<number> {
  const { options, gnu, protocol, verbose } = call;
  const { operands } = options;
  // busybox waits at both families' addresses.
  const anywhere = gnu ? '0.0.0.0' : '::';
  const text = options.value('p') ?? operands.at(-1);
  const host = operands.length > (options.has('p') ? 0 : 1) ? (operands[0] ?? anywhere) : anywhere;
  const port = text === undefined ? (gnu ? undefined : 0) : servicePort(process.files, text);
  if (port === undefined) return yield* misuse(process, gnu);
  const socket = process.network.listen(port, host, protocol);
  if (typeof socket === 'string') {
    yield* warn(
      process,
      gnu
        ? `nc: ${strerror(socket)}\n`
        : `nc: bind: ${socket === 'EADDRINUSE' && hasMusl(process.files) ? 'Address in use' : strerror(socket)}\n`,
    );
    return 1;
  }
  if (verbose > 0)
    yield* warn(
      process,
      gnu ? `Listening on ${host} ${port}\n` : `listening on ${host === '::' ? '[::]' : host}:${port} ...\n`,
    );
  const keeps = options.has('k') || options.given.filter(({ name }) => name === 'l').length > 1;
  do {
    const connection = yield* accepted(socket, call);
    if (!connection) {
      yield* warn(process, 'nc: timed out\n');
      return 1;
    }
    if (!keeps) socket.close();
    const { address, port: from } = connection.remote;
    if (verbose > 0)
      yield* warn(
        process,
        gnu
          ? `Connection received on ${address} ${from}\n`
          : `connect to ${connection.local.address}:${port} from ${address}:${from} (${address}:${from})\n`,
      );
    yield* pump(process, connection, pumpOptions(call));
  } while (keeps);
  return 0;
}

function* accepted(socket: Listener, { wait, gnu }: Call): Task<Connection | undefined> {
  if (wait === undefined || gnu) return yield* socket.accept();
  const late = function* (): Task<undefined> {
    yield* sleep(wait);
    return undefined;
  };
  return yield* race<Connection | undefined>([socket.accept(), late()]);
}

const bsdUsage = `usage: nc [-46CDdFhklNnrStUuvZz] [-I length] [-i interval] [-M ttl]
	  [-m minttl] [-O length] [-P proxy_username] [-p source_port]
	  [-q seconds] [-s sourceaddr] [-T keyword] [-V rtable] [-W recvlimit]
	  [-w timeout] [-X proxy_protocol] [-x proxy_address[:port]]
	  [destination] [port]
`;

const busyboxUsage = `Usage: nc [OPTIONS] HOST PORT  - connect
nc [OPTIONS] -l -p PORT [HOST] [PORT]  - listen

	-e PROG	Run PROG after connect (must be last)
	-l	Listen mode, for inbound connects
	-lk	With -e, provides persistent server
	-p PORT	Local port
	-s ADDR	Local address
	-w SEC	Timeout for connects and final net reads
	-i SEC	Delay interval for lines sent
	-n	Don't do DNS resolution
	-u	UDP mode
	-b	Allow broadcasts
	-v	Verbose
	-o FILE	Hex dump traffic
	-z	Zero-I/O mode (scanning)
`;
