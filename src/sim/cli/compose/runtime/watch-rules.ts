// The `develop.watch` rules of services: which files they look at, and what changed there since the last look.
import { failed } from '../../../computer/filesystem/errno.ts';
import type { FileSystem } from '../../../computer/filesystem/file-system.ts';
import { section, type Mapping } from '../model/tree.ts';
import type { Project } from '../model/project.ts';
import { mappingsOf, textOf, textsOf } from './fields.ts';

/** One rule. */
export interface WatchRule {
  readonly service: string;
  readonly action: string;
  readonly path: string;
  readonly target: string;
  readonly ignore: readonly string[];
  readonly include: readonly string[];
  readonly exec: Mapping;
  readonly initialSync: boolean;
}

/** A file that was written, or is gone. */
export interface Change {
  readonly rule: WatchRule;
  readonly file: string;
  readonly gone: boolean;
}

/** All rules of the project's services. */
export const watchRules = (project: Project): WatchRule[] =>
  [...project.services].flatMap(([service, fields]) =>
    mappingsOf(section(fields, 'develop'), 'watch').map((rule) => ({
      service,
      action: textOf(rule, 'action'),
      path: textOf(rule, 'path'),
      target: textOf(rule, 'target'),
      ignore: textsOf(rule, 'ignore'),
      include: textsOf(rule, 'include'),
      exec: section(rule, 'exec'),
      initialSync: rule['initial_sync'] === true,
    })),
  );

/** Remembers the files of a rule. */
export class WatchedFiles {
  readonly rule: WatchRule;
  readonly #files: FileSystem;
  #seen: ReadonlyMap<string, string>;

  constructor(files: FileSystem, rule: WatchRule) {
    this.#files = files;
    this.rule = rule;
    this.#seen = this.#look();
  }

  /** All files of the rule as changes. */
  all(): Change[] {
    return [...this.#seen.keys()].map((file) => ({ rule: this.rule, file, gone: false }));
  }

  /** What changed since the last time. */
  changes(): Change[] {
    const before = this.#seen;
    this.#seen = this.#look();
    const written = [...this.#seen].filter(([file, mark]) => before.get(file) !== mark).map(([file]) => file);
    const gone = [...before.keys()].filter((file) => !this.#seen.has(file));
    return [
      ...written.map((file) => ({ rule: this.rule, file, gone: false })),
      ...gone.map((file) => ({ rule: this.rule, file, gone: true })),
    ];
  }

  #look(): Map<string, string> {
    const found = new Map<string, string>();
    const visit = (path: string): void => {
      const stat = this.#files.stat(path);
      if (failed(stat) || this.#ignored(path)) return;
      if (stat.kind !== 'directory') {
        if (this.#included(path)) found.set(path, `${stat.ino} ${stat.mtime} ${stat.size}`);
        return;
      }
      const names = this.#files.readdir(path);
      if (!failed(names)) for (const name of names) visit(`${path === '/' ? '' : path}/${name}`);
    };
    visit(this.rule.path);
    return found;
  }

  #relative(path: string): string {
    return path.slice(this.rule.path.length).replace(/^\//, '');
  }

  #ignored(path: string): boolean {
    const relative = this.#relative(path);
    return (
      relative !== '' &&
      (/(?:^|\/)(?:\.git|\.svn)$/.test(relative) || this.rule.ignore.some((one) => matchesGlob(relative, one)))
    );
  }

  #included(path: string): boolean {
    const relative = this.#relative(path);
    return this.rule.include.length === 0 || this.rule.include.some((one) => matchesGlob(relative, one));
  }
}

/** Patterns as of .dockerignore: `*` within a name, `**` across folders; a folder stands for what is in it. */
function matchesGlob(path: string, pattern: string): boolean {
  const bare = pattern.replace(/^\.?\//, '').replace(/\/$/, '');
  const source = bare
    .split(/(\*\*\/?|\*|\?)/)
    .map((part) => {
      if (part === '**' || part === '**/') return '(?:.*/)?';
      if (part === '*') return '[^/]*';
      return part === '?' ? '[^/]' : part.replace(/[.+^${}()|[\]\\]/g, '\\$&');
    })
    .join('');
  return new RegExp(`^${source}(?:/.*)?$`).test(path);
}
