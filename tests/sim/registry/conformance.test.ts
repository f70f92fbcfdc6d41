// The table of the Distribution Specification against a registry in memory and against one in files.
import { describe, expect, test } from 'vitest';
import { Kernel } from '../../../src/sim/kernel/kernel.ts';
import { request, type Request, type Response } from '../../../src/sim/kernel/message.ts';
import { fileStorage, type StorageFiles } from '../../../src/sim/registry/file-storage.ts';
import { createRegistry } from '../../../src/sim/registry/registry.ts';
import { memoryStorage, type Storage } from '../../../src/sim/registry/storage.ts';
import { blob, conformance, image, layer, pushed, put, type Row, type Sent } from './conformance-table.ts';

/** Files as a plain map of paths. */
function filesInMemory(): StorageFiles {
  const files = new Map<string, Uint8Array>();
  const below = (path: string): string[] => [...files.keys()].filter((name) => name.startsWith(`${path}/`));
  return {
    read: (path) => files.get(path),
    write: (path, content) => files.set(path, content),
    remove: (path) => {
      const gone = [...below(path), ...(files.has(path) ? [path] : [])];
      for (const name of gone) files.delete(name);
      return gone.length > 0;
    },
    list: (path) => [...new Set(below(path).map((name) => name.slice(path.length + 1).split('/')[0] ?? ''))],
  };
}

class Client {
  readonly #respond: (message: Request) => Response;
  #upload = '';

  constructor(storage: Storage, deletes: boolean) {
    const registry = createRegistry(new Kernel({ seed: 'conformance', epoch: 0 }), {
      host: 'localhost:5000',
      deletes,
      storage,
    });
    this.#respond = (message) => registry.respond(message);
  }

  send([line, body, headers = {}]: Sent): Response {
    const [method = '', target = ''] = line.split(' ');
    const [path = '', query = ''] = target.replace('UPLOAD', this.#upload).split('?');
    const pairs = query.split('&').flatMap((pair) => (pair === '' ? [] : [pair.split('=') as [string, string]]));
    const response = this.#respond(
      request(method as Request['method'], path, {
        query: Object.fromEntries(pairs),
        headers,
        ...(body === undefined ? {} : { body }),
      }),
    );
    if (response.status === 202) this.#upload = response.headers['location'] ?? this.#upload;
    return response;
  }
}

const storages: Readonly<Record<string, () => Storage>> = {
  memory: memoryStorage,
  files: () => fileStorage(filesInMemory()),
};

function check(storage: Storage, [, before, sent, status, expected = {}]: Row, deletes = true): void {
  const client = new Client(storage, deletes);
  for (const each of before) expect(client.send(each).status, each[0]).toBeLessThan(300);
  const response = client.send(sent);
  const { code, headers = {}, body } = expected;
  expect(response.status).toBe(status);
  if (code !== undefined) expect(response.body).toMatchObject({ errors: [{ code }] });
  for (const [name, value] of Object.entries(headers))
    if (value instanceof RegExp) expect(response.headers[name]).toMatch(value);
    else expect(response.headers[name]).toBe(value);
  if (body instanceof RegExp) expect(response.body).toMatch(body);
  else if ('body' in expected) expect(response.body).toEqual(body);
}

describe.each(Object.entries(storages))('in %s', (_, storage) => {
  describe.each(conformance)('%s', (_group, rows) => {
    test.each(rows.map((row) => [row[0], row] as const))('%s', (_what, row) => {
      check(storage(), row);
    });
  });

  test.each(['manifests/1.0', `manifests/${image.manifestDigest}`, `blobs/${layer.digest}`])(
    'a registry that forbids it deletes nothing: %s',
    (path) => {
      check(storage(), ['', pushed, [`DELETE /v2/app/${path}`], 405, { code: 'UNSUPPORTED' }], false);
    },
  );
});

test('the table has what it should', () => {
  expect(conformance.flatMap(([, rows]) => rows).length).toBeGreaterThanOrEqual(80);
});

test('files lie as the reference implementation lays them out', () => {
  const written: string[] = [];
  const files = filesInMemory();
  const storage = fileStorage({
    ...files,
    write: (path, text) => {
      written.push(path);
      files.write(path, text);
    },
  });
  const client = new Client(storage, true);
  for (const each of [
    blob('team/app', layer.blob),
    blob('team/app', image.configText),
    put('team/app', '1.0', image.manifestText),
  ])
    client.send(each);
  const hex = (digest: string): string => digest.slice('sha256:'.length);
  const data = (digest: string): string =>
    `docker/registry/v2/blobs/sha256/${hex(digest).slice(0, 2)}/${hex(digest)}/data`;
  const repository = 'docker/registry/v2/repositories/team/app';
  expect(written.sort()).toEqual(
    [
      data(layer.digest),
      data(image.id),
      data(image.manifestDigest),
      `${repository}/_layers/sha256/${hex(layer.digest)}/link`,
      `${repository}/_layers/sha256/${hex(image.id)}/link`,
      `${repository}/_manifests/revisions/sha256/${hex(image.manifestDigest)}/link`,
      `${repository}/_manifests/tags/1.0/current/link`,
      `${repository}/_manifests/tags/1.0/index/sha256/${hex(image.manifestDigest)}/link`,
    ].sort(),
  );
});
