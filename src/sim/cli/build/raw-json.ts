// `--progress=rawjson`: the daemon's messages as lines of JSON, in BuildKit's shape.
import { toBase64 } from '../base64.ts';
import type { BuildMessage, Display } from './messages.ts';

/** One line a message. Steps are named by the number that the daemon gave them. */
export class RawJsonDisplay implements Display {
  begin(): string {
    return '';
  }

  next({ vertex, status, log, warning }: BuildMessage): string {
    const time = (ms: number): string => new Date(Math.floor(ms)).toISOString();
    if (vertex) {
      const { id, name, started, completed, cached, error } = vertex;
      const shown = {
        digest: `step:${id}`,
        name,
        ...(started === undefined ? {} : { started: time(started) }),
        ...(completed === undefined ? {} : { completed: time(completed) }),
        ...(cached ? { cached } : {}),
        ...(error === undefined ? {} : { error }),
      };
      return line({ vertexes: [shown] });
    }
    if (status) return line({ statuses: [{ id: status.text, vertex: `step:${status.vertex}`, current: 0 }] });
    if (log)
      return line({
        logs: [
          {
            vertex: `step:${log.vertex}`,
            stream: 1,
            data: toBase64(new TextDecoder().decode(log.data)),
            timestamp: time(log.at),
          },
        ],
      });
    if (warning)
      return line({
        warnings: [{ level: 1, short: `${warning.rule}: ${warning.text} (line ${warning.line})`, url: warning.url }],
      });
    return '';
  }

  end(): string {
    return '';
  }
}

const line = (value: unknown): string => `${JSON.stringify(value)}\n`;
