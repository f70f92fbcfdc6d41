// A machine with an engine and Docker Hub, driven by messages as a client sends them. Nothing is mocked.
import { createEngine } from '../../../src/sim/engine/service.ts';
import type { Frame } from '../../../src/sim/engine/containers/outputs.ts';
import type { Progress } from '../../../src/sim/engine/images/progress.ts';
import { findBuiltProgram } from '../../../src/sim/computer/programs/index.ts';
import type { LinuxMachine } from '../../../src/sim/computer/machine.ts';
import { Kernel, microseconds } from '../../../src/sim/kernel/kernel.ts';
import { request, type Reply, type Request } from '../../../src/sim/kernel/message.ts';
import { bytePipe, type Pipe } from '../../../src/sim/kernel/pipe.ts';
import type { Task, TaskHandle } from '../../../src/sim/kernel/task.ts';
import { createLearnerMachine, machineName } from '../../../src/sim/learner-machine.ts';
import { hubSource } from '../../../src/sim/registry/catalogue/index.ts';
import { accounts } from '../../../src/sim/registry/state.ts';
import { createRegistry } from '../../../src/sim/registry/registry.ts';

const local = { latency: 0.1, bandwidth: 1e6 };
const internet = { latency: 18, bandwidth: 12_500 };
const hub = new Set(['docker.io', 'registry-1.docker.io', 'auth.docker.io']);

/** What came back: status, body, and the stream drained to its end (up to the time allowed). */
export interface Outcome {
  readonly status: number;
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string>>;
  readonly chunks: readonly unknown[];
}

/** The rest of a request. */
export type Rest = Partial<Omit<Request, 'method' | 'path'>>;

/** A world for tests of the engine. */
export class TestHost {
  readonly kernel: Kernel;
  readonly machine: LinuxMachine;

  constructor(seed = 'engine test') {
    this.kernel = new Kernel({ seed, epoch: Date.parse('2026-11-21T09:00:00Z') });
    this.machine = createLearnerMachine(this.kernel, findBuiltProgram);
    const registry = createRegistry(this.kernel, {
      host: 'docker.io',
      authentication: {
        kind: 'token',
        realm: 'https://auth.docker.io/token',
        service: 'registry.docker.io',
        accepts: accounts({ learner: 'secret' }),
      },
      source: hubSource,
    });
    this.kernel.serve('registry:docker.io', registry.service);
    const own = createRegistry(this.kernel, { host: 'localhost:5000' });
    this.kernel.serve('registry:localhost:5000', own.service);
    createEngine(this.machine, (host) => {
      if (hub.has(host)) return { endpoint: 'registry:docker.io', link: internet };
      return host === 'localhost:5000' ? { endpoint: 'registry:localhost:5000', link: local } : undefined;
    });
  }

  /** Sends a request as a task of its own; the handle can be cancelled, which is what Ctrl-C does. */
  start(method: Request['method'], path: string, rest: Rest = {}, received: unknown[] = []): TaskHandle<Outcome> {
    const [bare = '', query = ''] = path.split('?');
    const parsed = Object.fromEntries(
      query
        .split('&')
        .filter(Boolean)
        .map((pair) => {
          const [name = '', ...value] = pair.split('=');
          return [name, decodeURIComponent(value.join('='))];
        }),
    );
    const message = request(method, bare, { ...rest, query: { ...parsed, ...rest.query } });
    const { kernel } = this;
    const task = function* (): Task<Outcome> {
      const reply: Reply | { failure: string } = yield* kernel.call(`daemon:${machineName}`, message, {
        from: 'client:test',
        protocol: 'engine',
        link: local,
      });
      if ('failure' in reply) throw new Error(reply.failure);
      const { stream } = reply;
      try {
        if (stream)
          for (let chunk = yield* stream.read(); chunk !== undefined; chunk = yield* stream.read())
            received.push(chunk);
      } finally {
        stream?.closeReader();
      }
      return { status: reply.status, body: reply.body, headers: reply.headers, chunks: received };
    };
    return kernel.spawn(`${method} ${path}`, task());
  }

  /** Sends a request and lets time pass until it is answered, at most `limit` ms. */
  async call(
    method: Request['method'],
    path: string,
    body?: unknown,
    rest: Rest = {},
    limit = 120_000,
  ): Promise<Outcome> {
    const handle = this.start(method, path, { ...rest, ...(body === undefined ? {} : { body }) });
    return this.finish(handle, limit);
  }

  /** Lets time pass until a call is answered. */
  async finish(handle: TaskHandle<Outcome>, limit = 120_000): Promise<Outcome> {
    const end = microseconds(this.kernel.now + limit);
    while (!handle.finished && this.kernel.now < end) {
      const due = this.kernel.nextDue;
      if (due === undefined) break;
      this.kernel.advance(Math.max(0, Math.min(due, end) - this.kernel.now));
      if (this.kernel.blocked) await this.kernel.blocked;
    }
    let outcome: Outcome | undefined;
    handle.whenFinished((ended) => {
      if ('value' in ended) outcome = ended.value;
    });
    if (!outcome) throw new Error(`no answer to ${handle.name} within ${limit} ms`);
    return outcome;
  }

  /** Lets `ms` of virtual time pass. */
  async wait(ms: number): Promise<void> {
    const end = microseconds(this.kernel.now + ms);
    while (this.kernel.now < end) {
      this.kernel.advance(end - this.kernel.now);
      if (this.kernel.blocked) await this.kernel.blocked;
    }
  }

  /** Pulls an image; its progress in order. */
  async pull(name: string): Promise<readonly Progress[]> {
    const colon = name.lastIndexOf(':');
    const tagged = colon > name.lastIndexOf('/');
    const fromImage = tagged ? name.slice(0, colon) : name;
    const tag = tagged ? name.slice(colon + 1) : 'latest';
    return (await this.call('POST', '/images/create', undefined, { query: { fromImage, tag } })).chunks as Progress[];
  }

  /** Creates and starts a container; its id. */
  async run(name: string, body: object): Promise<string> {
    const created = await this.call('POST', `/containers/create?name=${name}`, body);
    if (created.status !== 201) throw new Error(JSON.stringify(created.body));
    const started = await this.call('POST', `/containers/${name}/start`);
    if (started.status !== 204) throw new Error(JSON.stringify(started.body));
    return (created.body as { Id: string }).Id;
  }

  /** What a container's log holds, as text. */
  async logs(name: string): Promise<string> {
    return textOf((await this.call('GET', `/containers/${name}/logs?stdout=1&stderr=1`)).chunks);
  }

  /** Runs a command inside a container: exit code and output. */
  async exec(name: string, ...cmd: string[]): Promise<{ code: number | null; text: string }> {
    const made = await this.call('POST', `/containers/${name}/exec`, {
      Cmd: cmd,
      AttachStdout: true,
      AttachStderr: true,
    });
    if (made.status !== 201) throw new Error(JSON.stringify(made.body));
    const { Id: id } = made.body as { Id: string };
    const { chunks } = await this.call('POST', `/exec/${id}/start`, {});
    const inspected = await this.call('GET', `/exec/${id}/json`);
    return { code: (inspected.body as { ExitCode: number | null }).ExitCode, text: textOf(chunks) };
  }
}

/** The `Id` of an answer that has one. */
export const idOf = ({ body }: Pick<Outcome, 'body'>): string => (body as { readonly Id: string }).Id;

/** The text of frames of both streams in order. */
export function textOf(chunks: readonly unknown[], stream?: Frame['stream']): string {
  const decoder = new TextDecoder();
  return chunks
    .map((chunk) => chunk as Frame)
    .filter((frame) => stream === undefined || frame.stream === stream)
    .map(({ data }) => decoder.decode(data))
    .join('');
}

/** A pipe that holds texts and then ends, as an upload. */
export function uploadOf(...texts: string[]): Pipe<Uint8Array> {
  const pipe = bytePipe();
  for (const text of texts) pipe.offer(new TextEncoder().encode(text));
  pipe.close();
  return pipe;
}
