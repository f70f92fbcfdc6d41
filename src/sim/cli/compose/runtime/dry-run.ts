// `--dry-run`: what would change something is answered without asking the engine; what was made so stands in later lists.
import type { Task } from '../../../kernel/task.ts';
import type { Answer, ApiError, Intercept, Sending } from '../../api/connection.ts';
import { isFailure } from '../../failure.ts';

/** A container that nobody made. */
interface Pretended {
  readonly Id: string;
  readonly Names: readonly string[];
  readonly Labels: Readonly<Record<string, string>>;
  State: string;
}

const answer = (body: unknown, status = 200): Answer => ({ status, headers: {}, body, stream: undefined });

/** Answers in the engine's place. */
export function dryRun(): Intercept {
  const made: Pretended[] = [];
  const stopped = new Set<string>();
  return function* (method, path, sending, real): Task<Answer | ApiError> {
    const [, kind = '', name = '', action = ''] = path.split('/');
    if (method === 'GET' && path === '/containers/json') {
      const listed = yield* real();
      if (isFailure(listed)) return listed;
      const fitting = made.filter((container) => fits(container, sending));
      const there = (listed.body as readonly { readonly Id: string }[]).map((container) =>
        stopped.has(container.Id) ? { ...container, State: 'exited' } : container,
      );
      return { ...listed, body: [...there, ...fitting] };
    }
    const pretended = made.find(({ Id, Names }) => Id === name || Names[0] === `/${name}`);
    if (method === 'GET') {
      const state = { Status: pretended?.State, Running: pretended?.State === 'running', ExitCode: 0 };
      return pretended
        ? answer({ Id: pretended.Id, Name: pretended.Names[0], State: state, Config: { Labels: pretended.Labels } })
        : yield* real();
    }
    if (kind === 'containers' && name === 'create') {
      const called = String(sending.query?.['name'] ?? '');
      const { Labels = {} } = (sending.body ?? {}) as { readonly Labels?: Readonly<Record<string, string>> };
      made.push({ Id: `dryrun-${called}`, Names: [`/${called}`], Labels, State: 'created' });
      return answer({ Id: `dryrun-${called}`, Warnings: [] }, 201);
    }
    if (pretended) {
      if (action === 'start' || action === 'restart') pretended.State = 'running';
      if (method === 'DELETE') made.splice(made.indexOf(pretended), 1);
      return answer('', 204);
    }
    if (action === 'stop' || action === 'kill') stopped.add(name);
    if (kind === 'images' && name === 'create') return { error: 'not simulated: --dry-run of a pull', status: 501 };
    if (kind === 'networks' || kind === 'volumes') return answer({ Id: 'dryrun', Name: name }, 201);
    return answer(kind === 'images' ? [] : '', 200);
  };
}

/** Whether a container belongs into a list with these filters: by its labels, and its state when not all are asked for. */
function fits({ Labels, State }: Pretended, { query = {} }: Sending): boolean {
  const filters = JSON.parse(String(query['filters'] ?? '{}')) as { readonly label?: readonly string[] | Readonly<Record<string, boolean>> }; // prettier-ignore
  const wanted = Array.isArray(filters.label) ? (filters.label as readonly string[]) : Object.keys(filters.label ?? {});
  const labelled = wanted.every((text) => {
    const [name = '', value] = text.split(/=(.*)/s);
    return value === undefined ? Object.hasOwn(Labels, name) : Labels[name] === value;
  });
  return labelled && (State === 'running' || query['all'] === true || query['all'] === 1 || query['all'] === '1');
}
