// The client's configuration, `~/.docker/config.json`: formats, detach keys, the context in use, credentials.
import type { Process } from '../computer/contract.ts';
import { failed, strerror } from '../computer/filesystem/errno.ts';
import { joinPath } from '../computer/filesystem/path.ts';
import { fromBase64, toBase64 } from './base64.ts';
import type { Failure } from './failure.ts';
import { jsonProblem } from './json-problem.ts';

/** Credentials for one registry. */
export interface RegistryAuth {
  readonly username: string;
  readonly password: string;
  readonly serveraddress: string;
}

/** The key of Docker Hub among the credentials. */
export const hubServer = 'https://index.docker.io/v1/';

/** The keys that Docker knows, in the order in which it writes them. */
const order =
  'auths HttpHeaders psFormat imagesFormat networksFormat pluginsFormat volumesFormat statsFormat detachKeys credsStore credHelpers serviceInspectFormat servicesFormat tasksFormat secretFormat configFormat nodesFormat pruneFilters proxies currentContext cliPluginsExtraDirs plugins aliases features'.split(
    ' ',
  );

/** The configuration as read; what is changed is written at once. */
export class ConfigFile {
  /** Directory of the configuration, for instance `/home/learner/.docker`. */
  readonly directory: string;
  /** What was wrong with the file, for standard error; undefined when nothing was. */
  readonly warning: string | undefined;
  readonly #process: Process;
  #values: Record<string, unknown>;

  private constructor(
    process: Process,
    directory: string,
    values: Record<string, unknown>,
    warning: string | undefined,
  ) {
    this.#process = process;
    this.directory = directory;
    this.#values = values;
    this.warning = warning;
  }

  /** Reads it; a file that is not there is an empty one, a bad one too, with a warning. */
  static load(process: Process, directory: string): ConfigFile {
    const path = joinPath(directory, 'config.json');
    const text = process.files.readText(path);
    if (failed(text)) return new ConfigFile(process, directory, {}, undefined);
    try {
      const values: unknown = JSON.parse(text);
      if (typeof values === 'object' && values !== null)
        return new ConfigFile(process, directory, values as Record<string, unknown>, undefined);
    } catch {
      // Falls through to the warning.
    }
    return new ConfigFile(
      process,
      directory,
      {},
      `WARNING: Error parsing config file (${path}): ${jsonProblem(text).replace('unexpected end of JSON input', 'unexpected EOF')}`,
    );
  }

  get path(): string {
    return joinPath(this.directory, 'config.json');
  }

  /** A text value such as `psFormat`; empty when it is not set. */
  text(key: string): string {
    const value = this.#values[key];
    return typeof value === 'string' ? value : '';
  }

  get detachKeys(): string {
    return this.text('detachKeys');
  }

  /** `label=…` filters that every prune gets besides those of the command line. */
  get pruneFilters(): readonly string[] {
    const value = this.#values['pruneFilters'];
    return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
  }

  get currentContext(): string {
    return this.text('currentContext');
  }

  /** Sets a text value, or removes it when empty, and writes the file. */
  setText(key: string, value: string): Failure | undefined {
    this.#values = Object.fromEntries(Object.entries(this.#values).filter(([name]) => name !== key));
    if (value !== '') this.#values[key] = value;
    return this.#save();
  }

  /** The credentials for a registry by its key; undefined when there are none. */
  auth(server: string): RegistryAuth | undefined {
    const entry = this.#auths[server];
    const decoded = entry?.auth === undefined ? undefined : fromBase64(entry.auth);
    const at = decoded?.indexOf(':') ?? -1;
    if (decoded === undefined || at < 0) return undefined;
    return { username: decoded.slice(0, at), password: decoded.slice(at + 1), serveraddress: server };
  }

  /** The value of X-Registry-Auth for a registry's host. */
  authHeader(domain: string): string {
    const auth = this.auth(domain === 'docker.io' ? hubServer : domain);
    return toBase64(auth ? JSON.stringify(auth) : '{}', 'url');
  }

  /** Stores credentials, or removes them when none are given. */
  setAuth(server: string, auth: Pick<RegistryAuth, 'username' | 'password'> | undefined): Failure | undefined {
    const helper = this.#helper(server);
    if (auth && helper !== undefined) return helper;
    const others = Object.entries(this.#auths).filter(([name]) => name !== server);
    if (auth) others.push([server, { auth: toBase64(`${auth.username}:${auth.password}`) }]);
    this.#values = { ...this.#values, auths: Object.fromEntries(others) };
    return this.#save();
  }

  /** Why a program that the configuration names cannot keep the credentials; undefined when it names none. */
  #helper(server: string): Failure | undefined {
    const helpers = this.#values['credHelpers'];
    const own: unknown = typeof helpers === 'object' && helpers !== null ? Reflect.get(helpers, server) : undefined;
    const name = typeof own === 'string' ? own : this.text('credsStore');
    if (name === '') return undefined;
    const program = `docker-credential-${name}`;
    const folders = (this.#process.env.get('PATH') ?? '').split(':');
    if (folders.some((folder) => this.#process.files.exists(joinPath(folder, program))))
      return { error: `not simulated: ${program}` };
    return {
      error: `error storing credentials - err: exec: "${program}": executable file not found in $PATH, out: \`\``,
    };
  }

  get #auths(): Readonly<Record<string, { readonly auth?: string }>> {
    const auths = this.#values['auths'];
    return typeof auths === 'object' && auths !== null ? (auths as Record<string, { auth?: string }>) : {};
  }

  #save(): Failure | undefined {
    const { files } = this.#process;
    const known = order.filter((key) => key === 'auths' || key in this.#values);
    const values = Object.fromEntries([
      ...known.map((key) => [key, key === 'auths' ? this.#auths : this.#values[key]]),
      ...Object.entries(this.#values).filter(([key]) => !order.includes(key)),
    ]) as Record<string, unknown>;
    for (const { index, 0: part } of this.directory.matchAll(/\/[^/]+/g)) {
      const folder = this.directory.slice(0, index + part.length);
      if (!files.exists(folder)) files.mkdir(folder, 0o700);
    }
    const problem = files.writeFile(this.path, JSON.stringify(values, undefined, '\t'), 0o600);
    return problem && { error: `open ${this.path}: ${strerror(problem).toLowerCase()}` };
  }
}
