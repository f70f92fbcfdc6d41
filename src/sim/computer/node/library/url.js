// url: URLs as the web understands them, and Node.js's older parser.
const { codeError, argumentType } = require('internal/errors');
const { Buffer } = require('buffer');
const custom = Symbol.for('nodejs.util.inspect.custom');

const ports = { 'http:': '80', 'https:': '443', 'ws:': '80', 'wss:': '443', 'ftp:': '21' };
const isSpecial = (protocol) => protocol in ports || protocol === 'file:';

function percent(text, unsafe) {
  let result = '';
  for (const letter of text) {
    const code = letter.codePointAt(0);
    if (code > 0x7e || code < 0x21 || unsafe.includes(letter))
      for (const byte of Buffer.from(letter)) result += '%' + byte.toString(16).toUpperCase().padStart(2, '0');
    else result += letter;
  }
  return result;
}

const unsafePath = ' "#<>?`{}';
const unsafeQuery = ' "#<>\'';
const unsafeHash = ' "<>`';
const unsafeUser = ' "#<>?`{}/:;=@[\\]^|';

function wrong(input, base) {
  const error = codeError(TypeError, 'ERR_INVALID_URL', 'Invalid URL');
  error.input = String(input);
  if (base !== undefined) error.base = String(base);
  return error;
}

function resolvePath(path) {
  const out = [];
  const parts = path.split('/').slice(1);
  parts.forEach((part, index) => {
    const last = index === parts.length - 1;
    const plain = part.replace(/%2e/gi, '.');
    if (plain === '..') {
      out.pop();
      if (last) out.push('');
    } else if (plain === '.') {
      if (last) out.push('');
    } else out.push(part);
  });
  return '/' + out.join('/');
}

function hostOf(text, special, input) {
  if (text.startsWith('[')) return text.toLowerCase();
  if (!special) return percent(text, ' "#<>?`{}');
  let host;
  try {
    host = decodeURIComponent(text).toLowerCase();
  } catch {
    throw wrong(input);
  }
  if (/[\s#%/:<>?@[\\\]^|]/.test(host)) throw wrong(input);
  if (/^\d+(\.\d+)*\.?$/.test(host)) {
    const parts = host.replace(/\.$/, '').split('.').map(Number);
    if (parts.length > 4 || parts.slice(0, -1).some((part) => part > 255)) throw wrong(input);
    const last = parts.pop();
    const bytes = [...parts];
    for (let shift = (3 - parts.length) * 8; shift >= 0; shift -= 8) bytes.push((last >>> shift) & 255);
    return bytes.join('.');
  }
  return host;
}

function parseUrl(input, base) {
  const text = String(input)
    .trim()
    .replace(/[\t\n\r]/g, '');
  const match = /^([a-zA-Z][a-zA-Z0-9+.-]*):(.*)$/s.exec(text);
  const from = base === undefined ? undefined : base instanceof URL ? base.parts : parseUrl(base);
  if (
    !match ||
    (from &&
      isSpecial(`${match[1].toLowerCase()}:`) &&
      !/^[\\/]/.test(match[2]) &&
      from.protocol === `${match[1].toLowerCase()}:`)
  ) {
    if (!from) throw wrong(input, base);
    return relative(match ? match[2] : text, from, input);
  }
  const protocol = `${match[1].toLowerCase()}:`;
  return absolute(protocol, match[2], input);
}

function split(rest) {
  const hashAt = rest.indexOf('#');
  const hash = hashAt < 0 ? '' : rest.slice(hashAt);
  const body = hashAt < 0 ? rest : rest.slice(0, hashAt);
  const queryAt = body.indexOf('?');
  return {
    path: queryAt < 0 ? body : body.slice(0, queryAt),
    search: queryAt < 0 ? '' : percent(body.slice(queryAt), unsafeQuery),
    hash:
      percent(hash === '#' ? '' : hash.slice(0, 1) + hash.slice(1), '').length > 1
        ? '#' + percent(hash.slice(1), unsafeHash)
        : '',
  };
}

const empty = { username: '', password: '', hostname: '', port: '' };

function absolute(protocol, rest, input) {
  const special = isSpecial(protocol);
  const { path, search, hash } = split(special ? rest.replace(/^[^?#]*/, (one) => one.replaceAll('\\', '/')) : rest);
  const tail = { search: search === '?' ? '' : search, hash };
  if (!special && !path.startsWith('//'))
    return {
      ...empty,
      protocol,
      ...tail,
      pathname: path.startsWith('/') ? percent(resolvePath(path), unsafePath) : path,
    };
  const trimmed = special && protocol !== 'file:' ? path.replace(/^\/*/, '') : path.replace(/^\/\//, '');
  const slash = trimmed.indexOf('/');
  const authority = slash < 0 ? trimmed : trimmed.slice(0, slash);
  const pathname = slash < 0 ? (special ? '/' : '') : percent(resolvePath(trimmed.slice(slash)), unsafePath);
  if (protocol === 'file:')
    return {
      ...empty,
      protocol,
      hostname: authority === 'localhost' ? '' : authority,
      ...tail,
      pathname: pathname || '/',
    };
  const at = authority.lastIndexOf('@');
  const [username = '', ...password] = at < 0 ? [] : authority.slice(0, at).split(':');
  const place = /^(\[[^\]]*\]|[^:]*)(?::(\d*))?$/.exec(authority.slice(at + 1));
  if (!place || (special && place[1] === '') || Number(place[2] ?? 0) > 65535) throw wrong(input);
  const number = place[2] ? String(Number(place[2])) : '';
  return {
    protocol,
    username: percent(username, unsafeUser),
    password: percent(password.join(':'), unsafeUser),
    hostname: hostOf(place[1], special, input),
    port: ports[protocol] === number ? '' : number,
    pathname,
    ...tail,
  };
}

function relative(rest, from, input) {
  const special = isSpecial(from.protocol);
  const text = special ? rest.replace(/^[^?#]*/, (one) => one.replaceAll('\\', '/')) : rest;
  if (text.startsWith('//')) return absolute(from.protocol, text, input);
  const { path, search, hash } = split(text);
  if (path === '')
    return {
      ...from,
      search: search === '' && !text.startsWith('?') ? from.search : search === '?' ? '' : search,
      hash,
    };
  const whole = path.startsWith('/') ? path : from.pathname.replace(/[^/]*$/, '') + path;
  return {
    ...from,
    pathname: percent(resolvePath(whole.startsWith('/') ? whole : '/' + whole), unsafePath),
    search: search === '?' ? '' : search,
    hash,
  };
}

const encode = (text) =>
  encodeURIComponent(text)
    .replace(/[!'()~]/g, (letter) => '%' + letter.charCodeAt(0).toString(16).toUpperCase())
    .replaceAll('%20', '+');
const decode = (text) => {
  const plain = text.replaceAll('+', ' ');
  try {
    return decodeURIComponent(plain);
  } catch {
    return Buffer.from(
      plain.replace(/%([0-9a-fA-F]{2})/g, (_, digits) => String.fromCharCode(parseInt(digits, 16))),
      'latin1',
    ).toString();
  }
};

class URLSearchParams {
  #list = [];
  #url;
  constructor(init) {
    if (init === undefined || init === null) return;
    if (typeof init === 'string') this.#read(init);
    else if (typeof init[Symbol.iterator] === 'function') {
      for (const pair of init) {
        const [name, value, ...rest] = [...pair];
        if (value === undefined || rest.length > 0)
          throw codeError(TypeError, 'ERR_INVALID_TUPLE', 'Each query pair must be an iterable [name, value] tuple');
        this.#list.push([String(name), String(value)]);
      }
    } else
      for (const key of Reflect.ownKeys(init)) if (typeof key === 'string') this.#list.push([key, String(init[key])]);
  }
  static of(url) {
    const made = new URLSearchParams(url.search);
    made.#url = url;
    return made;
  }
  #read(text) {
    for (const part of text.replace(/^\?/, '').split('&')) {
      if (part === '') continue;
      const at = part.indexOf('=');
      this.#list.push(at < 0 ? [decode(part), ''] : [decode(part.slice(0, at)), decode(part.slice(at + 1))]);
    }
  }
  reread(text) {
    this.#list = [];
    this.#read(text);
  }
  #changed() {
    if (!this.#url) return;
    const text = this.toString();
    this.#url.parts.search = text === '' ? '' : `?${text}`;
  }
  get size() {
    return this.#list.length;
  }
  append(name, value) {
    this.#list.push([String(name), String(value)]);
    this.#changed();
  }
  delete(name, value) {
    this.#list = this.#list.filter(
      ([one, other]) => one !== String(name) || (value !== undefined && other !== String(value)),
    );
    this.#changed();
  }
  get(name) {
    return this.#list.find(([one]) => one === String(name))?.[1] ?? null;
  }
  getAll(name) {
    return this.#list.filter(([one]) => one === String(name)).map(([, value]) => value);
  }
  has(name, value) {
    return this.#list.some(([one, other]) => one === String(name) && (value === undefined || other === String(value)));
  }
  set(name, value) {
    const first = this.#list.find(([one]) => one === String(name));
    if (!first) return this.append(name, value);
    first[1] = String(value);
    this.#list = this.#list.filter((pair) => pair === first || pair[0] !== String(name));
    this.#changed();
  }
  sort() {
    this.#list.sort(([one], [two]) => (one < two ? -1 : one > two ? 1 : 0));
    this.#changed();
  }
  forEach(callback, self) {
    for (const [name, value] of this.#list) callback.call(self, value, name, this);
  }
  *entries() {
    for (const [name, value] of this.#list) yield [name, value];
  }
  *keys() {
    for (const [name] of this.#list) yield name;
  }
  *values() {
    for (const [, value] of this.#list) yield value;
  }
  [Symbol.iterator]() {
    return this.entries();
  }
  toString() {
    return this.#list.map(([name, value]) => `${encode(name)}=${encode(value)}`).join('&');
  }
  [custom](depth, options, inspect) {
    if (this.#list.length === 0) return 'URLSearchParams {}';
    return `URLSearchParams { ${this.#list.map(([name, value]) => `${inspect(name, options)} => ${inspect(value, options)}`).join(', ')} }`;
  }
  get [Symbol.toStringTag]() {
    return 'URLSearchParams';
  }
}

class URL {
  #params;
  constructor(input, base) {
    if (arguments.length === 0) throw codeError(TypeError, 'ERR_MISSING_ARGS', 'The "url" argument must be specified');
    Object.defineProperty(this, 'parts', { value: { ...parseUrl(input, base) }, writable: true, enumerable: false });
  }
  static canParse(input, base) {
    try {
      parseUrl(input, base);
      return true;
    } catch {
      return false;
    }
  }
  get href() {
    const { protocol, username, password, pathname, search, hash } = this.parts;
    const user = username === '' && password === '' ? '' : `${username}${password === '' ? '' : `:${password}`}@`;
    const slashes = this.host !== '' || protocol === 'file:' ? '//' : '';
    return `${protocol}${slashes}${user}${this.host}${pathname}${search}${hash}`;
  }
  set href(value) {
    this.parts = { ...parseUrl(value) };
    this.#params?.reread(this.parts.search);
  }
  get origin() {
    return this.parts.protocol in ports ? `${this.parts.protocol}//${this.host}` : 'null';
  }
  get protocol() {
    return this.parts.protocol;
  }
  set protocol(value) {
    const next = `${String(value).replace(/:.*$/s, '').toLowerCase()}:`;
    if (isSpecial(next) !== isSpecial(this.parts.protocol)) return;
    this.parts.protocol = next;
    if (ports[next] === this.parts.port) this.parts.port = '';
  }
  get username() {
    return this.parts.username;
  }
  set username(value) {
    this.parts.username = percent(String(value), unsafeUser);
  }
  get password() {
    return this.parts.password;
  }
  set password(value) {
    this.parts.password = percent(String(value), unsafeUser);
  }
  get host() {
    return this.parts.hostname + (this.parts.port === '' ? '' : `:${this.parts.port}`);
  }
  set host(value) {
    const [, name, port] = /^(\[[^\]]*\]|[^:/?#]*)(?::(\d+))?/.exec(String(value));
    if (name !== '') this.hostname = name;
    if (port !== undefined) this.port = port;
  }
  get hostname() {
    return this.parts.hostname;
  }
  set hostname(value) {
    this.parts.hostname = hostOf(String(value), isSpecial(this.parts.protocol), value);
  }
  get port() {
    return this.parts.port;
  }
  set port(value) {
    const number = /^\d+/.exec(String(value))?.[0] ?? '';
    if (Number(number) > 65535) return;
    this.parts.port = ports[this.parts.protocol] === number ? '' : number === '' ? '' : String(Number(number));
  }
  get pathname() {
    return this.parts.pathname;
  }
  set pathname(value) {
    const path = String(value);
    this.parts.pathname = percent(resolvePath(path.startsWith('/') ? path : `/${path}`), unsafePath);
  }
  get search() {
    return this.parts.search;
  }
  set search(value) {
    const text = String(value).replace(/^\?/, '');
    this.parts.search = text === '' ? '' : `?${percent(text, unsafeQuery)}`;
    this.#params?.reread(text);
  }
  get searchParams() {
    return (this.#params ??= URLSearchParams.of(this));
  }
  get hash() {
    return this.parts.hash;
  }
  set hash(value) {
    const text = String(value).replace(/^#/, '');
    this.parts.hash = text === '' ? '' : `#${percent(text, unsafeHash)}`;
  }
  toString() {
    return this.href;
  }
  toJSON() {
    return this.href;
  }
  [custom](depth, options, inspect) {
    if (typeof depth === 'number' && depth < 0) return this.href;
    const shown = {};
    for (const name of [
      'href',
      'origin',
      'protocol',
      'username',
      'password',
      'host',
      'hostname',
      'port',
      'pathname',
      'search',
      'searchParams',
      'hash',
    ])
      shown[name] = this[name];
    return `URL ${inspect(shown, options)}`;
  }
  get [Symbol.toStringTag]() {
    return 'URL';
  }
}
for (const name of [
  'href',
  'origin',
  'protocol',
  'username',
  'password',
  'host',
  'hostname',
  'port',
  'pathname',
  'search',
  'searchParams',
  'hash',
])
  Object.defineProperty(URL.prototype, name, { enumerable: true });

function Url() {
  for (const name of [
    'protocol',
    'slashes',
    'auth',
    'host',
    'port',
    'hostname',
    'hash',
    'search',
    'query',
    'pathname',
    'path',
    'href',
  ])
    this[name] = null;
}

/** The older parser, for what programs still ask of it. */
function parse(text, parseQuery = false, slashesDenoteHost = false) {
  if (text instanceof Url) return text;
  if (typeof text !== 'string') throw argumentType('url', 'of type string', text);
  const result = new Url();
  const match = /^(?:([a-zA-Z][a-zA-Z0-9+.-]*:))?(\/\/)?(.*)$/s.exec(text.trim());
  let rest = text.trim();
  if (match[1]) {
    result.protocol = match[1].toLowerCase();
    rest = rest.slice(match[1].length);
  }
  if (match[2] && (match[1] || slashesDenoteHost)) {
    result.slashes = true;
    const end = rest.slice(2).search(/[/?#]/);
    let authority = end < 0 ? rest.slice(2) : rest.slice(2, 2 + end);
    rest = end < 0 ? '' : rest.slice(2 + end);
    const at = authority.lastIndexOf('@');
    if (at >= 0) {
      result.auth = decodeURIComponent(authority.slice(0, at));
      authority = authority.slice(at + 1);
    }
    const place = /^(.*?)(?::(\d+))?$/.exec(authority);
    result.hostname = place[1].toLowerCase();
    result.port = place[2] ?? null;
    result.host = result.hostname + (result.port ? `:${result.port}` : '');
  }
  const hashAt = rest.indexOf('#');
  if (hashAt >= 0) {
    result.hash = rest.slice(hashAt);
    rest = rest.slice(0, hashAt);
  }
  const queryAt = rest.indexOf('?');
  if (queryAt >= 0) {
    result.search = rest.slice(queryAt);
    result.query = rest.slice(queryAt + 1);
    rest = rest.slice(0, queryAt);
  } else if (parseQuery) result.search = '';
  if (parseQuery) result.query = require('querystring').parse(result.query ?? '');
  result.pathname = rest !== '' ? rest : result.slashes ? '/' : null;
  if (result.pathname !== null || result.search) result.path = (result.pathname ?? '') + (result.search ?? '');
  result.href = format(result);
  return result;
}

function format(url, options = {}) {
  if (typeof url === 'string') return parse(url).href;
  if (url instanceof URL) {
    const copy = new URL(url);
    if (options.fragment === false) copy.hash = '';
    if (options.search === false) copy.search = '';
    if (options.auth === false) copy.username = copy.password = '';
    return copy.href;
  }
  const protocol = url.protocol ? (url.protocol.endsWith(':') ? url.protocol : `${url.protocol}:`) : '';
  const auth = url.auth ? `${encodeURIComponent(url.auth).replace('%3A', ':')}@` : '';
  const host = url.host ?? (url.hostname ? url.hostname + (url.port ? `:${url.port}` : '') : '');
  const slashes = url.slashes || (host !== '' && isSpecial(protocol || 'http:')) ? '//' : '';
  const query =
    url.search ?? (url.query && typeof url.query === 'object' ? `?${require('querystring').stringify(url.query)}` : '');
  const search = query && !query.startsWith('?') ? `?${query}` : query === '?' ? '' : (query ?? '');
  const pathname = url.pathname ?? '';
  return `${protocol}${slashes}${auth}${host}${host !== '' && pathname !== '' && !pathname.startsWith('/') ? '/' : ''}${pathname}${search}${url.hash ?? ''}`;
}

const resolve = (from, to) => {
  const base = new URL(from, 'resolve://');
  const made = new URL(to, base);
  return made.protocol === 'resolve:' ? made.pathname + made.search + made.hash : made.href;
};

function fileURLToPath(url) {
  const made = typeof url === 'string' ? new URL(url) : url;
  if (made?.protocol !== 'file:')
    throw codeError(TypeError, 'ERR_INVALID_URL_SCHEME', 'The URL must be of scheme file');
  return decodeURIComponent(made.pathname);
}

function pathToFileURL(path) {
  const made = new URL('file:///');
  made.pathname = require('path')
    .resolve(path)
    .replaceAll('%', '%25')
    .replaceAll('\\', '%5C')
    .replaceAll('\n', '%0A')
    .replaceAll('?', '%3F')
    .replaceAll('#', '%23');
  return made;
}

module.exports = {
  Url,
  parse,
  resolve,
  format,
  URL,
  URLSearchParams,
  domainToASCII: (text) => text.toLowerCase(),
  domainToUnicode: (text) => text,
  pathToFileURL,
  fileURLToPath,
  urlToHttpOptions: (url) => ({
    protocol: url.protocol,
    hostname: url.hostname.replace(/^\[|\]$/g, ''),
    hash: url.hash,
    search: url.search,
    pathname: url.pathname,
    path: `${url.pathname}${url.search}`,
    href: url.href,
    ...(url.port === '' ? {} : { port: Number(url.port) }),
    ...(url.username === '' && url.password === ''
      ? {}
      : { auth: `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}` }),
  }),
};
