// Configs and secrets of a service, before its container is asked for: some cannot be had, some deserve a warning.
import type { Task } from '../../../kernel/task.ts';
import { failed } from '../../../computer/filesystem/errno.ts';
import type { Client } from '../../client.ts';
import type { Failure } from '../../failure.ts';
import { logLine } from '../log-line.ts';
import { section } from '../model/tree.ts';
import { mappingsOf, textOf } from './fields.ts';
import { nameOf, type Instance } from './service-request.ts';

/** A failure if the swarm would have to keep one of them; warnings of what is missing or ignored go to standard error. */
export function* checkGivenFiles(client: Client, { project, fields }: Instance): Task<Failure | undefined> {
  for (const kind of ['secrets', 'configs'] as const)
    for (const reference of mappingsOf(fields, kind)) {
      const source = textOf(reference, 'source');
      const definition = section(section(project.model, kind), source);
      const [one, several] = kind === 'secrets' ? ['secret', 'secrets'] : ['config', 'config'];
      const name = nameOf(project, kind, source);
      if (definition['external'] === true) return { error: `unsupported external ${one} ${name}` };
      const file = textOf(definition, 'file');
      if (file === '') continue;
      if (['uid', 'gid', 'mode'].some((key) => reference[key] !== undefined))
        yield* client.stderr.print(
          logLine(
            client,
            'warning',
            `${several} \`uid\`, \`gid\` and \`mode\` are not supported, they will be ignored`,
          ),
        );
      if (kind === 'secrets' && failed(client.process.files.stat(file)))
        yield* client.stderr.print(logLine(client, 'warning', `secret file ${name} does not exist`));
    }
  return undefined;
}
