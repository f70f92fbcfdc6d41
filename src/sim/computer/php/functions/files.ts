// Files and folders by their paths.
import { failed, strerror, type Failure } from '../../filesystem/errno.ts';
import type { Stat } from '../../filesystem/file-system.ts';
import { fromBytes, fromText, toBytes } from '../bytes.ts';
import { Float, PhpArray, type Key, type Value, plainText } from '../values.ts';
import { toTexts } from '../run/convert.ts';
import type { Engine } from '../run/engine.ts';
import { fetchUrl } from './fetch.ts';
import type { Library } from './native.ts';
import { randomInt } from './math.ts';
import { requestBody, resource, standardStream, streamOf } from './streams.ts';

const statOf = (php: Engine, path: string): Stat | undefined => {
  const found = php.process.files.stat(php.path(path));
  return failed(found) ? undefined : found;
};

const quietStat =
  (name: string, pick: (stat: Stat) => Value) =>
  (php: Engine, [path]: [string]): Value => {
    const stat = statOf(php, path);
    if (stat) return pick(stat);
    php.warn(`${name}(): stat failed for ${path}`);
    return false;
  };

/** Does something; a warning when it fails. */
const attempt =
  (
    name: string,
    act: (php: Engine, args: readonly Value[]) => Failure | undefined,
    subject: (args: readonly Value[]) => string = ([path]) => plainText(path),
  ) =>
  (php: Engine, args: readonly Value[]): Value => {
    const problem = act(php, args);
    if (!problem) return true;
    const shown = subject(args);
    php.warn(`${name}(${shown}): ${strerror(problem.errno)}`);
    return false;
  };

function makeDirectory(php: Engine, [path, mode = 0o777, deep = false]: [string, number?, boolean?]): Value {
  const { files } = php.process;
  const full = php.path(path);
  if (deep) {
    let at = '';
    for (const part of full.split('/').filter((one) => one !== '')) {
      at += `/${part}`;
      if (files.exists(at)) continue;
      const problem = files.mkdir(at, mode);
      if (problem) {
        php.warn(`mkdir(): ${strerror(problem.errno)}`);
        return false;
      }
    }
    return true;
  }
  const problem = files.mkdir(full, mode);
  if (!problem) return true;
  php.warn(`mkdir(): ${strerror(problem.errno)}`);
  return false;
}

/** A file name pattern as a regular expression. */
const globPattern = (pattern: string): RegExp =>
  new RegExp(
    `^${pattern
      .replace(/[.+^$()|\\{}]/g, '\\$&')
      .replaceAll('*', '[^/]*')
      .replaceAll('?', '[^/]')
      .replace(/\[!/g, '[^')}$`,
  );

function glob(php: Engine, pattern: string, flags: number): PhpArray {
  const { files } = php.process;
  const alternatives = (flags & 1024) !== 0 ? expandBraces(pattern) : [pattern];
  const found = alternatives.flatMap((one) => {
    const parts = one.split('/');
    let paths = one.startsWith('/') ? ['/'] : [''];
    for (const part of parts.filter((each, at) => each !== '' || (at > 0 && at < parts.length - 1))) {
      paths = paths.flatMap((base) => {
        if (!/[*?[]/.test(part)) return files.exists(php.path(base + part)) ? [`${base}${part}/`] : [];
        const names = files.readdir(php.path(base === '' ? '.' : base));
        if (failed(names)) return [];
        const test = globPattern(part);
        return [...names]
          .filter((name) => !(name.startsWith('.') && !part.startsWith('.')) && test.test(name))
          .sort()
          .map((name) => `${base}${fromText(name)}/`);
      });
    }
    return paths.map((path) => path.replace(/(.)\/$/, '$1'));
  });
  const wanted =
    (flags & 8192) !== 0 || (flags & 1_073_741_824) !== 0
      ? found.filter((path) => statOf(php, path)?.kind === 'directory')
      : found;
  return PhpArray.list(wanted);
}

function expandBraces(pattern: string): string[] {
  const match = /^([^{]*)\{([^}]*)\}(.*)$/.exec(pattern);
  if (!match) return [pattern];
  const [, before = '', inside = '', after = ''] = match;
  return inside.split(',').flatMap((one) => expandBraces(before + one + after));
}

export function dirname(path: string, levels: number): string {
  let made = path;
  for (let left = levels; left > 0; left--) {
    const bare = made.replace(/\/+$/, '');
    if (bare === '') return made.startsWith('/') ? '/' : '.';
    const at = bare.lastIndexOf('/');
    made = at < 0 ? '.' : at === 0 ? '/' : bare.slice(0, at).replace(/\/+$/, '') || '/';
  }
  return made;
}

function basename(path: string, suffix: string): string {
  const name = path.replace(/\/+$/, '').replace(/^.*\//, '');
  return suffix !== '' && name !== suffix && name.endsWith(suffix) ? name.slice(0, -suffix.length) : name;
}

function pathInfo(path: string, flags: number): Value {
  const base = basename(path, '');
  const dot = base.lastIndexOf('.');
  const parts: [Key, Value, number][] = [
    ['dirname', dirname(path, 1), 1],
    ['basename', base, 2],
    ...(dot >= 0 ? ([['extension', base.slice(dot + 1), 4]] as [Key, Value, number][]) : []),
    ['filename', dot >= 0 ? base.slice(0, dot) : base, 8],
  ];
  if (flags !== 15) return parts.find(([, , flag]) => flag === flags)?.[1] ?? '';
  return PhpArray.of(
    parts
      .filter(([key]) => key !== 'dirname' || path.includes('/') || path !== '')
      .map(([key, value]) => [key, value] as const),
  );
}

function putContents(php: Engine, [path, data, flags = 0]: [string, Value, number?]): Value {
  const text = toTexts(php, data).join('');
  if (path === 'php://output') {
    php.echo(text);
    return text.length;
  }
  if (path === 'php://stderr') {
    php.errors.push(text);
    php.budget = 0;
    return text.length;
  }
  const { files } = php.process;
  const full = php.path(path);
  const problem = (flags & 8) !== 0 ? files.appendFile(full, toBytes(text)) : files.writeFile(full, toBytes(text));
  if (!problem) return text.length;
  php.warn(`file_put_contents(${path}): Failed to open stream: ${strerror(problem.errno)}`);
  return false;
}

function scan(php: Engine, path: string, order: number): Value {
  const names = php.process.files.readdir(php.path(path));
  if (failed(names)) {
    php.warn(`scandir(${path}): Failed to open directory: ${strerror(names.errno)}`);
    php.warn(`scandir(): (errno 2): ${strerror(names.errno)}`);
    return false;
  }
  const all = ['.', '..', ...[...names].filter((name) => name !== '.' && name !== '..')].map(fromText).sort();
  return PhpArray.list(order === 1 ? all.reverse() : all);
}

const path2 = (php: Engine, value: Value): string => php.path(plainText(value));

export const files: Library = {
  'file_exists(string $filename)': (php, [path]: [string]) => php.process.files.exists(php.path(path)),
  'is_file(string $filename)': (php, [path]: [string]) => statOf(php, path)?.kind === 'file',
  'is_dir(string $filename)': (php, [path]: [string]) => statOf(php, path)?.kind === 'directory',
  'is_link(string $filename)': (php, [path]: [string]) => {
    const found = php.process.files.lstat(php.path(path));
    return !failed(found) && found.kind === 'symlink';
  },
  'is_readable(string $filename)': (php, [path]: [string]) => !php.process.files.access(php.path(path), 4),
  'is_writable(string $filename)': (php, [path]: [string]) => !php.process.files.access(php.path(path), 2),
  'is_writeable(string $filename)': (php, [path]: [string]) => !php.process.files.access(php.path(path), 2),
  'is_executable(string $filename)': (php, [path]: [string]) => !php.process.files.access(php.path(path), 1),
  'filesize(string $filename)': quietStat('filesize', (stat) => stat.size),
  'filemtime(string $filename)': quietStat('filemtime', (stat) => Math.floor(stat.mtime / 1000)),
  'filectime(string $filename)': quietStat('filectime', (stat) => Math.floor(stat.mtime / 1000)),
  'fileatime(string $filename)': quietStat('fileatime', (stat) => Math.floor(stat.mtime / 1000)),
  'fileperms(string $filename)': quietStat(
    'fileperms',
    (stat) => (stat.kind === 'directory' ? 0o40000 : 0o100000) | stat.mode,
  ),
  'fileowner(string $filename)': quietStat('fileowner', (stat) => stat.uid),
  'filegroup(string $filename)': quietStat('filegroup', (stat) => stat.gid),
  'fileinode(string $filename)': quietStat('fileinode', (stat) => stat.ino),
  'filetype(string $filename)': quietStat('filetype', (stat) =>
    stat.kind === 'directory' ? 'dir' : stat.kind === 'symlink' ? 'link' : 'file',
  ),
  'stat(string $filename)': quietStat('stat', (stat) => PhpArray.of([['dev', stat.device], ['ino', stat.ino], ['mode', stat.mode], ['nlink', stat.nlink], ['uid', stat.uid], ['gid', stat.gid], ['size', stat.size], ['mtime', Math.floor(stat.mtime / 1000)]])), // prettier-ignore
  'clearstatcache(bool $clear_realpath_cache = false, string $filename = "")': () => null,
  *'file_get_contents(string $filename, bool $use_include_path = false, mixed $context = null, int $offset = 0, ?int $length = null)'(
    php,
    [path, , context = null, offset = 0, length]: [string, boolean?, Value?, number?, (number | null)?],
  ) {
    if (/^https?:\/\//.test(path)) return (yield* fetchUrl(php, 'file_get_contents', path, context)) ?? false;
    if (path === 'php://input') return requestBody(php);
    if (path === 'php://stdin') return yield* php.call('stream_get_contents', [standardStream(php, 0)]);
    const bytes = php.process.files.readFile(php.path(path));
    if (failed(bytes)) {
      if (bytes.errno === 'EISDIR')
        php.warn('file_get_contents(): Read of 8192 bytes failed with errno=21 Is a directory', 'Notice');
      else php.warn(`file_get_contents(${path}): Failed to open stream: ${strerror(bytes.errno)}`);
      return bytes.errno === 'EISDIR' ? '' : false;
    }
    return fromBytes(bytes).slice(offset, length === null || length === undefined ? undefined : offset + length);
  },
  'file_put_contents(string $filename, mixed $data, int $flags = 0, mixed $context = null)': putContents,
  'file(string $filename, int $flags = 0, mixed $context = null)': (php, [path, flags = 0]: [string, number?]) => {
    const bytes = php.process.files.readFile(php.path(path));
    if (failed(bytes)) {
      php.warn(`file(${path}): Failed to open stream: ${strerror(bytes.errno)}`);
      return false;
    }
    let lines: readonly string[] = fromBytes(bytes).match(/[^\n]*\n|[^\n]+$/g) ?? [];
    if ((flags & 2) !== 0) lines = lines.map((line) => line.replace(/\r?\n$/, ''));
    if ((flags & 4) !== 0) lines = lines.filter((line) => line !== '');
    return PhpArray.list(lines);
  },
  'readfile(string $filename, bool $use_include_path = false, mixed $context = null)': (php, [path]: [string]) => {
    const bytes = php.process.files.readFile(php.path(path));
    if (failed(bytes)) {
      php.warn(`readfile(${path}): Failed to open stream: ${strerror(bytes.errno)}`);
      return false;
    }
    php.echo(fromBytes(bytes));
    return bytes.length;
  },
  'unlink(string $filename, mixed $context = null)': attempt('unlink', (php, [path = null]) =>
    php.process.files.unlink(path2(php, path)),
  ),
  'rmdir(string $directory, mixed $context = null)': attempt('rmdir', (php, [path = null]) =>
    php.process.files.rmdir(path2(php, path)),
  ),
  'rename(string $from, string $to, mixed $context = null)': attempt(
    'rename',
    (php, [from = null, to = null]) => php.process.files.rename(path2(php, from), path2(php, to)),
    ([from, to]) => `${plainText(from)},${plainText(to)}`,
  ),
  'copy(string $from, string $to, mixed $context = null)': (php, [from, to]: [string, string]) => {
    const bytes = php.process.files.readFile(php.path(from));
    const problem = failed(bytes) ? bytes : php.process.files.writeFile(php.path(to), bytes);
    if (!problem) return true;
    php.warn(`copy(${failed(bytes) ? from : to}): Failed to open stream: ${strerror(problem.errno)}`);
    return false;
  },
  'mkdir(string $directory, int $permissions = 0777, bool $recursive = false, mixed $context = null)': makeDirectory,
  'touch(string $filename, ?int $mtime = null, ?int $atime = null)': (
    php,
    [path, mtime]: [string, (number | null)?],
  ) => {
    const full = php.path(path);
    if (!php.process.files.exists(full)) {
      const problem = php.process.files.writeFile(full, new Uint8Array(0));
      if (problem) {
        php.warn(`touch(): Unable to create file ${path} because ${strerror(problem.errno)}`);
        return false;
      }
    }
    php.process.files.utimes(
      full,
      mtime === null || mtime === undefined ? php.process.machine.kernel.clock : mtime * 1000,
    );
    return true;
  },
  'chmod(string $filename, int $permissions)': attempt(
    'chmod',
    (php, [path = null, mode = 0]) => php.process.files.chmod(path2(php, path), Number(mode)),
    () => '',
  ),
  'chown(string $filename, mixed $user)': attempt(
    'chown',
    (php, [path = null, user = 0]) => php.process.files.chown(path2(php, path), Number(user) || 0, -1),
    () => '',
  ),
  'symlink(string $target, string $link)': attempt(
    'symlink',
    (php, [target = null, link = null]) => php.process.files.symlink(plainText(target), path2(php, link)),
    () => '',
  ),
  'readlink(string $path)': (php, [path]: [string]) => {
    const found = php.process.files.readlink(php.path(path));
    return typeof found === 'string' ? fromText(found) : false;
  },
  'realpath(string $path)': (php, [path]: [string]) => {
    const found = php.process.files.realpath(php.path(path === '' ? '.' : path));
    return typeof found === 'string' && php.process.files.exists(found) ? fromText(found) : false;
  },
  'tempnam(string $directory, string $prefix)': (php, [folder, prefix]: [string, string]) => {
    const letters = Array.from({ length: 6 }, () =>
      'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'.charAt(randomInt(php, 0, 61)),
    ).join('');
    const path = `${statOf(php, folder)?.kind === 'directory' ? folder : '/tmp'}/${prefix}${letters}`;
    php.process.files.writeFile(php.path(path), new Uint8Array(0), 0o600);
    return path;
  },
  *'tmpfile()'(php) {
    return yield* php.call('fopen', ['php://memory', 'w+']);
  },
  'sys_get_temp_dir()': () => '/tmp',
  'getcwd()': (php) => fromText(php.process.cwd),
  'chdir(string $directory)': (php, [path]: [string]) => {
    const stat = statOf(php, path);
    if (stat?.kind !== 'directory') {
      php.warn(`chdir(): ${stat ? 'Not a directory (errno 20)' : 'No such file or directory (errno 2)'}`);
      return false;
    }
    const real = php.process.files.realpath(php.path(path));
    if (typeof real === 'string') php.process.cwd = real;
    return true;
  },
  'scandir(string $directory, int $sorting_order = 0, mixed $context = null)': (
    php,
    [path, order = 0]: [string, number?],
  ) => scan(php, path, order),
  'glob(string $pattern, int $flags = 0)': (php, [pattern, flags = 0]: [string, number?]) => glob(php, pattern, flags),
  'fnmatch(string $pattern, string $filename, int $flags = 0)': (_php, [pattern, name]: [string, string]) =>
    globPattern(pattern).test(name),
  'opendir(string $directory, mixed $context = null)': (php, [path]: [string]) => {
    const names = php.process.files.readdir(php.path(path));
    if (failed(names)) {
      php.warn(`opendir(${path}): Failed to open directory: ${strerror(names.errno)}`);
      return false;
    }
    const all = ['.', '..', ...[...names].filter((name) => name !== '.' && name !== '..')];
    return resource(php, {
      path,
      mode: 'r',
      data: fromText(all.join('\n')),
      at: 0,
      ended: false,
      closed: false,
      kind: 'directory',
    });
  },
  'readdir(mixed $dir_handle = null)': (_php, [value]: [Value]) => {
    const stream = streamOf(value);
    if (stream.at >= stream.data.length) return false;
    const end = stream.data.indexOf('\n', stream.at);
    const name = stream.data.slice(stream.at, end < 0 ? undefined : end);
    stream.at = end < 0 ? stream.data.length : end + 1;
    return name;
  },
  'closedir(mixed $dir_handle = null)': () => null,
  'rewinddir(mixed $dir_handle = null)': (_php, [value]: [Value]) => {
    streamOf(value).at = 0;
    return null;
  },
  'basename(string $path, string $suffix = "")': (_php, [path, suffix = '']: [string, string?]) =>
    basename(path, suffix),
  'dirname(string $path, int $levels = 1)': (_php, [path, levels = 1]: [string, number?]) =>
    path === '' ? '' : dirname(path, levels),
  'pathinfo(string $path, int $flags = 15)': (_php, [path, flags = 15]: [string, number?]) => pathInfo(path, flags),
  'disk_free_space(string $directory)': (php, [path]: [string]) => {
    const usage = php.process.files.statfs(php.path(path));
    return failed(usage) ? false : new Float(usage.size - usage.used);
  },
  'disk_total_space(string $directory)': (php, [path]: [string]) => {
    const usage = php.process.files.statfs(php.path(path));
    return failed(usage) ? false : new Float(usage.size);
  },
  'umask(?int $mask = null)': (php, [mask]: [(number | null)?]) => {
    const before = php.process.umask;
    if (typeof mask === 'number') php.process.umask = mask;
    return before;
  },
  'parse_ini_string(string $ini_string, bool $process_sections = false, int $scanner_mode = 0)': (
    _php,
    [text, sections = false]: [string, boolean?],
  ) => parseIni(text, sections),
  'parse_ini_file(string $filename, bool $process_sections = false, int $scanner_mode = 0)': (
    php,
    [path, sections = false]: [string, boolean?],
  ) => {
    const bytes = php.process.files.readFile(php.path(path));
    if (!failed(bytes)) return parseIni(fromBytes(bytes), sections);
    php.warn(`parse_ini_file(${path}): Failed to open stream: ${strerror(bytes.errno)}`);
    return false;
  },
};

function parseIni(text: string, sections: boolean): PhpArray {
  const made = new PhpArray();
  let into = made;
  for (const line of text.split(/\r?\n/)) {
    const section = /^\s*\[([^\]]*)\]/.exec(line)?.[1];
    if (section !== undefined) {
      if (sections) {
        made.set(section, new PhpArray());
        into = made.ownArray(section) ?? made;
      }
      continue;
    }
    const [, name, list, raw = ''] = /^\s*([^=;\s[]+)\s*(\[\])?\s*=\s*(.*?)\s*$/.exec(line) ?? [];
    if (name === undefined) continue;
    const quoted = /^"([^"]*)"|^'([^']*)'/.exec(raw);
    const bare = raw.replace(/\s*;.*$/, '');
    const value = quoted
      ? (quoted[1] ?? quoted[2] ?? '')
      : /^(?:on|true|yes)$/i.test(bare)
        ? '1'
        : /^(?:off|false|no|none|null)$/i.test(bare)
          ? ''
          : bare;
    if (list === undefined) into.set(name, value);
    else {
      if (!into.has(name)) into.set(name, new PhpArray());
      into.ownArray(name)?.push(value);
    }
  }
  return made;
}
