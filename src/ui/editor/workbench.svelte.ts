// The learner's files as the page works on them: which are open, what is made, renamed, deleted and brought back.
import { untrack } from 'svelte';
import type { Extension } from '@codemirror/state';
import { failed, strerror, type Errno } from '../../sim/computer/filesystem/errno.ts';
import type { FileSystem } from '../../sim/computer/filesystem/file-system.ts';
import type { EditorRecord } from '../../sim/computer/records.ts';
import type { FileChange } from '../../sim/kernel/log.ts';
import type { Laboratory } from '../session/laboratory.svelte.ts';
import { editorSetup } from './editor-setup.ts';
import { fileRows, type FileRow } from './file-rows.ts';
import { grammarOf } from './languages.ts';
import { OpenFile } from './open-file.svelte.ts';
import { pastFiles } from './past-files.ts';
import { base64, snapshotOf } from './snapshot.ts';
import type { Source } from './source.ts';
import { largestFile, TextReader } from './text-file.ts';

/** Where the tree begins. */
export const home = '/home/learner';

/** Something that was deleted, and how it comes back. */
export interface Deleted {
  readonly name: string;
  readonly changes: readonly FileChange[];
}

export class Workbench {
  readonly #laboratory: Laboratory;
  readonly #extensions: Extension;
  readonly #generation: number;
  #open = $state.raw<readonly OpenFile[]>([]);
  #current = $state('');
  #folders = $state.raw<readonly string[]>([]);
  #selected = $state(home);
  #deleted = $state.raw<Deleted>();
  #trouble = $state('');

  constructor(laboratory: Laboratory) {
    this.#laboratory = laboratory;
    this.#generation = laboratory.generation;
    this.#extensions = editorSetup({
      edited: () => this.current?.edited(),
      path: () => this.current?.source.path ?? '',
      files: () => this.files,
      images: () => this.#images(),
      save: () => void this.current?.save(),
    });
    if (laboratory.playback.view.all('editor').length === 0) this.#openFirst();
  }

  /** Whether it belongs to a world that has been replaced. */
  get stale(): boolean {
    return this.#generation !== this.#laboratory.generation;
  }

  get open(): readonly OpenFile[] {
    return this.#open;
  }

  get current(): OpenFile | undefined {
    return this.#open.find(({ source }) => source.key === this.#current);
  }

  /** The path that the tree points at. */
  get selected(): string {
    return this.#selected;
  }

  set selected(path: string) {
    this.#selected = path;
  }

  /** What was deleted last, while it can be brought back. */
  get deleted(): Deleted | undefined {
    return this.#deleted;
  }

  /** What went wrong with a file, in one sentence; empty for nothing. */
  get trouble(): string {
    return this.#trouble;
  }

  set trouble(text: string) {
    this.#trouble = text;
  }

  /** The files at the playhead, as the learner may read them. */
  get files(): FileSystem {
    // Whoever shows them follows the disk: not every frame.
    return untrack(() => {
      const { playback, files } = this.#laboratory;
      return playback.live ? files : pastFiles(playback.view, files);
    });
  }

  get rows(): readonly FileRow[] {
    return fileRows(this.files, home, this.#folders);
  }

  isFolder(path: string): boolean {
    const stat = this.files.stat(path);
    return !failed(stat) && stat.kind === 'directory';
  }

  toggle(path: string, open = !this.#folders.includes(path)): void {
    const others = this.#folders.filter((folder) => folder !== path);
    this.#folders = open ? [...others, path] : others;
  }

  /** Shows a file; opens it if it is not open yet. A folder is unfolded. */
  show(path: string): void {
    for (let at = path; at.startsWith(`${home}/`); at = at.slice(0, at.lastIndexOf('/')))
      if (at !== path || this.isFolder(path)) this.toggle(at, true);
    this.#selected = path;
    if (this.isFolder(path)) return;
    if (!this.#open.some(({ source }) => source.key === path)) this.#add(this.#diskSource(path));
    this.choose(path);
  }

  choose(key: string): void {
    void this.current?.save();
    this.#current = key;
    const path = this.current?.source.path ?? '';
    if (path.startsWith(`${home}/`) && !this.current?.source.program) this.#selected = path;
  }

  /** Closes a file after what is in it has been written. A program that waits gets its terminal back. */
  async close(key: string): Promise<void> {
    const file = this.#open.find(({ source }) => source.key === key);
    if (!file) return;
    await file.save();
    if (file.problem !== '' || file.conflict) {
      this.#trouble = `${file.name} is not written. ${file.problem}`.trim();
      if (!file.source.program) return;
    }
    if (file.source.program) this.#laboratory.useEditor({ action: 'close', editor: key });
    this.#forget(key);
  }

  /** Writes everything that is not written yet. */
  async saveAll(): Promise<void> {
    await Promise.all(this.#open.map((file) => file.save()));
  }

  /** Looks at the machine: what programs wrote, opened and closed. Returns whether a program opened something. */
  look(): boolean {
    const { playback } = this.#laboratory;
    let summoned = false;
    for (const record of playback.view.all('editor'))
      if (this.#laboratory.document(record.id) && !this.#open.some(({ source }) => source.key === record.id)) {
        this.#add(this.#programSource(record));
        this.choose(record.id);
        summoned = true;
      }
    for (const { source } of this.#open)
      if (source.program !== undefined && !this.#laboratory.document(source.key)) this.#forget(source.key);
    const { current } = this;
    current?.setReadOnly(!playback.live);
    current?.look();
    return summoned;
  }

  /** Makes an empty file or a folder, and shows it. */
  async make(kind: 'file' | 'folder', path: string): Promise<boolean> {
    if (!failed(this.files.lstat(path))) return this.#refused(`${nameOf(path)}: ${strerror('EEXIST')}`);
    const change: FileChange =
      kind === 'file' ? { action: 'write', path, text: '' } : { action: 'make-directory', path };
    if (!(await this.#change(change))) return false;
    this.show(path);
    return true;
  }

  async rename(path: string, to: string): Promise<boolean> {
    await this.saveAll();
    if (!(await this.#change({ action: 'rename', path, to }))) return false;
    const moved = this.#open.filter(({ source }) => isAt(source.key, path));
    const current = this.#current;
    for (const { source } of moved) this.#forget(source.key);
    for (const { source } of moved) this.#add(this.#diskSource(to + source.key.slice(path.length)));
    if (isAt(current, path)) this.choose(to + current.slice(path.length));
    if (this.#folders.includes(path)) this.toggle(to, true);
    this.#selected = to;
    return true;
  }

  /** Deletes a file or a folder. It can be brought back until the next one is. What is too large for that stays. */
  async remove(path: string): Promise<void> {
    await this.saveAll();
    const changes = snapshotOf(this.files, path);
    if (!changes) {
      this.#trouble = `${nameOf(path)} is too large to be brought back. In the terminal, rm -r removes it for good.`;
      return;
    }
    if (!(await this.#change({ action: 'remove', path }))) return;
    for (const { source } of this.#open) if (isAt(source.key, path)) this.#forget(source.key);
    this.#selected = path.slice(0, path.lastIndexOf('/'));
    this.#deleted = { name: nameOf(path), changes };
  }

  async restore(): Promise<void> {
    const deleted = this.#deleted;
    this.#deleted = undefined;
    for (const change of deleted?.changes ?? []) await this.#change(change);
    const [first] = deleted?.changes ?? [];
    if (first) this.#selected = first.path;
  }

  forgetDeleted(): void {
    this.#deleted = undefined;
  }

  /** Writes files from outside into a folder; `path` of each is relative to it. Existing files get the new content. */
  async take(folder: string, files: readonly { readonly path: string; readonly bytes: Uint8Array }[]): Promise<void> {
    for (const { path, bytes } of files) {
      if (bytes.length > largestFile) {
        this.#trouble = `${path} is larger than 1 MiB: too large for this machine's editor.`;
        continue;
      }
      const target = `${folder}/${path}`;
      const parents = target.split('/').slice(0, -1);
      for (let depth = folder.split('/').length + 1; depth <= parents.length; depth++) {
        const parent = parents.slice(0, depth).join('/');
        if (failed(this.files.lstat(parent))) await this.#change({ action: 'make-directory', path: parent });
      }
      await this.#change({ action: 'write', path: target, ...contentOf(bytes) });
    }
    this.toggle(folder, true);
  }

  async #change(change: FileChange): Promise<boolean> {
    this.#trouble = '';
    const refused = await this.#laboratory.changeFiles(change);
    return refused === undefined || this.#refused(`${nameOf(change.path)}: ${strerror(refused)}`);
  }

  #refused(text: string): false {
    this.#trouble = text;
    return false;
  }

  #add(source: Source): void {
    const file = new OpenFile(source, this.#extensions);
    this.#open = [...this.#open, file];
    void grammarOf(file.language).then((grammar) => file.setGrammar(grammar));
  }

  #forget(key: string): void {
    const index = this.#open.findIndex(({ source }) => source.key === key);
    this.#open = this.#open.filter(({ source }) => source.key !== key);
    if (this.#current === key) this.#current = this.#open[Math.max(0, index - 1)]?.source.key ?? '';
  }

  #diskSource(path: string): Source {
    const reader = new TextReader();
    return {
      key: path,
      path,
      read: () => reader.read(this.files, path),
      write: async (text) => sentence(await this.#laboratory.changeFiles({ action: 'write', path, text })),
    };
  }

  #programSource({ id, path, program, container, line }: EditorRecord): Source {
    const laboratory = this.#laboratory;
    return {
      key: id,
      path,
      program,
      container,
      line,
      read: () => {
        const text = laboratory.document(id)?.text;
        return text === undefined ? { problem: 'The program has ended.' } : { text };
      },
      write: async (text) => {
        const problem = await laboratory.saveDocument(id, text);
        if (problem === undefined) return undefined;
        return problem === strerror('EACCES') ? `${problem}. Open it with: sudo ${program} ${path}` : `${problem}.`;
      },
    };
  }

  /** What a learner most likely wants to see: the first Dockerfile or compose file, if there is one. */
  #openFirst(): void {
    const wanted = fileRows(this.files, home, []).find(
      ({ kind, name }) => kind === 'file' && /^(Dockerfile|(docker-)?compose\.ya?ml)$/.test(name),
    );
    if (wanted) this.show(wanted.path);
  }

  #images(): string[] {
    const names = this.#laboratory.playback.view.all('image').flatMap(({ tags }) => [...tags]);
    return names.filter((name, index) => names.indexOf(name) === index);
  }
}

const nameOf = (path: string): string => path.split('/').at(-1) ?? path;

const isAt = (path: string, above: string): boolean => path === above || path.startsWith(`${above}/`);

const sentence = (errno: Errno | undefined): string | undefined => errno && `${strerror(errno)}.`;

/** Bytes as an input: text where they are text. */
function contentOf(bytes: Uint8Array): { text: string } | { text: string; encoding: 'base64' } {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch {
    return { text: base64(bytes), encoding: 'base64' };
  }
}
