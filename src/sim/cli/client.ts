// What a command of the client works with: its process, the daemon, the configuration, the streams.
import type { Descriptor, Process, Terminal } from '../computer/contract.ts';
import type { Task } from '../kernel/task.ts';
import type { Connection } from './api/connection.ts';
import type { ConfigFile } from './config.ts';
import type { Output } from './output.ts';

/** One running `docker` command. */
export interface Client {
  readonly process: Process;
  readonly api: Connection;
  readonly config: ConfigFile;
  /** Name of the context in use. */
  readonly context: string;
  readonly stdout: Output;
  readonly stderr: Output;
}

/** Standard input, and the terminal behind it when it is one. */
export function stdin(client: Client): { descriptor: Descriptor | undefined; terminal: Terminal | undefined } {
  const descriptor = client.process.descriptors.get(0);
  return { descriptor, terminal: descriptor?.terminal };
}

/** Prints an error text and exits with a code. */
export function* fail(client: Client, text: string, code = 1): Task<number> {
  yield* client.stderr.line(text);
  return code;
}

/** `docker: text`, a blank line and where to find help: how run, create and some others report. */
export function* failWithHelp(client: Client, command: string, text: string, code = 125): Task<number> {
  return yield* fail(client, `docker: ${text}\n\nRun 'docker ${command} --help' for more information`, code);
}

/** All of standard input as bytes. */
export function* readStdin(client: Client): Task<Uint8Array> {
  const { descriptor } = stdin(client);
  const chunks: Uint8Array[] = [];
  for (;;) {
    const chunk = descriptor && (yield* descriptor.read());
    if (!chunk) break;
    chunks.push(chunk);
  }
  const all = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}
