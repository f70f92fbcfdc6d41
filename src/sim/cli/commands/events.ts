// docker events: what the daemon reports, as it happens.
import { fail } from '../client.ts';
import { isFailure } from '../failure.ts';
import { filtersQuery } from '../format/filters.ts';
import type { Json } from '../format/indent-json.ts';
import { parseTemplate } from '../format/template/template.ts';
import { executeNamed } from '../format-document.ts';
import { rfc3339NanoFixed } from '../format/time.ts';
import { parseTimestamp } from '../timestamp.ts';
import type { Command } from './command.ts';

/** An event as `GET /events` streams it. */
interface EventMessage {
  readonly Type: string;
  readonly Action: string;
  readonly Actor: { readonly ID: string; readonly Attributes: Readonly<Record<string, string>> | null };
  readonly time: number;
  readonly timeNano: number;
}

/** What a template is tried on before there is an event. */
const noEvent = {
  Status: '',
  ID: '',
  From: '',
  Type: '',
  Action: '',
  Actor: { ID: '', Attributes: {} },
  Scope: '',
  Time: 0,
  TimeNano: 0,
};

export const events: Command = {
  name: 'system events',
  *run(client, { flags }) {
    const format = flags.string('format');
    if (format !== '' && format !== 'json') {
      const template = parseTemplate(format);
      if (template.kind === 'template-error')
        return yield* fail(client, `Error parsing format: ${template.message}`, 64);
      const tried = executeNamed(format, noEvent, '*events.Message');
      if (!isFailure(tried) && tried.problem !== undefined)
        return yield* fail(client, `Error parsing format: ${tried.problem}`, 64);
    }
    const { clock } = client.process.machine.kernel;
    const since = parseTimestamp(flags.string('since'), clock);
    if (isFailure(since)) return yield* fail(client, since.error);
    const until = parseTimestamp(flags.string('until'), clock);
    if (isFailure(until)) return yield* fail(client, until.error);
    const answer = yield* client.api.get('/events', { since, until, filters: filtersQuery(flags.filters()) });
    if (isFailure(answer)) return yield* fail(client, answer.error);
    for (;;) {
      const event = answer.stream && (yield* answer.stream.read());
      if (event === undefined) return flags.string('until') === '' ? yield* fail(client, 'unexpected EOF') : 0;
      if (format === '' || format === 'json') {
        yield* client.stdout.line(format === '' ? eventLine(event as EventMessage) : JSON.stringify(event));
        continue;
      }
      const { scope, time, timeNano, status, id, from, ...rest } = event as Record<string, Json>;
      const fields = {
        Status: status ?? '',
        ID: id ?? '',
        From: from ?? '',
        ...rest,
        Scope: scope,
        Time: time,
        TimeNano: timeNano,
      };
      const line = executeNamed(format, fields as Record<string, Json>, '*events.Message');
      if (isFailure(line)) return yield* fail(client, line.error);
      if (line.problem !== undefined) return yield* fail(client, `Error parsing format: ${line.problem}`);
      yield* client.stdout.line(line.text);
    }
  },
};

function eventLine({ Type, Action, Actor, timeNano }: EventMessage): string {
  const attributes = Actor.Attributes ?? {};
  const pairs = Object.keys(attributes)
    .sort()
    .map((name) => `${name}=${attributes[name] ?? ''}`);
  const tail = pairs.length > 0 ? ` (${pairs.join(', ')})` : '';
  return `${rfc3339NanoFixed(timeNano / 1e6)} ${Type} ${Action} ${Actor.ID}${tail}`;
}
