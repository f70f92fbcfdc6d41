// Contexts: named daemons, kept below `~/.docker/contexts/meta/<sha256 of the name>/meta.json`.
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { Process } from '../computer/contract.ts';
import { failed } from '../computer/filesystem/errno.ts';
import { joinPath } from '../computer/filesystem/path.ts';

import { defaultHost } from './api/host.ts';
import type { ConfigFile } from './config.ts';
import type { Failure } from './failure.ts';
import { tlsNames, type TlsFiles } from './tls-files.ts';
import { quote } from './format/quote.ts';
import { jsonProblem } from './json-problem.ts';

/** One context as its file says. */
export interface Context {
  readonly Name: string;
  readonly Metadata: { readonly Description?: string };
  readonly Endpoints: { readonly docker: { readonly Host: string; readonly SkipTLSVerify: boolean } };
}

/** The context that stands for DOCKER_HOST and the usual socket; it has no file. */
export const defaultContext = 'default';

/** The contexts of a configuration directory. */
export class ContextStore {
  readonly #process: Process;
  readonly #directory: string;

  constructor(process: Process, config: ConfigFile) {
    this.#process = process;
    this.#directory = joinPath(config.directory, 'contexts');
  }

  /** Where the file of a context is. */
  metaPath(name: string): string {
    return `${this.#folder(name)}/meta.json`;
  }

  /** Where its certificates are. */
  tlsPath(name: string): string {
    return joinPath(this.#directory, `tls/${hash(name)}`);
  }

  /** Its folder, below which its file is. */
  #folder(name: string): string {
    return joinPath(this.#directory, `meta/${hash(name)}`);
  }

  /** A context by name; the default one always exists. */
  get(name: string): Context | Failure {
    if (name === defaultContext) {
      const Host = this.#process.env.get('DOCKER_HOST') ?? defaultHost;
      return { Name: name, Metadata: {}, Endpoints: { docker: { Host, SkipTLSVerify: false } } };
    }
    const path = this.metaPath(name);
    const text = this.#process.files.readText(path);
    if (failed(text))
      return { error: `context ${quote(name)}: context not found: open ${path}: no such file or directory` };
    return parseContext(text) ?? { error: `context ${quote(name)}: unable to read ${path}: ${jsonProblem(text)}` };
  }

  /** All contexts by name, the default one included. */
  list(): Context[] {
    const folders = this.#process.files.readdir(joinPath(this.#directory, 'meta'));
    const stored = (failed(folders) ? [] : folders).flatMap((folder) => {
      const text = this.#process.files.readText(joinPath(this.#directory, `meta/${folder}/meta.json`));
      return failed(text) ? [] : (parseContext(text) ?? []);
    });
    const standard = this.get(defaultContext) as Context;
    return [standard, ...stored].sort((a, b) => (a.Name < b.Name ? -1 : a.Name > b.Name ? 1 : 0));
  }

  /** Writes a context. */
  put(context: Context): void {
    const { files } = this.#process;
    const folder = this.#folder(context.Name);
    this.#makeFolders(folder, 0o755);
    files.writeFile(`${folder}/meta.json`, JSON.stringify(context), 0o644);
  }

  /** The certificates of a context. */
  tlsFiles(name: string): TlsFiles {
    const read = (file: string): string | undefined => {
      const text = this.#process.files.readText(`${this.tlsPath(name)}/docker/${file}.pem`);
      return failed(text) ? undefined : text;
    };
    return { ca: read('ca'), cert: read('cert'), key: read('key') };
  }

  /** Writes the certificates of a context in place of those that it had. */
  putTlsFiles(name: string, texts: TlsFiles): void {
    this.#removeTls(name);
    if (tlsNames.every((file) => texts[file] === undefined)) return;
    const folder = `${this.tlsPath(name)}/docker`;
    this.#makeFolders(folder, 0o700);
    for (const file of tlsNames) {
      const text = texts[file];
      if (text !== undefined) this.#process.files.writeFile(`${folder}/${file}.pem`, text, 0o600);
    }
  }

  #removeTls(name: string): void {
    const { files } = this.#process;
    const folder = this.tlsPath(name);
    for (const file of tlsNames) files.unlink(`${folder}/docker/${file}.pem`);
    files.rmdir(`${folder}/docker`);
    files.rmdir(folder);
  }

  #makeFolders(folder: string, mode: number): void {
    const { files } = this.#process;
    let path = '';
    for (const part of folder.split('/').slice(1)) {
      path += `/${part}`;
      if (!files.exists(path)) files.mkdir(path, mode);
    }
  }

  /** Removes a context; false when there is none. */
  remove(name: string): boolean {
    const { files } = this.#process;
    if (files.unlink(this.metaPath(name))) return false;
    files.rmdir(this.#folder(name));
    this.#removeTls(name);
    return true;
  }
}

const hash = (name: string): string => bytesToHex(sha256(new TextEncoder().encode(name)));

/** Reads the text of a context's file; undefined when it is no context. */
export function parseContext(text: string): Context | undefined {
  try {
    const { Name, Metadata, Endpoints } = JSON.parse(text) as Partial<Context>;
    const host: unknown = Endpoints?.docker.Host;
    if (typeof Name !== 'string' || typeof host !== 'string' || !Endpoints) return undefined;
    return { Name, Metadata: Metadata ?? {}, Endpoints };
  } catch {
    return undefined;
  }
}
