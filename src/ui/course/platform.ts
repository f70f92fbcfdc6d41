// The learning platform around the page, if there is one: it keeps state and score. SCORM 1.2 (API found in the frames above) or SPLICE
// (messages to the page around a frame).
import { scormPlatform } from './scorm-platform.ts';
import { splicePlatform } from './splice-platform.ts';

export interface Platform {
  /** Tells learners on one computer apart; empty where the platform does not say. */
  readonly student: string;
  /** What was kept at the last visit; empty for nothing. */
  readonly load: () => Promise<string>;
  /** Hands over how far the learner is: `score` 0 … 100. */
  readonly report: (score: number, done: boolean, state: string) => void;
  /** The page goes away. */
  readonly end: () => void;
}

/** The platform that the address asks for (`?scorm`, `?splice`); undefined where there is none. */
export function findPlatform(): Platform | undefined {
  const wanted = new URLSearchParams(location.search);
  if (wanted.has('scorm')) return scormPlatform(window);
  if (wanted.has('splice') && window.parent !== window) return splicePlatform(window.parent, location.pathname);
  return undefined;
}
