// cors: headers that let pages of other origins ask.
const usual = {
  origin: '*',
  methods: 'GET,HEAD,PUT,PATCH,POST,DELETE',
  preflightContinue: false,
  optionsSuccessStatus: 204,
};

const allowed = (origin, rule) =>
  Array.isArray(rule)
    ? rule.some((one) => allowed(origin, one))
    : typeof rule === 'string'
      ? origin === rule
      : rule instanceof RegExp
        ? rule.test(origin)
        : Boolean(rule);

function vary(res, field) {
  const known = res.getHeader('Vary');
  if (
    !String(known ?? '')
      .split(/, */)
      .includes(field)
  )
    res.setHeader('Vary', known ? `${known}, ${field}` : field);
}

function apply(options, req, res, next) {
  const origin = req.headers.origin;
  const setOrigin = () => {
    if (!options.origin || options.origin === '*') res.setHeader('Access-Control-Allow-Origin', '*');
    else if (typeof options.origin === 'string') {
      res.setHeader('Access-Control-Allow-Origin', options.origin);
      vary(res, 'Origin');
    } else {
      if (allowed(origin, options.origin))
        res.setHeader('Access-Control-Allow-Origin', options.origin === true ? origin : origin);
      vary(res, 'Origin');
    }
    if (options.credentials === true) res.setHeader('Access-Control-Allow-Credentials', 'true');
  };
  const exposed = () => {
    const names = [options.exposedHeaders ?? []].flat().join(',');
    if (names) res.setHeader('Access-Control-Expose-Headers', names);
  };
  setOrigin();
  if (req.method !== 'OPTIONS') {
    exposed();
    return next();
  }
  res.setHeader('Access-Control-Allow-Methods', [options.methods].flat().join(','));
  const headers = options.allowedHeaders ?? options.headers;
  if (headers) res.setHeader('Access-Control-Allow-Headers', [headers].flat().join(','));
  else {
    vary(res, 'Access-Control-Request-Headers');
    const wanted = req.headers['access-control-request-headers'];
    if (wanted) res.setHeader('Access-Control-Allow-Headers', wanted);
  }
  if (options.maxAge !== undefined) res.setHeader('Access-Control-Max-Age', String(options.maxAge));
  exposed();
  if (options.preflightContinue) return next();
  res.statusCode = options.optionsSuccessStatus;
  res.setHeader('Content-Length', '0');
  res.end();
  return undefined;
}

module.exports = function cors(given) {
  const find = typeof given === 'function' ? given : (req, done) => done(null, given);
  return function corsMiddleware(req, res, next) {
    find(req, (error, own) => {
      if (error) return next(error);
      const options = { ...usual, ...own };
      if (typeof options.origin !== 'function')
        return options.origin === false ? next() : apply(options, req, res, next);
      return options.origin(req.headers.origin, (problem, origin) =>
        problem || !origin ? next(problem) : apply({ ...options, origin }, req, res, next),
      );
    });
  };
};
