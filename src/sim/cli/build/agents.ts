// `--ssh`: keys that commands may use without seeing them.
import { failed } from '../../computer/filesystem/errno.ts';
import { readContent } from '../../computer/filesystem/content.ts';
import type { Client } from '../client.ts';
import type { Failure } from '../failure.ts';

/** The ids of the agents that can be forwarded; why one of them cannot. */
export function readAgents({ process }: Client, texts: readonly string[]): readonly string[] | Failure {
  const ids: string[] = [];
  for (const text of texts) {
    const [id = '', value] = text.split('=', 2);
    const paths = value === undefined || value === '' ? [] : value.split(',');
    const problem = (why: string): Failure => ({
      error: `failed to convert agent config {${id} [${paths.join(' ')}] false}: ${why}`,
    });
    const socket = process.env.get('SSH_AUTH_SOCK') ?? '';
    if (paths.length === 0 && socket === '')
      return problem('invalid empty ssh agent socket: make sure SSH_AUTH_SOCK is set');
    for (const path of paths.length === 0 ? [socket] : paths) {
      const of = `failed to convert agent config for ID: ${JSON.stringify(id)}: `;
      const stat = process.files.stat(path);
      if (failed(stat)) return problem(`${of}stat ${path}: no such file or directory`);
      if (stat.kind === 'socket') continue;
      const content = process.files.readFile(path);
      const key = failed(content) ? '' : new TextDecoder().decode(readContent(content));
      if (!/-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----/.test(key))
        return problem(`${of}failed to parse ${path}: ssh: no key found`);
    }
    ids.push(id);
  }
  return ids;
}
