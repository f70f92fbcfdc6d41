// fetch and what belongs to it.
const http = require('http');
const { Buffer } = require('buffer');
const { DOMException } = require('internal/abort');
const custom = Symbol.for('nodejs.util.inspect.custom');

class Headers {
  #map = new Map();
  constructor(init) {
    if (init instanceof Headers || Array.isArray(init) || init instanceof Map)
      for (const [name, value] of init) this.append(name, value);
    else for (const [name, value] of Object.entries(init ?? {})) this.append(name, value);
  }
  append(name, value) {
    const key = String(name).toLowerCase();
    this.#map.set(key, this.#map.has(key) ? `${this.#map.get(key)}, ${value}` : String(value).trim());
  }
  set(name, value) {
    this.#map.set(String(name).toLowerCase(), String(value).trim());
  }
  get(name) {
    return this.#map.get(String(name).toLowerCase()) ?? null;
  }
  has(name) {
    return this.#map.has(String(name).toLowerCase());
  }
  delete(name) {
    this.#map.delete(String(name).toLowerCase());
  }
  getSetCookie() {
    return this.has('set-cookie') ? this.get('set-cookie').split(', ') : [];
  }
  forEach(callback, self) {
    for (const [name, value] of this) callback.call(self, value, name, this);
  }
  *entries() {
    yield* [...this.#map].sort(([one], [two]) => (one < two ? -1 : 1));
  }
  *keys() {
    for (const [name] of this.entries()) yield name;
  }
  *values() {
    for (const [, value] of this.entries()) yield value;
  }
  [Symbol.iterator]() {
    return this.entries();
  }
  [custom](depth, options, inspect) {
    return `Headers ${inspect(Object.fromEntries(this.#map), options)}`;
  }
}

class Blob {
  #bytes;
  constructor(parts = [], { type = '' } = {}) {
    this.#bytes = Buffer.concat(
      parts.map((part) =>
        part instanceof Blob
          ? part.#bytes
          : typeof part === 'string'
            ? Buffer.from(part)
            : Buffer.from(part.buffer ?? part),
      ),
    );
    this.type = type;
  }
  get size() {
    return this.#bytes.length;
  }
  async text() {
    return this.#bytes.toString();
  }
  async arrayBuffer() {
    return this.#bytes.buffer.slice(this.#bytes.byteOffset, this.#bytes.byteOffset + this.#bytes.length);
  }
  slice(from, to, type) {
    return new Blob([this.#bytes.subarray(from, to)], { type });
  }
}

class FormData {
  #list = [];
  append(name, value) {
    this.#list.push([String(name), value instanceof Blob ? value : String(value)]);
  }
  set(name, value) {
    this.delete(name);
    this.append(name, value);
  }
  get(name) {
    return this.#list.find(([one]) => one === name)?.[1] ?? null;
  }
  getAll(name) {
    return this.#list.filter(([one]) => one === name).map(([, value]) => value);
  }
  has(name) {
    return this.#list.some(([one]) => one === name);
  }
  delete(name) {
    this.#list = this.#list.filter(([one]) => one !== name);
  }
  *entries() {
    yield* this.#list;
  }
  [Symbol.iterator]() {
    return this.entries();
  }
}

/** A body as bytes, with the type that it has by itself. */
async function bodyOf(body) {
  if (body === undefined || body === null) return {};
  if (typeof body === 'string') return { bytes: Buffer.from(body), type: 'text/plain;charset=UTF-8' };
  if (body instanceof URLSearchParams)
    return { bytes: Buffer.from(String(body)), type: 'application/x-www-form-urlencoded;charset=UTF-8' };
  if (body instanceof Blob) return { bytes: Buffer.from(await body.arrayBuffer()), type: body.type || undefined };
  if (body instanceof ArrayBuffer) return { bytes: Buffer.from(body) };
  if (ArrayBuffer.isView(body)) return { bytes: Buffer.from(body.buffer, body.byteOffset, body.byteLength) };
  if (body instanceof FormData) {
    const boundary = `----formdata-undici-0${String(Math.random()).slice(2, 13)}`;
    const parts = [];
    for (const [name, value] of body) {
      const isBlob = value instanceof Blob;
      parts.push(
        Buffer.from(
          `--${boundary}\r\nContent-Disposition: form-data; name="${name}"${isBlob ? '; filename="blob"' : ''}\r\n${isBlob ? `Content-Type: ${value.type || 'application/octet-stream'}\r\n` : ''}\r\n`,
        ),
      );
      parts.push(isBlob ? Buffer.from(await value.arrayBuffer()) : Buffer.from(value), Buffer.from('\r\n'));
    }
    return {
      bytes: Buffer.concat([...parts, Buffer.from(`--${boundary}--`)]),
      type: `multipart/form-data; boundary=${boundary}`,
    };
  }
  if (typeof body[Symbol.asyncIterator] === 'function') {
    const parts = [];
    for await (const part of body) parts.push(typeof part === 'string' ? Buffer.from(part) : part);
    return { bytes: Buffer.concat(parts) };
  }
  return { bytes: Buffer.from(String(body)), type: 'text/plain;charset=UTF-8' };
}

class Body {
  #read;
  #used = false;
  constructor(read) {
    this.#read = read;
  }
  get bodyUsed() {
    return this.#used;
  }
  async #bytes() {
    if (this.#used) throw new TypeError('Body is unusable: Body has already been read');
    this.#used = true;
    return (await this.#read()) ?? Buffer.alloc(0);
  }
  async text() {
    return (await this.#bytes()).toString().replace(/^\ufeff/, '');
  }
  async json() {
    return JSON.parse(await this.text());
  }
  async arrayBuffer() {
    const bytes = await this.#bytes();
    return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length);
  }
  async blob() {
    return new Blob([await this.#bytes()], { type: this.headers.get('content-type') ?? '' });
  }
  async formData() {
    const data = new FormData();
    for (const [name, value] of new URLSearchParams(await this.text())) data.append(name, value);
    return data;
  }
  get body() {
    const self = this;
    return {
      async *[Symbol.asyncIterator]() {
        yield new Uint8Array(await self.arrayBuffer());
      },
      getReader() {
        let done = false;
        return {
          async read() {
            if (done) return { value: undefined, done: true };
            done = true;
            return { value: new Uint8Array(await self.arrayBuffer()), done: false };
          },
          releaseLock() {},
          async cancel() {},
        };
      },
    };
  }
}

class Response extends Body {
  constructor(body, { status = 200, statusText = '', headers, url = '', redirected = false, read } = {}) {
    super(read ?? (async () => (await bodyOf(body)).bytes));
    this.status = status;
    this.statusText = statusText;
    this.headers = new Headers(headers);
    this.url = url;
    this.redirected = redirected;
    this.type = url === '' ? 'default' : 'basic';
    if (typeof body === 'string' && !this.headers.has('content-type'))
      this.headers.set('content-type', 'text/plain;charset=UTF-8');
  }
  get ok() {
    return this.status >= 200 && this.status < 300;
  }
  clone() {
    throw new Error('not simulated: Response.clone');
  }
  static json(value, init = {}) {
    return new Response(JSON.stringify(value), {
      ...init,
      headers: { 'content-type': 'application/json', ...init.headers },
    });
  }
  static error() {
    return new Response(null, { status: 0 });
  }
  static redirect(url, status = 302) {
    return new Response(null, { status, headers: { location: String(url) } });
  }
}

class Request extends Body {
  constructor(input, init = {}) {
    const from = input instanceof Request ? input : undefined;
    super(async () => (await bodyOf(init.body ?? from?.init.body)).bytes);
    this.url = new URL(from ? from.url : input).href;
    this.method = (init.method ?? from?.method ?? 'GET').toUpperCase();
    this.headers = new Headers(init.headers ?? from?.headers);
    this.signal = init.signal ?? from?.signal ?? new AbortController().signal;
    this.redirect = init.redirect ?? 'follow';
    Object.defineProperty(this, 'init', { value: { ...from?.init, ...init }, enumerable: false });
  }
}

const failed = (cause) => {
  const error = new TypeError('fetch failed', { cause });
  return error;
};

async function fetch(input, init = {}) {
  const request = input instanceof Request ? input : undefined;
  let url;
  try {
    url = new URL(request ? request.url : input);
  } catch (error) {
    throw new TypeError(`Failed to parse URL from ${input}`, { cause: error });
  }
  const settings = { ...request?.init, ...init };
  const headers = new Headers(init.headers ?? request?.headers);
  const { bytes, type } = await bodyOf(settings.body);
  if (type !== undefined && !headers.has('content-type')) headers.set('content-type', type);
  let method = (settings.method ?? 'GET').toUpperCase();
  if (bytes !== undefined && (method === 'GET' || method === 'HEAD'))
    throw new TypeError('Request with GET/HEAD method cannot have body.');
  const { signal } = settings;
  let body = bytes;
  for (let hops = 0; ; hops++) {
    if (url.protocol === 'https:') throw failed(new Error('not simulated: https: the simulated network has no TLS'));
    if (url.protocol !== 'http:') throw failed(new Error(`unknown scheme`));
    if (signal?.aborted) throw signal.reason;
    const response = await exchange(url, method, headers, body, signal);
    const location = response.headers.location;
    if (
      ![301, 302, 303, 307, 308].includes(response.statusCode) ||
      location === undefined ||
      settings.redirect === 'manual'
    ) {
      return new Response(null, {
        status: response.statusCode,
        statusText: response.statusMessage,
        headers: pairs(response.rawHeaders),
        url: url.href,
        redirected: hops > 0,
        read: () => readAll(response, signal),
      });
    }
    response.resume();
    if (settings.redirect === 'error') throw failed(new Error('unexpected redirect'));
    if (hops === 20) throw failed(new Error('redirect count exceeded'));
    url = new URL(location, url);
    if (response.statusCode === 303 || (response.statusCode < 303 && method === 'POST')) {
      method = 'GET';
      body = undefined;
      for (const name of ['content-type', 'content-length']) headers.delete(name);
    }
  }
}

const pairs = (raw) => Array.from({ length: raw.length / 2 }, (_, index) => [raw[index * 2], raw[index * 2 + 1]]);

function exchange(url, method, headers, body, signal) {
  return new Promise((resolve, reject) => {
    const sent = { host: url.host, connection: 'keep-alive', ...Object.fromEntries(headers) };
    for (const [name, value] of Object.entries({
      accept: '*/*',
      'accept-language': '*',
      'sec-fetch-mode': 'cors',
      'user-agent': 'node',
      'accept-encoding': 'identity',
    }))
      sent[name] ??= value;
    if (body !== undefined) sent['content-length'] = body.length;
    else if (method === 'POST' || method === 'PUT' || method === 'PATCH') sent['content-length'] = 0;
    const request = http.request(url, { method, headers: sent }, resolve);
    request.on('error', (error) => reject(signal?.aborted ? signal.reason : failed(error)));
    signal?.addEventListener('abort', () => {
      request.destroy();
      reject(signal.reason ?? new DOMException('This operation was aborted', 'AbortError'));
    });
    request.end(body);
  });
}

function readAll(response, signal) {
  return new Promise((resolve, reject) => {
    const parts = [];
    response.on('data', (part) => parts.push(part));
    response.on('end', () => resolve(Buffer.concat(parts)));
    response.on('error', () => reject(signal?.aborted ? signal.reason : new TypeError('terminated')));
    signal?.addEventListener('abort', () => reject(signal.reason));
  });
}

module.exports = { fetch, Headers, Request, Response, FormData, Blob };
