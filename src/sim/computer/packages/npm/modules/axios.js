// axios: an HTTP client.
const http = require('http');
const { version } = require('./package.json');

class AxiosError extends Error {
  constructor(message, code, config, request, response) {
    super(message);
    this.name = 'AxiosError';
    if (code) this.code = code;
    for (const [key, value] of Object.entries({ config, request, response }))
      if (value !== undefined) Object.defineProperty(this, key, { value, enumerable: false, writable: true });
    if (response) this.status = response.status;
    Object.defineProperty(this, 'isAxiosError', { value: true, enumerable: false });
  }
  toJSON() {
    return { message: this.message, name: this.name, code: this.code, status: this.status ?? null };
  }
}

class AxiosHeaders {
  constructor(values = {}) {
    for (const [name, value] of Object.entries(values)) if (value !== undefined && value !== null) this[name] = value;
  }
  get(name) {
    const key = Object.keys(this).find((one) => one.toLowerCase() === name.toLowerCase());
    return key === undefined ? undefined : this[key];
  }
  has(name) {
    return this.get(name) !== undefined;
  }
  set(name, value) {
    const key = Object.keys(this).find((one) => one.toLowerCase() === name.toLowerCase());
    this[key ?? name] = value;
    return this;
  }
  delete(name) {
    const key = Object.keys(this).find((one) => one.toLowerCase() === name.toLowerCase());
    if (key) delete this[key];
    return key !== undefined;
  }
  toJSON() {
    return { ...this };
  }
}

function urlOf({ url = '', baseURL, params }) {
  const whole =
    baseURL && !/^[a-z][a-z\d+.-]*:\/\//i.test(url)
      ? `${baseURL.replace(/\/+$/, '')}${url === '' ? '' : `/${url.replace(/^\/+/, '')}`}`
      : url;
  const made = new URL(whole);
  for (const [name, value] of params instanceof URLSearchParams ? params : Object.entries(params ?? {}))
    if (value !== undefined && value !== null)
      for (const one of [value].flat())
        made.searchParams.append(
          Array.isArray(value) ? `${name}[]` : name,
          one instanceof Date ? one.toISOString() : typeof one === 'object' ? JSON.stringify(one) : one,
        );
  return made;
}

function bodyOf(data, headers) {
  if (data === undefined || data === null) return undefined;
  if (Buffer.isBuffer(data) || typeof data === 'string') {
    if (!headers.has('content-type')) headers.set('Content-Type', 'application/x-www-form-urlencoded');
    return data;
  }
  if (data instanceof URLSearchParams) {
    headers.set('Content-Type', 'application/x-www-form-urlencoded;charset=utf-8');
    return data.toString();
  }
  if (/x-www-form-urlencoded/.test(headers.get('content-type') ?? '')) return new URLSearchParams(data).toString();
  if (!headers.has('content-type')) headers.set('Content-Type', 'application/json');
  return JSON.stringify(data);
}

const usualStatus = (status) => status >= 200 && status < 300;

function send(config, url = urlOf(config), hops = 0) {
  return new Promise((resolve, reject) => {
    if (url.protocol === 'https:')
      return reject(
        new AxiosError('not simulated: https: the simulated network has no TLS', 'ERR_NOT_SIMULATED', config),
      );
    const headers = new AxiosHeaders({ Accept: 'application/json, text/plain, */*', ...config.headers });
    const body = bodyOf(config.data, headers);
    if (body !== undefined) headers.set('Content-Length', Buffer.byteLength(body));
    if (!headers.has('user-agent')) headers.set('User-Agent', `axios/${version}`);
    if (config.auth)
      headers.set(
        'Authorization',
        `Basic ${Buffer.from(`${config.auth.username}:${config.auth.password}`).toString('base64')}`,
      );
    const method = (config.method ?? 'get').toUpperCase();
    const request = http.request(url, { method, headers: headers.toJSON() }, (message) => {
      const { location } = message.headers;
      const most = config.maxRedirects ?? 5;
      if ([301, 302, 303, 307, 308].includes(message.statusCode) && location && most > 0) {
        message.resume();
        if (hops >= most)
          return reject(
            new AxiosError('Maximum number of redirects exceeded', 'ERR_FR_TOO_MANY_REDIRECTS', config, request),
          );
        const next =
          message.statusCode === 303 || (message.statusCode < 303 && method === 'POST')
            ? { ...config, method: 'get', data: undefined }
            : config;
        return resolve(send(next, new URL(location, url), hops + 1));
      }
      const response = {
        data: undefined,
        status: message.statusCode,
        statusText: message.statusMessage,
        headers: new AxiosHeaders(message.headers),
        config,
        request,
      };
      const settle = () => {
        const valid = config.validateStatus === undefined ? usualStatus : config.validateStatus;
        if (!valid || valid(response.status)) return resolve(response);
        const code = response.status >= 500 ? 'ERR_BAD_RESPONSE' : 'ERR_BAD_REQUEST';
        return reject(
          new AxiosError(`Request failed with status code ${response.status}`, code, config, request, response),
        );
      };
      if (config.responseType === 'stream') {
        response.data = message;
        return settle();
      }
      const parts = [];
      message.on('data', (part) => parts.push(part));
      message.on('error', (error) => reject(new AxiosError(error.message, error.code, config, request)));
      message.on('end', () => {
        const bytes = Buffer.concat(parts);
        response.data = config.responseType === 'arraybuffer' ? bytes : bytes.toString().replace(/^\ufeff/, '');
        if (typeof response.data === 'string' && response.data !== '' && config.responseType !== 'text')
          try {
            response.data = JSON.parse(response.data);
          } catch (error) {
            if (config.responseType === 'json')
              return reject(new AxiosError(error.message, 'ERR_BAD_RESPONSE', config, request, response));
          }
        for (const transform of [config.transformResponse ?? []].flat())
          response.data = transform(response.data, response.headers);
        return settle();
      });
      return undefined;
    });
    request.on('error', (error) => {
      const failure = new AxiosError(error.message, error.code, config, request);
      for (const key of ['errno', 'syscall', 'address', 'port', 'hostname'])
        if (error[key] !== undefined) failure[key] = error[key];
      failure.cause = error;
      Object.defineProperty(failure, 'cause', { enumerable: false });
      reject(failure);
    });
    if (config.timeout > 0)
      request.setTimeout(config.timeout, () => {
        reject(
          new AxiosError(
            config.timeoutErrorMessage ?? `timeout of ${config.timeout}ms exceeded`,
            'ECONNABORTED',
            config,
            request,
          ),
        );
        request.destroy();
      });
    config.signal?.addEventListener('abort', () => {
      const error = new AxiosError('canceled', 'ERR_CANCELED', config, request);
      error.name = 'CanceledError';
      reject(error);
      request.destroy();
    });
    request.end(body);
    return undefined;
  });
}

class Interceptors {
  handlers = [];
  use(fulfilled, rejected) {
    return this.handlers.push({ fulfilled, rejected }) - 1;
  }
  eject(id) {
    this.handlers[id] = null;
  }
  clear() {
    this.handlers = [];
  }
}

function create(defaults = {}) {
  const interceptors = { request: new Interceptors(), response: new Interceptors() };
  const request = (first, second) => {
    const given = typeof first === 'string' ? { ...second, url: first } : first;
    const base = axios.defaults;
    const method = (given.method ?? base.method ?? 'get').toLowerCase();
    const own = base.headers ?? {};
    const shared = Object.fromEntries(Object.entries(own).filter(([, value]) => typeof value !== 'object'));
    const config = {
      ...base,
      ...given,
      method,
      headers: new AxiosHeaders({ ...own.common, ...own[method], ...shared, ...given.headers }),
      params: given.params ?? base.params,
    };
    let chain = Promise.resolve(config);
    for (const one of [...interceptors.request.handlers].reverse())
      if (one) chain = chain.then(one.fulfilled, one.rejected);
    chain = chain.then((ready) =>
      ready.adapter && typeof ready.adapter === 'function' ? ready.adapter(ready) : send(ready),
    );
    for (const one of interceptors.response.handlers) if (one) chain = chain.then(one.fulfilled, one.rejected);
    return chain;
  };
  const axios = Object.assign((...args) => request(...args), {
    request,
    interceptors,
    defaults: {
      timeout: 0,
      ...defaults,
      headers: { common: {}, get: {}, post: {}, put: {}, patch: {}, delete: {}, head: {}, ...defaults.headers },
    },
    getUri: (config) => urlOf({ ...axios.defaults, ...config }).href,
  });
  for (const method of ['get', 'delete', 'head', 'options'])
    axios[method] = (url, config) => request({ ...config, method, url });
  for (const method of ['post', 'put', 'patch']) {
    axios[method] = (url, data, config) => request({ ...config, method, url, data });
    axios[`${method}Form`] = (url, data, config) =>
      request({
        ...config,
        method,
        url,
        data,
        headers: { 'Content-Type': 'application/x-www-form-urlencoded', ...config?.headers },
      });
  }
  return axios;
}

const axios = create();
Object.assign(axios, {
  create: (defaults) => create({ ...defaults }),
  Axios: class Axios {},
  AxiosError,
  AxiosHeaders,
  VERSION: version,
  isAxiosError: (value) => typeof value === 'object' && value !== null && value.isAxiosError === true,
  isCancel: (value) => value?.code === 'ERR_CANCELED',
  all: (promises) => Promise.all(promises),
  spread: (callback) => (list) => callback(...list),
});
axios.default = axios;
module.exports = axios;
