// One member of a layer's tar archive: the value that the writer and the reader share.

/** What a member of an archive is. */
export type TarEntryType = 'file' | 'directory' | 'symlink' | 'hardlink' | 'character' | 'block' | 'fifo';

/**
 * One member of an archive. A `file` has `content`, or a `declaredSize` and no bytes (a large file of a catalogue
 * image), or neither and is empty. `symlink` and `hardlink` have a `linkTarget`, `character` and `block` a `device`.
 */
export interface TarEntry {
  /** Relative to the root, `/` between names, none at either end; `''` is the root itself. */
  readonly path: string;
  readonly type: TarEntryType;
  /** Permission bits with set-uid, set-gid and sticky: 0 to 0o7777. */
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  /** Time of last change in milliseconds since 1970. */
  readonly mtime: number;
  readonly linkTarget?: string;
  readonly content?: Uint8Array;
  /** Size in bytes of a file whose bytes are not kept. */
  readonly declaredSize?: number;
  /** Name of the simulated program that runs when this file is executed. */
  readonly program?: string;
  readonly device?: { readonly major: number; readonly minor: number };
}

/** The size of an entry in bytes as `ls -l` shows a file's: that of its content or its declared size. */
export function entrySize(entry: TarEntry): number {
  return entry.content?.length ?? entry.declaredSize ?? 0;
}
