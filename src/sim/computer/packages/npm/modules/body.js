// Bodies of requests: JSON, forms, text and bytes; and types by the ends of names.
const types = {
  html: 'text/html', htm: 'text/html', css: 'text/css', js: 'text/javascript', mjs: 'text/javascript', json: 'application/json',
  map: 'application/json', txt: 'text/plain', text: 'text/plain', md: 'text/markdown', csv: 'text/csv', xml: 'application/xml',
  svg: 'image/svg+xml', png: 'image/png', jpg: 'image/jpeg', jpeg: 'image/jpeg', gif: 'image/gif', webp: 'image/webp',
  ico: 'image/vnd.microsoft.icon', pdf: 'application/pdf', zip: 'application/zip', gz: 'application/gzip', bin: 'application/octet-stream',
  urlencoded: 'application/x-www-form-urlencoded', multipart: 'multipart/form-data', mp3: 'audio/mpeg', mp4: 'video/mp4',
  woff: 'font/woff', woff2: 'font/woff2', ttf: 'font/ttf', wasm: 'application/wasm', yaml: 'text/yaml', yml: 'text/yaml',
}; // prettier-ignore

function problem(status, type, message, extra) {
  const error = Object.assign(new Error(message), { expose: true, statusCode: status, status, ...extra, type });
  return error;
}

function size(limit) {
  if (typeof limit === 'number') return limit;
  const match = /^(\d+(?:\.\d+)?)\s*(b|kb|mb|gb)?$/i.exec(limit);
  return match
    ? Math.floor(Number(match[1]) * { b: 1, kb: 1024, mb: 1048576, gb: 1073741824 }[(match[2] ?? 'b').toLowerCase()])
    : 102400;
}

const hasBody = (req) =>
  req.headers['transfer-encoding'] !== undefined || !Number.isNaN(Number.parseInt(req.headers['content-length'], 10));

function matches(req, wanted) {
  if (typeof wanted === 'function') return Boolean(wanted(req));
  const type = (req.headers['content-type'] ?? '').split(';')[0].trim().toLowerCase();
  return [wanted].flat().some((one) => {
    const full = one.includes('/') ? one : (types[one] ?? one);
    if (full.startsWith('+')) return type.endsWith(full);
    return (
      full === '*/*' ||
      full === type ||
      (full.endsWith('/*') && type.startsWith(full.slice(0, -1))) ||
      (full.startsWith('*/') && type.endsWith(full.slice(1)))
    );
  });
}

/** Reads a body and hands it on as `read` makes it. */
function parser(usualType, read) {
  return (options = {}) => {
    const limit = size(options.limit ?? '100kb');
    const wanted = options.type ?? usualType;
    return function bodyParser(req, res, next) {
      if (req._body) return next();
      if (!('body' in req)) req.body = undefined;
      if (!hasBody(req)) {
        if (req.body === undefined && bodyParser.always) req.body = {};
        return next();
      }
      if (!matches(req, wanted)) {
        if (req.body === undefined && bodyParser.always) req.body = {};
        return next();
      }
      const length = Number(req.headers['content-length'] ?? 0);
      if (length > limit) {
        req.resume();
        return next(problem(413, 'entity.too.large', 'request entity too large', { expected: length, length, limit }));
      }
      const parts = [];
      let got = 0;
      let over = false;
      req.on('data', (part) => {
        if (over) return;
        got += part.length;
        if (got > limit) {
          over = true;
          next(problem(413, 'entity.too.large', 'request entity too large', { limit, received: got }));
        } else parts.push(part);
      });
      req.on('end', () => {
        if (over) return;
        req._body = true;
        const bytes = Buffer.concat(parts);
        try {
          options.verify?.(req, res, bytes, 'utf-8');
          req.body = read(bytes, options);
        } catch (error) {
          if (error.status === undefined)
            Object.assign(error, {
              expose: true,
              statusCode: 400,
              status: 400,
              body: bytes.toString(),
              type: 'entity.parse.failed',
            });
          return next(error);
        }
        next();
      });
      return undefined;
    };
  };
}

function readJson(bytes, options) {
  const text = bytes.toString();
  if (text.length === 0) return {};
  if (options.strict !== false && !/^[\x20\x09\x0a\x0d]*[[{]/.test(text)) {
    const first = /^[\x20\x09\x0a\x0d]*([^\x20\x09\x0a\x0d])/.exec(text)?.[1];
    const made = new SyntaxError(
      `Unexpected token '${first}', "${text.length > 10 ? `#${text.slice(1)}` : text}" is not valid JSON`,
    );
    try {
      JSON.parse(first === undefined ? '' : text.replace(first, '#'));
    } catch (error) {
      made.message = error.message.replaceAll('#', first ?? '');
    }
    throw made;
  }
  return JSON.parse(text, options.reviver);
}

const clean = (text) => {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
};

/** A query or form; extended: `a[b]=c` and `a[]=b` make objects and lists. */
function query(text, extended) {
  if (!extended) return { ...require('querystring').parse(text) };
  const result = {};
  for (const part of text.split('&')) {
    if (part === '') continue;
    const at = part.indexOf('=');
    const name = clean(at < 0 ? part : part.slice(0, at));
    const value = at < 0 ? '' : clean(part.slice(at + 1));
    const match = /^([^[]+)((?:\[[^\]]*\])*)$/.exec(name);
    const keys = match ? [match[1], ...[...match[2].matchAll(/\[([^\]]*)\]/g)].map(([, key]) => key)] : [name];
    if (keys.some((key) => key === '__proto__' || key === 'constructor' || key === 'prototype')) continue;
    place(result, keys, value);
  }
  return lists(result);
}

function place(target, keys, value) {
  const [key, ...rest] = keys;
  const name = key === '' ? Object.keys(target).length : key;
  if (rest.length > 0) {
    if (typeof target[name] !== 'object' || target[name] === null)
      target[name] = Object.defineProperty({}, 'nested', { value: true, enumerable: false });
    place(target[name], rest, value);
  } else if (target[name] === undefined) target[name] = value;
  else target[name] = [target[name], value].flat();
}

function lists(value) {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const keys = Object.keys(value);
  for (const key of keys) value[key] = lists(value[key]);
  return value.nested && keys.length > 0 && keys.every((key) => /^\d+$/.test(key))
    ? keys.map((key) => value[key])
    : value;
}

const parseBody = {
  json: parser('application/json', readJson),
  urlencoded: parser('application/x-www-form-urlencoded', (bytes, options) =>
    query(bytes.toString(), options.extended === true || options.extended === undefined),
  ),
  raw: parser('application/octet-stream', (bytes) => bytes),
  text: parser('text/plain', (bytes) => bytes.toString()),
  query,
};

module.exports = { parseBody, types };
