// What php-fpm writes down: lines of its own log with their time, and a line for each request (fpm_log.c, zlog.c).
import type { Task } from '../../../kernel/task.ts';
import type { Descriptor, Process } from '../../contract.ts';

const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');
const two = (number: number): string => String(number).padStart(2, '0');

/** `21-Nov-2026 18:52:33`, or with slashes and the zone as the access log has it. */
function stamp(ms: number, access: boolean): string {
  const date = new Date(ms);
  const sign = access ? '/' : '-';
  const day = [two(date.getUTCDate()), months[date.getUTCMonth()] ?? '', date.getUTCFullYear()].join(sign);
  return `${day}${access ? ':' : ' '}${date.toISOString().slice(11, 19)}${access ? ' +0000' : ''}`;
}

/** Writes `[time] NOTICE: text`. */
export function* logLine(process: Process, output: Descriptor | undefined, text: string): Task {
  const line = `[${stamp(process.machine.kernel.clock, false)}] ${text}\n`;
  yield* output?.write(new TextEncoder().encode(line)) ?? [];
}

/** What a line of the access log can tell. */
export interface Served {
  readonly pool: string;
  readonly pid: number;
  readonly now: number;
  readonly began: number;
  readonly remote: string;
  readonly parameters: ReadonlyMap<string, string>;
  readonly status: number;
  readonly length: number;
  readonly memory: number;
}

/** A line of the access log in a format of `access.format`. */
export function accessLine(format: string, served: Served): string {
  const { parameters } = served;
  const took = served.now - served.began;
  return format.replace(/%(?:\{([^}]*)\})?([%A-Za-z])/g, (_, detail: string | undefined, letter: string) => {
    switch (letter) {
      case '%': return '%';
      case 'R': return served.remote;
      case 'u': return parameters.get('REMOTE_USER') ?? '';
      case 't':
      case 'T': return stamp(letter === 't' ? served.began : served.now, true);
      case 'm': return parameters.get('REQUEST_METHOD') ?? '-';
      case 'r': return parameters.get('SCRIPT_NAME') ?? '';
      case 'Q': return parameters.get('QUERY_STRING') ? '?' : '';
      case 'q': return parameters.get('QUERY_STRING') ?? '';
      case 's': return String(served.status);
      case 'f': return parameters.get('SCRIPT_FILENAME') ?? '-';
      case 'l': return String(served.length);
      case 'n': return served.pool;
      case 'p': return String(served.pid);
      case 'd': return detail === 'milliseconds' || detail === 'mili' ? took.toFixed(3) : (took / 1000).toFixed(3);
      case 'M': return String(detail?.startsWith('kilo') ? served.memory >> 10 : detail?.startsWith('mega') ? served.memory >> 20 : served.memory);
      case 'C': return '0.00';
      case 'e': return parameters.get(detail ?? '') ?? '-';
      default: return '-';
    }
  }); // prettier-ignore
}
