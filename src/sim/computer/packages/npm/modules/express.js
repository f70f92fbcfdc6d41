// express: applications, routers, requests and responses.
const http = require('http');
const path = require('path');
const fs = require('fs');
const crypto = require('crypto');
const { EventEmitter } = require('events');
const { parseBody, types } = require('./lib/body.js');
const { version } = require('./package.json');

const five = version.startsWith('5');
const methods = http.METHODS.map((method) => method.toLowerCase());

// Paths

/** A path of a route as a regular expression, and the names of its parameters. */
function compile(pattern, { end, sensitive, strict }) {
  if (pattern instanceof RegExp) return { expression: pattern, names: [] };
  if (Array.isArray(pattern)) {
    const parts = pattern.map((one) => compile(one, { end, sensitive, strict }));
    return { parts };
  }
  const names = [];
  let source = '';
  for (let at = 0; at < pattern.length;) {
    const rest = pattern.slice(at);
    let match;
    if ((match = /^\/?:(\w+)(\((?:[^()]|\([^)]*\))*\))?([?*+])?/.exec(rest))) {
      const slash = match[0].startsWith('/') ? '/' : '';
      names.push(match[1]);
      const value = match[2] ?? '([^/]+?)';
      if (match[3] === '?') source += `(?:${slash}${value})?`;
      else if (match[3]) source += `${slash}(${match[3] === '*' ? '.*' : '.+'})`;
      else source += slash + value;
    } else if ((match = /^\/?\*(\w+)/.exec(rest))) {
      names.push({ splat: match[1] });
      source += `${match[0].startsWith('/') ? '/' : ''}(.+)`;
    } else if ((match = /^\*/.exec(rest))) {
      if (five) throw new TypeError(`Missing parameter name at ${at + 1}: https://git.new/pathToRegexpError`);
      names.push(String(names.filter((name) => /^\d+$/.test(name)).length));
      source += '(.*)';
    } else if ((match = /^\{([^}]*)\}/.exec(rest))) {
      const inner = compile(match[1], { end: false, sensitive, strict });
      names.push(...inner.names);
      source += `(?:${inner.source})?`;
    } else if (!five && /^[()?+]/.test(rest)) {
      match = [rest[0]];
      source += rest[0];
    } else {
      match = [rest[0]];
      source += rest[0].replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    }
    at += match[0].length;
  }
  const flags = sensitive ? '' : 'i';
  const body = end ? source : source.replace(/\/$/, '');
  const tail = end ? (strict ? '$' : '\\/?$') : '(?=\\/|$)';
  return { expression: new RegExp(`^${body}${tail}`, flags), names, source };
}

function decode(value) {
  try {
    return value === undefined ? undefined : decodeURIComponent(value);
  } catch {
    const error = new URIError(`Failed to decode param '${value}'`);
    error.status = error.statusCode = 400;
    throw error;
  }
}

class Layer {
  constructor(pattern, options, handler) {
    this.handler = handler;
    this.name = handler?.name || '<anonymous>';
    this.all = !options.end && (pattern === '/' || pattern === '');
    this.compiled = compile(pattern, options);
  }
  match(target) {
    if (this.all) return { params: {}, path: '' };
    for (const { expression, names } of this.compiled.parts ?? [this.compiled]) {
      const found = expression.exec(target);
      if (!found) continue;
      const params = {};
      names.forEach((name, index) => {
        const value = decode(found[index + 1]);
        if (typeof name === 'object') params[name.splat] = value.split('/');
        else if (value !== undefined) params[name] = value;
        else if (!five) params[name] = undefined;
      });
      if (names.length === 0) found.slice(1).forEach((value, index) => (params[index] = decode(value)));
      Object.assign(params, found.groups);
      return { params, path: found[0] };
    }
    return undefined;
  }
}

/** Calls a handler; what it throws, or its promise is rejected with, goes to `next`. */
function invoke(handler, error, req, res, next) {
  const takesError = handler.length === 4;
  if (takesError !== Boolean(error)) return next(error);
  try {
    const made = takesError ? handler(error, req, res, next) : handler(req, res, next);
    if (five && made && typeof made.then === 'function')
      made.then(undefined, (problem) => next(problem ?? new Error('Rejected promise')));
    return undefined;
  } catch (problem) {
    return next(problem);
  }
}

class Route {
  constructor(pattern) {
    this.path = pattern;
    this.stack = [];
    this.methods = {};
  }
  add(method, handlers) {
    for (const handler of handlers.flat(Infinity)) {
      if (typeof handler !== 'function')
        throw new (five ? TypeError : Error)(
          five
            ? 'argument handler must be a function'
            : `Route.${method ?? 'all'}() requires a callback function but got a ${Object.prototype.toString.call(handler)}`,
        );
      this.methods[method ?? '_all'] = true;
      this.stack.push({ method, handle: handler, name: handler.name });
    }
    return this;
  }
  all(...handlers) {
    return this.add(undefined, handlers);
  }
  handles(method) {
    return this.methods._all || this.methods[method] || (method === 'head' && this.methods.get);
  }
  dispatch(req, res, done) {
    const method = req.method.toLowerCase();
    const wanted = method === 'head' && !this.methods.head ? 'get' : method;
    let index = 0;
    const next = (error) => {
      if (error === 'route') return done();
      if (error === 'router') return done(error);
      while (index < this.stack.length) {
        const one = this.stack[index++];
        if (one.method !== undefined && one.method !== wanted) continue;
        return invoke(one.handle, error, req, res, next);
      }
      return done(error);
    };
    req.route = this;
    next();
  }
}
for (const method of methods)
  Route.prototype[method] = function (...handlers) {
    return this.add(method, handlers);
  };

// Routers

const routerMethods = {
  use(first, ...rest) {
    const hasPath =
      typeof first === 'string' ||
      first instanceof RegExp ||
      (Array.isArray(first) && first.flat(Infinity).every((one) => typeof one !== 'function'));
    const handlers = (hasPath ? rest : [first, ...rest]).flat(Infinity);
    if (handlers.length === 0)
      throw new TypeError(five ? 'argument handler is required' : 'Router.use() requires a middleware function');
    for (const handler of handlers) {
      if (typeof handler !== 'function')
        throw new TypeError(
          five
            ? 'argument handler must be a function'
            : `Router.use() requires a middleware function but got a ${handler === undefined ? 'undefined' : typeof handler === 'object' ? 'Object' : typeof handler}`,
        );
      const layer = new Layer(
        hasPath ? first : '/',
        { end: false, sensitive: this.caseSensitive, strict: false },
        handler,
      );
      layer.handle = handler;
      this.stack.push(layer);
    }
    return this;
  },
  route(pattern) {
    const route = new Route(pattern);
    const layer = new Layer(pattern, { end: true, sensitive: this.caseSensitive, strict: this.strict }, route.dispatch);
    layer.route = route;
    this.stack.push(layer);
    return route;
  },
  param(name, handler) {
    (this.params[name] ??= []).push(handler);
    return this;
  },
  all(pattern, ...handlers) {
    this.route(pattern).all(...handlers);
    return this;
  },
  handle(req, res, out) {
    const base = req.baseUrl ?? '';
    const { url } = req;
    const outerParams = req.params;
    const called = {};
    let index = 0;
    const restore = () => {
      req.url = url;
      req.baseUrl = base;
      req.params = outerParams;
    };
    const done = (error) => {
      restore();
      out(error);
    };
    const options = [];
    const next = (problem) => {
      const error = problem === 'route' ? undefined : problem;
      if (error === 'router') return done();
      restore();
      const at = url.indexOf('?');
      const target = at < 0 ? url : url.slice(0, at);
      const method = req.method.toLowerCase();
      while (index < this.stack.length) {
        const layer = this.stack[index++];
        let found;
        try {
          found = layer.match(target);
        } catch (mistake) {
          return done(error ?? mistake);
        }
        if (!found) continue;
        if (layer.route) {
          if (error) continue;
          if (!layer.route.handles(method)) {
            if (method === 'options')
              options.push(...Object.keys(layer.route.methods).filter((name) => name !== '_all'));
            continue;
          }
          req.params = this.mergeParams ? { ...outerParams, ...found.params } : found.params;
          return this.prepare(req, res, called, found.params, (mistake) =>
            mistake ? next(mistake) : layer.route.dispatch(req, res, next),
          );
        }
        req.params = this.mergeParams ? { ...outerParams, ...found.params } : found.params;
        const taken = found.path;
        if (taken !== '') {
          req.baseUrl = base + taken.replace(/\/$/, '');
          req.url = url.slice(taken.length) || '/';
          if (!req.url.startsWith('/')) req.url = `/${req.url}`;
        }
        return this.prepare(req, res, called, found.params, (mistake) =>
          mistake ? next(mistake) : invoke(layer.handle, error, req, res, next),
        );
      }
      if (method === 'options' && options.length > 0 && !error) {
        const allowed = [...new Set(options.map((name) => name.toUpperCase()))];
        if (allowed.includes('GET') && !allowed.includes('HEAD')) allowed.splice(allowed.indexOf('GET') + 1, 0, 'HEAD');
        res.setHeader('Allow', allowed.join(five ? ', ' : ','));
        res.end(allowed.join(five ? ', ' : ','));
        return undefined;
      }
      return done(error);
    };
    req.next = next;
    next();
  },
  prepare(req, res, called, params, done) {
    const waiting = Object.keys(params).flatMap((name) =>
      called[name] === params[name] ? [] : (this.params[name] ?? []).map((handler) => [name, handler]),
    );
    for (const name of Object.keys(params)) if (this.params[name]) called[name] = params[name];
    const next = (error) => {
      const first = error ? undefined : waiting.shift();
      if (!first) return done(error);
      try {
        const made = first[1](req, res, next, params[first[0]], first[0]);
        if (made && typeof made.then === 'function') made.then(undefined, next);
      } catch (mistake) {
        next(mistake);
      }
      return undefined;
    };
    next();
  },
};
for (const method of methods)
  routerMethods[method] = function (pattern, ...handlers) {
    this.route(pattern)[method](...handlers);
    return this;
  };

function Router({ caseSensitive = false, mergeParams = false, strict = false } = {}) {
  const router = function router(req, res, next) {
    router.handle(req, res, next);
  };
  Object.assign(router, { stack: [], params: {}, caseSensitive, mergeParams, strict });
  Object.setPrototypeOf(router, routerMethods);
  return router;
}
Object.setPrototypeOf(routerMethods, Function.prototype);

// Requests

const request = Object.create(http.IncomingMessage.prototype);
const accepts = (header, offers) => {
  if (offers.length === 0) return [];
  const wanted = (header ?? '*/*').split(',').map((part) => {
    const [name, ...rest] = part.trim().split(';');
    const quality = rest.map((one) => /^\s*q=([\d.]+)/.exec(one)?.[1]).find((one) => one !== undefined);
    return { name: name.trim().toLowerCase(), quality: quality === undefined ? 1 : Number(quality) };
  });
  let best = false;
  let score = 0;
  for (const offer of offers) {
    const full = offer.includes('/') || !types[offer] ? offer : types[offer];
    for (const { name, quality } of wanted) {
      const fits =
        name === '*/*' ||
        name === '*' ||
        name === full ||
        (name.endsWith('/*') && full.startsWith(name.slice(0, -1))) ||
        full.startsWith(`${name}-`);
      const weight = quality - (name.includes('*') ? 0.0001 : 0);
      if (fits && weight > score) {
        best = offer;
        score = weight;
      }
    }
  }
  return best;
};

Object.assign(request, {
  get(name) {
    const key = name.toLowerCase();
    return key === 'referer' || key === 'referrer'
      ? (this.headers.referrer ?? this.headers.referer)
      : this.headers[key];
  },
  accepts(...offers) {
    return accepts(this.headers.accept, offers.flat());
  },
  acceptsLanguages(...offers) {
    return accepts(this.headers['accept-language'], offers.flat());
  },
  acceptsEncodings(...offers) {
    return accepts(this.headers['accept-encoding'], offers.flat());
  },
  acceptsCharsets(...offers) {
    return accepts(this.headers['accept-charset'], offers.flat());
  },
  is(...offers) {
    const type = (this.headers['content-type'] ?? '').split(';')[0].trim().toLowerCase();
    if (type === '')
      return this.headers['content-length'] === undefined && this.headers['transfer-encoding'] === undefined
        ? null
        : false;
    for (const offer of offers.flat()) {
      const full = offer.includes('/') ? offer : types[offer];
      if (full === type) return offer.includes('*') ? type : offer;
      if (full?.includes('*') && type.startsWith(full.slice(0, full.indexOf('*')))) return type;
    }
    return false;
  },
  param(name, usual) {
    return this.params?.[name] ?? this.body?.[name] ?? this.query?.[name] ?? usual;
  },
});
request.header = request.get;

function getter(name, get) {
  Object.defineProperty(request, name, {
    configurable: true,
    enumerable: true,
    get,
    set(value) {
      Object.defineProperty(this, name, { value, writable: true, configurable: true, enumerable: true });
    },
  });
}
const trusted = (req) => {
  const trust = req.app.get('trust proxy');
  return trust === true || typeof trust === 'number' ? Boolean(trust) : typeof trust === 'string';
};
getter('protocol', function () {
  return (trusted(this) && this.headers['x-forwarded-proto']?.split(',')[0].trim()) || 'http';
});
getter('secure', function () {
  return this.protocol === 'https';
});
const plain = (address) => address?.replace(/^::ffff:/, '');
getter('ip', function () {
  const forwarded = trusted(this) ? this.headers['x-forwarded-for'] : undefined;
  const address = plain(this.socket.remoteAddress);
  return forwarded
    ? forwarded.split(',')[0].trim()
    : address?.includes(':') || address === undefined
      ? address
      : `::ffff:${address}`;
});
getter('ips', function () {
  return trusted(this)
    ? (this.headers['x-forwarded-for'] ?? '')
        .split(',')
        .map((one) => one.trim())
        .filter(Boolean)
    : [];
});
getter('hostname', function () {
  const host = (trusted(this) && this.headers['x-forwarded-host']) || this.headers.host;
  return host?.replace(/:\d+$/, '');
});
getter('host', function () {
  return (trusted(this) && this.headers['x-forwarded-host']) || this.headers.host;
});
getter('subdomains', function () {
  return (this.hostname ?? '').split('.').reverse().slice(2);
});
getter('path', function () {
  return this.url.split('?')[0];
});
getter('xhr', function () {
  return (this.headers['x-requested-with'] ?? '').toLowerCase() === 'xmlhttprequest';
});
getter('fresh', function () {
  if (this.method !== 'GET' && this.method !== 'HEAD') return false;
  const { statusCode } = this.res;
  if (!((statusCode >= 200 && statusCode < 300) || statusCode === 304)) return false;
  const tag = this.headers['if-none-match'];
  const own = this.res.getHeader('etag');
  if (tag !== undefined)
    return (
      tag === '*' ||
      (own !== undefined && tag.split(',').some((one) => one.trim().replace(/^W\//, '') === own.replace(/^W\//, '')))
    );
  const since = this.headers['if-modified-since'];
  const modified = this.res.getHeader('last-modified');
  return since !== undefined && modified !== undefined && Date.parse(modified) <= Date.parse(since);
});
getter('stale', function () {
  return !this.fresh;
});
getter('query', function () {
  const at = this.url.indexOf('?');
  const text = at < 0 ? '' : this.url.slice(at + 1);
  const parser = this.app.get('query parser');
  const value =
    typeof parser === 'function'
      ? parser(text)
      : parser === 'extended'
        ? parseBody.query(text, true)
        : parser === false
          ? {}
          : require('querystring').parse(text);
  Object.defineProperty(this, 'query', { value, writable: true, configurable: true, enumerable: true });
  return value;
});

// Responses

const response = Object.create(http.ServerResponse.prototype);
const etag = (bytes) =>
  `W/"${bytes.length.toString(16)}-${crypto.createHash('sha1').update(bytes).digest('base64').slice(0, 27)}"`;
const withCharset = (type) =>
  /^text\/|^application\/(?:json|javascript)/.test(type) && !/charset/i.test(type) ? `${type}; charset=utf-8` : type;
const typeOf = (name) => (name.includes('/') ? name : (types[name.replace(/^\./, '')] ?? 'application/octet-stream'));
const escapeHtml = (text) =>
  String(text).replace(
    /[&<>"']/g,
    (letter) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' })[letter],
  );

Object.assign(response, {
  status(code) {
    if (five && !Number.isInteger(code))
      throw new TypeError(`Invalid status code: ${JSON.stringify(code)}. Status code must be an integer.`);
    if (five && (code < 100 || code > 999))
      throw new RangeError(`Invalid status code: ${code}. Status code must be greater than 99 and less than 1000.`);
    this.statusCode = code;
    return this;
  },
  set(name, value) {
    if (typeof name === 'object') {
      for (const [key, one] of Object.entries(name)) this.set(key, one);
      return this;
    }
    let text = Array.isArray(value) ? value.map(String) : String(value);
    if (name.toLowerCase() === 'content-type') text = withCharset(text);
    this.setHeader(name, text);
    return this;
  },
  get(name) {
    return this.getHeader(name);
  },
  append(name, value) {
    const known = this.getHeader(name);
    return this.set(name, known === undefined ? value : [known, value].flat());
  },
  vary(field) {
    const known = this.getHeader('Vary');
    if (
      !String(known ?? '')
        .toLowerCase()
        .split(/, */)
        .includes(field.toLowerCase())
    )
      this.setHeader('Vary', known ? `${known}, ${field}` : field);
    return this;
  },
  type(name) {
    return this.set('Content-Type', name.includes('/') ? name : withCharset(typeOf(name)));
  },
  links(links) {
    const known = this.getHeader('Link');
    return this.set(
      'Link',
      (known ? `${known}, ` : '') +
        Object.entries(links)
          .map(([rel, url]) => `<${url}>; rel="${rel}"`)
          .join(', '),
    );
  },
  location(url) {
    return this.set('Location', url === 'back' ? (this.req.get('Referrer') ?? '/') : encodeURI(decodeURI(url)));
  },
  send(body) {
    let chunk = body;
    if (typeof chunk === 'number' && !five) {
      this.statusCode = chunk;
      chunk = http.STATUS_CODES[chunk];
    }
    switch (typeof chunk) {
      case 'string':
        if (!this.getHeader('Content-Type')) this.type('html');
        break;
      case 'boolean':
      case 'number':
      case 'object':
        if (chunk === null) chunk = '';
        else if (ArrayBuffer.isView(chunk)) {
          if (!this.getHeader('Content-Type')) this.type('bin');
        } else return this.json(chunk);
        break;
      default:
        chunk = undefined;
    }
    let bytes;
    if (chunk !== undefined) {
      bytes = typeof chunk === 'string' ? Buffer.from(chunk) : Buffer.from(chunk);
      if (typeof chunk === 'string')
        this.setHeader('Content-Type', withCharset(String(this.getHeader('Content-Type'))));
      this.setHeader('Content-Length', bytes.length);
      if (this.app.enabled('etag') && !this.getHeader('ETag')) this.setHeader('ETag', etag(bytes));
    }
    if (this.req.fresh) this.status(304);
    if (this.statusCode === 204 || this.statusCode === 304) {
      for (const name of ['Content-Type', 'Content-Length', 'Transfer-Encoding']) this.removeHeader(name);
      bytes = undefined;
    }
    if (this.statusCode === 205) {
      this.setHeader('Content-Length', '0');
      bytes = undefined;
    }
    if (this.req.method === 'HEAD' || bytes === undefined) this.end();
    else this.end(bytes);
    return this;
  },
  json(value) {
    const { app } = this;
    let text = JSON.stringify(value, app.get('json replacer'), app.get('json spaces'));
    if (app.get('json escape') && text)
      text = text.replace(/[<>&]/g, (letter) => `\\u00${letter.charCodeAt(0).toString(16)}`);
    if (!this.getHeader('Content-Type')) this.set('Content-Type', 'application/json');
    return this.send(text);
  },
  jsonp(value) {
    const callback = this.req.query[this.app.get('jsonp callback name')];
    if (typeof callback !== 'string') return this.json(value);
    this.set('X-Content-Type-Options', 'nosniff');
    this.set('Content-Type', 'text/javascript');
    const name = callback.replace(/[^[\]\w$.]/g, '');
    return this.send(`/**/ typeof ${name} === 'function' && ${name}(${JSON.stringify(value)});`);
  },
  sendStatus(code) {
    this.status(code);
    this.type('txt');
    return this.send(http.STATUS_CODES[code] ?? String(code));
  },
  redirect(status, url) {
    if (url === undefined) [status, url] = [302, status];
    this.location(url);
    const address = this.getHeader('Location');
    const words = http.STATUS_CODES[status];
    const body =
      this.req.accepts(['text', 'html']) === 'html'
        ? `<p>${words}. Redirecting to ${five ? escapeHtml(address) : `<a href="${escapeHtml(address)}">${escapeHtml(address)}</a>`}</p>`
        : `${words}. Redirecting to ${address}`;
    const html = body.startsWith('<p>');
    this.vary('Accept');
    this.type(html ? 'html' : 'txt');
    this.statusCode = status;
    this.setHeader('Content-Length', Buffer.byteLength(body));
    if (this.req.method === 'HEAD') this.end();
    else this.end(body);
  },
  cookie(name, value, options = {}) {
    const secret = this.req.secret;
    let text = typeof value === 'object' ? `j:${JSON.stringify(value)}` : String(value);
    if (options.signed) {
      if (!secret) throw new Error('cookieParser("secret") required for signed cookies');
      text = `s:${text}.${crypto.createHmac('sha256', secret).update(text).digest('base64').replace(/=+$/, '')}`;
    }
    const parts = [`${name}=${(options.encode ?? encodeURIComponent)(text)}`];
    if (options.maxAge !== undefined && options.maxAge !== null)
      parts.push(`Max-Age=${Math.floor(options.maxAge / 1000)}`);
    if (options.domain) parts.push(`Domain=${options.domain}`);
    parts.push(`Path=${options.path ?? '/'}`);
    const expires =
      options.maxAge !== undefined && options.maxAge !== null ? new Date(Date.now() + options.maxAge) : options.expires;
    if (expires) parts.push(`Expires=${expires.toUTCString()}`);
    if (options.httpOnly) parts.push('HttpOnly');
    if (options.secure) parts.push('Secure');
    if (options.sameSite)
      parts.push(
        `SameSite=${options.sameSite === true ? 'Strict' : options.sameSite[0].toUpperCase() + options.sameSite.slice(1).toLowerCase()}`,
      );
    return this.append('Set-Cookie', parts.join('; '));
  },
  clearCookie(name, options) {
    return this.cookie(name, '', { path: '/', ...options, expires: new Date(1) });
  },
  attachment(name) {
    if (name) this.type(path.extname(name));
    return this.set('Content-Disposition', name ? `attachment; filename="${path.basename(name)}"` : 'attachment');
  },
  sendFile(file, options, callback) {
    if (typeof options === 'function') [options, callback] = [{}, options];
    const settings = options ?? {};
    if (!settings.root && !path.isAbsolute(file))
      throw new TypeError('path must be absolute or specify root to res.sendFile');
    const full = settings.root ? path.join(settings.root, file) : file;
    const done = (error) => {
      if (callback) callback(error);
      else if (error && error.code !== 'ECONNABORTED') this.req.next(error);
    };
    sendFile(this.req, this, full, settings, done);
  },
  download(file, name, options, callback) {
    if (typeof name === 'function') [name, options, callback] = [undefined, undefined, name];
    else if (typeof options === 'function') [options, callback] = [undefined, options];
    this.attachment(name ?? path.basename(file));
    return this.sendFile(path.resolve(file), options ?? {}, callback);
  },
  format(handlers) {
    const keys = Object.keys(handlers).filter((key) => key !== 'default');
    const key = keys.length > 0 ? this.req.accepts(keys) : false;
    this.vary('Accept');
    if (key) {
      this.set('Content-Type', withCharset(typeOf(key)));
      handlers[key](this.req, this, this.req.next);
    } else if (handlers.default) handlers.default(this.req, this, this.req.next);
    else this.req.next(Object.assign(new Error('Not Acceptable'), { status: 406, statusCode: 406 }));
    return this;
  },
  render(view, options, callback) {
    if (typeof options === 'function') [options, callback] = [{}, options];
    const done = callback ?? ((error, text) => (error ? this.req.next(error) : this.send(text)));
    this.app.render(view, { ...this.locals, ...options, _locals: this.locals }, done);
  },
});
response.header = response.set;
response.contentType = response.type;
if (!five) response.sendfile = response.sendFile;

/** Sends a file; `done` gets an error when it is not there. */
function sendFile(req, res, file, settings, done) {
  const missing = (error) => {
    const code = error.code === 'ENOENT' || error.code === 'ENOTDIR' || error.code === 'ENAMETOOLONG' ? 404 : 500;
    done(Object.assign(error, { status: code, statusCode: code, expose: false }));
  };
  const hidden =
    settings.dotfiles !== 'allow' &&
    file
      .slice((settings.root ?? '').length)
      .split('/')
      .some((part) => part.startsWith('.') && part.length > 1 && part !== '..');
  if (hidden && settings.root) return missing(Object.assign(new Error('Not Found'), { code: 'ENOENT' }));
  fs.stat(file, (error, stat) => {
    if (error) return missing(error);
    if (stat.isDirectory()) return missing(Object.assign(new Error('EISDIR, read'), { code: 'EISDIR' }));
    if (settings.headers) res.set(settings.headers);
    if (settings.acceptRanges !== false && !res.getHeader('Accept-Ranges')) res.setHeader('Accept-Ranges', 'bytes');
    const age = typeof settings.maxAge === 'string' ? milliseconds(settings.maxAge) : (settings.maxAge ?? 0);
    if (settings.cacheControl !== false && !res.getHeader('Cache-Control'))
      res.setHeader(
        'Cache-Control',
        `public, max-age=${Math.floor(age / 1000)}${settings.immutable ? ', immutable' : ''}`,
      );
    if (settings.lastModified !== false && !res.getHeader('Last-Modified'))
      res.setHeader('Last-Modified', stat.mtime.toUTCString());
    if (settings.etag !== false && !res.getHeader('ETag'))
      res.setHeader('ETag', `W/"${stat.size.toString(16)}-${Math.floor(stat.mtimeMs).toString(16)}"`);
    if (!res.getHeader('Content-Type'))
      res.setHeader(
        'Content-Type',
        withCharset(types[path.extname(file).slice(1).toLowerCase()] ?? 'application/octet-stream'),
      );
    settings.setHeaders?.(res, file, stat);
    if (req.fresh ?? false) {
      res.statusCode = 304;
      for (const name of ['Content-Type', 'Content-Length']) res.removeHeader(name);
      res.end();
      return done();
    }
    let from = 0;
    let to = stat.size - 1;
    const range = /^bytes=(\d*)-(\d*)$/.exec(req.headers.range ?? '');
    if (range && settings.acceptRanges !== false) {
      from = range[1] === '' ? Math.max(0, stat.size - Number(range[2])) : Number(range[1]);
      to = range[1] === '' || range[2] === '' ? stat.size - 1 : Math.min(Number(range[2]), stat.size - 1);
      if (from > to) {
        res.setHeader('Content-Range', `bytes */${stat.size}`);
        return done(Object.assign(new Error('Range Not Satisfiable'), { status: 416, statusCode: 416 }));
      }
      res.statusCode = 206;
      res.setHeader('Content-Range', `bytes ${from}-${to}/${stat.size}`);
    }
    res.setHeader('Content-Length', Math.max(0, to - from + 1));
    if (req.method === 'HEAD' || stat.size === 0) {
      res.end();
      return done();
    }
    const stream = fs.createReadStream(file, { start: from, end: to });
    stream.on('error', missing);
    res.on('finish', () => done());
    stream.pipe(res);
    return undefined;
  });
  return undefined;
}

function milliseconds(text) {
  const match = /^(\d+(?:\.\d+)?)\s*(ms|s|m|h|d|w|y)?/.exec(text) ?? [0, 0];
  return (
    Number(match[1]) *
    { ms: 1, s: 1000, m: 60000, h: 3600000, d: 86400000, w: 604800000, y: 31557600000 }[match[2] ?? 'ms']
  );
}

/** express.static */
function serveStatic(root, options = {}) {
  if (!root) throw new TypeError('root path required');
  if (typeof root !== 'string') throw new TypeError('root path must be a string');
  const { index = 'index.html', redirect = true, fallthrough = true, extensions = [], ...settings } = options;
  const home = path.resolve(root);
  return function serveStatic(req, res, next) {
    if (req.method !== 'GET' && req.method !== 'HEAD') {
      if (fallthrough) return next();
      res.statusCode = 405;
      res.setHeader('Allow', 'GET, HEAD');
      res.setHeader('Content-Length', '0');
      return res.end();
    }
    let target;
    try {
      target = decodeURIComponent(req.url.split('?')[0]);
    } catch {
      return next(Object.assign(new Error('Bad Request'), { status: 400, statusCode: 400 }));
    }
    const original = (req.originalUrl ?? req.url).split('?')[0];
    if (target === '/' && !original.endsWith('/')) target = '';
    const file = path.join(home, target);
    if (!`${file}/`.startsWith(home === '/' ? '/' : `${home}/`))
      return next(Object.assign(new Error('Forbidden'), { status: 403, statusCode: 403 }));
    const missing = (error) => (fallthrough && (error?.status ?? 404) < 500 ? next() : next(error));
    const done = (error) => error && missing(error);
    const send = (one, then) => sendFile(req, res, one, { ...settings, root: home }, then);
    fs.stat(file, (error, stat) => {
      if (!error && stat.isDirectory()) {
        if (!target.endsWith('/')) {
          if (!redirect) return missing();
          const location = `${original}/`;
          const body = `<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>Redirecting</title>\n</head>\n<body>\n<pre>Redirecting to ${escapeHtml(location)}</pre>\n</body>\n</html>\n`;
          res.statusCode = 301;
          res.setHeader('Content-Type', 'text/html; charset=UTF-8');
          res.setHeader('Content-Length', Buffer.byteLength(body));
          res.setHeader('Content-Security-Policy', "default-src 'none'");
          res.setHeader('X-Content-Type-Options', 'nosniff');
          res.setHeader('Location', location);
          return res.end(body);
        }
        if (index === false) return missing();
        const names = [index].flat();
        const tryNext = (problem) => {
          const name = names.shift();
          if (name === undefined) return missing(problem);
          return send(path.join(file, name), (failure) => failure && tryNext(failure));
        };
        return tryNext();
      }
      if (error && extensions.length > 0 && path.extname(file) === '') {
        const names = [...extensions];
        const tryNext = (problem) =>
          names.length === 0
            ? missing(problem)
            : send(`${file}.${names.shift()}`, (failure) => failure && tryNext(failure));
        return tryNext(error);
      }
      return send(file, done);
    });
    return undefined;
  };
}

// Applications

/** What answers when nothing else does. */
function finalHandler(req, res, app) {
  return (error) => {
    if (!error && res.headersSent) return;
    let status = 404;
    let message = `Cannot ${req.method} ${escapeHtml(encodeURI(decodeURI((req.originalUrl || req.url).split('?')[0])))}`;
    const production = app.get('env') === 'production';
    if (error) {
      const given = error.status ?? error.statusCode;
      status =
        given >= 400 && given < 600 ? given : res.statusCode >= 400 && res.statusCode < 600 ? res.statusCode : 500;
      message = production
        ? http.STATUS_CODES[status]
        : (error.stack ?? (typeof error.toString === 'function' ? error.toString() : http.STATUS_CODES[status]));
      if (app.get('env') !== 'test') console.error(error.stack || error.toString());
    }
    if (res.headersSent) return void req.socket.destroy();
    const text = error ? escapeHtml(message) : message;
    const body = `<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>Error</title>\n</head>\n<body>\n<pre>${text.replaceAll('\n', '<br>').replaceAll('  ', ' &nbsp;')}</pre>\n</body>\n</html>\n`;
    res.statusCode = status;
    if (req.httpVersionMajor < 2) res.statusMessage = http.STATUS_CODES[status];
    for (const name of ['Content-Encoding', 'Content-Language', 'Content-Range']) res.removeHeader(name);
    for (const [name, value] of Object.entries(error?.headers ?? {})) res.setHeader(name, value);
    res.setHeader('Content-Security-Policy', "default-src 'none'");
    res.setHeader('X-Content-Type-Options', 'nosniff');
    res.setHeader('Content-Type', 'text/html; charset=utf-8');
    res.setHeader('Content-Length', Buffer.byteLength(body));
    if (req.method === 'HEAD') res.end();
    else res.end(body);
  };
}

const application = {
  init() {
    this.cache = {};
    this.engines = {};
    this.settings = {};
    this.locals = Object.assign(Object.create(null), { settings: this.settings });
    this.mountpath = '/';
    this.router_ = undefined;
    const env = process.env.NODE_ENV || 'development';
    for (const [name, value] of Object.entries({
      'x-powered-by': true,
      etag: five ? 'weak' : 'weak',
      env,
      'query parser': five ? 'simple' : 'extended',
      'subdomain offset': 2,
      'trust proxy': false,
      views: path.resolve('views'),
      'jsonp callback name': 'callback',
      ...(env === 'production' ? { 'view cache': true } : {}),
    }))
      this.set(name, value);
  },
  get lazyRouter() {
    this.router_ ??= Router({
      caseSensitive: this.enabled('case sensitive routing'),
      strict: this.enabled('strict routing'),
    });
    return this.router_;
  },
  handle(req, res, callback) {
    if (this.enabled('x-powered-by')) res.setHeader('X-Powered-By', 'Express');
    req.res = res;
    res.req = req;
    for (const [object, name, value] of [
      [req, 'app', this],
      [res, 'app', this],
    ])
      Object.defineProperty(object, name, { value, writable: true, configurable: true, enumerable: false });
    Object.setPrototypeOf(req, this.request);
    Object.setPrototypeOf(res, this.response);
    req.originalUrl ??= req.url;
    req.baseUrl ??= '';
    res.locals ??= Object.create(null);
    if (!five && req.body === undefined) void 0;
    this.lazyRouter.handle(req, res, callback ?? finalHandler(req, res, this));
  },
  use(first, ...rest) {
    const hasPath =
      typeof first === 'string' ||
      first instanceof RegExp ||
      (Array.isArray(first) && first.flat(Infinity).every((one) => typeof one !== 'function'));
    const handlers = (hasPath ? rest : [first, ...rest]).flat(Infinity);
    if (handlers.length === 0)
      throw new TypeError(
        five ? 'app.use() requires a middleware function' : 'app.use() requires a middleware function',
      );
    for (const handler of handlers) {
      if (handler?.handle && handler.set && handler.request) {
        handler.mountpath = hasPath ? first : '/';
        handler.parent = this;
        this.lazyRouter.use(hasPath ? first : '/', function mounted_app(req, res, next) {
          const { app } = req;
          handler.handle(req, res, (error) => {
            Object.setPrototypeOf(req, app.request);
            Object.setPrototypeOf(res, app.response);
            Object.defineProperty(req, 'app', { value: app, writable: true, configurable: true, enumerable: false });
            Object.defineProperty(res, 'app', { value: app, writable: true, configurable: true, enumerable: false });
            next(error);
          });
        });
        handler.emit('mount', this);
      } else if (hasPath) this.lazyRouter.use(first, handler);
      else this.lazyRouter.use(handler);
    }
    return this;
  },
  route(pattern) {
    return this.lazyRouter.route(pattern);
  },
  engine(extension, render) {
    this.engines[extension.startsWith('.') ? extension : `.${extension}`] = render;
    return this;
  },
  param(name, handler) {
    for (const one of [name].flat()) this.lazyRouter.param(one, handler);
    return this;
  },
  set(name, value) {
    if (arguments.length === 1) return this.settings[name];
    this.settings[name] = value;
    return this;
  },
  path() {
    return this.parent ? this.parent.path() + this.mountpath : '';
  },
  enabled(name) {
    return Boolean(this.settings[name]);
  },
  disabled(name) {
    return !this.settings[name];
  },
  enable(name) {
    return this.set(name, true);
  },
  disable(name) {
    return this.set(name, false);
  },
  all(pattern, ...handlers) {
    this.lazyRouter.route(pattern).all(...handlers);
    return this;
  },
  render(name, options, callback) {
    if (typeof options === 'function') [options, callback] = [{}, options];
    const values = { ...this.locals, ...options?._locals, ...options };
    let extension = path.extname(name);
    if (extension === '') {
      const usual = this.get('view engine');
      if (!usual) return callback(new Error('No default engine was specified and no extension was provided.'));
      extension = usual.startsWith('.') ? usual : `.${usual}`;
      name += extension;
    }
    const folders = [this.get('views')].flat();
    const file = folders.map((folder) => path.resolve(folder, name)).find((one) => fs.existsSync(one));
    if (!file) {
      const places =
        folders.length > 1
          ? `directories "${folders.slice(0, -1).join('", "')}" or "${folders.at(-1)}"`
          : `directory "${folders[0]}"`;
      return callback(new Error(`Failed to lookup view "${name.slice(0, -extension.length)}" in views ${places}`));
    }
    try {
      const render =
        this.engines[extension] ?? require(require.resolve(extension.slice(1), { paths: [process.cwd()] })).__express;
      if (typeof render !== 'function')
        throw new Error(`Module "${extension.slice(1)}" does not provide a view engine.`);
      return render(file, values, callback);
    } catch (error) {
      return callback(error);
    }
  },
  listen(...args) {
    const server = http.createServer(this);
    if (five && typeof args.at(-1) === 'function') {
      const callback = args.pop();
      let called = false;
      const once = (error) => {
        if (called) return;
        called = true;
        callback(error);
      };
      server.once('error', once);
      return server.listen(...args, () => once());
    }
    return server.listen(...args);
  },
};
for (const method of methods)
  application[method] = function (pattern, ...handlers) {
    if (method === 'get' && handlers.length === 0) return this.set(pattern);
    this.lazyRouter.route(pattern)[method](...handlers);
    return this;
  };
application.del = application.delete;

function createApplication() {
  const app = function (req, res, next) {
    app.handle(req, res, next);
  };
  Object.defineProperties(app, Object.getOwnPropertyDescriptors(EventEmitter.prototype));
  Object.defineProperties(app, Object.getOwnPropertyDescriptors(application));
  delete app.constructor;
  app.request = Object.create(request, { app: { value: app, writable: true, configurable: true, enumerable: true } });
  app.response = Object.create(response, { app: { value: app, writable: true, configurable: true, enumerable: true } });
  EventEmitter.init?.call(app);
  app.init();
  Object.defineProperty(app, five ? 'router' : '_router', { configurable: true, get: () => app.lazyRouter });
  return app;
}

module.exports = createApplication;
Object.assign(createApplication, {
  application,
  request,
  response,
  Route,
  Router,
  json: parseBody.json,
  urlencoded: parseBody.urlencoded,
  raw: parseBody.raw,
  text: parseBody.text,
  static: serveStatic,
});
