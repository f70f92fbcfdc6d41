// A file as text, or in one sentence why the editor does not show it.
import { decodeText } from '../../sim/computer/programs/text.ts';
import { failed, strerror } from '../../sim/computer/filesystem/errno.ts';
import type { FileSystem } from '../../sim/computer/filesystem/file-system.ts';

/** Bytes of the largest file that is opened, and taken from outside. */
export const largestFile = 1024 ** 2;

export type TextFile = { readonly text: string } | { readonly problem: string };

/** What was read last of a path, so that looking again at bytes that are the same costs nothing. */
export class TextReader {
  #bytes: Uint8Array | undefined;
  #result: TextFile = { problem: '' };

  read(files: FileSystem, path: string): TextFile {
    const stat = files.stat(path);
    if (failed(stat)) return { problem: stat.errno === 'ENOENT' ? 'This file is gone.' : `${strerror(stat.errno)}.` };
    if (stat.kind === 'directory') return { problem: 'This is a folder.' };
    if (stat.size > largestFile) return { problem: 'This file is larger than 1 MiB: too large for the editor.' };
    const bytes = files.readFile(path);
    if (failed(bytes)) return { problem: `${strerror(bytes.errno)}.` };
    if (bytes !== this.#bytes) {
      this.#bytes = bytes;
      const text = decodeText(bytes);
      this.#result = isText(text) ? { text } : { problem: 'This file is not text.' };
    }
    return this.#result;
  }
}

/** Whether it is text and nothing else: bytes that are no UTF-8 come as lone surrogates. */
export const isText = (text: string): boolean => !/[\0\p{Surrogate}]/u.test(text);
