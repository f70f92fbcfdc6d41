// Loads a configuration with all that it includes, checked as nginx checks it: the first mistake is reported.
import { failed, strerror } from '../../../filesystem/errno.ts';
import type { FileSystem } from '../../../filesystem/file-system.ts';
import { dirname } from '../../../filesystem/path.ts';
import { ruleOf, type Context } from './directives.ts';
import { Tokens } from './tokens.ts';

/** A directive with its arguments and, if it is a block, what it holds. */
export interface Directive {
  readonly name: string;
  readonly args: readonly string[];
  readonly block: readonly Directive[] | undefined;
  readonly file: string;
  readonly line: number;
}

/** What is wrong with a configuration; `message` as nginx prints it after `[emerg]`. */
export interface ConfigError {
  readonly message: string;
}

/** Tells an error from a result. */
export const isConfigError = (result: unknown): result is ConfigError =>
  typeof result === 'object' && result !== null && 'message' in result;

/** Numbers of the errors that opening a file can give. */
const errnoNumbers: Readonly<Record<string, number>> = {
  EPERM: 1, ENOENT: 2, EACCES: 13, ENOTDIR: 20, EISDIR: 21, ENOSPC: 28, EROFS: 30, ELOOP: 40,
}; // prettier-ignore

/** An error as nginx tells it: `(2: No such file or directory)`. */
export const errnoText = (errno: Parameters<typeof strerror>[0]): string => {
  const name = typeof errno === 'string' ? errno : errno.errno;
  return `(${errnoNumbers[name] ?? 5}: ${strerror(name)})`;
};

/** A file that was read, for `nginx -T`. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

export interface Loaded {
  readonly directives: readonly Directive[];
  readonly sources: readonly SourceFile[];
}

/** Loads `path`; `extra` are the directives of `-g`, which come first. */
export function loadConfig(files: FileSystem, path: string, extra: string): Loaded | ConfigError {
  const loader = new Loader(files, dirname(path));
  const first = loader.block(new Tokens(extra), 'command line', 'main', false);
  if (isConfigError(first)) return first;
  const rest = loader.file(path, 'main');
  return isConfigError(rest) ? rest : { directives: [...first, ...rest], sources: loader.sources };
}

class Loader {
  readonly sources: SourceFile[] = [];
  readonly #files: FileSystem;
  readonly #prefix: string;

  constructor(files: FileSystem, prefix: string) {
    this.#files = files;
    this.#prefix = prefix;
  }

  file(path: string, context: Context | 'free', from = ''): readonly Directive[] | ConfigError {
    const text = this.#files.readText(path);
    if (failed(text)) return { message: `open() "${path}" failed ${errnoText(text)}${from}` };
    this.sources.push({ path, text });
    return this.block(new Tokens(text), path, context, false);
  }

  block(tokens: Tokens, file: string, context: Context | 'free', nested: boolean): readonly Directive[] | ConfigError {
    const directives: Directive[] = [];
    for (;;) {
      const statement = tokens.next();
      const at = file === 'command line' ? ' in command line' : ` in ${file}:${statement.line}`;
      switch (statement.kind) {
        case 'error':
          return { message: statement.message + at };
        case 'end':
          return nested ? { message: `unexpected end of file, expecting "}"${at}` } : directives;
        case 'close':
          return nested ? directives : { message: `unexpected "}"${at}` };
        default: {
          const [name = '', ...args] = statement.words;
          const place = { file, line: statement.line, at };
          const made = this.#directive(tokens, { name, args, kind: statement.kind }, context, place);
          if (isConfigError(made)) return made;
          directives.push(...made);
        }
      }
    }
  }

  #directive(
    tokens: Tokens,
    statement: { readonly name: string; readonly args: readonly string[]; readonly kind: 'simple' | 'block' },
    context: Context | 'free',
    place: { readonly file: string; readonly line: number; readonly at: string },
  ): readonly Directive[] | ConfigError {
    const { name, args, kind } = statement;
    const { file, line, at } = place;
    if (context === 'free' && !(name === 'include' && args.length === 1)) {
      if (kind === 'simple') return [{ name, args, block: undefined, file, line }];
      const block = this.block(tokens, file, 'free', true);
      return isConfigError(block) ? block : [{ name, args, block, file, line }];
    }
    const rule = context === 'free' ? ruleOf(name, 'main') : ruleOf(name, context);
    if (!rule) return { message: `unknown directive "${name}"${at}` };
    if (context !== 'free' && !rule.contexts.includes(context))
      return { message: `"${name}" directive is not allowed here${at}` };
    if (kind === 'block' && !rule.block) return { message: `directive "${name}" is not terminated by ";"${at}` };
    if (kind === 'simple' && rule.block) return { message: `directive "${name}" has no opening "{"${at}` };
    if (args.length < rule.minimum || args.length > rule.maximum)
      return { message: `invalid number of arguments in "${name}" directive${at}` };
    if (name === 'include') return this.#include(args[0] ?? '', context, at);
    if (!rule.block) return [{ name, args, block: undefined, file, line }];
    const inside = name === 'if' && context === 'server' ? 'server if' : rule.block;
    const block = this.block(tokens, file, inside, true);
    return isConfigError(block) ? block : [{ name, args, block, file, line }];
  }

  #include(pattern: string, context: Context | 'free', at: string): readonly Directive[] | ConfigError {
    const path = pattern.startsWith('/') ? pattern : `${this.#prefix}/${pattern}`;
    const directives: Directive[] = [];
    for (const file of this.#matches(path)) {
      const loaded = this.file(file, context, at);
      if (isConfigError(loaded)) return loaded;
      directives.push(...loaded);
    }
    return directives;
  }

  /** Files that a pattern with `*`, `?` and `[…]` matches, in order; the path itself when it is no pattern. */
  #matches(pattern: string): readonly string[] {
    if (!/[*?[]/.test(pattern)) return [pattern];
    let found = [''];
    for (const part of pattern.split('/').slice(1))
      found = found.flatMap((directory) => {
        if (!/[*?[]/.test(part)) return [`${directory}/${part}`];
        const names = this.#files.readdir(directory || '/');
        const expression = globExpression(part);
        if (failed(names)) return [];
        return names
          .filter((name) => expression.test(name) && (!name.startsWith('.') || part.startsWith('.')))
          .map((name) => `${directory}/${name}`);
      });
    return found.filter((path) => this.#files.exists(path)).sort();
  }
}

function globExpression(pattern: string): RegExp {
  const source = pattern
    .replace(/[.+^${}()|\\]/g, '\\$&')
    .replace(/\*/g, '[^/]*')
    .replace(/\?/g, '[^/]')
    .replace(/\[!/g, '[^');
  return new RegExp(`^${source}$`);
}
