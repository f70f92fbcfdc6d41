// Settings of php.ini and of the files beside it, as ini_get sees them.
import type { FileSystem } from '../filesystem/file-system.ts';
import { failed } from '../filesystem/errno.ts';

/** What holds when no file says otherwise. */
const defaults: Readonly<Record<string, string>> = {
  allow_url_fopen: '1', allow_url_include: '0', auto_prepend_file: '', auto_append_file: '', 'date.timezone': 'UTC',
  default_charset: 'UTF-8', default_mimetype: 'text/html', default_socket_timeout: '60', disable_functions: '',
  display_errors: '1', display_startup_errors: '1', error_log: '', error_reporting: '32767', file_uploads: '1', html_errors: '1',
  implicit_flush: '0', include_path: '.:/usr/local/lib/php', log_errors: '0', max_execution_time: '30', max_input_time: '-1',
  max_input_vars: '1000', memory_limit: '128M', output_buffering: '0', post_max_size: '8M', precision: '14',
  serialize_precision: '-1', 'session.name': 'PHPSESSID', 'session.save_path': '', 'session.gc_maxlifetime': '1440',
  'session.use_strict_mode': '0', short_open_tag: '1', upload_max_filesize: '2M', upload_tmp_dir: '', variables_order: 'EGPCS',
  expose_php: '1', 'session.cookie_lifetime': '0', 'session.cookie_path': '/', 'session.save_handler': 'files',
}; // prettier-ignore

export class Ini {
  readonly #values: Map<string, string>;
  /** Files that were read: php.ini first. */
  readonly files: readonly string[];
  /** Extensions that the files name. */
  readonly extensions: readonly string[];

  private constructor(values: Map<string, string>, files: readonly string[], extensions: readonly string[]) {
    this.#values = values;
    this.files = files;
    this.extensions = extensions;
  }

  /** Reads php.ini of a folder and what is in its conf.d; `set` are those of the command line. */
  static read(files: FileSystem, folder: string, scanned: string, set: ReadonlyMap<string, string>): Ini {
    const values = new Map(Object.entries(defaults));
    const read: string[] = [];
    const extensions: string[] = [];
    const names = files.readdir(scanned);
    const paths = [
      `${folder}/php.ini`,
      ...(failed(names) ? [] : [...names].filter((name) => name.endsWith('.ini')).sort()).map(
        (name) => `${scanned}/${name}`,
      ),
    ];
    for (const path of paths) {
      const text = files.readText(path);
      if (failed(text)) continue;
      read.push(path);
      for (const line of text.split('\n')) {
        const match = /^\s*([\w.-]+)\s*=\s*(.*?)\s*$/.exec(line);
        if (!match) continue;
        const [, name = '', rest = ''] = match;
        const value = valueOf(rest);
        if (name === 'extension' || name === 'zend_extension')
          extensions.push(value.replace(/^.*\//, '').replace(/^php_|\.so$/g, ''));
        else values.set(name, value);
      }
    }
    for (const [name, value] of set) values.set(name, valueOf(value));
    return new Ini(values, read, extensions);
  }

  /** Settings that a script may change without others seeing it. */
  static copyOf(other: Ini): Ini {
    return new Ini(new Map(other.#values), other.files, other.extensions);
  }

  get(name: string): string | undefined {
    return this.#values.get(name);
  }

  set(name: string, value: string): void {
    this.#values.set(name, value);
  }

  isOn(name: string): boolean {
    return /^(?:1|on|yes|true|stdout)$/i.test(this.#values.get(name) ?? '');
  }

  entries(): [string, string][] {
    return [...this.#values].sort(([one], [two]) => (one < two ? -1 : 1));
  }
}

const levels: Readonly<Record<string, number>> = {
  E_ALL: 32767, E_ERROR: 1, E_WARNING: 2, E_PARSE: 4, E_NOTICE: 8, E_STRICT: 2048, E_DEPRECATED: 8192,
  E_USER_ERROR: 256, E_USER_WARNING: 512, E_USER_NOTICE: 1024, E_USER_DEPRECATED: 16384,
}; // prettier-ignore

function valueOf(text: string): string {
  const quoted = /^"([^"]*)"|^'([^']*)'/.exec(text);
  if (quoted) return quoted[1] ?? quoted[2] ?? '';
  const bare = text.replace(/\s*;.*$/, '').trim();
  if (/^(?:on|yes|true)$/i.test(bare)) return '1';
  if (/^(?:off|no|false|none)$/i.test(bare)) return '';
  if (!/^[~\s]*E_/.test(bare)) return bare;
  let value = 0;
  for (const [, operator = '', not = '', name = ''] of bare.matchAll(/([&|^]?)\s*(~?)\s*(E_\w+)/g)) {
    const level = levels[name] ?? 0;
    const operand = not === '~' ? ~level : level;
    value = operator === '&' ? value & operand : operator === '^' ? value ^ operand : value | operand;
  }
  return String(value);
}
