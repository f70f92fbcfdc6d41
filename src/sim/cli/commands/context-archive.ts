// docker context export|import: a context as a tar archive.
import { failed } from '../../computer/filesystem/errno.ts';
import { readTar } from '../../oci/tar-read.ts';
import { writeTar } from '../../oci/tar-write.ts';
import { fail, readStdin } from '../client.ts';
import { ContextStore, parseContext } from '../context-store.ts';
import { openError } from '../create/environment.ts';
import { isFailure } from '../failure.ts';
import { quote } from '../format/quote.ts';
import { tlsNames, type TlsFiles } from '../tls-files.ts';
import { contextNameProblem } from './context.ts';
import type { Command } from './command.ts';

export const contextExport: Command = {
  name: 'context export',
  offline: true,
  *run(client, { args }) {
    const [name = '', path = `${name}.dockercontext`] = args;
    const contexts = new ContextStore(client.process, client.config);
    const context = contexts.get(name);
    if (isFailure(context)) return yield* fail(client, context.error);
    const content = new TextEncoder().encode(JSON.stringify(context));
    const archive = writeTar([
      { ...common, path: 'meta.json', type: 'file', mode: 0o644, content },
      { ...common, path: 'tls', type: 'directory', mode: 0o700 },
      ...tlsEntries(contexts.tlsFiles(name)),
    ]);
    if (path === '-') {
      if (client.stdout.terminal)
        return yield* fail(client, 'cowardly refusing to export to a terminal, specify a file path');
      yield* client.stdout.write(archive);
      return 0;
    }
    const { files } = client.process;
    if (files.exists(path)) return yield* fail(client, `open ${path}: file exists`);
    const problem = files.writeFile(path, archive, 0o600);
    if (problem) return yield* fail(client, openError(path, problem));
    yield* client.stderr.line(`Written file ${quote(path)}`);
    return 0;
  },
};

const common = { uid: 0, gid: 0, mtime: 0 };

/** The certificates of a context, in the folder of its endpoint. */
function tlsEntries(texts: TlsFiles): Parameters<typeof writeTar>[0] {
  const there = tlsNames.flatMap((file) => {
    const text = texts[file];
    return text === undefined
      ? []
      : [
          {
            ...common,
            path: `tls/docker/${file}.pem`,
            type: 'file' as const,
            mode: 0o600,
            content: new TextEncoder().encode(text),
          },
        ];
  });
  return there.length === 0 ? [] : [{ ...common, path: 'tls/docker', type: 'directory', mode: 0o700 }, ...there];
}

export const contextImport: Command = {
  name: 'context import',
  offline: true,
  *run(client, { args }) {
    const [name = '', path = ''] = args;
    const contexts = new ContextStore(client.process, client.config);
    const refusal = contextNameProblem(name);
    if (refusal !== undefined) return yield* fail(client, refusal);
    if (!isFailure(contexts.get(name))) return yield* fail(client, `context ${quote(name)} already exists`);
    const archive = path === '-' ? yield* readStdin(client) : client.process.files.readFile(path);
    if (failed(archive)) return yield* fail(client, openError(path, archive));
    const read = readTar(archive);
    if (!read.ok) return yield* fail(client, read.message);
    const meta = read.entries.find((entry) => entry.path === 'meta.json')?.content;
    const context = meta && parseContext(new TextDecoder().decode(meta));
    if (!context) return yield* fail(client, 'invalid context: no metadata found');
    contexts.put({ ...context, Name: name });
    const textOf = (file: string): string | undefined => {
      const content = read.entries.find((entry) => entry.path === `tls/docker/${file}.pem`)?.content;
      return content && new TextDecoder().decode(content);
    };
    contexts.putTlsFiles(name, { ca: textOf('ca'), cert: textOf('cert'), key: textOf('key') });
    yield* client.stdout.line(name);
    yield* client.stderr.line(`Successfully imported context ${quote(name)}`);
    return 0;
  },
};
