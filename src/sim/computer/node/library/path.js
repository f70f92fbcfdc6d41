// path: POSIX paths, and those of Windows as far as separators go.
const { argumentType } = require('internal/errors');

function check(value, name) {
  if (typeof value !== 'string') throw argumentType(name, 'of type string', value);
}

function make(sep) {
  const windows = sep === '\\';
  const splitter = windows ? /[\\/]+/ : /\/+/;
  const rootOf = (path) =>
    windows ? (/^(?:[a-zA-Z]:)?[\\/]?/.exec(path)?.[0] ?? '') : path.startsWith('/') ? '/' : '';
  const isAbsolute = (path) => {
    check(path, 'path');
    return windows ? /^(?:[a-zA-Z]:)?[\\/]/.test(path) : path.startsWith('/');
  };

  function reduce(parts, absolute) {
    const result = [];
    for (const part of parts) {
      if (part === '' || part === '.') continue;
      if (part !== '..') result.push(part);
      else if (result.length > 0 && result.at(-1) !== '..') result.pop();
      else if (!absolute) result.push('..');
    }
    return result.join(sep);
  }

  function normalize(path) {
    check(path, 'path');
    if (path === '') return '.';
    const root = rootOf(path);
    const absolute = isAbsolute(path);
    const body = reduce(path.slice(root.length).split(splitter), absolute);
    const slash = (windows ? /[\\/]$/ : /\/$/).test(path) && body !== '' ? sep : '';
    const head = windows ? root.replaceAll('/', sep) : root;
    return head + body + slash || '.';
  }

  function join(...parts) {
    for (const part of parts) check(part, 'path');
    const joined = parts.filter((part) => part !== '').join(sep);
    return joined === '' ? '.' : normalize(joined);
  }

  function resolve(...parts) {
    let path = '';
    for (let index = parts.length - 1; index >= 0 && !isAbsolute(path); index--) {
      check(parts[index], `paths[${index}]`);
      if (parts[index] !== '') path = path === '' ? parts[index] : parts[index] + sep + path;
    }
    if (!isAbsolute(path)) path = path === '' ? process.cwd() : process.cwd() + sep + path;
    const root = rootOf(path);
    return root + reduce(path.slice(root.length).split(splitter), true) || sep;
  }

  function relative(from, to) {
    check(from, 'from');
    check(to, 'to');
    const one = resolve(from).split(sep).filter(Boolean);
    const two = resolve(to).split(sep).filter(Boolean);
    let same = 0;
    while (same < one.length && same < two.length && one[same] === two[same]) same++;
    return [...one.slice(same).map(() => '..'), ...two.slice(same)].join(sep);
  }

  function trimmed(path) {
    const root = rootOf(path);
    let end = path.length;
    while (end > root.length && (path[end - 1] === '/' || path[end - 1] === sep)) end--;
    return path.slice(0, end);
  }

  function cut(path) {
    const text = trimmed(path);
    return Math.max(text.lastIndexOf('/'), windows ? text.lastIndexOf('\\') : -1);
  }

  function dirname(path) {
    check(path, 'path');
    if (path === '') return '.';
    const at = cut(path);
    if (at < 0) return rootOf(path) || '.';
    return trimmed(path.slice(0, at)) || rootOf(path) || sep;
  }

  function basename(path, suffix) {
    check(path, 'path');
    const text = trimmed(path);
    const name = text.slice(Math.max(cut(path) + 1, text === '/' ? 1 : 0));
    return suffix !== undefined && name !== suffix && name.endsWith(suffix) ? name.slice(0, -suffix.length) : name;
  }

  function extname(path) {
    const name = basename(path);
    const at = name.lastIndexOf('.');
    return at <= 0 || name === '..' ? '' : name.slice(at);
  }

  function parse(path) {
    check(path, 'path');
    const root = rootOf(path);
    const base = path === root ? '' : basename(path);
    const ext = base === '' ? '' : extname(base);
    const at = cut(path);
    const dir = at < 0 ? root : trimmed(path.slice(0, at)) || root;
    return { root, dir, base, ext, name: ext === '' ? base : base.slice(0, -ext.length) };
  }

  function format(parts) {
    const dir = parts.dir || parts.root;
    const base =
      parts.base || `${parts.name ?? ''}${parts.ext ? (parts.ext.startsWith('.') ? '' : '.') + parts.ext : ''}`;
    return dir ? (dir === parts.root ? `${dir}${base}` : `${dir}${sep}${base}`) : base;
  }

  return {
    resolve,
    normalize,
    isAbsolute,
    join,
    relative,
    toNamespacedPath: (path) => path,
    dirname,
    basename,
    extname,
    format,
    parse,
    sep,
    delimiter: windows ? ';' : ':',
  };
}

const posix = make('/');
const win32 = make('\\');
module.exports = Object.assign(posix, { posix, win32 });
Object.assign(win32, { posix, win32 });
