// GET /containers/{id}/logs
import type { Exchange, Request, Response } from '../../kernel/message.ts';
import { race, type Task } from '../../kernel/task.ts';
import type { Engine } from '../engine.ts';
import { ApiError, errorResponse, errors } from '../errors.ts';
import { boolean } from '../query.ts';
import { fixedTimestamp } from '../times.ts';
import { concat } from '../../oci/tar-write.ts';
import type { Container } from './container.ts';
import type { LogLine } from './log-file.ts';
import { framePipe, type Frame } from './outputs.ts';

interface LogOptions {
  readonly stdout: boolean;
  readonly stderr: boolean;
  readonly since: number;
  readonly until: number;
  readonly timestamps: boolean;
  readonly details: boolean;
}

/** Streams what was written: one frame a line. With `follow` until the container ends or the client goes. */
export function* containerLogs(
  engine: Engine,
  params: { id: string },
  message: Request,
  exchange: Exchange,
): Task<Response> {
  const container = engine.containers.find(params.id);
  if (container instanceof ApiError) return errorResponse(container);
  const { query } = message;
  const [stdout, stderr] = [boolean(query['stdout']), boolean(query['stderr'])];
  if (!stdout && !stderr) return errorResponse(errors.noStream());
  const since = seconds(query['since']);
  const until = seconds(query['until']);
  if (since instanceof ApiError) return errorResponse(since);
  if (until instanceof ApiError) return errorResponse(until);
  if (!container.log.readable) return errorResponse(errors.logsUnreadable());
  const options: LogOptions = {
    stdout,
    stderr,
    since: since ?? 0,
    until: until === undefined || until === 0 ? Infinity : until,
    timestamps: boolean(query['timestamps']),
    details: boolean(query['details']),
  };
  const pipe = framePipe();
  const follow = boolean(query['follow']) && options.until > engine.kernel.clock;
  const position = container.log.end - tailOf(container, query['tail'], options);
  const write = function* (): Task {
    let at = position;
    for (;;) {
      for (; at < container.log.end; at++) {
        const line = container.log.lines[at - container.log.dropped];
        if (!line || !passes(line, options)) continue;
        const data = decorate(container, line, options);
        if (!(yield* pipe.write({ stream: line.stream, data } satisfies Frame))) return;
      }
      if (!follow || (!container.running && container.record.state !== 'restarting')) break;
      yield* race([container.log.grown.next(), ended(container), pipe.end()]);
      if (pipe.broken || engine.kernel.clock > options.until) break;
    }
    pipe.close();
  };
  const writer = engine.kernel.spawn('logs', write(), exchange.id);
  exchange.abandoned.whenOpened(() => {
    writer.cancel();
  });
  const tty = container.record.config.Tty;
  return {
    status: 200,
    headers: {
      'content-type': tty ? 'application/vnd.docker.raw-stream' : 'application/vnd.docker.multiplexed-stream',
    },
    stream: pipe,
  };
}

function* ended(container: Container): Task {
  yield* container.ended.next();
}

/** How many of the last lines are wanted; `all`, a negative number and rubbish mean all of them. */
function tailOf(container: Container, text: string | undefined, options: LogOptions): number {
  const { lines } = container.log;
  if (text === undefined || !/^\d+$/.test(text)) return lines.length;
  let wanted = Number(text);
  let count = 0;
  for (let index = lines.length - 1; index >= 0 && wanted > 0; index--) {
    const line = lines[index];
    count++;
    if (line && line.time <= options.until) wanted--;
  }
  return count;
}

const passes = (line: LogLine, { since, until, stdout, stderr }: LogOptions): boolean =>
  line.time >= since && line.time <= until && (line.stream === 'stdout' ? stdout : stderr);

function decorate(container: Container, line: LogLine, { timestamps, details }: LogOptions): Uint8Array {
  if (!timestamps && !details) return line.data;
  const time = timestamps ? `${fixedTimestamp(line.time)} ` : '';
  const { Config: options } = container.record.hostConfig.LogConfig;
  const extra = details ? `${detailsOf(container, options)} ` : '';
  return concat([new TextEncoder().encode(time + extra), line.data]);
}

function detailsOf(container: Container, options: Readonly<Record<string, string>>): string {
  const { config, name } = container.record;
  const wanted = (option: string): string[] => (options[option] ?? '').split(',').filter((word) => word !== '');
  const matching = (option: string): RegExp | undefined =>
    options[option] === undefined ? undefined : new RegExp(options[option]);
  const details: Record<string, string> = {};
  const collect = (values: Readonly<Record<string, string>>, names: readonly string[], pattern?: RegExp): void => {
    for (const [key, value] of Object.entries(values))
      if (names.includes(key) || pattern?.test(key)) details[key] = value;
  };
  collect(config.Labels, wanted('labels'), matching('labels-regex'));
  collect(toMap(config.Env ?? []), wanted('env'), matching('env-regex'));
  const { tag } = options;
  if (tag !== undefined) details['tag'] = tagOf(container, tag, name);
  return Object.keys(details)
    .sort()
    .map((key) => `${encodeURIComponent(key)}=${encodeURIComponent(details[key] ?? '')}`)
    .join(',');
}

const toMap = (entries: readonly string[]): Record<string, string> =>
  Object.fromEntries(
    entries.map((entry) => {
      const at = entry.indexOf('=');
      return at < 0 ? [entry, ''] : [entry.slice(0, at), entry.slice(at + 1)];
    }),
  );

/** `--log-opt tag=…`, with the fields of moby's loggerutils that need no template language. */
function tagOf({ id, record }: Container, text: string, name: string): string {
  const fields: Readonly<Record<string, string>> = {
    ID: id.slice(0, 12),
    FullID: id,
    Name: name,
    ImageID: record.image.replace('sha256:', '').slice(0, 12),
    ImageFullID: record.image,
    ImageName: record.imageName,
    DaemonName: 'docker',
  };
  return text.replace(/\{\{-?\s*\.(\w+)\s*-?\}\}/g, (whole, field: string) => fields[field] ?? whole);
}

function seconds(text: string | undefined): number | undefined | ApiError {
  if (text === undefined || text === '') return undefined;
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text) * 1000;
  return new ApiError('not-a-number', 'system', `strconv.ParseInt: parsing "${text}": invalid syntax`);
}
