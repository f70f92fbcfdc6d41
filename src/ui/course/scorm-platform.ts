// The content's side of SCORM 1.2 (Run-Time Environment 1.2, § 3.3).
import type { Platform } from './platform.ts';

/** What a platform offers under the name `API`. All take and return texts. */
interface ScormApi {
  LMSInitialize(empty: ''): string;
  LMSGetValue(element: string): string;
  LMSSetValue(element: string, value: string): string;
  LMSCommit(empty: ''): string;
  LMSFinish(empty: ''): string;
}

/** How far up the frames the API is looked for (§ 3.3.6.1). */
const furthest = 7;

/** Finds the API in the frames above or in the window that opened this one; undefined when there is none, or it refuses. */
export function scormPlatform(from: Window): Platform | undefined {
  const api = apiAbove(from) ?? (from.opener ? apiAbove(from.opener as Window) : undefined);
  if (api?.LMSInitialize('') !== 'true') return undefined;
  const began = Date.now();
  let ended = false;
  return {
    student: api.LMSGetValue('cmi.core.student_id'),
    load: () => Promise.resolve(api.LMSGetValue('cmi.suspend_data')),
    report: (score, done, state) => {
      if (ended) return;
      api.LMSSetValue('cmi.core.score.min', '0');
      api.LMSSetValue('cmi.core.score.max', '100');
      api.LMSSetValue('cmi.core.score.raw', String(score));
      api.LMSSetValue('cmi.core.lesson_status', done ? 'completed' : 'incomplete');
      api.LMSSetValue('cmi.suspend_data', state);
      api.LMSCommit('');
    },
    end: () => {
      if (ended) return;
      ended = true;
      api.LMSSetValue('cmi.core.exit', 'suspend');
      api.LMSSetValue('cmi.core.session_time', timespan(Date.now() - began));
      api.LMSCommit('');
      api.LMSFinish('');
    },
  };
}

function apiAbove(from: Window): ScormApi | undefined {
  let frame = from;
  for (let level = 0; level <= furthest; level++) {
    try {
      const { API } = frame as Window & { API?: ScormApi };
      if (API) return API;
    } catch {
      // A frame of another origin: there is no way through it.
      return undefined;
    }
    if (frame.parent === frame) return undefined;
    frame = frame.parent;
  }
  return undefined;
}

/** CMITimespan: `HHHH:MM:SS.SS`. */
function timespan(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${String(Math.min(9999, Math.floor(seconds / 3600))).padStart(4, '0')}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}.00`;
}
