// morgan: a line for each request.
const formats = {
  combined:
    ':remote-addr - :remote-user [:date[clf]] ":method :url HTTP/:http-version" :status :res[content-length] ":referrer" ":user-agent"',
  common: ':remote-addr - :remote-user [:date[clf]] ":method :url HTTP/:http-version" :status :res[content-length]',
  short: ':remote-addr :remote-user :method :url HTTP/:http-version :status :res[content-length] - :response-time ms',
  tiny: ':method :url :status :res[content-length] - :response-time ms',
};

const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');
const two = (number) => String(number).padStart(2, '0');

const elapsed = (from, to, digits = 3) => {
  if (!from || !to) return undefined;
  return ((to[0] - from[0]) * 1e3 + (to[1] - from[1]) * 1e-6).toFixed(digits);
};

const tokens = {
  url: (req) => req.originalUrl ?? req.url,
  method: (req) => req.method,
  'response-time': (req, res, digits) => elapsed(req._startAt, res._startAt, digits),
  'total-time': (req, res, digits) => elapsed(req._startAt, process.hrtime(), digits),
  date(req, res, format) {
    const date = new Date();
    if (format === 'iso') return date.toISOString();
    if (format === 'clf')
      return `${two(date.getUTCDate())}/${months[date.getUTCMonth()]}/${date.getUTCFullYear()}:${two(date.getUTCHours())}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())} +0000`;
    return date.toUTCString();
  },
  status: (req, res) => (res.headersSent ? String(res.statusCode) : undefined),
  referrer: (req) => req.headers.referer ?? req.headers.referrer,
  'remote-addr': (req) => req.ip ?? req.socket?.remoteAddress,
  'remote-user': (req) => {
    const match = /^Basic (.+)$/.exec(req.headers.authorization ?? '');
    return match ? Buffer.from(match[1], 'base64').toString().split(':')[0] : undefined;
  },
  'http-version': (req) => req.httpVersion,
  'user-agent': (req) => req.headers['user-agent'],
  req: (req, res, field) => [req.headers[field.toLowerCase()]].flat().join(', ') || undefined,
  res: (req, res, field) => {
    const value = res.getHeader(field);
    return value === undefined ? undefined : [value].flat().join(', ');
  },
};

const colour = (status) => (status >= 500 ? 31 : status >= 400 ? 33 : status >= 300 ? 36 : status >= 200 ? 32 : 0);

function lineOf(format, req, res) {
  return format.replace(
    /:([-\w]{2,})(?:\[([^\]]+)\])?/g,
    (_, name, argument) => tokens[name]?.(req, res, argument) ?? '-',
  );
}

function morgan(format = 'default', options = {}) {
  const out = options.stream ?? process.stdout;
  const make =
    typeof format === 'function'
      ? format
      : format === 'dev'
        ? (all, req, res) =>
            `\u001b[0m${lineOf(':method :url', req, res)} \u001b[${colour(res.statusCode)}m${lineOf(':status', req, res)}\u001b[0m${lineOf(' :response-time ms - :res[content-length]', req, res)}\u001b[0m`
        : (all, req, res) => lineOf(formats[format] ?? (format === 'default' ? formats.common : format), req, res);
  return function logger(req, res, next) {
    req._startAt = process.hrtime();
    const write = () => {
      if (options.skip?.(req, res)) return;
      res._startAt ??= process.hrtime();
      const line = make(morgan, req, res);
      if (line !== undefined && line !== null) out.write(`${line}\n`);
    };
    const { writeHead } = res;
    const send = res._sendHead;
    res._sendHead = function (...args) {
      res._startAt ??= process.hrtime();
      return send.apply(this, args);
    };
    Object.defineProperty(res, '_sendHead', { enumerable: false });
    void writeHead;
    if (options.immediate) write();
    else res.on('finish', write);
    next();
  };
}

module.exports = morgan;
Object.assign(morgan, tokens, {
  token(name, make) {
    tokens[name] = make;
    morgan[name] = make;
    return morgan;
  },
  format(name, format) {
    formats[name] = format;
    return morgan;
  },
  compile: (format) => (all, req, res) => lineOf(format, req, res),
});
