// fs.watch and fs.watchFile: files are looked at again and again.
const EventEmitter = require('events');
const fs = require('fs');

const every = 100;
const stateOf = (path, recursive) => sys('watchState', { path, recursive });

class FSWatcher extends EventEmitter {
  constructor(path, { recursive = false, persistent = true } = {}) {
    super();
    if (stateOf(path, false) === null) throw require('internal/errors').systemError('ENOENT', 'watch', path);
    let before = stateOf(path, recursive);
    const timer = setInterval(() => {
      const now = stateOf(path, recursive) ?? {};
      for (const name of new Set([...Object.keys(before), ...Object.keys(now)])) {
        if (before[name] === now[name]) continue;
        const type = before[name] === undefined || now[name] === undefined ? 'rename' : 'change';
        this.emit('change', type, name);
      }
      before = now;
    }, every);
    if (!persistent) timer.unref();
    Object.defineProperty(this, 'timer', { value: timer, enumerable: false });
  }
  close() {
    clearInterval(this.timer);
    process.nextTick(() => this.emit('close'));
  }
  ref() {
    this.timer.ref();
    return this;
  }
  unref() {
    this.timer.unref();
    return this;
  }
}

function watch(path, options, listener) {
  if (typeof options === 'function') [options, listener] = [{}, options];
  const watcher = new FSWatcher(String(path), typeof options === 'object' && options !== null ? options : {});
  if (listener) watcher.on('change', listener);
  options?.signal?.addEventListener('abort', () => watcher.close());
  return watcher;
}

const watched = new Map();
const nothing = () => fs.statSync('/dev/null');

function watchFile(path, options, listener) {
  if (typeof options === 'function') [options, listener] = [{}, options];
  const stat = () => fs.statSync(path, { throwIfNoEntry: false }) ?? nothing();
  let before = stat();
  const timer = setInterval(() => {
    const now = stat();
    if (now.mtimeMs !== before.mtimeMs || now.size !== before.size) listener(now, before);
    before = now;
  }, options?.interval ?? 5007);
  if (options?.persistent === false) timer.unref();
  watched.set(path, [...(watched.get(path) ?? []), { listener, timer }]);
}

function unwatchFile(path, listener) {
  const list = watched.get(path) ?? [];
  for (const one of list) if (!listener || one.listener === listener) clearInterval(one.timer);
  watched.set(path, listener ? list.filter((one) => one.listener !== listener) : []);
}

async function* iterate(path, options) {
  const watcher = watch(path, options);
  try {
    for await (const [eventType, filename] of require('events').on(watcher, 'change', options))
      yield { eventType, filename };
  } finally {
    watcher.close();
  }
}

module.exports = { watch, watchFile, unwatchFile, iterate };
