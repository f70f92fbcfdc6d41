// ioredis: a client of Redis.
const { EventEmitter } = require('events');
const { Link, ReplyError } = require('./lib/resp.js');

class MaxRetriesPerRequestError extends Error {
  constructor(most) {
    super(
      `Reached the max retries per request limit (which is ${most}). Refer to "maxRetriesPerRequest" option for details.`,
    );
    this.name = 'MaxRetriesPerRequestError';
  }
}

const names =
  `append auth bgsave bitcount blmove blpop brpop brpoplpush client config copy dbsize decr decrby del echo eval exists expire expireat
  flushall flushdb get getbit getdel getex getrange getset hdel hexists hget hgetall hincrby hincrbyfloat hkeys hlen hmget hmset hscan hset hsetnx hvals
  incr incrby incrbyfloat info keys lindex linsert llen lmove lpop lpos lpush lpushx lrange lrem lset ltrim mget mset msetnx persist pexpire ping
  psetex pttl publish randomkey rename renamenx rpop rpoplpush rpush rpushx sadd save scan scard sdiff sdiffstore select set setbit setex setnx setrange
  sinter sinterstore sismember smembers smove spop srandmember srem sscan strlen sunion sunionstore time ttl type unlink unwatch watch xack xadd xdel
  xgroup xinfo xlen xpending xrange xread xreadgroup xrevrange xtrim zadd zcard zcount zincrby zpopmax zpopmin zrange zrangebyscore zrank zrem
  zremrangebyrank zremrangebyscore zrevrange zrevrangebyscore zrevrank zscan zscore`.split(/\s+/);

function wordsOf(name, args) {
  if (['mset', 'msetnx'].includes(name) && args.length === 1 && typeof args[0] === 'object' && !Array.isArray(args[0]))
    args = args[0] instanceof Map ? [...args[0]].flat() : Object.entries(args[0]).flat();
  if (['hset', 'hmset'].includes(name) && args.length === 2 && typeof args[1] === 'object' && !Array.isArray(args[1]))
    args = [args[0], ...(args[1] instanceof Map ? [...args[1]].flat() : Object.entries(args[1]).flat())];
  const flat = args.flat(Infinity).map((word) => (word === null || word === undefined ? '' : word));
  return [name.toUpperCase(), ...flat];
}

function replyOf(name, reply) {
  if (name !== 'hgetall' || !Array.isArray(reply)) return reply;
  const made = {};
  for (let at = 0; at < reply.length; at += 2) made[reply[at]] = reply[at + 1];
  return made;
}

function settled(promise, callback) {
  if (typeof callback !== 'function') return promise;
  promise.then(
    (value) => callback(null, value),
    (error) => callback(error),
  );
  return promise;
}

class Pipeline {
  #redis;
  #transaction;
  #queued = [];
  constructor(redis, transaction) {
    this.#redis = redis;
    this.#transaction = transaction;
  }
  get length() {
    return this.#queued.length;
  }
  add(name, args) {
    if (typeof args.at(-1) === 'function') args = args.slice(0, -1);
    this.#queued.push([name, args]);
    return this;
  }
  exec(callback) {
    return settled(this.#run(), callback);
  }
  async #run() {
    const queued = this.#queued;
    const told = queued.map(([name, args]) => this.#redis.call(name, ...args));
    if (!this.#transaction) {
      const states = await Promise.allSettled(told);
      return states.map(({ status, value, reason }, index) =>
        status === 'fulfilled' ? [null, replyOf(queued[index][0], value)] : [reason, undefined],
      );
    }
    const done = this.#redis.call('exec');
    await Promise.allSettled(told);
    const replies = await done;
    if (replies === null) return null;
    return replies.map((reply, index) =>
      reply instanceof Error ? [reply, undefined] : [null, replyOf(queued[index][0], reply)],
    );
  }
}

class Redis extends EventEmitter {
  status = 'wait';
  #link;
  #queue = [];
  #retries = 0;
  #ended = false;
  #channels = new Set();
  #patterns = new Set();
  constructor(...given) {
    super();
    const options = { host: 'localhost', port: 6379, family: 4, db: 0, maxRetriesPerRequest: 20, lazyConnect: false };
    for (const one of given) {
      if (typeof one === 'number') options.port = one;
      else if (typeof one === 'string' && /^\d+$/.test(one)) options.port = Number(one);
      else if (typeof one === 'string' && one.includes('://')) {
        const url = new URL(one);
        if (url.protocol === 'rediss:') throw new Error('not simulated: TLS');
        options.host = url.hostname;
        if (url.port) options.port = Number(url.port);
        if (url.username) options.username = decodeURIComponent(url.username);
        if (url.password) options.password = decodeURIComponent(url.password);
        if (url.pathname.length > 1) options.db = Number(url.pathname.slice(1));
      } else if (typeof one === 'string') options.host = one;
      else if (one) Object.assign(options, one);
    }
    options.retryStrategy ??= options.retryStrategy === null ? null : (times) => Math.min(times * 50, 2000);
    this.options = options;
    if (!options.lazyConnect) this.connect().catch(() => undefined);
  }
  connect(callback) {
    const promise = new Promise((resolve, reject) => {
      this.#ended = false;
      this.#dial();
      this.once('ready', resolve);
      this.once('close', () => reject(new Error('Connection is closed.')));
    });
    return settled(promise, callback);
  }
  #state(status) {
    this.status = status;
    process.nextTick(() => this.emit(status));
  }
  #dial() {
    const { host, port, username, password, db } = this.options;
    this.status = 'connecting';
    const link = new Link({ host, port, ErrorClass: ReplyError });
    this.#link = link;
    link.on('error', (error) => this.#fail(error));
    link.on('push', ([kind, ...rest]) => this.emit(kind === 'message' ? 'message' : 'pmessage', ...rest));
    link.on('connect', async () => {
      this.status = 'connect';
      this.emit('connect');
      try {
        if (password) await link.send(['AUTH', ...(username ? [username] : []), password]);
        if (db) await link.send(['SELECT', db]);
      } catch (error) {
        this.#fail(error);
      }
      this.#retries = 0;
      this.status = 'ready';
      if (this.#channels.size > 0) link.send(['SUBSCRIBE', ...this.#channels], this.#channels.size);
      if (this.#patterns.size > 0) link.send(['PSUBSCRIBE', ...this.#patterns], this.#patterns.size);
      for (const one of this.#queue.splice(0)) link.send(one.words, one.replies).then(one.resolve, one.reject);
      this.emit('ready');
    });
    link.on('end', () => {
      this.#state('close');
      const unanswered = link.waiting.splice(0);
      const wait = this.#ended ? null : this.options.retryStrategy?.(++this.#retries);
      if (typeof wait !== 'number') {
        for (const one of [...unanswered, ...this.#queue.splice(0)]) one.reject(new Error('Connection is closed.'));
        this.#state('end');
        return;
      }
      const most = this.options.maxRetriesPerRequest;
      if (most !== null && this.#retries % (most + 1) === 0)
        for (const one of [...unanswered, ...this.#queue.splice(0)]) one.reject(new MaxRetriesPerRequestError(most));
      else for (const one of unanswered) one.reject(new Error('Connection is closed.'));
      this.#state('reconnecting');
      setTimeout(() => {
        if (!this.#ended) this.#dial();
      }, wait);
    });
  }
  #fail(error) {
    if (this.listenerCount('error') > 0) this.emit('error', error);
    else console.error('[ioredis] Unhandled error event:', error.stack);
  }
  call(name, ...args) {
    const callback = typeof args.at(-1) === 'function' ? args.pop() : undefined;
    return settled(this.#ask(wordsOf(name, args)), callback);
  }
  #ask(words, replies = 1) {
    if (this.status === 'ready') return this.#link.send(words, replies);
    if (this.status === 'end') return Promise.reject(new Error('Connection is closed.'));
    if (this.status === 'wait') this.connect().catch(() => undefined);
    return new Promise((resolve, reject) => this.#queue.push({ words, replies, resolve, reject }));
  }
  #follow(command, table, args) {
    const callback = typeof args.at(-1) === 'function' ? args.pop() : undefined;
    for (const name of args.flat()) table.add(name);
    const promise = this.#ask([command, ...args.flat()], args.flat().length).then(() => table.size);
    return settled(promise, callback);
  }
  subscribe(...args) {
    return this.#follow('SUBSCRIBE', this.#channels, args);
  }
  psubscribe(...args) {
    return this.#follow('PSUBSCRIBE', this.#patterns, args);
  }
  unsubscribe(...args) {
    const gone = args.length > 0 ? args.flat() : [...this.#channels];
    for (const name of gone) this.#channels.delete(name);
    return this.#ask(['UNSUBSCRIBE', ...gone], gone.length).then(() => this.#channels.size);
  }
  pipeline(commands = []) {
    const made = new Pipeline(this, false);
    for (const [name, ...args] of commands) made.add(name, args);
    return made;
  }
  multi(first) {
    if (first?.pipeline === false) return this.call('multi');
    this.call('multi').catch(() => undefined);
    return new Pipeline(this, true);
  }
  exec() {
    return this.call('exec');
  }
  duplicate(options = {}) {
    return new Redis({ ...this.options, ...options });
  }
  quit(callback) {
    this.#ended = true;
    const promise = this.#ask(['QUIT']);
    promise.then(() => this.#link?.socket.end());
    return settled(promise, callback);
  }
  disconnect() {
    this.#ended = true;
    this.#link?.socket.destroy();
  }
  end() {
    this.disconnect();
  }
}
for (const name of names) {
  Redis.prototype[name] = function (...args) {
    const callback = typeof args.at(-1) === 'function' ? args.pop() : undefined;
    return settled(
      this.call(name, ...args).then((reply) => replyOf(name, reply)),
      callback,
    );
  };
  Pipeline.prototype[name] = function (...args) {
    return this.add(name, args);
  };
}

module.exports = Redis;
Redis.default = Redis;
Redis.Redis = Redis;
Redis.Command = class Command {};
Redis.ReplyError = ReplyError;
