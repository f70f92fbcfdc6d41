// Reads from Chromium's trace what each frame cost the page's main thread.

/** Marks the end of a frame in the trace: `performance.mark` with this name. */
const frameMark = 'drydock-frame';

const categories = ['toplevel', 'devtools.timeline', 'blink.user_timing'];

/** Starts a trace; returns what ends it and gives its events. */
export async function startTracing(browser, page) {
  await browser.startTracing(page, { categories });
  return async () => JSON.parse((await browser.stopTracing()).toString()).traceEvents;
}

const kinds = {
  script: ['FunctionCall', 'EvaluateScript', 'FireAnimationFrame', 'RunMicrotasks', 'EventDispatch', 'TimerFire', 'V8.GC_SCAVENGER', 'MinorGC', 'MajorGC'], // prettier-ignore
  layout: ['UpdateLayoutTree', 'Layout', 'ScheduleStyleRecalculation', 'RecalculateStyles'],
  paint: ['PrePaint', 'Paint', 'Layerize', 'Commit', 'UpdateLayer', 'CompositeLayers', 'HitTest', 'IntersectionObserverController::computeIntersections'], // prettier-ignore
};

/** Costs of the frames between the marks. */
export function frameCosts(events) {
  const marks = events.filter(
    ({ name, ph }) => name === frameMark && (ph === 'R' || ph === 'I' || ph === 'n' || ph === 'b'),
  );
  const { pid, tid } = marks[0];
  const own = events.filter(
    (event) => event.pid === pid && event.tid === tid && event.ph === 'X' && event.tdur !== undefined,
  );
  const ends = marks.map(({ ts }) => ts).sort((a, b) => a - b);
  const frames = ends.slice(1).map(() => ({ whole: 0, script: 0, layout: 0, paint: 0 }));
  const frameOf = (ts) => {
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (ends[middle] < ts) low = middle + 1;
      else high = middle;
    }
    return frames[low - 1];
  };
  // A kind inside another of the same kind is counted with it.
  const until = { whole: 0, script: 0, layout: 0, paint: 0 };
  for (const { name, ts, dur, tdur } of own.sort((a, b) => a.ts - b.ts)) {
    const frame = frameOf(ts);
    if (!frame) continue;
    const add = (kind) => {
      if (ts < until[kind]) return;
      until[kind] = ts + dur;
      frame[kind] += tdur / 1000;
    };
    if (name === 'ThreadControllerImpl::RunTask' || name === 'RunTask') add('whole');
    for (const [kind, names] of Object.entries(kinds)) if (names.includes(name)) add(kind);
  }
  const sorted = (kind) => frames.map((frame) => frame[kind]).sort((a, b) => a - b);
  const part = (kind, share) => sorted(kind)[Math.floor(frames.length * share)] ?? NaN;
  const span = ((ends.at(-1) ?? 0) - (ends[0] ?? 0)) / 1e6;
  return {
    p50: part('whole', 0.5),
    p95: part('whole', 0.95),
    script: part('script', 0.5),
    layout: part('layout', 0.5),
    paint: part('paint', 0.5),
    rate: frames.length / span,
  };
}
