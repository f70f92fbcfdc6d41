// The engine's client of a registry: the Distribution API as messages, with HTTP Basic or Bearer tokens (distribution-spec).
import { request, type CallFailure, type Reply, type Request } from '../../kernel/message.ts';
import type { Task } from '../../kernel/task.ts';
import { strerror } from '../../computer/filesystem/errno.ts';
import { mediaTypes } from '../../oci/media-types.ts';
import type { Reference } from '../../oci/reference.ts';
import { encodeBase64, decodeBase64 } from '../../kernel/base64.ts';
import type { Engine, RegistryRoute } from '../engine.ts';
import { ApiError, errors } from '../errors.ts';
import { connectToHost, sendOver, splitHost, type NetworkFailure } from './network-registry.ts';

/** Who asks: what `docker login` stored, as the `X-Registry-Auth` header carries it. */
export interface RegistryCredentials {
  readonly username: string;
  readonly password: string;
}

/** All the types of manifest that the engine takes. */
const manifestTypes = [
  mediaTypes.docker.manifest,
  mediaTypes.oci.manifest,
  mediaTypes.docker.index,
  mediaTypes.oci.index,
].join(', ');

/** Hosts whose registries are spoken to without TLS though nobody said so. */
const isLocal = (host: string): boolean => /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?$/.test(host);

/** Reads the `X-Registry-Auth` header; undefined when it says nothing or is not readable. */
export function credentialsOf(message: Request): RegistryCredentials | undefined {
  const header = message.headers['x-registry-auth'];
  const bytes = header === undefined ? undefined : decodeBase64(header.replaceAll('-', '+').replaceAll('_', '/'));
  if (!bytes) return undefined;
  try {
    const parsed = JSON.parse(new TextDecoder().decode(bytes)) as { username?: string; password?: string } | null;
    const { username = '', password = '' } = parsed ?? {};
    return username === '' ? undefined : { username, password };
  } catch {
    return undefined;
  }
}

/** One repository at one registry, as the engine speaks to it. */
export class RegistryClient {
  readonly #engine: Engine;
  readonly #host: string;
  readonly #path: string;
  readonly #actions: string;
  readonly #credentials: RegistryCredentials | undefined;
  #authorisation: string | undefined;

  constructor(engine: Engine, reference: Reference, actions: string, credentials?: RegistryCredentials) {
    this.#engine = engine;
    this.#host = reference.domain;
    this.#path = reference.path;
    this.#actions = actions;
    this.#credentials = credentials;
  }

  /** Base of the registry's addresses, as error texts show it. */
  get base(): string {
    const host = this.#host === 'docker.io' ? 'registry-1.docker.io' : this.#host;
    return `${this.#insecure ? 'http' : 'https'}://${host}`;
  }

  /** Asks which way of proving oneself the registry wants, and obtains a token if it is tokens. */
  *open(): Task<ApiError | undefined> {
    const reply = yield* this.#send(request('GET', '/v2/'));
    if (reply instanceof ApiError) return reply;
    if (reply.status === 429) return errors.rateLimited();
    return reply.status === 401 ? yield* this.#authenticate(reply) : undefined;
  }

  /** Tries the credentials; `refused` when the registry does not take them. */
  *login(): Task<ApiError | 'refused' | undefined> {
    const reply = yield* this.#send(request('GET', '/v2/'));
    if (reply instanceof ApiError) return reply;
    if (reply.status === 200) return undefined;
    const failure = yield* this.#authenticate(reply);
    if (failure) return failure.kind === 'unauthorised' ? 'refused' : failure;
    const again = yield* this.send(request('GET', '/v2/'));
    if (again instanceof ApiError) return again;
    return again.status === 200 ? undefined : 'refused';
  }

  /** GET or HEAD of a manifest by tag or digest. The reply may have any status. */
  *manifest(method: 'GET' | 'HEAD', reference: string): Task<Reply | ApiError> {
    return yield* this.send(
      request(method, `/v2/${this.#path}/manifests/${reference}`, { headers: { accept: manifestTypes } }),
    );
  }

  /** GET of a blob. */
  *blob(digest: string): Task<Reply | ApiError> {
    return yield* this.send(request('GET', `/v2/${this.#path}/blobs/${digest}`));
  }

  /** The path of the repository's blobs or manifests. */
  path(rest: string): string {
    return `/v2/${this.#path}/${rest}`;
  }

  /** Sends a request with what proves who asks. A registry that answers 429 is an error, all else a reply. */
  *send(message: Request): Task<Reply | ApiError> {
    const headers =
      this.#authorisation === undefined ? message.headers : { ...message.headers, authorization: this.#authorisation };
    const reply = yield* this.#send({ ...message, headers });
    if (!(reply instanceof ApiError) && reply.status === 429) return errors.rateLimited();
    return reply;
  }

  *#authenticate(challenge: Reply): Task<ApiError | undefined> {
    const header = challenge.headers['www-authenticate'] ?? '';
    const basic = this.#credentials && this.#basic(this.#credentials);
    if (/^Basic /i.test(header)) {
      this.#authorisation = basic;
      return undefined;
    }
    const parameters = new Map<string, string>();
    for (const [, name = '', value = ''] of header.matchAll(/(\w+)="([^"]*)"/g)) parameters.set(name, value);
    const realm = /^https?:\/\/([^/]+)(\/.*)$/.exec(parameters.get('realm') ?? '');
    if (!realm) return undefined;
    const [, authHost = '', path = ''] = realm;
    const query = {
      ...(this.#credentials ? { account: this.#credentials.username } : {}),
      ...(this.#path === '' ? {} : { scope: `repository:${this.#path}:${this.#actions}` }),
      service: parameters.get('service') ?? '',
    };
    const headers = basic === undefined ? {} : { authorization: basic };
    const route = this.#engine.registries(authHost) ?? this.#engine.registries(this.#host);
    const reply = yield* this.#send(request('GET', path, { query, headers }), route);
    if (reply instanceof ApiError) return reply;
    if (reply.status !== 200)
      return errors.authRequired(`Get "${this.base}/v2/": unauthorized: incorrect username or password`);
    this.#authorisation = `Bearer ${(reply.body as { token: string }).token}`;
    return undefined;
  }

  #basic({ username, password }: RegistryCredentials): string {
    return `Basic ${encodeBase64(new TextEncoder().encode(`${username}:${password}`))}`;
  }

  *#send(
    message: Request,
    route: RegistryRoute | undefined = this.#engine.registries(this.#host),
  ): Task<Reply | ApiError> {
    if (!route) return yield* this.#overNetwork(message);
    const reply: Reply | CallFailure = yield* this.#engine.kernel.call(route.endpoint, message, {
      from: this.#engine.endpoint,
      protocol: 'distribution',
      link: route.link,
    });
    if (!('failure' in reply)) return reply;
    const request = this.#requested(message);
    if (reply.failure === 'unreachable')
      return errors.registry(
        `${request}: net/http: request canceled while waiting for connection (Client.Timeout exceeded while awaiting headers)`,
      );
    const [name, port] = splitHost(this.#host, this.#insecure ? 80 : 443);
    return errors.registry(`${request}: dial tcp ${name}:${port}: connect: connection refused`);
  }

  /** To a registry that the world does not know: whoever listens at that address of the machine's network. */
  *#overNetwork(message: Request): Task<Reply | ApiError> {
    const [name, port] = splitHost(this.#host, this.#insecure ? 80 : 443);
    const connection = yield* connectToHost(this.#engine, name, port);
    if ('failure' in connection)
      return errors.registry(`${this.#requested(message)}: ${dialled(connection, name, this.#nameServer)}`);
    if (!this.#insecure) {
      // Nothing in these networks speaks TLS.
      connection.close();
      return errors.registry(`${this.#requested(message)}: http: server gave HTTP response to HTTPS client`);
    }
    const reply = yield* sendOver(this.#engine, connection, this.#host, message);
    if (!('failure' in reply)) return reply;
    return errors.registry(`${this.#requested(message)}: EOF`);
  }

  /** What was asked, as Go's HTTP client begins its errors. */
  #requested({ method, path }: Request): string {
    const verb = method.charAt(0) + method.slice(1).toLowerCase();
    return `${verb} "${this.base}${path}"`;
  }

  /** Who was asked for the name, as the errors say it. */
  get #nameServer(): string {
    const text = this.#engine.machine.files.readText('/etc/resolv.conf');
    const address = typeof text === 'string' ? /^nameserver\s+(\S+)/m.exec(text)?.[1] : undefined;
    return address === undefined ? '' : ` on ${address}:53`;
  }

  get #insecure(): boolean {
    return isLocal(this.#host) || this.#engine.insecureRegistries.includes(this.#host);
  }
}

function dialled(failure: NetworkFailure, name: string, nameServer: string): string {
  if (failure.failure === 'unknown-host') return `dial tcp: lookup ${name}${nameServer}: no such host`;
  if (failure.failure === 'broken') return 'EOF';
  const { errno, address } = failure;
  if (errno === 'ETIMEDOUT') return `dial tcp ${address}: i/o timeout`;
  return `dial tcp ${address}: connect: ${strerror(errno).toLowerCase()}`;
}
