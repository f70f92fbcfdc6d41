// stream: Readable, Writable, Duplex, Transform and what joins them.
const EventEmitter = require('events');
const { codeError, argumentType } = require('internal/errors');

function Stream(options) {
  EventEmitter.call(this, options);
}
Object.setPrototypeOf(Stream.prototype, EventEmitter.prototype);
Object.setPrototypeOf(Stream, EventEmitter);

const hidden = (object, name, value) =>
  Object.defineProperty(object, name, { value, writable: true, configurable: true, enumerable: false });

function define(Type, methods) {
  const descriptors = Object.getOwnPropertyDescriptors(methods);
  for (const key of Reflect.ownKeys(descriptors)) descriptors[key].enumerable = false;
  Object.defineProperties(Type.prototype, descriptors);
}

const lengthOf = (state, chunk) => (state.objectMode ? 1 : chunk.length);

function bufferOf(stream, chunk, encoding) {
  if (typeof chunk === 'string') return Buffer.from(chunk, encoding);
  if (chunk instanceof Buffer) return chunk;
  if (ArrayBuffer.isView(chunk)) return Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
  throw argumentType('chunk', 'of type string or an instance of Buffer, TypedArray, or DataView', chunk);
}

function destroy(error, callback) {
  const state = this._readableState ?? this._writableState;
  if (state.destroyed) {
    if (callback) process.nextTick(callback, error);
    return this;
  }
  for (const one of [this._readableState, this._writableState]) if (one) one.destroyed = true;
  if (error) for (const one of [this._readableState, this._writableState]) if (one) one.errored = error;
  const done = (problem) => {
    const failure = problem ?? error;
    for (const one of [this._readableState, this._writableState]) if (one) one.closed = true;
    if (callback) callback(failure);
    process.nextTick(() => {
      if (failure) this.emit('error', failure);
      if (state.emitClose !== false) this.emit('close');
    });
  };
  this._destroy(error ?? null, done);
  return this;
}

// Reading

function Readable(options = {}) {
  if (!(this instanceof Readable)) return new Readable(options);
  Stream.call(this, options);
  initReadable(this, options);
}
Object.setPrototypeOf(Readable.prototype, Stream.prototype);
Object.setPrototypeOf(Readable, Stream);

function initReadable(stream, options) {
  const objectMode = Boolean(options.objectMode || options.readableObjectMode);
  hidden(stream, '_readableState', {
    objectMode,
    highWaterMark: options.readableHighWaterMark ?? options.highWaterMark ?? (objectMode ? 16 : 16384),
    buffer: [],
    length: 0,
    flowing: null,
    ended: false,
    endEmitted: false,
    reading: false,
    scheduled: false,
    destroyed: false,
    closed: false,
    errored: null,
    autoDestroy: options.autoDestroy !== false,
    emitClose: options.emitClose,
    decoder: undefined,
    encoding: null,
    pipes: [],
    readableListening: false,
  });
  if (options.encoding) stream.setEncoding(options.encoding);
  if (typeof options.read === 'function') stream._read = options.read;
  if (typeof options.destroy === 'function') stream._destroy = options.destroy;
  options.signal?.addEventListener('abort', () =>
    stream.destroy(require('internal/abort').abortError(options.signal.reason)),
  );
  if (typeof options.construct === 'function')
    options.construct.call(stream, (error) => error && stream.destroy(error));
}

/** Moves data on, or asks for more, soon. */
function schedule(stream) {
  const state = stream._readableState;
  if (state.scheduled) return;
  state.scheduled = true;
  process.nextTick(() => {
    state.scheduled = false;
    flow(stream);
  });
}

function ask(stream) {
  const state = stream._readableState;
  if (state.reading || state.ended || state.destroyed || state.length >= Math.max(1, state.highWaterMark)) return;
  state.reading = true;
  try {
    const made = stream._read(state.highWaterMark);
    if (made && typeof made.then === 'function') made.then(undefined, (error) => stream.destroy(error));
  } catch (error) {
    stream.destroy(error);
  }
}

function flow(stream) {
  const state = stream._readableState;
  while (state.flowing && !state.destroyed && state.buffer.length > 0) {
    const chunk = take(state);
    stream.emit('data', chunk);
  }
  if (state.destroyed) return;
  if (state.readableListening && (state.buffer.length > 0 || (state.ended && !state.endEmitted)) && !state.flowing)
    stream.emit('readable');
  if (state.buffer.length === 0 && state.ended) return finish(stream);
  if (state.flowing || state.readableListening || state.wanted) {
    state.wanted = false;
    ask(stream);
  }
}

function take(state) {
  const chunk = state.buffer.shift();
  state.length -= lengthOf(state, chunk);
  return chunk;
}

function finish(stream) {
  const state = stream._readableState;
  if (state.endEmitted || !(state.flowing || state.readableListening || state.consumed)) return;
  state.endEmitted = true;
  process.nextTick(() => {
    if (state.errored) return;
    stream.emit('end');
    const writable = stream._writableState;
    if (writable && stream.allowHalfOpen === false && !writable.ending) stream.end();
    if (state.autoDestroy && (!writable || (writable.finished && writable.autoDestroy))) stream.destroy();
  });
}

define(Readable, {
  _read() {
    throw codeError(Error, 'ERR_METHOD_NOT_IMPLEMENTED', 'The _read() method is not implemented');
  },
  _destroy(error, callback) {
    callback(error);
  },
  destroy,
  push(chunk, encoding) {
    const state = this._readableState;
    state.reading = false;
    if (state.destroyed) return false;
    if (chunk === null) {
      if (state.ended) return false;
      state.ended = true;
      const rest = state.decoder?.end();
      if (rest) {
        state.buffer.push(rest);
        state.length += lengthOf(state, rest);
      }
      schedule(this);
      return false;
    }
    if (state.ended) {
      this.destroy(codeError(Error, 'ERR_STREAM_PUSH_AFTER_EOF', 'stream.push() after EOF'));
      return false;
    }
    let value = chunk;
    if (!state.objectMode) {
      value = bufferOf(this, chunk, encoding ?? this.defaultEncoding);
      if (state.decoder) value = state.decoder.write(value);
      if (value.length === 0) {
        schedule(this);
        return true;
      }
    }
    state.buffer.push(value);
    state.length += lengthOf(state, value);
    schedule(this);
    return state.length < state.highWaterMark;
  },
  unshift(chunk) {
    const state = this._readableState;
    const value = state.objectMode || state.decoder ? chunk : bufferOf(this, chunk);
    state.buffer.unshift(value);
    state.length += lengthOf(state, value);
    schedule(this);
    return true;
  },
  read(size) {
    const state = this._readableState;
    state.consumed = true;
    if (state.buffer.length === 0 || size === 0) {
      if (state.ended && state.buffer.length === 0) finish(this);
      else {
        state.wanted = true;
        schedule(this);
      }
      return null;
    }
    if (state.objectMode) {
      schedule(this);
      return take(state);
    }
    const whole = state.decoder ? state.buffer.join('') : Buffer.concat(state.buffer);
    if (size === undefined || size >= whole.length) {
      if (size !== undefined && size > whole.length && !state.ended) {
        state.wanted = true;
        schedule(this);
        return null;
      }
      state.buffer = [];
      state.length = 0;
      schedule(this);
      return whole;
    }
    state.buffer = [whole.slice(size)];
    state.length = whole.length - size;
    schedule(this);
    return whole.slice(0, size);
  },
  on(name, listener) {
    Stream.prototype.on.call(this, name, listener);
    const state = this._readableState;
    if (name === 'data' && state.flowing !== false && !state.readableListening) this.resume();
    if (name === 'readable') {
      state.readableListening = true;
      state.flowing = false;
      schedule(this);
    }
    return this;
  },
  pause() {
    this._readableState.flowing = false;
    return this;
  },
  resume() {
    const state = this._readableState;
    if (!state.readableListening) state.flowing = true;
    schedule(this);
    return this;
  },
  isPaused() {
    return this._readableState.flowing === false;
  },
  setEncoding(encoding) {
    const { StringDecoder } = require('string_decoder');
    const state = this._readableState;
    state.decoder = new StringDecoder(encoding);
    state.encoding = encoding;
    state.buffer = state.buffer.map((chunk) => state.decoder.write(chunk));
    state.length = state.buffer.reduce((sum, chunk) => sum + chunk.length, 0);
    return this;
  },
  pipe(target, { end = true } = {}) {
    const state = this._readableState;
    state.pipes.push(target);
    const forward = (chunk) => {
      if (target.write(chunk) === false) {
        this.pause();
        target.once('drain', resumed);
      }
    };
    const resumed = () => this.resume();
    const ended = () => target.end();
    hidden(target, '_unpipe', [...(target._unpipe ?? []), { source: this, forward, ended, resumed }]);
    this.on('data', forward);
    const closes = end && target !== process.stdout && target !== process.stderr;
    if (closes) this.once('end', ended);
    target.emit('pipe', this);
    return target;
  },
  unpipe(target) {
    const state = this._readableState;
    for (const one of target ? [target] : [...state.pipes]) {
      const entry = one._unpipe?.find(({ source }) => source === this);
      if (!entry) continue;
      this.removeListener('data', entry.forward);
      this.removeListener('end', entry.ended);
      one.removeListener('drain', entry.resumed);
      one._unpipe.splice(one._unpipe.indexOf(entry), 1);
      state.pipes.splice(state.pipes.indexOf(one), 1);
      one.emit('unpipe', this);
    }
    if (state.pipes.length === 0) this.pause();
    return this;
  },
  wrap() {
    throw new Error('not simulated: readable.wrap');
  },
  [Symbol.asyncIterator]() {
    const stream = this;
    return (async function* () {
      const state = stream._readableState;
      let wake;
      const changed = () => wake?.();
      stream.on('readable', changed);
      for (const name of ['end', 'error', 'close']) stream.on(name, changed);
      try {
        for (;;) {
          const chunk = state.destroyed ? null : stream.read();
          if (chunk !== null) yield chunk;
          else if (state.errored) throw state.errored;
          else if (state.endEmitted || state.closed) {
            if (!state.endEmitted && !state.ended)
              throw codeError(Error, 'ERR_STREAM_PREMATURE_CLOSE', 'Premature close');
            return;
          } else await new Promise((resolve) => (wake = resolve));
        }
      } finally {
        stream.removeListener('readable', changed);
        if (!state.endEmitted && !state.destroyed) stream.destroy();
      }
    })();
  },
  async toArray() {
    const list = [];
    for await (const chunk of this) list.push(chunk);
    return list;
  },
  map(func) {
    const source = this;
    return Readable.from(
      (async function* () {
        for await (const chunk of source) yield await func(chunk);
      })(),
    );
  },
  filter(func) {
    const source = this;
    return Readable.from(
      (async function* () {
        for await (const chunk of source) if (await func(chunk)) yield chunk;
      })(),
    );
  },
  async forEach(func) {
    for await (const chunk of this) await func(chunk);
  },
  get destroyed() {
    return this._readableState.destroyed;
  },
  set destroyed(value) {
    this._readableState.destroyed = value;
  },
  get readable() {
    const state = this._readableState;
    return !state.destroyed && !state.endEmitted && !state.errored;
  },
  set readable(value) {},
  get readableEnded() {
    return this._readableState.endEmitted;
  },
  get readableFlowing() {
    return this._readableState.flowing;
  },
  get readableLength() {
    return this._readableState.length;
  },
  get readableHighWaterMark() {
    return this._readableState.highWaterMark;
  },
  get readableObjectMode() {
    return this._readableState.objectMode;
  },
  get readableEncoding() {
    return this._readableState.encoding;
  },
  get errored() {
    return this._readableState.errored;
  },
  get closed() {
    return this._readableState.closed;
  },
});
Readable.prototype.addListener = Readable.prototype.on;

Readable.from = (source, options) => {
  if (typeof source === 'string' || source instanceof Buffer)
    return new Readable({
      objectMode: true,
      ...options,
      read() {
        this.push(source);
        this.push(null);
      },
    });
  const iterator = source[Symbol.asyncIterator]?.() ?? source[Symbol.iterator]();
  return new Readable({
    objectMode: true,
    highWaterMark: 1,
    ...options,
    async read() {
      try {
        const { value, done } = await iterator.next();
        this.push(done ? null : await value);
      } catch (error) {
        this.destroy(error);
      }
    },
    destroy(error, done) {
      Promise.resolve(iterator.return?.()).then(
        () => done(error),
        (problem) => done(problem),
      );
    },
  });
};

// Writing

function Writable(options = {}) {
  if (!(this instanceof Writable) && !(this instanceof Duplex)) return new Writable(options);
  Stream.call(this, options);
  initWritable(this, options);
}
Object.setPrototypeOf(Writable.prototype, Stream.prototype);
Object.setPrototypeOf(Writable, Stream);
Object.defineProperty(Writable, Symbol.hasInstance, {
  value(object) {
    return (
      Function.prototype[Symbol.hasInstance].call(this, object) ||
      (this === Writable && object?._writableState !== undefined && object instanceof Stream)
    );
  },
});

function initWritable(stream, options) {
  const objectMode = Boolean(options.objectMode || options.writableObjectMode);
  hidden(stream, '_writableState', {
    objectMode,
    highWaterMark: options.writableHighWaterMark ?? options.highWaterMark ?? (objectMode ? 16 : 16384),
    decodeStrings: options.decodeStrings !== false,
    defaultEncoding: options.defaultEncoding ?? 'utf8',
    queue: [],
    length: 0,
    writing: false,
    needDrain: false,
    ending: false,
    finished: false,
    corked: 0,
    destroyed: false,
    closed: false,
    errored: null,
    autoDestroy: options.autoDestroy !== false,
    emitClose: options.emitClose,
  });
  if (typeof options.write === 'function') stream._write = options.write;
  if (typeof options.writev === 'function') stream._writev = options.writev;
  if (typeof options.final === 'function') stream._final = options.final;
  if (typeof options.destroy === 'function') stream._destroy = options.destroy;
  options.signal?.addEventListener('abort', () =>
    stream.destroy(require('internal/abort').abortError(options.signal.reason)),
  );
}

function next(stream) {
  const state = stream._writableState;
  if (state.writing || state.corked > 0 || state.destroyed) return;
  const entry = state.queue.shift();
  if (!entry) {
    if (state.needDrain && !state.ending) {
      state.needDrain = false;
      stream.emit('drain');
    }
    if (state.ending && !state.finished && !state.finishing) {
      state.finishing = true;
      const done = (error) => {
        if (error) return stream.destroy(error);
        state.finished = true;
        process.nextTick(() => {
          stream.emit('finish');
          for (const callback of state.onFinish ?? []) callback();
          const readable = stream._readableState;
          if (state.autoDestroy && (!readable || (readable.endEmitted && readable.autoDestroy))) stream.destroy();
        });
      };
      if (stream._final) {
        try {
          stream._final(done);
        } catch (error) {
          done(error);
        }
      } else done();
    }
    return;
  }
  state.writing = true;
  let synchronous = true;
  const done = (error) => {
    state.writing = false;
    state.length -= entry.length;
    if (error) {
      process.nextTick(entry.callback, error);
      stream.destroy(error);
      return;
    }
    if (synchronous) process.nextTick(entry.callback);
    else entry.callback();
    if (synchronous && state.queue.length === 0) process.nextTick(next, stream);
    else next(stream);
  };
  try {
    stream._write(entry.chunk, entry.encoding, done);
  } catch (error) {
    state.writing = false;
    throw error;
  }
  synchronous = false;
}

const nothing = () => {};

define(Writable, {
  _write(chunk, encoding, callback) {
    if (this._writev) this._writev([{ chunk, encoding }], callback);
    else throw codeError(Error, 'ERR_METHOD_NOT_IMPLEMENTED', 'The _write() method is not implemented');
  },
  _destroy(error, callback) {
    callback(error);
  },
  destroy,
  write(chunk, encoding, callback) {
    const state = this._writableState;
    if (typeof encoding === 'function') [encoding, callback] = [undefined, encoding];
    callback ??= nothing;
    if (chunk === null) throw codeError(TypeError, 'ERR_STREAM_NULL_VALUES', 'May not write null values to stream');
    let value = chunk;
    let used = encoding ?? state.defaultEncoding;
    if (!state.objectMode) {
      if (typeof chunk === 'string') {
        if (state.decodeStrings) {
          value = Buffer.from(chunk, used);
          used = 'buffer';
        }
      } else if (ArrayBuffer.isView(chunk)) {
        value = bufferOf(this, chunk);
        used = 'buffer';
      } else throw argumentType('chunk', 'of type string or an instance of Buffer, TypedArray, or DataView', chunk);
    }
    if (state.ending || state.destroyed) {
      const error = state.ending
        ? codeError(Error, 'ERR_STREAM_WRITE_AFTER_END', 'write after end')
        : codeError(Error, 'ERR_STREAM_DESTROYED', 'Cannot call write after a stream was destroyed');
      process.nextTick(callback, error);
      if (state.ending && !state.destroyed) this.destroy(error);
      return false;
    }
    const length = state.objectMode ? 1 : value.length;
    state.length += length;
    const room = state.length < state.highWaterMark;
    if (!room) state.needDrain = true;
    state.queue.push({ chunk: value, encoding: used, callback, length });
    next(this);
    return room && !state.errored;
  },
  end(chunk, encoding, callback) {
    const state = this._writableState;
    if (typeof chunk === 'function') [chunk, encoding, callback] = [undefined, undefined, chunk];
    else if (typeof encoding === 'function') [encoding, callback] = [undefined, encoding];
    if (chunk !== undefined && chunk !== null) this.write(chunk, encoding);
    if (state.corked > 0) {
      state.corked = 0;
      next(this);
    }
    if (typeof callback === 'function') {
      if (state.finished) process.nextTick(callback);
      else (state.onFinish ??= []).push(callback);
    }
    if (!state.ending) {
      state.ending = true;
      process.nextTick(next, this);
    }
    return this;
  },
  cork() {
    this._writableState.corked++;
  },
  uncork() {
    const state = this._writableState;
    if (state.corked > 0 && --state.corked === 0) next(this);
  },
  setDefaultEncoding(encoding) {
    this._writableState.defaultEncoding = encoding;
    return this;
  },
  get writable() {
    const state = this._writableState;
    return !state.destroyed && !state.ending && !state.errored;
  },
  set writable(value) {},
  get destroyed() {
    return this._writableState.destroyed;
  },
  set destroyed(value) {
    this._writableState.destroyed = value;
  },
  get writableEnded() {
    return this._writableState.ending;
  },
  get writableFinished() {
    return this._writableState.finished;
  },
  get writableLength() {
    return this._writableState.length;
  },
  get writableHighWaterMark() {
    return this._writableState.highWaterMark;
  },
  get writableObjectMode() {
    return this._writableState.objectMode;
  },
  get writableNeedDrain() {
    return this._writableState.needDrain;
  },
  get writableCorked() {
    return this._writableState.corked;
  },
  get errored() {
    return this._writableState.errored;
  },
  get closed() {
    return this._writableState.closed;
  },
});

// Both ways

function Duplex(options = {}) {
  if (!(this instanceof Duplex)) return new Duplex(options);
  Stream.call(this, options);
  this.allowHalfOpen = options.allowHalfOpen !== false;
  initReadable(this, options);
  initWritable(this, options);
}
Object.setPrototypeOf(Duplex.prototype, Readable.prototype);
Object.setPrototypeOf(Duplex, Readable);
for (const key of Reflect.ownKeys(Writable.prototype))
  if (!['constructor', 'destroy', '_destroy', 'destroyed', 'errored', 'closed'].includes(key))
    Object.defineProperty(Duplex.prototype, key, Object.getOwnPropertyDescriptor(Writable.prototype, key));

function Transform(options = {}) {
  if (!(this instanceof Transform)) return new Transform(options);
  Duplex.call(this, options);
  if (typeof options.transform === 'function') this._transform = options.transform;
  if (typeof options.flush === 'function') this._flush = options.flush;
}
Object.setPrototypeOf(Transform.prototype, Duplex.prototype);
Object.setPrototypeOf(Transform, Duplex);
define(Transform, {
  _transform() {
    throw codeError(Error, 'ERR_METHOD_NOT_IMPLEMENTED', 'The _transform() method is not implemented');
  },
  _write(chunk, encoding, callback) {
    this._transform(chunk, encoding, (error, value) => {
      if (error) return callback(error);
      if (value !== undefined && value !== null) this.push(value);
      const state = this._readableState;
      if (state.length < Math.max(1, state.highWaterMark) || state.ended) callback();
      else this._resume = callback;
    });
  },
  _final(callback) {
    const done = (error, value) => {
      if (error) return callback(error);
      if (value !== undefined && value !== null) this.push(value);
      this.push(null);
      callback();
    };
    if (this._flush) this._flush(done);
    else done();
  },
  _read() {
    this._readableState.reading = false;
    const resume = this._resume;
    this._resume = undefined;
    resume?.();
  },
});

function PassThrough(options) {
  if (!(this instanceof PassThrough)) return new PassThrough(options);
  Transform.call(this, options);
}
Object.setPrototypeOf(PassThrough.prototype, Transform.prototype);
Object.setPrototypeOf(PassThrough, Transform);
define(PassThrough, {
  _transform(chunk, encoding, callback) {
    callback(null, chunk);
  },
});

function finished(stream, options, callback) {
  if (typeof options === 'function') [options, callback] = [{}, options];
  let over = false;
  const done = (error) => {
    if (over) return;
    over = true;
    callback(error);
  };
  const readable = stream._readableState && options.readable !== false;
  const writable = stream._writableState && options.writable !== false;
  let left = (readable ? 1 : 0) + (writable ? 1 : 0);
  const part = () => {
    if (--left === 0) done();
  };
  if (readable) {
    if (stream._readableState.endEmitted) process.nextTick(part);
    else stream.on('end', part);
  }
  if (writable) {
    if (stream._writableState.finished) process.nextTick(part);
    else stream.on('finish', part);
  }
  stream.on('error', done);
  stream.on('close', () => {
    if (left > 0) done(stream.errored ?? codeError(Error, 'ERR_STREAM_PREMATURE_CLOSE', 'Premature close'));
  });
  return () => {
    over = true;
  };
}

function asStream(one, before) {
  if (typeof one?.pipe === 'function' || typeof one?.write === 'function') return one;
  if (typeof one === 'function') {
    const made = one(before);
    return Readable.from(made);
  }
  return Readable.from(one);
}

const isPipelineOptions = (part) =>
  part && typeof part === 'object' && !part.pipe && !part.write && ('signal' in part || 'end' in part);

function pipeline(...parts) {
  const callback = typeof parts.at(-1) === 'function' ? parts.pop() : nothing;
  const list = Array.isArray(parts[0]) ? parts[0] : parts;
  const { end = true } = isPipelineOptions(list.at(-1)) ? list.pop() : {};
  const streams = [];
  let over = false;
  let left = 0;
  const done = (error) => {
    if (over) return;
    if (error) {
      over = true;
      for (const stream of streams) if (!stream.destroyed && stream !== process.stdout) stream.destroy();
      callback(error);
    } else if (left === 0) {
      over = true;
      callback();
    }
  };
  for (const [index, part] of list.entries()) {
    const before = streams.at(-1);
    if (typeof part === 'function' && index === list.length - 1 && index > 0) {
      left++;
      Promise.resolve(part(before)).then(() => {
        left--;
        done();
      }, done);
      break;
    }
    const stream = asStream(part, before);
    streams.push(stream);
    left++;
    const last = index === list.length - 1;
    if (stream === process.stdout || stream === process.stderr)
      before.on('end', () => {
        left--;
        done();
      });
    else
      finished(
        stream,
        {
          readable: index === 0 || (!last && Boolean(stream._readableState)),
          writable: index > 0 && Boolean(stream._writableState),
        },
        (error) => {
          left--;
          done(error);
        },
      );
    if (before && typeof part !== 'function') before.pipe(stream, { end: end || !last });
  }
  return streams.at(-1);
}

module.exports = Stream;
Object.assign(Stream, {
  Stream,
  Readable,
  Writable,
  Duplex,
  Transform,
  PassThrough,
  finished,
  pipeline,
  addAbortSignal: (signal, stream) => {
    signal.addEventListener('abort', () => stream.destroy(require('internal/abort').abortError(signal.reason)));
    return stream;
  },
  promises: {
    finished: (stream, options = {}) =>
      new Promise((resolve, reject) => finished(stream, options, (error) => (error ? reject(error) : resolve()))),
    pipeline: (...parts) =>
      new Promise((resolve, reject) => pipeline(...parts, (error) => (error ? reject(error) : resolve()))),
  },
});
