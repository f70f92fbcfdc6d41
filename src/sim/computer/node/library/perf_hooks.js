// perf_hooks: performance.now and marks.
const { now } = require('internal/loop');

const marks = [];
const performance = {
  now: () => now(),
  get timeOrigin() {
    return Date.now() - now();
  },
  mark(name, { startTime = now(), detail = null } = {}) {
    const mark = { name, entryType: 'mark', startTime, duration: 0, detail };
    marks.push(mark);
    return mark;
  },
  measure(name, from, to) {
    const time = (mark) => (mark === undefined ? undefined : marks.findLast((one) => one.name === mark)?.startTime);
    const startTime = time(from) ?? 0;
    const entry = { name, entryType: 'measure', startTime, duration: (time(to) ?? now()) - startTime, detail: null };
    marks.push(entry);
    return entry;
  },
  getEntries: () => [...marks],
  getEntriesByName: (name) => marks.filter((mark) => mark.name === name),
  getEntriesByType: (type) => marks.filter((mark) => mark.entryType === type),
  clearMarks(name) {
    for (let index = marks.length - 1; index >= 0; index--)
      if (name === undefined || marks[index].name === name) marks.splice(index, 1);
  },
  clearMeasures() {},
  timerify: (func) => func,
  eventLoopUtilization: () => ({ idle: 0, active: 0, utilization: 0 }),
  toJSON: () => ({ timeOrigin: performance.timeOrigin }),
};

module.exports = {
  performance,
  PerformanceObserver: class PerformanceObserver {
    observe() {}
    disconnect() {}
  },
  monitorEventLoopDelay: () => ({ enable() {}, disable() {}, min: 0, max: 0, mean: 0, percentile: () => 0 }),
};
