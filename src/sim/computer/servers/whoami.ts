// whoami, the server of the images traefik/whoami and jwilder/whoami: it answers with what it was asked.
import { sleep, type Task } from '../../kernel/task.ts';
import type { Process, Program } from '../contract.ts';
import { strerror } from '../filesystem/errno.ts';
import { say, warn } from '../programs/net/say.ts';
import { goFlags } from './go-flags.ts';
import { endAsGo, goLogTime, serveGo, type GoRequest, type GoResponse } from './go-http.ts';

/** `whoami` of traefik/whoami */
export const traefikWhoami: Program = function* (process) {
  const flags = goFlags(process.argv.slice(1), {
    cacert: '',
    cert: '',
    key: '',
    name: '',
    port: '',
    verbose: 'switch',
  });
  if (typeof flags === 'string') {
    yield* warn(process, flags === 'help' ? usage : `${flags}\n${usage}`);
    return flags === 'help' ? 0 : 2;
  }
  const log = (text: string): Task => warn(process, `${goLogTime(process.machine.kernel.clock)} ${text}\n`);
  if ((flags.get('cert') ?? '') !== '') {
    yield* warn(process, 'drydock: whoami: not simulated: -cert\n');
    return 1;
  }
  const port = flags.get('port') ?? process.env.get('WHOAMI_PORT_NUMBER') ?? '80';
  const name = flags.get('name') ?? process.env.get('WHOAMI_NAME') ?? '';
  const listener = process.network.listen(Number(port), '::');
  yield* log(`Starting up on port ${port}`);
  if (typeof listener === 'string') {
    yield* log(`listen tcp :${port}: bind: ${strerror(listener).toLowerCase()}`);
    return 1;
  }
  process.useMemory(6_200_000);
  endAsGo(process);
  yield* serveGo(process, listener, function* (request) {
    if (flags.has('verbose')) {
      const { method, target, version } = request.head;
      yield* log(
        `${request.remote} - - [${goDay(process.machine.kernel.clock)}] "${method} ${target} HTTP/${version}" - -`,
      );
    }
    return yield* answer(process, name, request);
  });
  return 0;
};

const usage = `Usage of /whoami:
  -cacert string
    	give me a CA chain, enforces mutual TLS
  -cert string
    	give me a certificate
  -key string
    	give me a key
  -name string
    	give me a name
  -port string
    	give me a port number (default "80")
  -verbose
    	Enable verbose logging
`;

const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

function goDay(now: number): string {
  const [year = '', month = '', day = '', time = ''] = new Date(now).toISOString().slice(0, 19).split(/[-T]/);
  return `${day}/${months[Number(month) - 1] ?? ''}/${year}:${time} +0000`;
}

function* answer(process: Process, name: string, request: GoRequest): Task<GoResponse> {
  const [path = '/', query = ''] = request.head.target.split('?');
  const parameters = new Map(query.split('&').map((part) => [part.split('=')[0] ?? '', decodeURIComponent(part.split('=')[1] ?? '')])); // prettier-ignore
  switch (path) {
    case '/bench':
      return { body: '1' };
    case '/health':
      return { body: '' };
    case '/api':
      return { type: 'application/json', body: `${describe(process, name, request, parameters.has('env'))}\n` };
    case '/data':
      return yield* data(parameters);
    case '/echo':
    case '/upload':
      return { status: 501, body: `not simulated: ${path}\n` };
    default:
  }
  const wait = durationOf(parameters.get('wait') ?? '');
  if (wait > 0) yield* sleep(wait);
  const lines = [
    ...(name === '' ? [] : [`Name: ${name}`]),
    `Hostname: ${process.hostname}`,
    ...addressesOf(process).map((address) => `IP: ${address}`),
    `RemoteAddr: ${request.remote}`,
  ];
  return { body: `${lines.join('\n')}\n${wireFormat(request)}` };
}

/** 1s, 500ms, 1m30s as ms; 0 for what is no duration. */
function durationOf(text: string): number {
  const units: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };
  if (!/^(?:[\d.]+(?:ms|s|m|h))+$/.test(text)) return 0;
  return [...text.matchAll(/([\d.]+)(ms|s|m|h)/g)].reduce((sum, [, number, unit = '']) => sum + Number(number) * (units[unit] ?? 0), 0); // prettier-ignore
}

/** Addresses of all interfaces; the loopback one has its IPv6 address, too. */
const addressesOf = (process: Process): string[] =>
  process.network.interfaces.flatMap(({ name, address }) => (name === 'lo' ? [address, '::1'] : [address]));

/** A request as Go writes it: Host and User-Agent first, the other fields in order of their names. */
function wireFormat({ head, body }: GoRequest): string {
  const fields = new Map<string, string[]>();
  for (const [name, value] of head.headers) {
    const canonical = name.toLowerCase().replace(/(^|-)[a-z]/g, (letter) => letter.toUpperCase());
    fields.set(canonical, [...(fields.get(canonical) ?? []), value]);
  }
  const lines = [
    `${head.method} ${head.target} HTTP/1.1`,
    `Host: ${head.headers.get('host') ?? ''}`,
    `User-Agent: ${head.headers.get('user-agent') ?? 'Go-http-client/1.1'}`,
    ...(body.length > 0 ? [`Content-Length: ${body.length}`] : []),
  ];
  const apart = new Set(['Host', 'User-Agent', 'Content-Length', 'Transfer-Encoding', 'Trailer']);
  for (const name of [...fields.keys()].sort())
    if (!apart.has(name)) lines.push(...(fields.get(name) ?? []).map((value) => `${name}: ${value}`));
  return `${lines.join('\r\n')}\r\n\r\n${new TextDecoder().decode(body)}`;
}

function describe(process: Process, name: string, { head, remote }: GoRequest, environment: boolean): string {
  const headers = Object.fromEntries(
    [...head.headers]
      .filter(([field]) => field.toLowerCase() !== 'host')
      .map(([field, value]) => [field.replace(/(^|-)[a-z]/g, (letter) => letter.toUpperCase()), [value]] as const)
      .sort(([one], [other]) => (one < other ? -1 : 1)),
  );
  return JSON.stringify({
    hostname: process.hostname,
    ip: addressesOf(process),
    headers,
    url: head.target,
    host: head.headers.get('host') ?? '',
    method: head.method,
    ...(name === '' ? {} : { name }),
    remoteAddr: remote,
    ...(environment ? { environ: Object.fromEntries([...process.env].sort()) } : {}),
  });
}

const largest = 10 * 1024 ** 2;

function* data(parameters: ReadonlyMap<string, string>): Task<GoResponse> {
  const size = Number(parameters.get('size') ?? 1);
  const factor = { kb: 1024, mb: 1024 ** 2, gb: 1024 ** 3 }[(parameters.get('unit') ?? '').toLowerCase()] ?? 1;
  const bytes = Math.max(1, size) * factor;
  if (bytes > largest) return { status: 501, body: 'not simulated: more than 10 MB at once\n' };
  const filling = '|ABCDEFGHIJKLMNOPQRSTUVWXYZABCDEFGHIJKLMNOPQRSTUVWXYZ-'.repeat(Math.ceil(bytes / 54));
  return { body: `${filling.slice(0, bytes - 1)}|`.slice(0, bytes) };
}

/** `http` of jwilder/whoami */
export const jwilderWhoami: Program = function* (process) {
  const port = process.env.get('PORT') ?? '8080';
  yield* say(process, `Listening on :${port}\n`);
  const listener = process.network.listen(Number(port), '::');
  if (typeof listener === 'string') {
    yield* warn(
      process,
      `${goLogTime(process.machine.kernel.clock)} listen tcp :${port}: bind: ${strerror(listener).toLowerCase()}\n`,
    );
    return 1;
  }
  process.useMemory(5_100_000);
  endAsGo(process);
  yield* serveGo(process, listener, function* () {
    const line = `I'm ${process.hostname}\n`;
    yield* say(process, line);
    return { body: line };
  });
  return 0;
};
