// Lists of manifests that are being made, kept as files: `~/.docker/manifests/<list>/<image>`, one file an entry.
import type { Process } from '../../computer/contract.ts';
import { failed } from '../../computer/filesystem/errno.ts';
import { joinPath } from '../../computer/filesystem/path.ts';
import { formatReference, type Reference } from '../../oci/reference.ts';
import type { ConfigFile } from '../config.ts';
import type { Failure } from '../failure.ts';
import type { ImageManifest } from './image-manifest.ts';

/** The lists of a configuration directory. */
export class ManifestStore {
  readonly #process: Process;
  readonly #config: ConfigFile;
  readonly #directory: string;

  constructor(process: Process, config: ConfigFile) {
    this.#process = process;
    this.#config = config;
    this.#directory = joinPath(config.directory, 'manifests');
  }

  /** The entries of a list by their names' order; a failure when there is no such list. */
  list(list: Reference): readonly ImageManifest[] | Failure {
    const folder = this.#folder(list);
    const names = this.#process.files.readdir(folder);
    if (failed(names)) return noSuch(list);
    return [...names].sort().flatMap((name) => this.#read(`${folder}/${name}`) ?? []);
  }

  /** One entry; a failure when the list, or the entry in it, is not there. */
  get(list: Reference, image: Reference): ImageManifest | Failure {
    return this.#read(this.#file(list, image)) ?? noSuch(image);
  }

  /** Writes an entry; the list comes to be with its first one. */
  save(list: Reference, image: Reference, manifest: ImageManifest): Failure | undefined {
    for (const folder of [this.#config.directory, this.#directory, this.#folder(list)])
      if (!this.#process.files.exists(folder)) this.#process.files.mkdir(folder, 0o755);
    const path = this.#file(list, image);
    const problem = this.#process.files.writeFile(path, JSON.stringify(manifest), 0o644);
    return problem && { error: `open ${path}: no such file or directory` };
  }

  /** Removes a list; a failure when there is none. */
  remove(list: Reference): Failure | undefined {
    const { files } = this.#process;
    const folder = this.#folder(list);
    const names = files.readdir(folder);
    if (failed(names)) return noSuch(list);
    for (const name of names) files.unlink(`${folder}/${name}`);
    files.rmdir(folder);
    return undefined;
  }

  #folder(list: Reference): string {
    return joinPath(this.#directory, fileName(list));
  }

  #file(list: Reference, image: Reference): string {
    return `${this.#folder(list)}/${fileName(image)}`;
  }

  #read(path: string): ImageManifest | undefined {
    const text = this.#process.files.readText(path);
    if (failed(text)) return undefined;
    try {
      return JSON.parse(text) as ImageManifest;
    } catch {
      return undefined;
    }
  }
}

const fileName = (reference: Reference): string => formatReference(reference).replaceAll(':', '-').replaceAll('/', '_');

const noSuch = (reference: Reference): Failure => ({ error: `No such manifest: ${formatReference(reference)}` });
