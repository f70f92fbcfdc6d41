// mysql2: MySQL and MariaDB. A prepared statement is asked as text, with its values in it.
const net = require('net');
const crypto = require('crypto');
const { EventEmitter } = require('events');

const codes = {
  1007: 'ER_DB_CREATE_EXISTS', 1008: 'ER_DB_DROP_EXISTS', 1044: 'ER_DBACCESS_DENIED_ERROR', 1045: 'ER_ACCESS_DENIED_ERROR', 1046: 'ER_NO_DB_ERROR',
  1048: 'ER_BAD_NULL_ERROR', 1049: 'ER_BAD_DB_ERROR', 1050: 'ER_TABLE_EXISTS_ERROR', 1051: 'ER_BAD_TABLE_ERROR', 1052: 'ER_NON_UNIQ_ERROR',
  1054: 'ER_BAD_FIELD_ERROR', 1060: 'ER_DUP_FIELDNAME', 1061: 'ER_DUP_KEYNAME', 1062: 'ER_DUP_ENTRY', 1064: 'ER_PARSE_ERROR', 1065: 'ER_EMPTY_QUERY',
  1109: 'ER_UNKNOWN_TABLE', 1130: 'ER_HOST_NOT_PRIVILEGED', 1136: 'ER_WRONG_VALUE_COUNT_ON_ROW', 1142: 'ER_TABLEACCESS_DENIED_ERROR',
  1146: 'ER_NO_SUCH_TABLE', 1205: 'ER_LOCK_WAIT_TIMEOUT', 1213: 'ER_LOCK_DEADLOCK', 1264: 'ER_WARN_DATA_OUT_OF_RANGE', 1265: 'WARN_DATA_TRUNCATED',
  1292: 'ER_TRUNCATED_WRONG_VALUE', 1364: 'ER_NO_DEFAULT_FOR_FIELD', 1366: 'ER_TRUNCATED_WRONG_VALUE_FOR_FIELD', 1406: 'ER_DATA_TOO_LONG',
  1451: 'ER_ROW_IS_REFERENCED_2', 1452: 'ER_NO_REFERENCED_ROW_2', 3819: 'ER_CHECK_CONSTRAINT_VIOLATED',
}; // prettier-ignore

// Values

const marks = {
  '\0': '\\0',
  '\b': '\\b',
  '\t': '\\t',
  '\n': '\\n',
  '\r': '\\r',
  '\x1a': '\\Z',
  '"': '\\"',
  "'": "\\'",
  '\\': '\\\\',
};
const quoted = (text) => `'${text.replace(/[\0\b\t\n\r\x1a"'\\]/g, (mark) => marks[mark])}'`;
const two = (number, size = 2) => String(number).padStart(size, '0');
const dateText = (date) =>
  Number.isNaN(date.getTime())
    ? 'NULL'
    : `'${two(date.getFullYear(), 4)}-${two(date.getMonth() + 1)}-${two(date.getDate())} ${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}.${two(date.getMilliseconds(), 3)}'`;

const escapeId = (name, whole) =>
  Array.isArray(name)
    ? name.map((one) => escapeId(one, whole)).join(', ')
    : `\`${String(name).replace(/`/g, '``')}\``.replace(/\./g, whole ? '.' : '`.`');

function escape(value, asObject = true) {
  if (value === null || value === undefined) return 'NULL';
  if (typeof value === 'boolean' || typeof value === 'number' || typeof value === 'bigint') return String(value);
  if (value instanceof Date) return dateText(value);
  if (Buffer.isBuffer(value)) return `X${quoted(value.toString('hex'))}`;
  if (Array.isArray(value))
    return value.map((one) => (Array.isArray(one) ? `(${escape(one)})` : escape(one))).join(', ');
  if (typeof value === 'object') {
    if (typeof value.toSqlString === 'function') return value.toSqlString();
    if (!asObject) return quoted(JSON.stringify(value));
    return Object.entries(value)
      .filter(([, one]) => typeof one !== 'function')
      .map(([name, one]) => `${escapeId(name)} = ${escape(one, false)}`)
      .join(', ');
  }
  return quoted(String(value));
}

function format(sql, values, prepared) {
  if (values === undefined || values === null) return sql;
  const list = Array.isArray(values) ? values : [values];
  let used = 0;
  return sql.replace(/'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|`[^`]*`|\?\??/g, (part) => {
    if (part !== '?' && part !== '??') return part;
    if (used >= list.length) return part;
    const value = list[used++];
    return part === '??' ? escapeId(value) : escape(value, !prepared);
  });
}

const named = (sql, values) => {
  const list = [];
  const text = sql.replace(/:(\w+)/g, (whole, name) => {
    if (!Object.hasOwn(values, name)) return whole;
    list.push(values[name]);
    return '?';
  });
  return [text, list];
};

const local = (text) => {
  if (text.startsWith('0000')) return new Date(NaN);
  const [, year, month, day, hour = 0, minute = 0, second = 0, part = '0'] =
    /^(\d+)-(\d+)-(\d+)(?: (\d+):(\d+):(\d+)(\.\d+)?)?/.exec(text);
  return new Date(...[year, month - 1, day, hour, minute, second, Math.round(part * 1000)].map(Number));
};

function decode(type, bytes, options) {
  const text = bytes.toString();
  if (type === 8 && options.supportBigNumbers && (options.bigNumberStrings || !Number.isSafeInteger(Number(text))))
    return text;
  if ([1, 2, 3, 4, 5, 8, 9, 13].includes(type)) return Number(text);
  if ((type === 0 || type === 246) && options.decimalNumbers) return Number(text);
  if ([7, 10, 12].includes(type)) return options.dateStrings ? text : local(text);
  if (type === 245) return JSON.parse(text);
  return text;
}

class ResultSetHeader {
  constructor(affectedRows, insertId, info, serverStatus) {
    Object.assign(this, {
      fieldCount: 0,
      affectedRows,
      insertId,
      info,
      serverStatus,
      warningStatus: 0,
      changedRows: Number(/Changed: (\d+)/.exec(info)?.[1] ?? 0),
    });
  }
}

function settingsOf(given) {
  const base = { host: 'localhost', port: 3306, user: '', password: '', database: undefined };
  if (typeof given === 'string' || given?.uri) {
    const url = new URL(given.uri ?? given);
    const rest = typeof given === 'string' ? {} : given;
    return {
      ...base,
      ...rest,
      host: url.hostname,
      port: Number(url.port || 3306),
      user: decodeURIComponent(url.username),
      password: decodeURIComponent(url.password),
      database: decodeURIComponent(url.pathname.slice(1)) || undefined,
      ...Object.fromEntries(url.searchParams),
    };
  }
  return { ...base, ...given, port: Number(given?.port ?? 3306) };
}

const counted = (bytes, at) => {
  const first = bytes[at];
  if (first === 251) return [null, at + 1];
  if (first < 251) return [first, at + 1];
  const size = { 252: 2, 253: 3, 254: 6 }[first];
  return [bytes.readUIntLE(at + 1, size), at + 1 + (first === 254 ? 8 : size)];
};
const piece = (bytes, at) => {
  const [size, from] = counted(bytes, at);
  return size === null ? [null, from] : [bytes.subarray(from, from + size), from + size];
};

class Connection extends EventEmitter {
  threadId = null;
  #socket;
  #bytes = Buffer.alloc(0);
  #number = 0;
  #queue = [];
  #running;
  #ready = false;
  #closed;
  #ended = false;
  constructor(given) {
    super();
    this.config = settingsOf(given);
    const { host, port } = this.config;
    if (this.config.ssl) throw new Error('not simulated: TLS');
    this.#socket = net.connect({ host, port });
    this.#socket.on('data', (part) => this.#data(part));
    this.#socket.on('error', (error) => this.#lose(Object.assign(error, { fatal: true })));
    this.#socket.on('close', () => {
      if (!this.#ended) {
        const error = new Error('Connection lost: The server closed the connection.');
        this.#lose(Object.assign(error, { fatal: true, code: 'PROTOCOL_CONNECTION_LOST' }));
      }
      this.emit('end');
    });
  }
  get usable() {
    return !this.#closed && !this.#ended;
  }
  #lose(error) {
    if (this.#closed) return;
    this.#closed = error;
    const waiting = [this.#running, ...this.#queue.splice(0)].filter(Boolean);
    this.#running = undefined;
    for (const one of waiting) one.done(error);
    if (waiting.length === 0 && !this.#ended && (this.#ready || this.listenerCount('error') > 0))
      this.emit('error', error);
  }
  #write(body) {
    const head = Buffer.alloc(4);
    head.writeUIntLE(body.length, 0, 3);
    head[3] = this.#number++ & 255;
    this.#socket.write(Buffer.concat([head, body]));
  }
  #data(part) {
    this.#bytes = Buffer.concat([this.#bytes, part]);
    while (this.#bytes.length >= 4) {
      const size = this.#bytes.readUIntLE(0, 3);
      if (this.#bytes.length < size + 4) return;
      const body = Buffer.from(this.#bytes.subarray(4, size + 4));
      this.#number = this.#bytes[3] + 1;
      this.#bytes = this.#bytes.subarray(size + 4);
      if (this.threadId === null && body[0] !== 255) this.#greet(body);
      else if (this.#ready) this.#answer(body);
      else if (body[0] === 255) {
        const error = Object.assign(this.#error(body), { fatal: true });
        this.#socket.destroy();
        this.#lose(error);
      } else {
        this.#ready = true;
        this.emit('connect');
        this.#next();
      }
    }
  }
  #greet(hello) {
    const end = hello.indexOf(0, 1);
    this.serverVersion = hello.toString('utf8', 1, end);
    this.threadId = hello.readUInt32LE(end + 1);
    const salt = Buffer.concat([hello.subarray(end + 5, end + 13), hello.subarray(end + 32, end + 44)]);
    const { user, password, database } = this.config;
    const sha1 = (...parts) => crypto.createHash('sha1').update(Buffer.concat(parts)).digest();
    let proof = Buffer.alloc(0);
    if (password) {
      const once = sha1(Buffer.from(password));
      const other = sha1(salt, sha1(once));
      proof = Buffer.from(once.map((byte, index) => byte ^ other[index]));
    }
    const head = Buffer.alloc(32);
    head.writeUInt32LE(0x1 | 0x4 | 0x200 | 0x2000 | 0x8000 | 0x10000 | 0x20000 | 0x80000 | (database ? 8 : 0), 0);
    head.writeUInt32LE(1 << 24, 4);
    head[8] = 45;
    this.#write(
      Buffer.concat([
        head,
        Buffer.from(`${user}\0`),
        Buffer.from([proof.length]),
        proof,
        Buffer.from(database ? `${database}\0` : ''),
        Buffer.from('mysql_native_password\0'),
      ]),
    );
  }
  #error(body) {
    const errno = body.readUInt16LE(1);
    const text = body.toString('utf8', 3);
    const sqlMessage = text.slice(6);
    return Object.assign(new Error(sqlMessage), {
      code: codes[errno] ?? 'UNKNOWN_CODE_PLEASE_REPORT',
      errno,
      sqlState: text.slice(1, 6),
      sqlMessage,
    });
  }
  #answer(body) {
    const one = this.#running;
    if (!one) return;
    const { state } = one;
    if (body[0] === 255) {
      const error = this.#error(body);
      Object.assign(error, { sql: one.text });
      this.#finish(error);
    } else if (state === 'start') {
      if (body[0] === 0) {
        const [affected, first] = counted(body, 1);
        const [insertId, second] = counted(body, first);
        this.#finish(
          null,
          new ResultSetHeader(affected, insertId, body.toString('utf8', second + 4), body.readUInt16LE(second)),
          undefined,
        );
      } else {
        one.left = counted(body, 0)[0];
        one.state = 'columns';
      }
    } else if (state === 'columns') {
      if (one.left-- > 0) {
        let at = 0;
        let name;
        let database;
        for (let field = 0; field < 6; field++) {
          const [value, next] = piece(body, at);
          if (field === 1) database = value.toString();
          if (field === 4) name = value.toString();
          at = next;
        }
        one.fields.push({
          name,
          columnType: body[at + 7],
          columnLength: body.readUInt32LE(at + 3),
          type: body[at + 7],
          flags: body.readUInt16LE(at + 8),
          db: database,
          schema: database,
        });
      } else one.state = 'rows';
    } else if (body[0] === 254 && body.length < 9) this.#finish(null, one.rows, one.fields);
    else {
      const row = one.rowsAsArray ? [] : {};
      let at = 0;
      one.fields.forEach(({ name, type }, index) => {
        const [value, next] = piece(body, at);
        at = next;
        row[one.rowsAsArray ? index : name] = value === null ? null : decode(type, value, this.config);
      });
      one.rows.push(row);
    }
  }
  #finish(error, result, fields) {
    const one = this.#running;
    this.#running = undefined;
    one.done(error, result, fields);
    this.#next();
  }
  #next() {
    if (!this.#ready || this.#running || this.#closed) return;
    const one = this.#queue.shift();
    if (!one) return;
    if (one.control) {
      one.control();
      return;
    }
    this.#running = one;
    this.#number = 0;
    this.#write(Buffer.concat([Buffer.from([one.code ?? 3]), Buffer.from(one.text)]));
  }
  #ask(one) {
    if (this.#ended || this.#closed) {
      const error = new Error("Can't add new command when connection is in closed state");
      process.nextTick(() =>
        one.done(Object.assign(this.#closed && !this.#ready ? this.#closed : error, { fatal: true })),
      );
      return;
    }
    this.#queue.push(one);
    this.#next();
  }
  #statement(prepared, sql, values, callback) {
    if (typeof values === 'function') [values, callback] = [undefined, values];
    const given = typeof sql === 'object' ? sql : { sql };
    let text = given.sql;
    let list = values ?? given.values;
    if ((given.namedPlaceholders ?? this.config.namedPlaceholders) && list && !Array.isArray(list))
      [text, list] = named(text, list);
    const emitter = new EventEmitter();
    if (prepared && Array.isArray(list) && list.includes(undefined))
      throw new TypeError('Bind parameters must not contain undefined. To pass SQL NULL specify JS null');
    text = format(text, list, prepared);
    this.#ask({
      text,
      state: 'start',
      fields: [],
      rows: [],
      rowsAsArray: given.rowsAsArray ?? this.config.rowsAsArray,
      done: (error, result, fields) => {
        if (callback) callback(error, result, fields);
        else if (error) emitter.emit('error', error);
        else {
          if (Array.isArray(result)) for (const row of result) emitter.emit('result', row);
          emitter.emit('end');
        }
      },
    });
    return emitter;
  }
  query(sql, values, callback) {
    return this.#statement(false, sql, values, callback);
  }
  execute(sql, values, callback) {
    return this.#statement(true, sql, values, callback);
  }
  connect(callback = () => undefined) {
    if (this.#ready) process.nextTick(callback, null);
    else this.#ask({ control: () => (callback(null), this.#next()), done: callback });
  }
  ping(callback = () => undefined) {
    this.#ask({ code: 14, text: '', state: 'start', fields: [], rows: [], done: (error) => callback(error, true) });
  }
  changeUser(options, callback) {
    callback(new Error('not simulated: changeUser'));
  }
  beginTransaction(callback) {
    this.query('START TRANSACTION', callback);
  }
  commit(callback) {
    this.query('COMMIT', callback);
  }
  rollback(callback = () => undefined) {
    this.query('ROLLBACK', callback);
  }
  end(callback = () => undefined) {
    const close = () => {
      this.#ended = true;
      this.#number = 0;
      this.#write(Buffer.from([1]));
      this.#socket.end();
      callback(null);
    };
    if (this.#closed || this.#ended) process.nextTick(callback, null);
    else this.#ask({ control: close, done: () => callback(null) });
  }
  close() {
    this.end();
  }
  destroy() {
    this.#ended = true;
    this.#socket.destroy();
  }
  escape(value) {
    return escape(value);
  }
  escapeId(name) {
    return escapeId(name);
  }
  format(sql, values) {
    return format(sql, values);
  }
  promise() {
    return new PromiseConnection(this);
  }
}

class Pool extends EventEmitter {
  #all = new Set();
  #idle = [];
  #waiting = [];
  #closed = false;
  constructor(given) {
    super();
    this.config = { connectionLimit: 10, waitForConnections: true, queueLimit: 0, ...settingsOf(given) };
    this.config.connectionLimit = Number(this.config.connectionLimit);
  }
  getConnection(callback) {
    if (this.#closed) {
      process.nextTick(callback, new Error('Pool is closed.'));
      return;
    }
    for (let known = this.#idle.pop(); known; known = this.#idle.pop())
      if (known.usable) {
        const found = known;
        process.nextTick(() => callback(null, found));
        return;
      }
    if (this.#all.size < this.config.connectionLimit) {
      const made = new Connection(this.config);
      this.#all.add(made);
      made.release = () => this.releaseConnection(made);
      made.on('error', () => this.#all.delete(made));
      made.on('end', () => this.#all.delete(made));
      made.connect((error) => {
        if (error) {
          this.#all.delete(made);
          callback(error);
          return;
        }
        this.emit('connection', made);
        callback(null, made);
      });
    } else if (!this.config.waitForConnections) process.nextTick(callback, new Error('No connections available.'));
    else if (this.config.queueLimit && this.#waiting.length >= this.config.queueLimit)
      process.nextTick(callback, new Error('Queue limit reached.'));
    else this.#waiting.push(callback);
  }
  releaseConnection(connection) {
    const next = this.#waiting.shift();
    if (!connection.usable) {
      this.#all.delete(connection);
      if (next) this.getConnection(next);
    } else if (next) next(null, connection);
    else this.#idle.push(connection);
  }
  #through(method, sql, values, callback) {
    if (typeof values === 'function') [values, callback] = [undefined, values];
    this.getConnection((error, connection) => {
      if (error) {
        callback?.(error);
        return;
      }
      try {
        connection[method](sql, values, (...outcome) => {
          this.releaseConnection(connection);
          callback?.(...outcome);
        });
      } catch (problem) {
        this.releaseConnection(connection);
        callback?.(problem);
      }
    });
  }
  query(sql, values, callback) {
    this.#through('query', sql, values, callback);
  }
  execute(sql, values, callback) {
    this.#through('execute', sql, values, callback);
  }
  end(callback = () => undefined) {
    this.#closed = true;
    for (const one of this.#all) one.end();
    process.nextTick(callback, null);
  }
  format(sql, values) {
    return format(sql, values);
  }
  promise() {
    return new PromisePool(this);
  }
}

// Promises

/** Calls a method that takes a callback; an error says where it was called. */
function asked(target, method, ...args) {
  const place = new Error();
  return new Promise((resolve, reject) => {
    try {
      target[method](...args, (error, ...values) => {
        if (!error) {
          resolve(values);
          return;
        }
        if (error.sqlMessage !== undefined)
          error.stack = `${error.name}: ${error.message}\n${(place.stack ?? '').split('\n').slice(1).join('\n')}`;
        reject(error);
      });
    } catch (error) {
      reject(error);
    }
  });
}

class PromiseConnection extends EventEmitter {
  constructor(connection) {
    super();
    this.connection = connection;
    connection.on('error', (error) => this.emit('error', error));
  }
  get threadId() {
    return this.connection.threadId;
  }
  get config() {
    return this.connection.config;
  }
  query(sql, values) {
    return asked(this.connection, 'query', sql, values);
  }
  execute(sql, values) {
    return asked(this.connection, 'execute', sql, values);
  }
  release() {
    this.connection.release();
  }
  destroy() {
    this.connection.destroy();
  }
  escape(value) {
    return escape(value);
  }
  escapeId(name) {
    return escapeId(name);
  }
  format(sql, values) {
    return format(sql, values);
  }
}
for (const name of ['connect', 'ping', 'beginTransaction', 'commit', 'rollback', 'end'])
  PromiseConnection.prototype[name] = async function () {
    await asked(this.connection, name);
  };

class PromisePool extends EventEmitter {
  constructor(pool) {
    super();
    this.pool = pool;
  }
  query(sql, values) {
    return asked(this.pool, 'query', sql, values);
  }
  execute(sql, values) {
    return asked(this.pool, 'execute', sql, values);
  }
  async getConnection() {
    const [connection] = await asked(this.pool, 'getConnection');
    return new PromiseConnection(connection);
  }
  releaseConnection(connection) {
    connection.release();
  }
  async end() {
    await asked(this.pool, 'end');
  }
  format(sql, values) {
    return format(sql, values);
  }
}

const createConnection = (config) => new Connection(config);
const createPool = (config) => new Pool(config);
const raw = (sql) => ({ toSqlString: () => sql });
async function createPromiseConnection(config) {
  const connection = new Connection(config);
  await asked(connection, 'connect');
  return new PromiseConnection(connection);
}
const createPromisePool = (config) => new PromisePool(new Pool(config));

module.exports = {
  createConnection,
  createPool,
  escape,
  escapeId,
  format,
  raw,
  createPromiseConnection,
  createPromisePool,
};
