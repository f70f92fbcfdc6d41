// dns: addresses of names, through /etc/hosts and the name server.
const loop = require('internal/loop');
const { isIP } = { isIP: (text) => (/^\d+\.\d+\.\d+\.\d+$/.test(text) ? 4 : text.includes(':') ? 6 : 0) };

function failure(code, call, name) {
  const error = new Error(`${call} ${code} ${name}`);
  Object.defineProperty(error, 'stack', {
    value: `Error: ${error.message}\n    at GetAddrInfoReqWrap.onlookup${call === 'getaddrinfo' ? 'all' : ''} [as oncomplete] (node:dns:122:26)`,
    writable: true,
    configurable: true,
  });
  error.errno = sys('strerror', { code }).errno;
  error.code = code;
  error.syscall = call;
  error.hostname = name;
  return error;
}

function ask(name, call, done) {
  loop.begin('lookup', { name }, (event) => {
    if (event.error) done(failure(event.error, call, name));
    else done(null, event.addresses);
  });
}

function lookup(name, options, callback) {
  if (typeof options === 'function') [options, callback] = [{}, options];
  if (typeof options === 'number') options = { family: options };
  const finish = (error, addresses = []) => {
    if (error) return callback(error);
    const list = addresses
      .map((address) => ({ address, family: isIP(address) }))
      .filter(({ family }) => !options?.family || family === options.family);
    if (list.length === 0) return callback(failure('ENOTFOUND', 'getaddrinfo', name));
    if (options?.all) callback(null, list);
    else callback(null, list[0].address, list[0].family);
  };
  if (!name || isIP(name)) return void process.nextTick(finish, null, [name || '127.0.0.1']);
  ask(name, 'getaddrinfo', finish);
}

function resolve4(name, options, callback = options) {
  ask(name, 'queryA', (error, addresses) =>
    error
      ? callback(error)
      : callback(
          null,
          addresses.filter((address) => isIP(address) === 4),
        ),
  );
}

function resolve(name, type, callback) {
  if (typeof type === 'function') [type, callback] = ['A', type];
  if (type !== 'A') throw new Error(`not simulated: dns.resolve of ${type} records`);
  resolve4(name, callback);
}

const unsimulated = (what) => () => {
  throw new Error(`not simulated: dns.${what}`);
};

Object.defineProperty(lookup, Symbol.for('nodejs.util.promisify.args'), {
  value: ['address', 'family'],
  enumerable: false,
});

const promised =
  (func) =>
  (...args) =>
    new Promise((done, fail) => func(...args, (error, value) => (error ? fail(error) : done(value))));

const dns = {
  lookup,
  resolve,
  resolve4,
  ADDRCONFIG: 1024,
  ALL: 256,
  V4MAPPED: 2048,
  NODATA: 'ENODATA',
  NOTFOUND: 'ENOTFOUND',
  SERVFAIL: 'ESERVFAIL',
};
for (const name of [
  'resolve6',
  'resolveMx',
  'resolveTxt',
  'resolveSrv',
  'resolveNs',
  'resolveCname',
  'reverse',
  'lookupService',
  'setServers',
  'getServers',
])
  dns[name] = unsimulated(name);
dns.setDefaultResultOrder = () => {};
dns.getDefaultResultOrder = () => 'verbatim';
dns.promises = {
  lookup: (name, options = {}) =>
    new Promise((done, fail) =>
      lookup(name, options, (error, address, family) =>
        error ? fail(error) : done(typeof options === 'object' && options.all ? address : { address, family }),
      ),
    ),
  resolve: promised(resolve),
  resolve4: promised(resolve4),
};

module.exports = dns;
