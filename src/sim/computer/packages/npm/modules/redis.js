// redis: a client of Redis, as of version 4.
const { EventEmitter } = require('events');
const { Link } = require('./lib/resp.js');
const { version } = require('./package.json');

class ErrorReply extends Error {}
class ClientClosedError extends Error {
  constructor() {
    super('The client is closed');
  }
}
class ClientOfflineError extends Error {
  constructor() {
    super('The client is offline');
  }
}
class WatchError extends Error {
  constructor() {
    super('One (or more) of the watched keys has been changed');
  }
}

const five = Number(version.split('.')[0]) >= 5;
const flag = (reply) => (five ? reply : reply === 1);
const same = (reply) => reply;
const pairs = (reply) => {
  const made = Object.create(null);
  for (let at = 0; at < reply.length; at += 2) made[reply[at]] = reply[at + 1];
  return made;
};
const scored = (reply) => {
  const made = [];
  for (let at = 0; at < reply.length; at += 2) made.push({ value: reply[at], score: Number(reply[at + 1]) });
  return made;
};
const number = (reply) => (reply === null ? null : Number(reply));
const entries = (reply) => (reply ?? []).map(([id, fields]) => ({ id, message: pairs(fields) }));
const streams = (reply) =>
  reply === null ? null : reply.map(([name, messages]) => ({ name, messages: entries(messages) }));
const list = (value) => (Array.isArray(value) ? value : [value]);
const plain = (name, into = same) => [(...args) => [...name.split(' '), ...args.flat()], into];

/** Words of the options of SET. */
function setWords(options = {}) {
  const words = [];
  for (const name of ['EX', 'PX', 'EXAT', 'PXAT']) if (options[name] !== undefined) words.push(name, options[name]);
  for (const name of ['KEEPTTL', 'NX', 'XX', 'GET']) if (options[name]) words.push(name);
  if (options.expiration)
    words.push(options.expiration.type, ...(options.expiration.value === undefined ? [] : [options.expiration.value]));
  if (options.condition) words.push(options.condition);
  return words;
}
const scanWords = ({ MATCH, COUNT, TYPE } = {}) => [
  ...(MATCH === undefined ? [] : ['MATCH', MATCH]),
  ...(COUNT === undefined ? [] : ['COUNT', COUNT]),
  ...(TYPE === undefined ? [] : ['TYPE', TYPE]),
];
const limits = ({ COUNT, BLOCK } = {}) => [
  ...(COUNT === undefined ? [] : ['COUNT', COUNT]),
  ...(BLOCK === undefined ? [] : ['BLOCK', BLOCK]),
];
const keysAndIds = (given) => [...list(given).map(({ key }) => key), ...list(given).map(({ id }) => id)];

/** Commands whose arguments or replies are not what goes over the wire: words, and what the reply becomes. */
const special = {
  set: [(key, value, options) => ['SET', key, value, ...setWords(options)], same],
  setEx: plain('SETEX'),
  setNX: plain('SETNX', flag),
  hSet: [
    (key, field, value) => [
      'HSET',
      key,
      ...(field instanceof Map || Array.isArray(field)
        ? [...field].flat()
        : typeof field === 'object'
          ? Object.entries(field).flat()
          : [field, value]),
    ],
    same,
  ],
  hSetNX: plain('HSETNX', flag),
  hGetAll: [(key) => ['HGETALL', key], pairs],
  hmGet: plain('HMGET'),
  hExists: plain('HEXISTS', flag),
  hIncrByFloat: plain('HINCRBYFLOAT'),
  mSet: [(given) => ['MSET', ...(Array.isArray(given) ? given.flat() : Object.entries(given).flat())], same],
  zAdd: [(key, members) => ['ZADD', key, ...list(members).flatMap(({ score, value }) => [score, value])], same],
  zRange: [
    (key, from, to, options) => [
      'ZRANGE',
      key,
      from,
      to,
      ...(options?.BY ? [`BY${options.BY}`] : []),
      ...(options?.REV ? ['REV'] : []),
    ],
    same,
  ],
  zRangeWithScores: [
    (key, from, to, options) => ['ZRANGE', key, from, to, ...(options?.REV ? ['REV'] : []), 'WITHSCORES'],
    scored,
  ],
  zRangeByScore: [(key, min, max) => ['ZRANGEBYSCORE', key, min, max], same],
  zScore: [(key, member) => ['ZSCORE', key, member], number],
  zIncrBy: [(key, amount, member) => ['ZINCRBY', key, amount, member], number],
  zPopMin: [(key) => ['ZPOPMIN', key], (reply) => scored(reply)[0] ?? null],
  zPopMax: [(key) => ['ZPOPMAX', key], (reply) => scored(reply)[0] ?? null],
  incrByFloat: plain('INCRBYFLOAT'),
  expire: plain('EXPIRE', flag),
  pExpire: plain('PEXPIRE', flag),
  expireAt: [(key, when) => ['EXPIREAT', key, when instanceof Date ? Math.floor(when.getTime() / 1000) : when], flag],
  persist: plain('PERSIST', flag),
  sIsMember: plain('SISMEMBER', flag),
  sMove: plain('SMOVE', flag),
  blPop: [(key, timeout) => ['BLPOP', ...list(key), timeout], (reply) => reply && { key: reply[0], element: reply[1] }],
  brPop: [(key, timeout) => ['BRPOP', ...list(key), timeout], (reply) => reply && { key: reply[0], element: reply[1] }],
  lMove: [(from, to, a, b) => ['LMOVE', from, to, a, b], same],
  scan: [
    (cursor, options) => ['SCAN', cursor, ...scanWords(options)],
    ([cursor, keys]) => ({ cursor: five ? cursor : Number(cursor), keys }),
  ],
  xAdd: [(key, id, fields) => ['XADD', key, id, ...Object.entries(fields).flat()], same],
  xRange: [(key, from, to, options) => ['XRANGE', key, from, to, ...limits(options)], entries],
  xRead: [(given, options) => ['XREAD', ...limits(options), 'STREAMS', ...keysAndIds(given)], streams],
  xGroupCreate: [
    (key, group, id, options) => ['XGROUP', 'CREATE', key, group, id, ...(options?.MKSTREAM ? ['MKSTREAM'] : [])],
    same,
  ],
  xReadGroup: [
    (group, consumer, given, options) => [
      'XREADGROUP',
      'GROUP',
      group,
      consumer,
      ...limits(options),
      'STREAMS',
      ...keysAndIds(given),
    ],
    streams,
  ],
  configGet: [(name) => ['CONFIG', 'GET', name], pairs],
  configSet: plain('CONFIG SET'),
  clientSetName: plain('CLIENT SETNAME'),
  flushAll: plain('FLUSHALL'),
  flushDb: plain('FLUSHDB'),
  dbSize: plain('DBSIZE'),
};
const ordinary =
  `get getDel getEx mGet incr incrBy decr decrBy append strLen getRange setRange del unlink exists ttl pTTL type rename keys randomKey
  lPush rPush lPop rPop lLen lRange lIndex lSet lRem lTrim lInsert rPopLPush sAdd sRem sMembers sCard sInter sUnion sDiff sPop
  sRandMember hGet hDel hKeys hVals hLen hIncrBy zCard zRem zRank zRevRank zCount zRemRangeByScore xLen xAck xDel publish ping echo
  time info copy setBit getBit bitCount`.split(/\s+/);
const commands = { ...Object.fromEntries(ordinary.map((name) => [name, plain(name.toUpperCase())])), ...special };

class Multi {
  #client;
  #queued = [];
  constructor(client) {
    this.#client = client;
  }
  add(words, into) {
    this.#queued.push([words, into]);
    return this;
  }
  addCommand(words) {
    return this.add(words, same);
  }
  async exec() {
    if (this.#queued.length === 0) return [];
    const sent = [this.#client.sendCommand(['MULTI'])];
    for (const [words] of this.#queued) sent.push(this.#client.sendCommand(words));
    const done = this.#client.sendCommand(['EXEC']);
    const states = await Promise.allSettled(sent);
    const failed = states.find(({ status }) => status === 'rejected');
    const replies = await done.catch((error) => {
      throw failed?.reason ?? error;
    });
    if (replies === null) throw new WatchError();
    return replies.map((reply, index) => (reply instanceof Error ? reply : this.#queued[index][1](reply)));
  }
}

class RedisClient extends EventEmitter {
  isOpen = false;
  isReady = false;
  #options;
  #link;
  #queue = [];
  #listeners = new Map();
  #patterns = new Map();
  constructor(options = {}) {
    super();
    this.#options = { ...options };
    if (options.url) {
      const url = new URL(options.url);
      if (url.protocol === 'rediss:') throw new Error('not simulated: TLS');
      if (url.protocol !== 'redis:') throw new TypeError('Invalid protocol');
      const { hostname, port, username, password, pathname } = url;
      this.#options = {
        socket: { host: hostname, ...(port ? { port: Number(port) } : {}), ...options.socket },
        ...(username ? { username: decodeURIComponent(username) } : {}),
        ...(password ? { password: decodeURIComponent(password) } : {}),
        ...(pathname.length > 1 ? { database: Number(pathname.slice(1)) } : {}),
        ...Object.fromEntries(Object.entries(options).filter(([name]) => name !== 'url' && name !== 'socket')),
      };
    }
  }
  get options() {
    return this.#options;
  }
  async connect() {
    if (this.isOpen) throw new Error('Socket already opened');
    this.isOpen = true;
    await this.#open(0);
    return this;
  }
  async #open(retries) {
    for (;;) {
      try {
        await this.#dial();
        return;
      } catch (error) {
        const { reconnectStrategy } = this.#options.socket ?? {};
        const wait =
          typeof reconnectStrategy === 'function'
            ? reconnectStrategy(retries, error)
            : (reconnectStrategy ?? Math.min(retries * 50, 500));
        if (wait === false || wait instanceof Error || error instanceof ErrorReply) {
          this.isOpen = false;
          throw wait instanceof Error ? wait : error;
        }
        this.emit('error', error);
        if (!this.isOpen) throw error;
        await new Promise((resolve) => setTimeout(resolve, wait));
        retries++;
        this.emit('reconnecting');
      }
    }
  }
  #dial() {
    const { socket = {}, username, password, database } = this.#options;
    return new Promise((resolve, reject) => {
      const link = new Link({ host: socket.host ?? 'localhost', port: socket.port ?? 6379, ErrorClass: ErrorReply });
      let ready = false;
      link.on('error', (error) => {
        if (ready) this.emit('error', error);
        else reject(error);
      });
      link.on('push', (message) => this.#deliver(message));
      link.on('end', () => {
        for (const one of link.waiting.splice(0)) one.reject(new Error('Socket closed unexpectedly'));
        if (!ready || this.#link !== link) return;
        this.isReady = false;
        if (!this.isOpen) {
          this.emit('end');
          return;
        }
        this.emit('error', new Error('Socket closed unexpectedly'));
        this.#open(0).catch((error) => this.emit('error', error));
      });
      link.on('connect', async () => {
        this.emit('connect');
        try {
          if (password !== undefined) await link.send(['AUTH', ...(username ? [username] : []), password]);
          if (database) await link.send(['SELECT', database]);
        } catch (error) {
          link.socket.destroy();
          reject(error);
          return;
        }
        ready = true;
        this.#link = link;
        this.isReady = true;
        const names = [...this.#listeners.keys()];
        if (names.length > 0) link.send(['SUBSCRIBE', ...names], names.length);
        const patterns = [...this.#patterns.keys()];
        if (patterns.length > 0) link.send(['PSUBSCRIBE', ...patterns], patterns.length);
        this.emit('ready');
        for (const one of this.#queue.splice(0)) link.send(one.words, one.replies).then(one.resolve, one.reject);
        resolve();
      });
    });
  }
  sendCommand(words, replies = 1) {
    if (!this.isOpen) return Promise.reject(new ClientClosedError());
    for (const word of words)
      if (typeof word !== 'string' && typeof word !== 'number' && !Buffer.isBuffer(word))
        return Promise.reject(
          new TypeError(
            five
              ? '"arguments[0]" must be of type "string | Buffer", got ' + typeof word + ' instead.'
              : 'Invalid argument type',
          ),
        );
    if (!five && words.slice(1).some((word) => typeof word === 'number' && words[0] === 'SET'))
      words = words.map((word) => (typeof word === 'number' ? String(word) : word));
    if (this.isReady) return this.#link.send(words, replies);
    if (this.#options.disableOfflineQueue) return Promise.reject(new ClientOfflineError());
    return new Promise((resolve, reject) => this.#queue.push({ words, replies, resolve, reject }));
  }
  multi() {
    return new Multi(this);
  }
  duplicate(options = {}) {
    return new RedisClient({ ...this.#options, ...options });
  }
  async watch(...keys) {
    return await this.sendCommand(['WATCH', ...keys.flat()]);
  }
  async unwatch() {
    return await this.sendCommand(['UNWATCH']);
  }
  async executeIsolated(task) {
    const other = await this.duplicate().connect();
    try {
      return await task(other);
    } finally {
      await other.quit();
    }
  }
  #deliver([kind, ...rest]) {
    if (kind === 'message') for (const listener of this.#listeners.get(rest[0]) ?? []) listener(rest[1], rest[0]);
    else for (const listener of this.#patterns.get(rest[0]) ?? []) listener(rest[2], rest[1]);
  }
  async #listen(table, command, names, listener) {
    const fresh = list(names).filter((name) => !table.has(name));
    for (const name of list(names)) table.set(name, [...(table.get(name) ?? []), listener]);
    if (fresh.length > 0) await this.sendCommand([command, ...fresh], fresh.length);
  }
  async subscribe(channels, listener) {
    await this.#listen(this.#listeners, 'SUBSCRIBE', channels, listener);
  }
  async pSubscribe(patterns, listener) {
    await this.#listen(this.#patterns, 'PSUBSCRIBE', patterns, listener);
  }
  async unsubscribe(channels = [...this.#listeners.keys()]) {
    const names = list(channels);
    for (const name of names) this.#listeners.delete(name);
    if (names.length > 0) await this.sendCommand(['UNSUBSCRIBE', ...names], names.length);
  }
  async pUnsubscribe(patterns = [...this.#patterns.keys()]) {
    const names = list(patterns);
    for (const name of names) this.#patterns.delete(name);
    if (names.length > 0) await this.sendCommand(['PUNSUBSCRIBE', ...names], names.length);
  }
  async *scanIterator(options) {
    let cursor = '0';
    do {
      const found = await this.scan(cursor, options);
      cursor = String(found.cursor);
      if (five) yield found.keys;
      else yield* found.keys;
    } while (cursor !== '0');
  }
  async quit() {
    const reply = await this.sendCommand(['QUIT']);
    this.isOpen = false;
    this.#link?.socket.end();
    return reply;
  }
  async disconnect() {
    if (!this.isOpen) throw new ClientClosedError();
    this.destroy();
  }
  async close() {
    await this.quit();
  }
  destroy() {
    this.isOpen = this.isReady = false;
    this.#link?.socket.destroy();
    for (const one of this.#queue.splice(0)) one.reject(new Error('Disconnects client'));
  }
}
for (const [name, [words, into]] of Object.entries(commands)) {
  const run = async function (...args) {
    return into(await this.sendCommand(words(...args)));
  };
  const queue = function (...args) {
    return this.add(words(...args), into);
  };
  for (const key of [name, name.toUpperCase()]) {
    RedisClient.prototype[key] = run;
    Multi.prototype[key] = queue;
  }
}

if (Number(version.split('.')[0]) < 4) throw new Error(`not simulated: redis ${version}: version 4 and later are`);
const createClient = (options) => new RedisClient(options);
module.exports = {
  createClient,
  ErrorReply,
  ClientClosedError,
  ClientOfflineError,
  WatchError,
};
