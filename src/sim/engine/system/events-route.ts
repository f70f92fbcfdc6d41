// GET /events
import { json, type Exchange, type Request, type Response } from '../../kernel/message.ts';
import { Pipe } from '../../kernel/pipe.ts';
import type { Task } from '../../kernel/task.ts';
import type { Engine } from '../engine.ts';
import { ApiError, errorResponse, errors } from '../errors.ts';
import type { EngineEvent } from '../events.ts';
import { matchesLabels, parseFilters, type Filters } from '../query.ts';
import { parseTime } from '../times.ts';

/** Past events from `since` on, then new ones, until `until` or until the client goes. */
export function* streamEvents(engine: Engine, _params: unknown, message: Request, exchange: Exchange): Task<Response> {
  const { query } = message;
  const filters = parseFilters(query['filters'], 'any');
  if (filters instanceof ApiError) return errorResponse(filters);
  const { kernel } = engine;
  const since = query['since'] ? parseTime(query['since'], kernel.clock) : undefined;
  const until = query['until'] ? parseTime(query['until'], kernel.clock) : undefined;
  if (query['since'] && since === undefined) return errorResponse(errors.invalidTime(query['since']));
  if (query['until'] && until === undefined) return errorResponse(errors.invalidTime(query['until']));
  const pipe = new Pipe<unknown>();
  if (since !== undefined)
    for (const event of engine.events.past) {
      const time = event.timeNano / 1e6;
      if (time >= since && time <= (until ?? Infinity) && passes(engine, event, filters)) pipe.offer(event);
    }
  if (until !== undefined && until <= kernel.clock) pipe.close();
  else follow(engine, pipe, filters, until, exchange);
  return { ...json(200, undefined), stream: pipe };
}

function follow(
  engine: Engine,
  pipe: Pipe<unknown>,
  filters: Filters,
  until: number | undefined,
  exchange: Exchange,
): void {
  const { kernel } = engine;
  const stop = engine.events.listen((event) => {
    if (passes(engine, event, filters) && !pipe.offer(event)) end();
  });
  const cancelTimer = until === undefined ? undefined : kernel.at(until - kernel.epoch, () => end());
  const end = (): void => {
    stop();
    cancelTimer?.();
    pipe.close();
  };
  exchange.abandoned.whenOpened(end);
}

function passes(engine: Engine, event: EngineEvent, filters: Filters): boolean {
  const { Type: type, Action: action, Actor: actor } = event;
  const { ID: id, Attributes: attributes } = actor;
  const one = (name: string, test: (value: string) => boolean): boolean => {
    const values = filters.get(name) ?? [];
    return values.length === 0 || values.some(test);
  };
  const named = (kind: string): boolean =>
    one(kind, (value) => type === kind && (id.startsWith(value) || attributes['name'] === value));
  return (
    one('type', (value) => type === value) &&
    one('event', (value) => action === value || action.startsWith(`${value}:`)) &&
    one('scope', (value) => value === 'local') &&
    one('container', (value) => containerOf(engine, event, value)) &&
    one('image', (value) => imageOf(event, value)) &&
    named('network') &&
    named('volume') &&
    one('daemon', (value) => type === 'daemon' && (id === value || attributes['name'] === value)) &&
    matchesLabels(filters, 'label', attributes)
  );
}

function containerOf(
  engine: Engine,
  { Type: type, Actor: { ID: id, Attributes: attributes } }: EngineEvent,
  value: string,
): boolean {
  if (type !== 'container') return false;
  const container = engine.containers.get(id);
  return id.startsWith(value) || attributes['name'] === value || container?.record.name === value;
}

/** An image's own events, and those of containers made from it; with or without a tag. */
function imageOf({ Type: type, Actor: { ID: id, Attributes: attributes } }: EngineEvent, value: string): boolean {
  const name = (type === 'image' ? attributes['name'] : attributes['image']) ?? '';
  const bare = (text: string): string => text.replace(/:[^:/]*$/, '');
  return (
    (type === 'image' && (id === value || id.startsWith(`sha256:${value}`))) || name === value || bare(name) === value
  );
}
