// The flags of `docker build` as the query and the body of its request.
import { failed } from '../../computer/filesystem/errno.ts';
import { readContent } from '../../computer/filesystem/content.ts';
import type { Client } from '../client.ts';
import type { Failure } from '../failure.ts';
import { parseReference } from '../image-reference.ts';
import { isFailure } from '../failure.ts';

/** What the builder of a daemon without containerd's store refuses. */
export const driverLimit = (what: string, page: string): Failure => ({
  error: `${what} is not supported for the docker driver.
Switch to a different driver, or turn on the containerd image store, and try again.
Learn more at https://docs.docker.com/go/${page}/`,
});

/** `--build-arg`; a bare name takes its value from the environment. */
export function readBuildArgs(client: Client, texts: readonly string[]): Record<string, string> | Failure {
  const args: Record<string, string> = {};
  for (const text of texts) {
    const equals = text.indexOf('=');
    const name = equals < 0 ? text : text.slice(0, equals);
    if (name === '') return { error: `invalid key-value pair "${text}": empty key` };
    const value = equals < 0 ? client.process.env.get(name) : text.slice(equals + 1);
    if (value !== undefined) args[name] = value;
  }
  return args;
}

/** `--label`. */
export const readLabels = (texts: readonly string[]): Record<string, string> =>
  Object.fromEntries(
    texts.map((text) => {
      const equals = text.indexOf('=');
      return equals < 0 ? [text, ''] : [text.slice(0, equals), text.slice(equals + 1)];
    }),
  );

/** `--secret`: texts by id. */
export function readSecrets(client: Client, texts: readonly string[]): Record<string, string> | Failure {
  const secrets: Record<string, string> = {};
  for (const text of texts) {
    const fields = new Map<string, string>();
    for (const field of text.split(',')) {
      const equals = field.indexOf('=');
      if (equals < 0) return { error: `invalid field '${field}' must be a key=value pair` };
      const name = field.slice(0, equals).toLowerCase();
      if (!['type', 'id', 'source', 'src', 'env'].includes(name))
        return { error: `unexpected key '${name}' in '${field}'` };
      fields.set(name, field.slice(equals + 1));
    }
    const type = fields.get('type') ?? '';
    if (!['', 'file', 'env'].includes(type)) return { error: `unsupported secret type ${JSON.stringify(type)}` };
    const id = fields.get('id') ?? '';
    if (id === '') return { error: 'secret missing ID' };
    const source = fields.get('src') ?? fields.get('source');
    const byName = type === 'env' || (type === '' && source === undefined && client.process.env.has(id));
    const variable = fields.get('env') ?? (byName ? (source ?? id) : undefined);
    if (variable !== undefined) {
      const value = client.process.env.get(variable);
      if (value !== undefined) secrets[id] = value;
      continue;
    }
    const path = source ?? id;
    const content = client.process.files.readFile(path);
    if (failed(content)) return { error: `failed to stat ${path}: stat ${path}: no such file or directory` };
    secrets[id] = new TextDecoder().decode(readContent(content));
  }
  return secrets;
}

/** `--tag`s; why one of them is none. */
export function readTags(texts: readonly string[]): readonly string[] | Failure {
  for (const text of texts) {
    const reference = parseReference(text);
    // buildx parses first, and blames upper case only where the rest is right.
    if (isFailure(reference))
      return {
        error: `invalid tag "${text}": ${
          !reference.error.endsWith('must be lowercase')
            ? reference.error
            : isFailure(parseReference(text.toLowerCase()))
              ? 'invalid reference format'
              : 'repository name must be lowercase'
        }`,
      };
  }
  return texts;
}
