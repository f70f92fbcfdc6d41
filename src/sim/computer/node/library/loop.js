// The event loop: timers, what the system has finished, immediates; and the queue of process.nextTick.
const { uncaught } = require('internal/errors');

const ticks = [];
let immediates = [];
/** Sorted by when they are due, then by when they were made. */
const timers = [];
/** What is delivered a little later, as a pool of threads would. */
let finished = [];
/** Operations under way, by number. */
const operations = new Map();
let count = 0;
let queue = [];
let phase = 'timers';
let ran = true;
let held = 0;
let ticked = false;

const now = () => sys('now');

function guard(func, ...args) {
  try {
    func(...args);
  } catch (error) {
    uncaught(error, 'callback');
  }
}

class Timer {
  constructor(callback, delay, repeat, args) {
    this._repeat = repeat;
    this._delay = delay;
    this._args = args;
    this._onTimeout = callback;
    this._active = false;
    this._ref = true;
  }
}

function arm(timer) {
  timer._due = Math.floor(now()) + timer._delay;
  timer._active = true;
  let at = timers.length;
  while (at > 0 && timers[at - 1]._due > timer._due) at--;
  timers.splice(at, 0, timer);
}

function disarm(timer) {
  timer._active = false;
  const at = timers.indexOf(timer);
  if (at >= 0) timers.splice(at, 1);
}

function listOnTimeout(timer) {
  if (!timer._active) return;
  timer._active = false;
  try {
    timer._onTimeout(...timer._args);
  } catch (error) {
    uncaught(error, 'callback');
  }
  if (timer._repeat && !timer._destroyed && !timer._active) arm(timer);
}

function takeDue() {
  const time = now();
  const due = [];
  while (timers.length > 0 && timers[0]._due <= time) due.push(timers.shift());
  return due.map((timer) => () => listOnTimeout(timer));
}

function takeFinished() {
  const time = now();
  const jobs = [];
  const later = [];
  for (const one of finished) (one.due <= time ? jobs : later).push(one);
  finished = later;
  const events = sys('events') ?? [];
  return [
    ...jobs.map((one) => () => guard(one.job)),
    ...events.map((event) => () => {
      const operation = operations.get(event.id);
      if (!operation) return;
      if (!operation.lasting) end(event.id);
      guard(operation.done, event);
    }),
  ];
}

function end(id) {
  const operation = operations.get(id);
  if (!operation) return;
  operations.delete(id);
  if (operation.ref) held--;
}

/** Runs one callback: 0. Or tells how long (ms) nothing is to be done; -1: until something happens; -2: for ever. */
function turn() {
  ticked = false;
  for (;;) {
    const job = queue.shift();
    if (job) {
      ran = true;
      job();
      return 0;
    }
    if (phase === 'timers') {
      queue = takeDue();
      phase = 'poll';
    } else if (phase === 'poll') {
      queue = takeFinished();
      phase = 'check';
    } else if (phase === 'check') {
      const list = immediates;
      immediates = [];
      queue = list.map((one) => () => {
        if (!one._active) return;
        one._active = false;
        guard(one._callback, ...one._args);
      });
      phase = 'end';
    } else {
      phase = 'timers';
      if (ran) {
        ran = false;
        continue;
      }
      if (immediates.some((one) => one._ref)) continue;
      ran = true;
      return rest();
    }
  }
}

function rest() {
  if (held === 0 && finished.length === 0 && !timers.some((timer) => timer._ref)) return -2;
  const due = Math.min(timers[0]?._due ?? Infinity, ...finished.map((one) => one.due));
  return due === Infinity ? -1 : Math.max(0.001, due - now());
}

require('internal/errors').whenTicked(() => ticked);

module.exports = {
  turn,
  now,
  guard,
  /** Runs what process.nextTick has put aside; how many there were. */
  ticks() {
    let done = 0;
    for (let tick = ticks.shift(); tick; tick = ticks.shift()) {
      done++;
      ticked = true;
      guard(tick.callback, ...tick.args);
    }
    return done;
  },
  nextTick(callback, ...args) {
    if (typeof callback !== 'function')
      throw require('internal/errors').argumentType('callback', 'of type function', callback);
    ticks.push({ callback, args });
  },
  rejected(reason, promise) {
    require('internal/errors').unhandled(reason, promise);
  },
  Timer,
  arm,
  disarm,
  addImmediate(immediate) {
    immediates.push(immediate);
  },
  /** Calls back after `delay` ms in the phase in which files and sockets are served. */
  later(delay, job) {
    finished.push({ due: now() + delay, job });
  },
  /** Starts an operation of the system; `done` gets what it tells, once, or each time when it is `lasting`. */
  begin(name, args, done, { data, lasting = false, ref = true } = {}) {
    const id = ++count;
    operations.set(id, { done, lasting, ref });
    if (ref) held++;
    const problem = sys('begin', { ...args, id, operation: name }, data);
    if (problem && problem.error) {
      end(id);
      module.exports.later(0, () => done(problem));
    }
    return id;
  },
  /** The operation is over, or of no interest any more. */
  end(id) {
    if (operations.has(id)) sys('stop', { id });
    end(id);
  },
  setRef(id, ref) {
    const operation = operations.get(id);
    if (!operation || operation.ref === ref) return;
    operation.ref = ref;
    held += ref ? 1 : -1;
  },
  active: () => held,
};
