// docker stats: how much containers use, once or refreshed until Ctrl-C.
import { sleep, spawn, type Task } from '../../kernel/task.ts';
import { Latch } from '../../kernel/trigger.ts';
import { fail, type Client } from '../client.ts';
import { isFailure, type Failure } from '../failure.ts';
import { filtersQuery } from '../format/filters.ts';
import { formatRows } from '../format/table.ts';
import { parseTemplate } from '../format/template/template.ts';
import { chooseFormat } from '../listing.ts';
import { statsHeader, statsRow, type StatsSample } from '../rows/stats-row.ts';
import { allOf } from './each.ts';
import type { Command } from './command.ts';

/** ms between two pictures. */
const refresh = 500;

export const stats: Command = {
  name: 'container stats',
  *run(client, { flags, args }) {
    const format = chooseFormat(client, flags.string('format'), false, {
      table: '{{.ID}}\t{{.Name}}\t{{.CPUPerc}}\t{{.MemUsage}}\t{{.MemPerc}}\t{{.NetIO}}\t{{.BlockIO}}\t{{.PIDs}}',
      quiet: '',
      config: 'statsFormat',
    });
    const parsed = parseTemplate(format);
    if (parsed.kind === 'template-error') return yield* fail(client, `template parsing error: ${parsed.message}`);
    const trunc = !flags.bool('no-trunc');
    return flags.bool('no-stream')
      ? yield* once(client, args, { format, trunc, all: flags.bool('all') })
      : yield* follow(client, args, { format, trunc, all: flags.bool('all') });
  },
};

interface Showing {
  readonly format: string;
  readonly trunc: boolean;
  readonly all: boolean;
}

interface Listed {
  readonly Id: string;
}

/** Without names it is told of containers that come and go, and begins with those that are there. */
function* listContainers(client: Client, all: boolean): Task<readonly string[] | Failure> {
  const answer = yield* client.api.get('/containers/json', { all });
  return isFailure(answer) ? answer : (answer.body as readonly Listed[]).map(({ Id }) => Id);
}

function* once(client: Client, args: readonly string[], { format, trunc, all }: Showing): Task<number> {
  if (args.length === 0) {
    const heard = yield* client.api.get('/events', { filters: filtersQuery({ type: ['container'] }) });
    if (!isFailure(heard)) heard.stream?.closeReader();
  }
  const names = args.length > 0 ? args : yield* listContainers(client, all);
  if (isFailure(names)) return yield* fail(client, names.error);
  const answers = yield* allOf(client, names, (name) => sampleOf(client, name));
  const refused = answers.find(isFailure);
  if (refused) return yield* fail(client, refused.error);
  const rows = names.map((name, index) => statsRow(name, answers[index] as StatsSample, trunc));
  const text = formatRows({ format, header: statsHeader, rows });
  if (text.kind !== 'text') return yield* fail(client, text.message);
  yield* client.stdout.print(text.text);
  return 0;
}

function* sampleOf(client: Client, name: string): Task<StatsSample | Failure> {
  const answer = yield* client.api.get(`/containers/${name}/stats`, { stream: '0' });
  if (isFailure(answer)) return answer;
  const sample = answer.stream ? yield* answer.stream.read() : answer.body;
  return sample ?? {};
}

function* follow(client: Client, args: readonly string[], { format, trunc, all }: Showing): Task<number> {
  const samples = new Map<string, StatsSample | undefined>();
  const failed = new Latch<Failure>();
  const watch = function* (name: string): Task {
    if (samples.has(name)) return;
    samples.set(name, undefined);
    const answer = yield* client.api.get(`/containers/${name}/stats`, { stream: '1' });
    if (isFailure(answer)) {
      samples.delete(name);
      if (args.length > 0) failed.open(answer);
      return;
    }
    for (;;) {
      const sample = answer.stream && (yield* answer.stream.read());
      if (sample === undefined) break;
      samples.set(name, sample as StatsSample);
    }
    samples.delete(name);
  };
  if (args.length === 0) yield* spawn('container events', watchEvents(client, watch));
  const names = args.length > 0 ? args : yield* listContainers(client, all);
  if (isFailure(names)) return yield* fail(client, names.error);
  for (const name of names) yield* spawn(`stats of ${name}`, watch(name));
  for (;;) {
    yield* sleep(refresh);
    if (failed.value) return yield* fail(client, failed.value.error);
    const rows = [...samples].map(([name, sample]) => statsRow(name, sample, trunc));
    const text = formatRows({ format, header: statsHeader, rows });
    if (text.kind !== 'text') return yield* fail(client, text.message);
    // From the upper left corner, each line erased behind its text, and what is left below it too.
    const lines = text.text.split('\n').map((line) => `${line} \x1b[K\n`);
    yield* client.stdout.print(`\x1b[H${lines.join('')}\x1b[J`);
    if (args.length > 0 && samples.size === 0) return 0;
  }
}

function* watchEvents(client: Client, watch: (name: string) => Task): Task {
  const answer = yield* client.api.get('/events', { filters: filtersQuery({ type: ['container'] }) });
  if (isFailure(answer)) return;
  for (;;) {
    const event = answer.stream && (yield* answer.stream.read());
    if (event === undefined) return;
    const { Action, Actor } = event as { Action: string; Actor: { ID: string } };
    if (Action === 'start') yield* spawn(`stats of ${Actor.ID}`, watch(Actor.ID));
  }
}
