// httpd.conf as a tree of directives: lines with words in quotes, sections in angle brackets, IfModule, IfDefine, Include.
import { failed, strerror } from '../../filesystem/errno.ts';
import type { Process } from '../../contract.ts';
import type { FileSystem } from '../../filesystem/file-system.ts';
import { globTest } from './glob.ts';

export interface Directive {
  readonly name: string;
  readonly args: readonly string[];
  readonly file: string;
  readonly line: number;
  /** Of a section. */
  readonly inside?: readonly Directive[];
}

/** Why a configuration cannot be used: the whole text, after `AH00526: ` or the program's name. */
export interface ConfigurationError {
  readonly error: string;
  /** Begins with the name of the program instead of a number. */
  readonly bare?: boolean;
}

export const isProblem = (value: object): value is ConfigurationError => 'error' in value;

interface Open {
  readonly name: string;
  readonly args: readonly string[];
  readonly line: number;
  readonly inside: Directive[];
  /** IfModule and IfDefine: what is inside belongs outside, if the condition holds. */
  readonly taken?: boolean;
}

/** Reads a configuration file. `root` is where relative paths begin, `defined` are the names of `-D`. */
export class ConfigurationReader {
  readonly #files: FileSystem;
  readonly #process: Process;
  readonly #variables = new Map<string, string>();
  /** The name that the server was started by. */
  readonly program: string;
  readonly #defined: ReadonlySet<string>;
  #root: string;
  readonly modules = new Set<string>();

  constructor(process: Process, root: string, defined: ReadonlySet<string>) {
    this.#files = process.files;
    this.#process = process;
    this.program = (process.argv[0] ?? 'httpd').replace(/^.*\//, '');
    this.#root = root;
    this.#defined = defined;
  }

  get root(): string {
    return this.#root;
  }

  absolute(path: string): string {
    return path.startsWith('/') ? path : `${this.#root}/${path}`;
  }

  read(path: string): readonly Directive[] | ConfigurationError {
    const text = this.#files.readText(path);
    if (failed(text))
      return { error: `Could not open configuration file ${path}: ${strerror(text.errno)}`, bare: true };
    const top: Directive[] = [];
    const open: Open[] = [];
    const lines = text.replace(/\\\n/g, ' ').split('\n');
    for (const [index, raw] of lines.entries()) {
      const line = index + 1;
      const words = wordsOf(raw.trim()).map((word) => this.#expand(word));
      const [first = '', ...args] = words;
      if (first === '' || first.startsWith('#')) continue;
      const where = `Syntax error on line ${line} of ${path}:`;
      const into = open.at(-1)?.inside ?? top;
      if (first.startsWith('</')) {
        const name = first.slice(2).replace(/>$/, '');
        const section = open.pop();
        if (section?.name.toLowerCase() !== name.toLowerCase())
          return { error: `${where} </${name}> without matching <${name}> section`, bare: true };
        const outer = open.at(-1)?.inside ?? top;
        if (section.taken === undefined)
          outer.push({
            name: section.name,
            args: section.args,
            file: path,
            line: section.line,
            inside: section.inside,
          });
        else if (section.taken) outer.push(...section.inside);
        continue;
      }
      if (first.startsWith('<')) {
        const section = wordsOf(raw.trim().replace(/^<|>$/g, '')).map((word) => this.#expand(word));
        const [name = '', ...given] = section;
        const taken = this.#condition(name.toLowerCase(), given[0] ?? '');
        open.push({ name, args: given, line, inside: [], ...(taken === undefined ? {} : { taken }) });
        continue;
      }
      if (open.some(({ taken }) => taken === false)) continue;
      const lower = first.toLowerCase();
      if (lower === 'serverroot') this.#root = args[0]?.replace(/\/$/, '') ?? this.#root;
      if (lower === 'define') this.#variables.set(args[0] ?? '', args[1] ?? '');
      if (lower === 'loadmodule') this.modules.add(args[0] ?? '');
      if (lower === 'include' || lower === 'includeoptional') {
        const included = this.#include(args[0] ?? '', lower === 'include');
        if (isProblem(included)) return included.bare ? { error: `${where} ${included.error}`, bare: true } : included;
        into.push(...included);
      } else into.push({ name: first, args, file: path, line });
    }
    const left = open.at(-1);
    if (left)
      return {
        error: `Syntax error on line ${left.line} of ${path}: ${path}:${left.line}: <${left.name}> was not closed.`,
        bare: true,
      };
    return top;
  }

  /** ${NAME}: what Define says, or the environment. */
  #expand(word: string): string {
    return word.replace(
      /\$\{(\w+)\}/g,
      (whole, name: string) => this.#variables.get(name) ?? this.#process.env.get(name) ?? whole,
    );
  }

  /** Whether what is inside of a conditional section counts; undefined for other sections. */
  #condition(name: string, given: string): boolean | undefined {
    const not = given.startsWith('!');
    const wanted = not ? given.slice(1) : given;
    if (name === 'ifdefine') return (this.#defined.has(wanted) || this.#variables.has(wanted)) !== not;
    if (name !== 'ifmodule') return undefined;
    const module = wanted.replace(/^mod_(.*)\.c$/, '$1_module');
    return (this.modules.has(module) || compiledIn.has(module)) !== not;
  }

  #include(pattern: string, needed: boolean): readonly Directive[] | ConfigurationError {
    const path = this.absolute(pattern);
    if (!/[*?[]/.test(path)) {
      if (!needed && !this.#files.exists(path)) return [];
      const stat = this.#files.stat(path);
      if (failed(stat) || stat.kind !== 'directory') return this.read(path);
    }
    const directory = /[*?[]/.test(path) ? path.slice(0, path.lastIndexOf('/')) : path;
    const names = this.#files.readdir(directory);
    if (failed(names))
      return needed
        ? {
            error: `Include/IncludeOptional: Could not open directory ${directory}: ${strerror(names.errno)}`,
            bare: true,
          }
        : [];
    const matches = directory === path ? (): boolean => true : globTest(path.slice(directory.length + 1));
    const found: Directive[] = [];
    for (const name of names.filter(matches)) {
      const included = this.read(`${directory}/${name}`);
      if (isProblem(included)) return included;
      found.push(...included);
    }
    return found;
  }
}

const compiledIn = new Set(['core_module', 'so_module', 'http_module', 'unixd_module', 'log_config_module']);

/** Words of a line; quotes hold one together, a backslash takes their meaning away. */
function wordsOf(line: string): string[] {
  const words: string[] = [];
  for (const [, double, single, plain] of line.matchAll(/"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|(\S+)/g))
    words.push(plain ?? (double ?? single ?? '').replace(/\\(["'\\])/g, '$1'));
  return words;
}
