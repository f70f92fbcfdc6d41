// Events of the web's kind, and AbortController.
class DOMException extends Error {
  #name;
  #code;
  constructor(message = '', name = 'Error') {
    super(message);
    this.#name = typeof name === 'object' ? (name.name ?? 'Error') : name;
    this.#code = { AbortError: 20, TimeoutError: 23, DataCloneError: 25, InvalidCharacterError: 5 }[this.#name] ?? 0;
  }
  get name() {
    return this.#name;
  }
  get code() {
    return this.#code;
  }
}

class Event {
  constructor(type, options = {}) {
    this.type = String(type);
    this.bubbles = Boolean(options.bubbles);
    this.cancelable = Boolean(options.cancelable);
    this.defaultPrevented = false;
    this.target = null;
    this.currentTarget = null;
    this.timeStamp = require('internal/loop').now();
  }
  preventDefault() {
    if (this.cancelable) this.defaultPrevented = true;
  }
  stopPropagation() {}
  stopImmediatePropagation() {
    this.stopped = true;
  }
}

class CustomEvent extends Event {
  constructor(type, options = {}) {
    super(type, options);
    this.detail = options.detail ?? null;
  }
}

class EventTarget {
  #listeners = new Map();
  addEventListener(type, listener, options) {
    if (!listener) return;
    const list = this.#listeners.get(type) ?? [];
    if (list.some((one) => one.listener === listener)) return;
    list.push({ listener, once: typeof options === 'object' && options !== null && Boolean(options.once) });
    this.#listeners.set(type, list);
  }
  removeEventListener(type, listener) {
    const list = this.#listeners.get(type);
    if (list)
      this.#listeners.set(
        type,
        list.filter((one) => one.listener !== listener),
      );
  }
  dispatchEvent(event) {
    event.target ??= this;
    event.currentTarget = this;
    const handler = this[`on${event.type}`];
    const list = [...(this.#listeners.get(event.type) ?? [])];
    if (typeof handler === 'function') list.unshift({ listener: handler });
    for (const { listener, once } of list) {
      if (once) this.removeEventListener(event.type, listener);
      if (typeof listener === 'function') listener.call(this, event);
      else listener.handleEvent(event);
      if (event.stopped) break;
    }
    return !event.defaultPrevented;
  }
}

const aborted = () => new DOMException('This operation was aborted', 'AbortError');

class AbortSignal extends EventTarget {
  constructor() {
    super();
    this.onabort = null;
    Object.defineProperty(this, 'state', { value: { aborted: false, reason: undefined }, enumerable: false });
    Object.defineProperty(this, 'onabort', { enumerable: false, writable: true });
  }
  get aborted() {
    return this.state.aborted;
  }
  get reason() {
    return this.state.reason;
  }
  throwIfAborted() {
    if (this.aborted) throw this.reason;
  }
  [Symbol.for('nodejs.util.inspect.custom')](depth, options, inspect) {
    return `AbortSignal ${inspect({ aborted: this.aborted }, options)}`;
  }
  static abort(reason = aborted()) {
    const signal = new AbortSignal();
    Object.assign(signal.state, { aborted: true, reason });
    return signal;
  }
  static timeout(ms) {
    const signal = new AbortSignal();
    setTimeout(
      () => abort(signal, new DOMException('The operation was aborted due to timeout', 'TimeoutError')),
      ms,
    ).unref();
    return signal;
  }
  static any(signals) {
    const signal = new AbortSignal();
    for (const one of signals) {
      if (one.aborted) abort(signal, one.reason);
      else one.addEventListener('abort', () => abort(signal, one.reason), { once: true });
    }
    return signal;
  }
}

function abort(signal, reason = aborted()) {
  if (signal.aborted) return;
  Object.assign(signal.state, { aborted: true, reason });
  signal.dispatchEvent(new Event('abort'));
}

class AbortController {
  #signal = new AbortSignal();
  get signal() {
    return this.#signal;
  }
  abort(reason) {
    abort(this.#signal, reason);
  }
  [Symbol.for('nodejs.util.inspect.custom')](depth, options, inspect) {
    return `AbortController { signal: ${inspect(this.#signal, options)} }`;
  }
}

/** What Node.js's own functions fail with when their signal is aborted. */
function abortError(reason) {
  const error = new Error('The operation was aborted', reason === undefined ? undefined : { cause: reason });
  error.name = 'AbortError';
  error.code = 'ABORT_ERR';
  return error;
}

module.exports = { DOMException, Event, CustomEvent, EventTarget, AbortSignal, AbortController, abortError };
