// Builds the images of services through the engine, one after the other, shown together as buildx bake shows its targets.
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { failed } from '../../../computer/filesystem/errno.ts';
import { readContent } from '../../../computer/filesystem/content.ts';
import { absolute } from '../../../computer/filesystem/path.ts';
import { bytePipe } from '../../../kernel/pipe.ts';
import type { Task } from '../../../kernel/task.ts';
import { writeTar } from '../../../oci/tar-write.ts';
import { localContext } from '../../build/local-context.ts';
import type { BuildMessage, Display } from '../../build/messages.ts';
import { PlainDisplay } from '../../build/plain.ts';
import { TerminalDisplay } from '../../build/tty.ts';
import type { Client } from '../../client.ts';
import { isFailure, type Failure } from '../../failure.ts';
import { pairs, type Project } from '../model/project.ts';
import { isMapping, section, type Mapping } from '../model/tree.ts';
import { composeVersion } from '../version.ts';
import { mappingsOf, textOf, textsOf } from './fields.ts';
import { imageId, imageOf } from './images.ts';
import type { Progress } from './progress.ts';

/** How services are built. */
export interface BuildOptions {
  readonly noCache: boolean;
  readonly pull: boolean;
  /** `--build-arg`s. */
  readonly args: readonly string[];
  readonly quiet: boolean;
  /** Says what was built even when quiet, as part of what another command does. */
  readonly announced?: boolean;
}

/** Builds services; `--quiet` shows nothing but what goes wrong. */
export function* buildServices(
  client: Client,
  project: Project,
  names: readonly string[],
  options: BuildOptions,
  progress: Progress,
): Task<Failure | undefined> {
  if (names.length === 0) return undefined;
  if (client.api.intercept) {
    for (const name of names) {
      const image = imageOf(project, name, project.services.get(name) ?? {});
      const id = bytesToHex(sha256(new TextEncoder().encode(image))).slice(0, 40);
      yield* progress.event(name, 'done', `==> writing image dryRun-${id}`, '==>');
      yield* progress.event(name, 'done', `==> naming to ${image}`, '==>');
      yield* progress.event(name, 'done', 'Built');
    }
    return undefined;
  }
  const display = new BakeDisplay(client, options.quiet, names.length > 1);
  yield* display.begin(definitionSize(project, names));
  for (const name of names) {
    const failure = yield* buildService(client, project, name, options, display);
    if (failure) {
      yield* display.end();
      const { error, excerpt } = failure;
      for (const line of `${excerpt}${error}`.split('\n'))
        yield* client.stderr.print(excerpt === '' ? '' : `${line}\n\n`);
      return { error: excerpt === '' ? (error.startsWith('failed to solve') ? `${error}\n` : error) : '' };
    }
  }
  yield* display.end();
  if (!options.quiet || options.announced)
    for (const name of names)
      yield* progress.event(imageOf(project, name, project.services.get(name) ?? {}), 'done', 'Built');
  return undefined;
}

/** Services of a project that are built, those named or all. */
export const buildable = (project: Project): string[] =>
  [...project.services].filter(([, fields]) => isMapping(fields['build'])).map(([name]) => name);

/** Bytes of the definition that Compose hands to bake. */
const definitionSize = (project: Project, names: readonly string[]): number =>
  JSON.stringify({
    group: { default: { targets: names } },
    target: Object.fromEntries(names.map((name) => [name, section(project.services.get(name) ?? {}, 'build')])),
  }).length +
  150 * names.length;

function* buildService(
  client: Client,
  project: Project,
  service: string,
  options: BuildOptions,
  display: BakeDisplay,
): Task<(Failure & { readonly excerpt: string }) | undefined> {
  const fields = project.services.get(service) ?? {};
  const build = section(fields, 'build');
  const context = textOf(build, 'context');
  const inline = textOf(build, 'dockerfile_inline');
  const dockerfile = textOf(build, 'dockerfile');
  const file = dockerfile === '' || dockerfile === 'Dockerfile' ? '' : absolute(dockerfile, context);
  const local = yield* localContext(client, context, file);
  if (isFailure(local)) return { ...local, excerpt: '' };
  const args = Object.fromEntries(
    [
      ...pairs(build['args']),
      ...options.args.map((text): [string, string | null] => splitArgument(text, client)),
    ].flatMap(([name, value]) => (value === null ? [] : [[name, value]])),
  ) as Record<string, string>;
  const labels = {
    ...Object.fromEntries(pairs(build['labels']).map(([name, value]) => [name, value ?? ''])),
    'com.docker.compose.project': project.name,
    'com.docker.compose.service': service,
    'com.docker.compose.version': composeVersion,
  };
  const upload = bytePipe();
  upload.offer(writeTar(local.entries));
  upload.close();
  const text = inline === '' ? local.text : inline;
  const answer = yield* client.api.send('POST', '/build', {
    query: {
      version: 2,
      dockerfile: local.dockerfile,
      t: JSON.stringify([imageOf(project, service, fields), ...textsOf(build, 'tags')]),
      buildargs: Object.keys(args).length > 0 ? JSON.stringify(args) : '',
      labels: JSON.stringify(labels),
      target: textOf(build, 'target'),
      nocache: options.noCache || build['no_cache'] === true,
      pull: options.pull || build['pull'] === true,
      networkmode: textOf(build, 'network') || 'default',
      platform: textsOf(build, 'platforms').join(','),
      outputs: 'image',
      remote: local.remote,
    },
    body: { secrets: secretsOf(client, project, build), ...(text === undefined ? {} : { dockerfile: text }) },
    headers: { 'content-type': 'application/x-tar' },
    upload,
  });
  if (isFailure(answer)) return { ...answer, excerpt: '' };
  display.target(service);
  let failure: (Failure & { readonly excerpt: string }) | undefined;
  for (;;) {
    const message = answer.stream && ((yield* answer.stream.read()) as BuildMessage | undefined);
    if (message === undefined) break;
    if (message.error !== undefined) failure = { error: message.error, excerpt: message.excerpt ?? '' };
    yield* display.next(message);
  }
  if (!failure) yield* display.provenance();
  return failure;
}

const splitArgument = (text: string, { process }: Client): [string, string | null] => {
  const at = text.indexOf('=');
  return at < 0 ? [text, process.env.get(text) ?? null] : [text.slice(0, at), text.slice(at + 1)];
};

/** Texts of build secrets by id. */
function secretsOf({ process }: Client, project: Project, build: Mapping): Record<string, string> {
  const secrets: Record<string, string> = {};
  for (const reference of mappingsOf(build, 'secrets')) {
    const source = textOf(reference, 'source');
    const definition = section(section(project.model, 'secrets'), source);
    const id = textOf(reference, 'target') || source;
    const variable = textOf(definition, 'environment');
    const value =
      variable === ''
        ? readText(process.files.readFile(textOf(definition, 'file')))
        : project.environment.get(variable);
    if (value !== undefined) secrets[id] = value;
  }
  return secrets;
}

type Read = ReturnType<Client['process']['files']['readFile']>;
const readText = (content: Read): string | undefined =>
  failed(content) ? undefined : new TextDecoder().decode(readContent(content));

/** Numbers of steps are given anew, so that those of several builds do not meet. */
const perTarget = 10_000;

/** One display for several builds: steps carry the name of their service, what they share is shown once. */
class BakeDisplay {
  readonly #client: Client;
  readonly #display: Display | undefined;
  readonly #several: boolean;
  readonly #shared = new Set<string>();
  readonly #hidden = new Set<number>();
  #service = '';
  #offset = 0;

  constructor(client: Client, quiet: boolean, several: boolean) {
    const { stdout, process } = client;
    this.#client = client;
    this.#several = several;
    this.#display = quiet
      ? undefined
      : stdout.terminal
        ? new TerminalDisplay(stdout.columns, () => process.machine.kernel.clock)
        : new PlainDisplay();
  }

  *begin(bytes: number): Task {
    if (this.#client.stdout.terminal) yield* this.#print(this.#display?.begin() ?? '');
    const at = this.#client.process.machine.kernel.clock;
    const vertex = { id: -1, name: '[internal] load local bake definitions', started: at };
    yield* this.#show({ vertex });
    yield* this.#show({ status: { vertex: -1, text: `reading from stdin ${bytes}B`, done: true, ms: 0 } });
    yield* this.#show({ vertex: { ...vertex, completed: at } });
  }

  target(service: string): void {
    this.#service = service;
    this.#offset += perTarget;
  }

  *next(message: BuildMessage): Task {
    const { vertex, status, log } = message;
    if (vertex) {
      const shared = /load metadata for|\] FROM /.test(vertex.name) ? vertex.name.replace(/^\[[^\]]*\] /, '') : '';
      const key = `${this.#offset}/${vertex.id}`;
      if (shared !== '' && this.#several) {
        if (this.#shared.has(shared) && !this.#shared.has(key)) this.#hidden.add(this.#offset + vertex.id);
        this.#shared.add(shared).add(key);
      }
      yield* this.#show({ vertex: { ...vertex, id: vertex.id + this.#offset, name: this.#named(vertex.name) } });
    } else if (status) yield* this.#show({ status: { ...status, vertex: status.vertex + this.#offset } });
    else if (log) yield* this.#show({ log: { ...log, vertex: log.vertex + this.#offset } });
    else if (message.warning) yield* this.#show(message);
  }

  *provenance(): Task {
    const at = this.#client.process.machine.kernel.clock;
    const id = this.#offset + perTarget - 1;
    const name = this.#named('resolving provenance for metadata file');
    yield* this.#show({ vertex: { id, name, started: at } });
    yield* this.#show({ vertex: { id, name, started: at, completed: at } });
  }

  *end(): Task {
    yield* this.#print(this.#display?.end() ?? '');
  }

  #named(name: string): string {
    if (!this.#several) return name;
    return name.startsWith('[') ? `[${this.#service} ${name.slice(1)}` : `[${this.#service}] ${name}`;
  }

  *#show(message: BuildMessage): Task {
    const id = message.vertex?.id ?? message.status?.vertex ?? message.log?.vertex;
    if (id !== undefined && this.#hidden.has(id)) return;
    yield* this.#print(this.#display?.next(message) ?? '');
  }

  *#print(text: string): Task {
    // Bake does not say which builder it uses.
    yield* this.#client.stdout.print(text.replaceAll('docker:default', '              '));
  }
}

/** Builds those whose image the engine does not have, or all that can be built. */
export function* buildMissing(
  client: Client,
  project: Project,
  force: boolean,
  options: BuildOptions,
  progress: Progress,
): Task<Failure | undefined> {
  const names: string[] = [];
  for (const name of buildable(project)) {
    const fields = project.services.get(name) ?? {};
    const found =
      force || textOf(fields, 'pull_policy') === 'build'
        ? undefined
        : yield* imageId(client, imageOf(project, name, fields));
    if (isFailure(found)) return found;
    if (found === undefined) names.push(name);
  }
  return yield* buildServices(client, project, names, options, progress);
}
