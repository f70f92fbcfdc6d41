// The frame's side of SPLICE's messages: `SPLICE.getState`, `SPLICE.reportScoreAndState`, and the size that the frame would like.
import type { Platform } from './platform.ts';

/** Ms of real time after which a host that does not answer has kept nothing. */
const patience = 2000;

/** Talks to the page around. `activity` names this one among others in the page. */
export function splicePlatform(host: Window, activity: string): Platform {
  const ask = (subject: string, more: object): string => {
    const message_id = crypto.randomUUID();
    host.postMessage({ subject, message_id, activity_id: activity, ...more }, '*');
    return message_id;
  };
  return {
    student: '',
    load: () =>
      new Promise((resolve) => {
        const finish = (state: string): void => {
          clearTimeout(timer);
          window.removeEventListener('message', listen);
          resolve(state);
        };
        const listen = ({ source, data }: MessageEvent<unknown>): void => {
          if (source !== host) return;
          const { subject, message_id: answered, state } = (data ?? {}) as Record<string, unknown>;
          if (subject !== 'SPLICE.getState.response' || answered !== asked) return;
          const { drydock } = (state ?? {}) as { drydock?: unknown };
          finish(typeof drydock === 'string' ? drydock : '');
        };
        const timer = setTimeout(() => finish(''), patience);
        window.addEventListener('message', listen);
        const asked = ask('SPLICE.getState', {});
      }),
    report: (score, _done, state) => {
      ask('SPLICE.reportScoreAndState', { score: score / 100, state: { drydock: state } });
    },
    end: () => undefined,
  };
}
