// docker compose commit and export: what a service's container holds, as an image or an archive.
import { bodyBytes, writeArchive } from '../../archive-output.ts';
import { isFailure } from '../../failure.ts';
import { parseReference } from '../../image-reference.ts';
import { failWith } from '../compose.ts';
import type { ComposeCommand } from './command.ts';
import { runningContainer } from './exec.ts';

export const commit: ComposeCommand = {
  name: 'commit',
  *run(compose) {
    const { client, call } = compose;
    const { flags, args } = call;
    const [service = '', repository = ''] = args;
    const container = yield* runningContainer(compose, service);
    if (isFailure(container)) return yield* failWith(compose, container);
    return yield* compose.withProgress('Commit', function* (progress) {
      const text = `Commit ${container.name}`;
      yield* progress.event(container.name, 'working', 'Committing', text);
      const reference = repository === '' ? undefined : parseReference(repository);
      if (reference && isFailure(reference)) return reference;
      const changes = flags.list('change');
      const answer = yield* client.api.post('/commit', {
        author: flags.string('author'),
        changes: changes.length > 0 ? changes.join('\n') : undefined,
        comment: flags.string('message'),
        container: container.Id,
        pause: flags.bool('pause') ? undefined : 0,
        repo: reference?.name,
        tag: reference?.tag,
      });
      if (isFailure(answer)) return answer;
      const { Id } = answer.body as { readonly Id: string };
      yield* progress.event(container.name, 'done', `Committed as ${Id}`, text);
      return undefined;
    });
  },
};

export const exportService: ComposeCommand = {
  name: 'export',
  *run(compose) {
    const { client, call } = compose;
    const container = yield* runningContainer(compose, call.args[0] ?? '');
    if (isFailure(container)) return yield* failWith(compose, container);
    const output = call.flags.string('output');
    if (output === '' && client.stdout.terminal)
      return yield* failWith(compose, { error: 'output option is required when exporting to terminal' });
    const folder = output.includes('/') ? output.slice(0, output.lastIndexOf('/')) || '/' : '.';
    if (!client.process.files.exists(folder))
      return yield* failWith(compose, {
        error: `failed to export container: invalid output path: directory ${JSON.stringify(folder)} does not exist`,
      });
    return yield* compose.withProgress('Exporting', function* (progress) {
      const text = `export ${container.name} to ${output}`;
      yield* progress.event(container.name, 'working', 'Exporting', text);
      const answer = yield* client.api.get(`/containers/${container.Id}/export`);
      if (isFailure(answer)) return answer;
      const problem = yield* writeArchive(client, output, yield* bodyBytes(answer));
      return problem && { error: `failed to export container: ${problem.error}` };
    });
  },
};
