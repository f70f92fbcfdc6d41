// registry(1), the server of the `registry` image: the Distribution API over the container's own network, with what was
// pushed in files below its root directory. It knows the simulated computer and the registry, so it lives above both.
import { spawn, type Task, type TaskHandle } from './kernel/task.ts';
import { request as messageOf, type Request, type Response } from './kernel/message.ts';
import type { Connection, Process, Program } from './computer/contract.ts';
import { failed, strerror } from './computer/filesystem/errno.ts';
import type { FileSystem } from './computer/filesystem/file-system.ts';
import { Headers } from './computer/http/headers.ts';
import type { RequestHead } from './computer/http/message.ts';
import { serveConnection, type SimpleResponse } from './computer/http/serve.ts';
import { bcryptMatches } from './computer/programs/accounts/bcrypt.ts';
import { fileStorage, type StorageFiles } from './registry/file-storage.ts';
import { createRegistry, type RegistryService } from './registry/registry.ts';
import type { Authentication } from './registry/state.ts';

/** `registry serve <configuration>` */
export const registryServer: Program = function* (process) {
  const [, command, path] = process.argv;
  const log = new ServerLog(process);
  if (command === '--version' || command === '-v') {
    yield* log.print(1, `registry github.com/docker/distribution ${version}\n`);
    return 0;
  }
  if (command !== 'serve') {
    yield* log.print(1, usage);
    return command === undefined || command === 'help' || command.startsWith('-') ? 0 : 1;
  }
  const text = path === undefined ? undefined : process.files.readText(path);
  if (path === undefined || text === undefined || failed(text)) {
    const why = path === undefined ? 'configuration path unspecified' : `open ${path}: no such file or directory`;
    yield* log.print(2, `configuration error: ${why}\n${serveUsage}`);
    return 1;
  }
  const setting = settingsOf(text, process.env);
  // What would be said of files that are missing comes before what is not simulated.
  for (const name of ['http.tls.certificate', 'http.tls.key']) {
    const file = setting(name);
    if (file === undefined || !failed(process.files.stat(file))) continue;
    yield* log.line('fatal', `open ${file}: no such file or directory`);
    return 1;
  }
  const refused = ['http.tls.certificate', 'proxy.remoteurl', 'auth.token.realm', 'storage.s3.bucket'].find(setting);
  if (refused !== undefined) {
    yield* log.print(2, `drydock: registry: ${refused}: not simulated\n`);
    return 1;
  }
  const [host = '', port = '5000'] = (setting('http.addr') ?? ':5000').split(':');
  const listener = process.network.listen(Number(port), host === '' ? '0.0.0.0' : host);
  if (typeof listener === 'string') {
    yield* log.line('fatal', `listen tcp ${host}:${port}: bind: ${strerror(listener).toLowerCase()}`);
    return 1;
  }
  const authentication = authenticationOf(process, setting);
  if (typeof authentication === 'string') {
    yield* log.print(2, `panic: ${authentication}\n`);
    return 2;
  }
  const service = createRegistry(process.machine.kernel, {
    host: process.container ?? process.hostname,
    authentication,
    deletes: setting('storage.delete.enabled') === 'true',
    storage: fileStorage(filesBelow(process.files, setting('storage.filesystem.rootdirectory') ?? '/var/lib/registry')),
  });
  // The Go runtime ends the program so.
  for (const signal of ['TERM', 'INT'] as const) process.handle(signal, () => { process.exit(2); }); // prettier-ignore
  yield* log.line('warning', noSecret);
  yield* log.line('info', 'redis not configured');
  yield* log.line('info', 'using inmemory blob descriptor cache');
  yield* log.line('info', `listening on ${host === '' ? '[::]' : host}:${port}`);
  const connections = new Set<TaskHandle>();
  try {
    for (let connection = yield* listener.accept(); connection; connection = yield* listener.accept()) {
      const serving = yield* spawn('registry connection', serve(process, service, connection, log));
      connections.add(serving);
      serving.whenFinished(() => connections.delete(serving));
    }
    return 0;
  } finally {
    listener.close();
    for (const connection of connections) connection.cancel();
  }
};

/** What `registry:2` holds. */
const version = '2.8.3';

const usage = `\`registry\`

Usage:
  registry [flags]
  registry [command]

Available Commands:
  garbage-collect \`garbage-collect\` deletes layers not referenced by any manifests
  help            Help about any command
  serve           \`serve\` stores and distributes Docker images

Flags:
  -h, --help      help for registry
  -v, --version   show the version and exit

Use "registry [command] --help" for more information about a command.
`;

const serveUsage = `Usage:
  registry serve <config> [flags]
Flags:
  -h, --help   help for serve

`;

const noSecret =
  'No HTTP secret provided - generated random secret. This may cause problems with uploads if multiple registries are behind a load-balancer. To provide a shared secret, fill in http.secret in the configuration file or set the REGISTRY_HTTP_SECRET environment variable.';

type Setting = (name: string) => string | undefined;

/**
 * Settings by their path (`http.addr`): the configuration file's, except where the environment says otherwise
 * (`REGISTRY_HTTP_ADDR`). `REGISTRY_AUTH=htpasswd` only names the kind.
 */
function settingsOf(text: string, env: ReadonlyMap<string, string>): Setting {
  const values = new Map<string, string>();
  const open: { indent: number; name: string }[] = [];
  for (const line of text.split('\n')) {
    const match = /^( *)([\w-]+):\s*(.*?)\s*(?:#.*)?$/.exec(line);
    if (!match) continue;
    const [, blanks = '', name = '', value = ''] = match;
    while ((open.at(-1)?.indent ?? -1) >= blanks.length) open.pop();
    open.push({ indent: blanks.length, name });
    if (value !== '') values.set(open.map((each) => each.name).join('.'), value.replace(/^(["'])(.*)\1$/, '$2'));
  }
  return (name) => env.get(`REGISTRY_${name.toUpperCase().replaceAll('.', '_')}`) ?? values.get(name);
}

/** Who may come in: everybody, or those whom a file of htpasswd(1) names. A text says what is wrong with the file. */
function authenticationOf(process: Process, setting: Setting): Authentication | string {
  const path = setting('auth.htpasswd.path');
  if (path === undefined) return { kind: 'none' };
  const realm = setting('auth.htpasswd.realm');
  if (realm === undefined)
    return 'unable to configure authorization (htpasswd): "realm" must be set for htpasswd access controller';
  return {
    kind: 'basic',
    realm,
    accepts: (account, password) => {
      const text = process.files.readText(path);
      if (failed(text)) return false;
      const hash = new Map(text.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.trim()])).get(
        account,
      );
      return hash !== undefined && bcryptMatches(password, hash.slice(account.length + 1));
    },
  };
}

function filesBelow(files: FileSystem, root: string): StorageFiles {
  const at = (path: string): string => `${root}/${path}`;
  const makeParents = (path: string): void => {
    const above = path.slice(0, path.lastIndexOf('/'));
    if (above === '' || files.exists(above)) return;
    makeParents(above);
    files.mkdir(above, 0o755);
  };
  const remove = (path: string): boolean => {
    const stat = files.lstat(path);
    if (failed(stat)) return false;
    if (stat.kind !== 'directory') return !files.unlink(path);
    const names = files.readdir(path);
    if (!failed(names)) for (const name of names) remove(`${path}/${name}`);
    return !files.rmdir(path);
  };
  return {
    read: (path) => {
      const bytes = files.readFile(at(path));
      return failed(bytes) ? undefined : bytes;
    },
    write: (path, bytes) => {
      makeParents(at(path));
      files.writeFile(at(path), bytes, 0o644);
    },
    remove: (path) => remove(at(path)),
    list: (path) => {
      const names = files.readdir(at(path));
      return failed(names) ? [] : names;
    },
  };
}

function* serve(process: Process, service: RegistryService, connection: Connection, log: ServerLog): Task {
  const clock = (): number => process.machine.kernel.clock;
  const { address, port } = connection.remote;
  yield* serveConnection(connection, clock, function* (head, body) {
    yield* process.compute(1);
    const response = answerOf(service.respond(requestOf(head, body)));
    yield* log.access(`${address}:${port}`, head, response);
    return response;
  });
}

const methods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE']);

function requestOf({ method, target, headers }: RequestHead, body: Uint8Array): Request {
  const [path = '', query = ''] = target.split('?', 2);
  const decode = (text: string): string => {
    try {
      return decodeURIComponent(text.replaceAll('+', ' '));
    } catch {
      return text;
    }
  };
  const pairs = query.split('&').filter((pair) => pair !== '');
  return messageOf((methods.has(method) ? method : 'GET') as Request['method'], decode(path), {
    query: Object.fromEntries(pairs.map((pair) => pair.split('=', 2).map(decode) as [string, string])),
    headers: Object.fromEntries([...headers].map(([name, value]) => [name.toLowerCase(), value])),
    ...(body.length > 0 ? { body } : {}),
  });
}

/** `docker-content-digest` as `Docker-Content-Digest`. */
const spelled = (name: string): string => name.replace(/(^|-)([a-z])/g, (text) => text.toUpperCase());

function answerOf({ status, headers, body, size }: Response): SimpleResponse {
  const fields = new Headers();
  for (const [name, value] of Object.entries(headers))
    if (name !== 'content-length') fields.add(spelled(name), name === 'content-type' ? mediaType(value) : value);
  fields.add('X-Content-Type-Options', 'nosniff');
  const bytes = bytesOf(body);
  // Of a HEAD the length is told though nothing is sent.
  const length = size ?? (body === undefined ? Number(headers['content-length'] ?? 0) : bytes.length);
  return { status, headers: fields, body: bytes, filler: Math.max(0, length - bytes.length) };
}

const mediaType = (type: string): string => (type === 'application/json' ? `${type}; charset=utf-8` : type);

function bytesOf(body: unknown): Uint8Array {
  if (body instanceof Uint8Array) return body;
  if (body === undefined) return new Uint8Array(0);
  if (typeof body === 'string') return new TextEncoder().encode(body);
  // The answer to `/v2/` is the only one without a line's end.
  const text = JSON.stringify(body);
  return new TextEncoder().encode(text === '{}' ? text : `${text}\n`);
}

/** What the server writes: lines of logrus and, like web servers, one for each request. */
class ServerLog {
  readonly #process: Process;
  readonly #instance: string;

  constructor(process: Process) {
    this.#process = process;
    const hex = process.machine.kernel.random('registry instance').hex(32);
    this.#instance = `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
  }

  *print(number: 1 | 2, text: string): Task {
    yield* this.#process.descriptors.get(number)?.write(new TextEncoder().encode(text)) ?? [];
  }

  *line(level: string, message: string): Task {
    const quoted = /[^\w./:[\]-]/.test(message) ? JSON.stringify(message) : message;
    const about = `go.version=go1.20.8 instance.id=${this.#instance} service=registry version=${version}`;
    yield* this.print(2, `time="${this.#time()}Z" level=${level} msg=${quoted} ${about} \n`);
  }

  *access(from: string, { method, target, headers, ...head }: RequestHead, { status, body }: SimpleResponse): Task {
    const { clock } = this.#process.machine.kernel;
    const [day = '', time = ''] = new Date(clock).toISOString().slice(0, 19).split('T');
    const [year = '', month = '', date = ''] = day.split('-');
    const when = `${date}/${months[Number(month) - 1] ?? ''}/${year}:${time} +0000`;
    const agent = headers.get('user-agent') ?? '';
    yield* this.print(
      1,
      `${from.replace(/:\d+$/, '')} - - [${when}] "${method} ${target} HTTP/${head.version}" ${status} ${body.length} "" "${agent}"\n`,
    );
  }

  #time(): string {
    return `${new Date(this.#process.machine.kernel.clock).toISOString().slice(0, 23)}000000`;
  }
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
