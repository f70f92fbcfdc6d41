// Times as the API writes them. Clock times are ms since 1970, with microseconds as fraction.

/** A time that never was, as Go writes its zero time. */
export const zeroTime = '0001-01-01T00:00:00Z';

/** RFC 3339 with as many digits of the fraction as are needed (Go's RFC3339Nano); 0 is the zero time. */
export function timestamp(clock: number): string {
  if (clock === 0) return zeroTime;
  const [seconds, fraction] = parts(clock);
  const digits = fraction.replace(/0+$/, '');
  return `${seconds}${digits === '' ? '' : `.${digits}`}Z`;
}

/** RFC 3339 with nine digits of the fraction, as the lines of `docker logs -t` have it. */
export function fixedTimestamp(clock: number): string {
  const [seconds, fraction] = parts(clock);
  return `${seconds}.${fraction}000Z`;
}

/** Whole seconds, as volumes and certificates have them. */
export const secondsTimestamp = (clock: number): string => `${parts(clock)[0]}Z`;

/** Seconds since 1970. */
export const unixSeconds = (clock: number): number => Math.floor(clock / 1000);

function parts(clock: number): [seconds: string, microseconds: string] {
  const micros = Math.round(clock * 1000);
  const whole = Math.floor(micros / 1_000_000);
  return [new Date(whole * 1000).toISOString().slice(0, 19), String(micros - whole * 1_000_000).padStart(6, '0')];
}

/**
 * A point in time as `since` and `until` have it: seconds since 1970 with a fraction, RFC 3339, or a Go duration before `now`.
 * ms since 1970; undefined when it is none of these.
 */
export function parseTime(text: string, now: number): number | undefined {
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text) * 1000;
  const ago = parseDuration(text);
  if (ago !== undefined) return now - ago;
  const match = /^(\d{4}-\d\d-\d\d)(?:T(\d\d(?::\d\d(?::\d\d(?:\.\d+)?)?)?)?(Z|[+-]\d\d:\d\d)?)?$/.exec(text);
  if (!match) return undefined;
  const [, day = '', clock = '00:00:00', zone = 'Z'] = match;
  const padded = clock.length === 2 ? `${clock}:00:00` : clock.length === 5 ? `${clock}:00` : clock;
  const parsed = Date.parse(`${day}T${padded}${zone}`);
  return Number.isNaN(parsed) ? undefined : parsed;
}

const units: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
};

/** A Go duration (`1h30m`, `1.5s`) in ms; undefined when it is none. */
export function parseDuration(text: string): number | undefined {
  const match = /^([+-]?)((?:\d+\.?\d*|\.\d+)(?:ns|us|µs|ms|s|m|h))+$/.exec(text);
  if (!match) return undefined;
  let sum = 0;
  for (const [, number = '', unit = ''] of text.matchAll(/(\d+\.?\d*|\.\d+)(ns|us|µs|ms|s|m|h)/g))
    sum += Number(number) * (units[unit] ?? 0);
  return match[1] === '-' ? -sum : sum;
}
