// The logs of httpd: errors with their module, and requests in the format that CustomLog names (mod_log_config).
import type { Descriptor, Process } from '../../contract.ts';
import type { RequestHead } from '../../http/message.ts';
import type { Task } from '../../../kernel/task.ts';

const days = 'Sun Mon Tue Wed Thu Fri Sat'.split(' ');
const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

/** Mon Jan 12 09:00:00.000000 2026 */
export function errorTime(now: number): string {
  const date = new Date(now);
  const time = `${date.toISOString().slice(11, 23)}${String(Math.floor((now * 1000) % 1000)).padStart(3, '0')}`;
  const day = String(date.getUTCDate()).padStart(2, '0');
  return `${days[date.getUTCDay()] ?? ''} ${months[date.getUTCMonth()] ?? ''} ${day} ${time} ${date.getUTCFullYear()}`;
}

/** Writes one line of the error log. `module`: as in `core:error`. */
export function* logError(process: Process, output: Descriptor | undefined, module: string, text: string): Task {
  const line = `[${errorTime(process.machine.kernel.clock)}] [${module}] [pid ${process.pid}:tid ${process.pid}] ${text}\n`;
  if (output) yield* output.write(new TextEncoder().encode(line));
}

/** What a line about a request can tell. */
export interface Answered {
  readonly head: RequestHead | undefined;
  readonly remote: string;
  readonly host: string;
  readonly port: number;
  readonly status: number;
  /** Bytes of the body. */
  readonly sent: number;
  /** ms that it took. */
  readonly took: number;
  readonly now: number;
  readonly response: ReadonlyMap<string, string>;
}

function requestTime(now: number): string {
  const [year = '', month = '', day = '', time = ''] = new Date(now).toISOString().slice(0, 19).split(/[-T]/);
  return `[${day}/${months[Number(month) - 1] ?? ''}/${year}:${time} +0000]`;
}

/** The formats that httpd has by itself. */
export const usualFormats: ReadonlyMap<string, string> = new Map([['common', '%h %l %u %t "%r" %>s %b']]);

/** A line in a format. What is not known in it becomes a dash. */
export function accessLine(format: string, answered: Answered): string {
  const { head } = answered;
  const path = head?.target.split('?')[0] ?? '-';
  const query = head?.target.includes('?') ? head.target.slice(head.target.indexOf('?')) : '';
  const plain: Readonly<Record<string, string>> = {
    '%': '%', h: answered.remote, a: answered.remote, l: '-', u: '-', t: requestTime(answered.now),
    r: head ? `${head.method} ${head.target} HTTP/${head.version}` : '-', s: String(answered.status),
    b: answered.sent === 0 ? '-' : String(answered.sent), B: String(answered.sent), O: String(answered.sent),
    D: String(Math.round(answered.took * 1000)), T: String(Math.floor(answered.took / 1000)), m: head?.method ?? '-',
    U: path, q: query, H: head ? `HTTP/${head.version}` : '-', v: answered.host, V: answered.host,
    p: String(answered.port), f: path, X: '+', k: '0', I: '0', P: '-', A: '-',
  }; // prettier-ignore
  return format.replace(/%[<>]?(?:\{([^}]*)\})?([a-zA-Z%])/g, (_, name: string | undefined, letter: string) => {
    if (name === undefined) return plain[letter] ?? '-';
    if (letter === 'i') return head?.headers.get(name)?.replace(/["\\]/g, '\\$&') ?? '-';
    return letter === 'o' ? (answered.response.get(name.toLowerCase()) ?? '-') : '-';
  });
}
