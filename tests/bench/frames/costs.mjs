// Reads from Chromium's trace what the frames of a page cost its main thread: ms of the thread's processor time, so that other
// work on the machine does not count. Throttling is work of that thread, too, and does.

/** Marks in the trace that the page has drawn what a step led to: `performance.mark` with this name. */
export const stepMark = 'drydock-step';

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

const isTask = ({ name }) => name === 'ThreadControllerImpl::RunTask' || name === 'RunTask';

/**
 * The costs of the dearest frame of each step, between two marks. A frame is what the thread does from the end of one task that
 * draws to the end of the next: what a step sets off, and what the browser makes of it.
 */
export function frameCosts(events) {
  const marks = events.filter(({ name, ph }) => name === stepMark && 'RInb'.includes(ph));
  const { pid, tid } = marks[0];
  const own = events
    .filter((event) => event.pid === pid && event.tid === tid && event.ph === 'X' && event.tdur !== undefined)
    .sort((a, b) => a.ts - b.ts);
  const ends = marks.map(({ ts }) => ts).sort((a, b) => a - b);
  const frames = framesOf(own);
  const steps = [];
  let at = 0;
  for (const [index, end] of ends.entries()) {
    let dearest;
    for (; at < frames.length && frames[at].end <= end; at++)
      if (dearest === undefined || frames[at].whole > dearest.whole) dearest = frames[at];
    if (index > 0 && dearest) steps.push(dearest);
  }
  const part = (kind, share) => steps.map((frame) => frame[kind]).sort((a, b) => a - b)[Math.floor(steps.length * share)] ?? NaN; // prettier-ignore
  return {
    p50: part('whole', 0.5),
    p95: part('whole', 0.95),
    script: part('script', 0.5),
    layout: part('layout', 0.5),
    paint: part('paint', 0.5),
  };
}

/** The frames of a thread, from its events in the order in which they began. */
function framesOf(own) {
  const frames = [];
  let frame = { whole: 0, script: 0, layout: 0, paint: 0, end: NaN };
  // What lies inside another of its kind is counted with it.
  const until = { task: 0, script: 0, layout: 0, paint: 0 };
  let draws = false;
  for (const event of own) {
    const { name, ts, dur, tdur } = event;
    if (isTask(event)) {
      if (ts < until.task) continue;
      if (draws) {
        frames.push({ ...frame, end: until.task });
        frame = { whole: 0, script: 0, layout: 0, paint: 0, end: NaN };
        draws = false;
      }
      until.task = ts + dur;
      frame.whole += tdur / 1000;
      continue;
    }
    if (name === 'FireAnimationFrame') draws = true;
    for (const [kind, names] of Object.entries(kinds)) {
      if (!names.includes(name) || ts < until[kind]) continue;
      until[kind] = ts + dur;
      frame[kind] += tdur / 1000;
    }
  }
  return frames;
}
