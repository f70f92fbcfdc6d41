// readline: lines from a stream, questions, and what moves the cursor.
const EventEmitter = require('events');
const { StringDecoder } = require('string_decoder');
const { codeError } = require('internal/errors');

class Interface extends EventEmitter {
  constructor(input, output, completer, terminal) {
    super();
    const options =
      input && typeof input === 'object' && input.input !== undefined ? input : { input, output, completer, terminal };
    this.line = '';
    this.cursor = 0;
    this.closed = false;
    this.input = options.input;
    this.output = options.output;
    this.terminal = Boolean(options.terminal ?? options.output?.isTTY);
    this.history = [];
    for (const [name, value] of Object.entries({
      prompt_: options.prompt ?? '> ',
      decoder_: new StringDecoder('utf8'),
      rest_: '',
      question_: undefined,
      waiting_: [],
      lines_: undefined,
      ended_: false,
      skipLine_: false,
    }))
      Object.defineProperty(this, name, { value, writable: true, enumerable: false });
    const onData = (chunk) => this.take_(typeof chunk === 'string' ? chunk : this.decoder_.write(chunk));
    const onEnd = () => {
      if (this.rest_ !== '') this.line_(this.rest_);
      this.rest_ = '';
      this.close();
    };
    Object.defineProperty(this, 'stop_', {
      enumerable: false,
      value: () => {
        this.input.removeListener('data', onData);
        this.input.removeListener('end', onEnd);
      },
    });
    this.input.on('data', onData);
    this.input.on('end', onEnd);
    if (this.input === process.stdin && this.input.isTTY) this.signals_();
    options.signal?.addEventListener('abort', () => this.close());
    this.input.resume();
  }
  /** Ctrl-C in a terminal: the program may listen for it here. */
  signals_() {
    const interrupted = () => {
      if (this.listenerCount('SIGINT') > 0) this.emit('SIGINT');
      else {
        this.close();
        process.kill(process.pid, 'SIGINT');
      }
    };
    const listen = () => process.on('SIGINT', interrupted);
    this.on('newListener', (name) => {
      if (name === 'SIGINT' && this.listenerCount('SIGINT') === 0) listen();
    });
    this.once('close', () => process.removeListener('SIGINT', interrupted));
  }
  take_(text) {
    const all = this.rest_ + text;
    const lines = all.split(/\r\n|\n|\r(?!$)/);
    this.rest_ = lines.pop();
    for (const line of lines) {
      if (this.closed) return;
      this.line_(line);
    }
  }
  line_(line) {
    if (this.question_) {
      const answer = this.question_;
      this.question_ = undefined;
      answer(line);
      return;
    }
    this.emit('line', line);
  }
  setPrompt(prompt) {
    this.prompt_ = prompt;
  }
  getPrompt() {
    return this.prompt_;
  }
  prompt() {
    if (this.closed) throw codeError(Error, 'ERR_USE_AFTER_CLOSE', 'readline was closed');
    this.output?.write(this.prompt_);
    this.input.resume();
  }
  question(query, options, callback) {
    if (typeof options === 'function') callback = options;
    if (this.closed) throw codeError(Error, 'ERR_USE_AFTER_CLOSE', 'readline was closed');
    this.output?.write(query);
    this.question_ = callback;
    this.input.resume();
  }
  write(text) {
    if (typeof text === 'string') this.take_(text);
  }
  pause() {
    this.input.pause();
    this.emit('pause');
    return this;
  }
  resume() {
    this.input.resume();
    this.emit('resume');
    return this;
  }
  close() {
    if (this.closed) return;
    this.closed = true;
    this.stop_();
    this.input.pause();
    this.emit('close');
  }
  getCursorPos() {
    return { rows: 0, cols: this.cursor };
  }
  [Symbol.asyncIterator]() {
    const lines = [];
    let wake;
    this.on('line', (line) => {
      lines.push(line);
      wake?.();
    });
    this.on('close', () => wake?.());
    const self = this;
    return (async function* () {
      try {
        for (;;) {
          if (lines.length > 0) yield lines.shift();
          else if (self.closed) return;
          else await new Promise((resolve) => (wake = resolve));
        }
      } finally {
        self.close();
      }
    })();
  }
  [Symbol.dispose]() {
    this.close();
  }
}

const promisified = Symbol.for('nodejs.util.promisify.custom');
Object.defineProperty(Interface.prototype.question, promisified, {
  enumerable: false,
  value(query) {
    return new Promise((resolve) => this.question(query, resolve));
  },
});

class PromisesInterface extends Interface {
  question(query, { signal } = {}) {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(require('internal/abort').abortError(signal.reason));
      super.question(query, resolve);
      signal?.addEventListener('abort', () => {
        this.question_ = undefined;
        reject(require('internal/abort').abortError(signal.reason));
      });
    });
  }
}

const write = (stream, text, callback) => {
  stream.write(text, callback);
  return true;
};

const readline = {
  Interface,
  createInterface: (...args) => new Interface(...args),
  clearLine: (stream, direction, callback) =>
    write(stream, `\u001b[${direction < 0 ? '1' : direction > 0 ? '0' : '2'}K`, callback),
  clearScreenDown: (stream, callback) => write(stream, '\u001b[0J', callback),
  cursorTo: (stream, x, y, callback) =>
    write(
      stream,
      typeof y === 'number' ? `\u001b[${y + 1};${x + 1}H` : `\u001b[${x + 1}G`,
      typeof y === 'function' ? y : callback,
    ),
  moveCursor: (stream, dx, dy, callback) =>
    write(
      stream,
      (dx < 0 ? `\u001b[${-dx}D` : dx > 0 ? `\u001b[${dx}C` : '') +
        (dy < 0 ? `\u001b[${-dy}A` : dy > 0 ? `\u001b[${dy}B` : ''),
      callback,
    ),
  emitKeypressEvents(stream) {
    if (stream.keypress_) return;
    Object.defineProperty(stream, 'keypress_', { value: true, enumerable: false });
    const names = {
      '\r': 'return',
      '\n': 'enter',
      '\t': 'tab',
      '\u007f': 'backspace',
      '\u001b': 'escape',
      ' ': 'space',
    };
    const arrows = { A: 'up', B: 'down', C: 'right', D: 'left', H: 'home', F: 'end' };
    stream.on('data', (chunk) => {
      const text = chunk.toString();
      for (const [sequence, arrow, letter] of text.matchAll(/\u001b\[([ABCDHF])|([^])/g)) {
        const code = letter?.charCodeAt(0);
        const ctrl = code !== undefined && code < 27 && !names[letter];
        const name = arrow
          ? arrows[arrow]
          : ctrl
            ? String.fromCharCode(code + 96)
            : (names[letter] ?? letter.toLowerCase());
        stream.emit('keypress', arrow ? undefined : letter, {
          sequence,
          name,
          ctrl,
          meta: false,
          shift: letter !== undefined && /[A-Z]/.test(letter),
        });
      }
    });
  },
  promises: { Interface: PromisesInterface, createInterface: (...args) => new PromisesInterface(...args) },
};

module.exports = readline;
