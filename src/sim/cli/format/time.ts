// Times as Go prints them; the zone is always UTC. Times are milliseconds since 1970 with any fraction the clock gives.

const nanoseconds = (ms: number): string =>
  String(Math.round((ms - Math.floor(ms / 1000) * 1000) * 1e6)).padStart(9, '0');

const whole = (ms: number): string => new Date(Math.floor(ms / 1000) * 1000).toISOString().slice(0, 19);

/** RFC3339Nano: `2026-11-21T03:24:35.123456789Z`, trailing zeros dropped. */
export function rfc3339Nano(ms: number): string {
  const fraction = nanoseconds(ms).replace(/0+$/, '');
  return `${whole(ms)}${fraction === '' ? '' : `.${fraction}`}Z`;
}

/** RFC3339NanoFixed, with all nine digits, as `docker logs -t` and `docker events` print. */
export const rfc3339NanoFixed = (ms: number): string => `${whole(ms)}.${nanoseconds(ms)}Z`;

/** time.Time's String without fraction, as tables print CreatedAt: `2026-11-21 03:24:35 +0000 UTC`. */
export const goTime = (ms: number): string => `${whole(ms).replace('T', ' ')} +0000 UTC`;

/** Reads an RFC 3339 time into milliseconds (with the fraction); undefined if it is none. */
export function parseRfc3339(text: string): number | undefined {
  const match = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d+))?(Z|[+-]\d\d:\d\d)$/.exec(text);
  if (!match) return undefined;
  const seconds = Date.parse(`${match[1] ?? ''}${match[3] ?? ''}`);
  return Number.isNaN(seconds) ? undefined : seconds + Number(`0.${match[2] ?? '0'}`) * 1000;
}
