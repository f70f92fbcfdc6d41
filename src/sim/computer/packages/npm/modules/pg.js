// pg: PostgreSQL, over the protocol's version 3.
const net = require('net');
const crypto = require('crypto');
const { EventEmitter } = require('events');

class DatabaseError extends Error {
  constructor(message, length, name) {
    super(message);
    this.length = length;
    Object.defineProperty(this, 'name', { value: name, enumerable: false, writable: true });
  }
}

// Values

const local = (text) => {
  const m = /^(\d+)-(\d\d)-(\d\d)(?:[ T](\d\d):(\d\d):(\d\d)(\.\d+)?)?(?:([+-])(\d\d)(?::?(\d\d))?)?$/.exec(text);
  if (!m) return text === 'infinity' ? Infinity : text === '-infinity' ? -Infinity : null;
  const [, year, month, day, hour = 0, minute = 0, second = 0, part = '0', sign, zone = 0, zoneMinutes = 0] = m;
  const fields = [year, month - 1, day, hour, minute, second, Math.round(part * 1000)].map(Number);
  if (!sign) return new Date(...fields);
  return new Date(Date.UTC(...fields) - (sign === '-' ? -1 : 1) * (Number(zone) * 60 + Number(zoneMinutes)) * 60_000);
};

function array(text, parse) {
  let at = 1;
  const read = () => {
    const items = [];
    for (;;) {
      const c = text[at];
      if (c === '}' || at >= text.length) {
        at++;
        return items;
      }
      if (c === ',') at++;
      else if (c === '{') {
        at++;
        items.push(read());
      } else if (c === '"') {
        const [whole, inner] = /^"((?:[^"\\]|\\.)*)"/s.exec(text.slice(at));
        at += whole.length;
        items.push(parse(inner.replace(/\\(.)/gs, '$1')));
      } else {
        const [whole] = /^[^,{}]*/.exec(text.slice(at));
        at += whole.length;
        items.push(whole === 'NULL' ? null : parse(whole));
      }
    }
  };
  return read();
}

const bytea = (text) => Buffer.from(text.slice(2), 'hex');
const parsers = new Map([
  [16, (text) => text === 't'],
  [17, bytea],
  [21, Number],
  [23, Number],
  [26, Number],
  [114, JSON.parse],
  [3802, JSON.parse],
  [700, Number],
  [701, Number],
  [1082, local],
  [1114, local],
  [1184, local],
]);
for (const [oid, inner] of [
  [1000, 16],
  [1005, 21],
  [1007, 23],
  [1016, 20],
  [1009, 25],
  [1015, 1043],
  [1021, 700],
  [1022, 701],
  [1231, 1700],
  [199, 114],
  [3807, 3802],
  [1115, 1114],
  [1185, 1184],
  [2951, 2950],
])
  parsers.set(oid, (text) => array(text, parsers.get(inner) ?? String));

const types = {
  builtins: {
    BOOL: 16,
    BYTEA: 17,
    INT8: 20,
    INT2: 21,
    INT4: 23,
    TEXT: 25,
    JSON: 114,
    FLOAT4: 700,
    FLOAT8: 701,
    VARCHAR: 1043,
    DATE: 1082,
    TIMESTAMP: 1114,
    TIMESTAMPTZ: 1184,
    NUMERIC: 1700,
    UUID: 2950,
    JSONB: 3802,
  },
  setTypeParser: (oid, format, parse) => parsers.set(oid, parse ?? format),
  getTypeParser: (oid) => parsers.get(oid) ?? String,
};

const two = (number, size = 2) => String(number).padStart(size, '0');
const dateText = (date) => {
  const offset = -date.getTimezoneOffset();
  const zone = `${offset < 0 ? '-' : '+'}${two(Math.floor(Math.abs(offset) / 60))}:${two(Math.abs(offset) % 60)}`;
  return `${two(date.getFullYear(), 4)}-${two(date.getMonth() + 1)}-${two(date.getDate())}T${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}.${two(date.getMilliseconds(), 3)}${zone}`;
};
const arrayText = (items) =>
  `{${items.map((item) => (item === null || item === undefined ? 'NULL' : Array.isArray(item) ? arrayText(item) : Buffer.isBuffer(item) ? `"\\\\x${item.toString('hex')}"` : `"${valueText(item).replace(/["\\]/g, '\\$&')}"`)).join(',')}}`;

function valueText(value) {
  if (value === null || value === undefined) return null;
  if (Buffer.isBuffer(value)) return `\\x${value.toString('hex')}`;
  if (value instanceof Date) return dateText(value);
  if (Array.isArray(value)) return arrayText(value);
  if (typeof value === 'object')
    return typeof value.toPostgres === 'function' ? valueText(value.toPostgres(valueText)) : JSON.stringify(value);
  return String(value);
}

const escapeIdentifier = (text) => `"${text.replace(/"/g, '""')}"`;
const escapeLiteral = (text) => {
  const made = `'${text.replace(/'/g, "''").replace(/\\/g, '\\\\')}'`;
  return text.includes('\\') ? ` E${made}` : made;
};

// Settings

function settingsOf(given = {}) {
  let config = typeof given === 'string' ? { connectionString: given } : { ...given };
  if (config.connectionString) {
    const url = new URL(config.connectionString);
    const found = {};
    if (url.hostname) found.host = decodeURIComponent(url.hostname);
    if (url.port) found.port = Number(url.port);
    if (url.username) found.user = decodeURIComponent(url.username);
    if (url.password) found.password = decodeURIComponent(url.password);
    if (url.pathname.length > 1) found.database = decodeURIComponent(url.pathname.slice(1));
    config = { ...config, ...found };
  }
  const { env } = process;
  const user = config.user ?? env.PGUSER ?? env.USER ?? env.USERNAME;
  return {
    ...config,
    user,
    host: config.host ?? env.PGHOST ?? 'localhost',
    port: Number(config.port ?? env.PGPORT ?? 5432),
    database: config.database ?? env.PGDATABASE ?? user,
    password: config.password ?? env.PGPASSWORD ?? null,
  };
}

// Messages

const word = (text) => Buffer.from(`${text}\0`);
const int = (value, size) => {
  const bytes = Buffer.alloc(size);
  if (size === 2) bytes.writeInt16BE(value);
  else bytes.writeInt32BE(value);
  return bytes;
};
const message = (kind, ...parts) => {
  const body = Buffer.concat(parts);
  return Buffer.concat([Buffer.from(kind), int(body.length + 4, 4), body]);
};
const fieldsOf = (body) => {
  const found = {};
  for (const part of body.toString().split('\0')) if (part) found[part[0]] = part.slice(1);
  return found;
};

const errorNames = {
  S: 'severity',
  C: 'code',
  D: 'detail',
  H: 'hint',
  P: 'position',
  p: 'internalPosition',
  q: 'internalQuery',
  W: 'where',
  s: 'schema',
  t: 'table',
  c: 'column',
  d: 'dataType',
  n: 'constraint',
  F: 'file',
  L: 'line',
  R: 'routine',
};
function errorOf(body, kind = 'error') {
  const fields = fieldsOf(body);
  const made = new DatabaseError(fields.M, body.length + 4, kind);
  for (const [letter, name] of Object.entries(errorNames)) made[name] = fields[letter];
  return made;
}

class Result {
  constructor(rowMode) {
    this.command = null;
    this.rowCount = null;
    this.oid = null;
    this.rows = [];
    this.fields = [];
    this._parsers = undefined;
    this._types = undefined;
    this.RowCtor = null;
    this.rowAsArray = rowMode === 'array';
    this._prebuiltEmptyResultObject = null;
  }
}

class Client extends EventEmitter {
  #settings;
  #socket;
  #bytes = Buffer.alloc(0);
  #queue = [];
  #running;
  #ready = false;
  #connecting;
  #ending = false;
  #ended = false;
  constructor(config) {
    super();
    this.#settings = settingsOf(config);
    const { user, host, port, database, password } = this.#settings;
    Object.assign(this, { user, host, port, database });
    Object.defineProperty(this, 'password', { value: password, enumerable: false, writable: true });
    this.processID = null;
  }
  connect(callback) {
    if (this.#connecting) {
      const error = new Error('Client has already been connected. You cannot reuse a client.');
      if (callback) process.nextTick(callback, error);
      return callback ? undefined : Promise.reject(error);
    }
    const promise = new Promise((resolve, reject) => {
      this.#connecting = { resolve, reject };
    });
    if (this.#settings.ssl && this.#settings.ssl !== 'disable')
      this.#connecting.reject(new Error('The server does not support SSL connections'));
    else this.#dial();
    if (!callback) return promise;
    promise.then(() => callback(null, this), callback);
    return undefined;
  }
  #dial() {
    const { host, port, user, database } = this.#settings;
    const socket = net.connect({ host, port }, () => {
      const words = ['user', user ?? '', 'database', database ?? '', 'client_encoding', 'UTF8'];
      const body = Buffer.concat([int(196608, 4), ...words.map(word), Buffer.from([0])]);
      socket.write(Buffer.concat([int(body.length + 4, 4), body]));
    });
    this.#socket = socket;
    const limit = this.#settings.connectionTimeoutMillis;
    if (limit > 0)
      setTimeout(() => {
        if (!this.#ready && !this.#ended) {
          this.#lose(new Error('timeout expired'));
          socket.destroy();
        }
      }, limit).unref();
    socket.on('data', (part) => {
      this.#bytes = Buffer.concat([this.#bytes, part]);
      while (this.#bytes.length >= 5) {
        const size = this.#bytes.readInt32BE(1);
        if (this.#bytes.length < size + 1) break;
        const kind = String.fromCharCode(this.#bytes[0]);
        const body = Buffer.from(this.#bytes.subarray(5, size + 1));
        this.#bytes = this.#bytes.subarray(size + 1);
        try {
          this.#take(kind, body);
        } catch (error) {
          this.#lose(error);
          socket.destroy();
        }
      }
    });
    socket.on('error', (error) => this.#lose(error));
    socket.on('close', () => {
      if (!this.#ending) this.#lose(new Error('Connection terminated unexpectedly'));
      if (this.#ended !== 'told') {
        this.#ended = 'told';
        this.emit('end');
      }
    });
  }
  /** The connection is gone: who waits is told. */
  #lose(error) {
    if (this.#ended) return;
    this.#ended = true;
    const waiting = [this.#running, ...this.#queue.splice(0)].filter(Boolean);
    this.#running = undefined;
    for (const one of waiting) one.reject(error);
    if (!this.#ready) this.#connecting?.reject(error);
    else if (!this.#ending && waiting.length === 0) this.emit('error', error);
    else if (!this.#ending && this.listenerCount('error') > 0) this.emit('error', error);
  }
  #authenticate(how, rest) {
    const { user, password } = this;
    const secret = typeof password === 'function' ? password() : password;
    if (how === 3) this.#socket.write(message('p', word(secret ?? '')));
    else if (how === 5) {
      const md5 = (...parts) =>
        crypto
          .createHash('md5')
          .update(Buffer.concat(parts.map((part) => Buffer.from(part))))
          .digest('hex');
      this.#socket.write(message('p', word(`md5${md5(md5(secret ?? '', user), rest)}`)));
    } else if (how === 10) {
      if (typeof secret !== 'string')
        throw new Error('SASL: SCRAM-SERVER-FIRST-MESSAGE: client password must be a string');
      if (secret === '')
        throw new Error('SASL: SCRAM-SERVER-FIRST-MESSAGE: client password must be a non-empty string');
      this.first = `n=*,r=${crypto.randomBytes(18).toString('base64')}`;
      const first = Buffer.from(`n,,${this.first}`);
      this.#socket.write(message('p', word('SCRAM-SHA-256'), int(first.length, 4), first));
    } else if (how === 11) {
      const server = rest.toString();
      const found = Object.fromEntries(server.split(',').map((part) => [part[0], part.slice(2)]));
      const hmac = (key, data) => crypto.createHmac('sha256', key).update(data).digest();
      const salted = crypto.pbkdf2Sync(secret, Buffer.from(found.s, 'base64'), Number(found.i), 32, 'sha256');
      const key = hmac(salted, 'Client Key');
      const bare = `c=biws,r=${found.r}`;
      const signature = hmac(crypto.createHash('sha256').update(key).digest(), `${this.first},${server},${bare}`);
      const proof = Buffer.from(key.map((byte, index) => byte ^ signature[index])).toString('base64');
      this.#socket.write(message('p', Buffer.from(`${bare},p=${proof}`)));
      delete this.first;
    } else if (how !== 0 && how !== 12) throw new Error(`Unknown authenticationOk message type ${how}`);
  }
  #take(kind, body) {
    const running = this.#running;
    switch (kind) {
      case 'R':
        this.#authenticate(body.readInt32BE(0), body.subarray(4));
        break;
      case 'K':
        this.processID = body.readInt32BE(0);
        break;
      case 'T': {
        let at = 2;
        const fields = [];
        for (let left = body.readInt16BE(0); left > 0; left--) {
          const end = body.indexOf(0, at);
          fields.push({
            name: body.toString('utf8', at, end),
            tableID: body.readInt32BE(end + 1),
            columnID: body.readInt16BE(end + 5),
            dataTypeID: body.readInt32BE(end + 7),
            dataTypeSize: body.readInt16BE(end + 11),
            dataTypeModifier: body.readInt32BE(end + 13),
            format: 'text',
          });
          at = end + 19;
        }
        running.result.fields = fields;
        break;
      }
      case 'D': {
        const { result } = running;
        const row = result.rowAsArray ? [] : {};
        let at = 2;
        result.fields.forEach(({ name, dataTypeID }, index) => {
          const size = body.readInt32BE(at);
          at += 4;
          let value = null;
          if (size >= 0) {
            value = (running.types?.getTypeParser?.(dataTypeID) ?? parsers.get(dataTypeID) ?? String)(
              body.toString('utf8', at, at + size),
            );
            at += size;
          }
          row[result.rowAsArray ? index : name] = value;
        });
        result.rows.push(row);
        break;
      }
      case 'C': {
        const tag = body.toString('utf8', 0, body.length - 1);
        const words = tag.split(' ');
        const { result } = running;
        result.command = words[0];
        const last = Number(words.at(-1));
        if (words.length > 1 && Number.isInteger(last)) result.rowCount = last;
        if (words[0] === 'INSERT') result.oid = Number(words[1]);
        running.results.push(result);
        running.result = new Result(running.rowMode);
        break;
      }
      case 'I':
        running.results.push(running.result);
        running.result = new Result(running.rowMode);
        break;
      case 'E': {
        const error = errorOf(body);
        if (!this.#ready) {
          this.#ending = true;
          this.#ended = true;
          this.#connecting.reject(error);
          this.#socket.end();
        } else if (running) running.error = error;
        else this.emit('error', error);
        break;
      }
      case 'N':
        this.emit('notice', errorOf(body, 'notice'));
        break;
      case 'A': {
        const [channel, payload] = body.toString('utf8', 4).split('\0');
        this.emit('notification', {
          name: 'notification',
          length: body.length + 4,
          processId: body.readInt32BE(0),
          channel,
          payload,
        });
        break;
      }
      case 'Z':
        if (!this.#ready) {
          this.#ready = true;
          this.#connecting.resolve();
          this.emit('connect');
        } else if (running) {
          this.#running = undefined;
          if (running.error) running.reject(running.error);
          else running.resolve(running.results.length > 1 ? running.results : (running.results[0] ?? running.result));
        }
        this.#next();
        break;
    }
  }
  #next() {
    if (!this.#ready || this.#running || this.#ended) return;
    const one = this.#queue.shift();
    if (!one) {
      if (this.#ending) this.#socket.end(message('X'));
      else this.emit('drain');
      return;
    }
    this.#running = one;
    const { text, values } = one;
    if (!values || values.length === 0) {
      this.#socket.write(message('Q', word(text)));
      return;
    }
    const texts = values.map(valueText);
    const bound = texts.map((value) => {
      if (value === null) return int(-1, 4);
      const bytes = Buffer.from(value);
      return Buffer.concat([int(bytes.length, 4), bytes]);
    });
    this.#socket.write(
      Buffer.concat([
        message('P', word(''), word(text), int(0, 2)),
        message('B', word(''), word(''), int(0, 2), int(bound.length, 2), ...bound, int(0, 2)),
        message('D', Buffer.from('P'), word('')),
        message('E', word(''), int(0, 4)),
        message('S'),
      ]),
    );
  }
  query(config, values, callback) {
    if (typeof values === 'function') [values, callback] = [undefined, values];
    if (config === null || config === undefined) throw new TypeError('Client was passed a null or undefined query');
    const given = typeof config === 'string' ? { text: config } : config;
    callback ??= given.callback;
    const promise = new Promise((resolve, reject) => {
      const one = {
        text: given.text,
        values: values ?? given.values,
        rowMode: given.rowMode,
        types: given.types,
        resolve,
        reject,
        results: [],
      };
      one.result = new Result(given.rowMode);
      if (this.#ending) reject(new Error('Client was closed and is not queryable'));
      else if (this.#ended) reject(new Error('Client has encountered a connection error and is not queryable'));
      else {
        this.#queue.push(one);
        this.#next();
      }
    });
    if (!callback) return promise;
    promise.then((result) => callback(null, result), callback);
    return undefined;
  }
  end(callback) {
    const promise = new Promise((resolve) => {
      if (!this.#socket || this.#ended) resolve();
      else this.once('end', resolve);
      this.#ending = true;
      this.#next();
      if (!this.#ready) this.#socket?.end();
    });
    if (!callback) return promise;
    promise.then(() => callback());
    return undefined;
  }
  escapeIdentifier(text) {
    return escapeIdentifier(text);
  }
  escapeLiteral(text) {
    return escapeLiteral(text);
  }
  get usable() {
    return !this.#ended && !this.#ending;
  }
}

class Pool extends EventEmitter {
  #clients = new Set();
  #idle = [];
  #waiting = [];
  constructor(options = {}) {
    super();
    this.options = { max: 10, idleTimeoutMillis: 10_000, ...options };
    this.options.max = this.options.max ?? 10;
    this.ending = this.ended = false;
  }
  get totalCount() {
    return this.#clients.size;
  }
  get idleCount() {
    return this.#idle.length;
  }
  get waitingCount() {
    return this.#waiting.length;
  }
  connect(callback) {
    const promise = this.#acquire();
    if (!callback) return promise;
    promise.then(
      (client) => callback(undefined, client, client.release),
      (error) => callback(error, undefined, () => undefined),
    );
    return undefined;
  }
  async #acquire() {
    if (this.ending) throw new Error('Cannot use a pool after calling end on the pool');
    for (;;) {
      const idle = this.#idle.pop();
      if (!idle) break;
      clearTimeout(idle.timer);
      if (idle.client.usable) return this.#lend(idle.client);
    }
    if (this.#clients.size >= this.options.max)
      return await new Promise((resolve, reject) => {
        const one = { resolve, reject };
        this.#waiting.push(one);
        const limit = this.options.connectionTimeoutMillis;
        if (limit > 0)
          setTimeout(() => {
            const at = this.#waiting.indexOf(one);
            if (at < 0) return;
            this.#waiting.splice(at, 1);
            reject(new Error('timeout exceeded when trying to connect'));
          }, limit).unref();
      });
    const client = new Client(this.options);
    this.#clients.add(client);
    client.on('error', (error) => {
      this.#drop(client);
      this.emit('error', error, client);
    });
    try {
      await client.connect();
    } catch (error) {
      this.#drop(client);
      throw error;
    }
    this.emit('connect', client);
    return this.#lend(client);
  }
  #drop(client) {
    this.#clients.delete(client);
    const at = this.#idle.findIndex((one) => one.client === client);
    if (at >= 0) clearTimeout(this.#idle.splice(at, 1)[0].timer);
  }
  #lend(client) {
    let released = false;
    this.emit('acquire', client);
    client.release = (problem) => {
      if (released) throw new Error('Release called on client which has already been released to the pool.');
      released = true;
      this.emit('release', problem, client);
      this.#back(client, problem);
    };
    return client;
  }
  #back(client, problem) {
    if (problem || this.ending || !client.usable) {
      this.#drop(client);
      client.end();
      const next = this.#waiting.shift();
      if (next) this.#acquire().then(next.resolve, next.reject);
      return;
    }
    const next = this.#waiting.shift();
    if (next) {
      next.resolve(this.#lend(client));
      return;
    }
    const timer =
      this.options.idleTimeoutMillis > 0
        ? setTimeout(() => {
            this.#drop(client);
            client.end();
          }, this.options.idleTimeoutMillis)
        : undefined;
    if (this.options.allowExitOnIdle) timer?.unref();
    this.#idle.push({ client, timer });
  }
  query(config, values, callback) {
    if (typeof values === 'function') [values, callback] = [undefined, values];
    const promise = (async () => {
      const client = await this.#acquire();
      let problem;
      try {
        return await client.query(config, values);
      } catch (error) {
        if (!client.usable) problem = error;
        throw error;
      } finally {
        client.release(problem);
      }
    })();
    if (!callback) return promise;
    promise.then((result) => callback(null, result), callback);
    return undefined;
  }
  async end(callback) {
    if (this.ending) throw new Error('Called end on pool more than once');
    this.ending = true;
    const idle = this.#idle.splice(0);
    for (const { client, timer } of idle) {
      clearTimeout(timer);
      this.#clients.delete(client);
      await client.end();
    }
    this.ended = true;
    callback?.();
  }
}

const defaults = { port: 5432, host: 'localhost', max: 10 };
module.exports = {
  Client,
  Pool,
  Result,
  DatabaseError,
  types,
  defaults,
  escapeIdentifier,
  escapeLiteral,
};
Object.defineProperty(module.exports, 'native', { get: () => null, enumerable: false });
