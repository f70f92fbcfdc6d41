// Promises in all their combinations, async iterators, AbortController, util.promisify, events.once, timers/promises.
const { promisify, format, inspect, types } = require('util');
const { EventEmitter, once, on } = require('events');
const { setTimeout: sleep, setImmediate: soon } = require('node:timers/promises');

const wait = (ms, value, fail) => new Promise((resolve, reject) => setTimeout(() => (fail ? reject(new Error(fail)) : resolve(value)), ms));
const oldStyle = (a, b, callback) => setTimeout(() => (a > b ? callback(new RangeError(`${a} > ${b}`)) : callback(null, b - a)), 5);
const modern = promisify(oldStyle);

async function* counter(limit) {
  try {
    for (let i = 0; i < limit; i++) {
      await sleep(2);
      yield i;
    }
  } finally {
    console.log('counter done');
  }
}

class Queue {
  #running = 0;
  #waiting = [];
  constructor(limit) {
    this.limit = limit;
    this.peak = 0;
  }
  async run(job) {
    if (this.#running >= this.limit) await new Promise((go) => this.#waiting.push(go));
    this.#running++;
    this.peak = Math.max(this.peak, this.#running);
    try {
      return await job();
    } finally {
      this.#running--;
      this.#waiting.shift()?.();
    }
  }
}

async function retry(times, job) {
  for (let attempt = 1; ; attempt++)
    try {
      return await job(attempt);
    } catch (error) {
      console.log(`attempt ${attempt}: ${error.message}`);
      if (attempt === times) throw new Error('gave up', { cause: error });
    }
}

(async () => {
  console.log(await Promise.all([wait(20, 'slow'), wait(5, 'fast'), 3]));
  console.log(await Promise.race([wait(20, 'slow'), wait(5, 'fast')]));
  console.log(await Promise.allSettled([wait(2, 'good'), wait(1, null, 'bad')]));
  console.log(await Promise.any([wait(1, null, 'bad'), wait(5, 'some')]));
  await Promise.any([wait(1, null, 'one'), wait(2, null, 'two')]).catch((error) => console.log(error.constructor.name, error.message, error.errors.map(String)));
  console.log(await modern(1, 3), await modern(3, 1).catch((e) => e.name + ' ' + e.message));
  for await (const n of counter(5)) if (n === 2) break; else console.log('n', n);
  for await (const v of [wait(5, 'a'), 'b']) console.log(v);
  const emitter = new EventEmitter();
  setTimeout(() => emitter.emit('ready', 1, 2), 5);
  console.log(await once(emitter, 'ready'));
  setTimeout(() => { for (const w of ['x', 'y']) emitter.emit('word', w); }, 1);
  for await (const [word] of on(emitter, 'word')) { console.log(word); if (word === 'y') break; }
  const controller = new AbortController();
  setTimeout(() => controller.abort(), 5);
  await sleep(1000, null, { signal: controller.signal }).catch((error) => console.log(error.name, error.code, error.message));
  const queue = new Queue(2);
  console.log(await Promise.all([1, 2, 3, 4].map((n) => queue.run(async () => (await sleep(3), n * n)))), queue.peak);
  console.log(await retry(3, async (n) => { if (n < 3) throw new Error('not yet'); return 'at last'; }));
  await retry(1, () => Promise.reject(new Error('never'))).catch((error) => console.log(error.message, '<-', error.cause.message));
  process.nextTick(() => console.log('tick'));
  setImmediate(() => console.log('immediate'));
  queueMicrotask(() => console.log('microtask'));
  await null;
  console.log('after await');
  await soon();
  const pending = wait(1);
  console.log(inspect(pending), types.isPromise(pending), format('%s', Promise.resolve(5)), await pending);
  let ticks = 0;
  await new Promise((done) => { const id = setInterval(() => { if (++ticks === 3) { clearInterval(id); done(); } }, 2); });
  console.log('ticks', ticks);
  const { promise, resolve } = { ...(() => { let r; const p = new Promise((x) => (r = x)); return { promise: p, resolve: r }; })() };
  resolve('deferred');
  console.log(await promise.then((v) => v.toUpperCase()).finally(() => console.log('finally')));
  await (async () => { throw new TypeError('uncaught in async'); })();
})();
