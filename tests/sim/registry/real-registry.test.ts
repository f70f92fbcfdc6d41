// The same table against the reference implementation, where it is installed (`docker-registry` in PATH, or what REGISTRY_PROGRAM names):
// each row with a registry of its own. What it does otherwise is listed: version 2.8 is older than version 1.1 of the specification.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { mediaTypes } from '../../../src/sim/oci/media-types.ts';
import { conformance, type Expected, type Row, type Sent } from './conformance-table.ts';

const program = process.env['REGISTRY_PROGRAM'] ?? 'docker-registry';
const isInstalled = spawnSync(program, ['--version']).status === 0;

/** What the reference implementation 2.8.3 does otherwise, by row, and why ours does not follow it. */
const differences: Readonly<Record<string, string>> = {
  ...told('answers 404 or 301 by its routes, before it looks at names, tags and digests', [
    'end-1: without the slash',
    'a name in capitals',
    'a name that begins with a dash',
    'a name with two dots together',
    'a name with an empty part',
    'end-2: what is no digest',
    'end-7: a tag that is none',
    'end-7: a tag of 129 characters',
  ]),
  ...told('answers 500 to names that are too long and to manifests that it cannot read', [
    'a name that is too long',
    'end-3: a blob is no manifest',
    'end-7: what is no manifest',
  ]),
  ...told('does not know uploads in one request', [
    'end-4b: a blob in one request',
    'end-4b: a blob that is there already',
    'end-4b: an empty blob',
    'end-4b: a digest that is not the content’s',
    'end-4b: what is no digest',
  ]),
  ...told('does not check where a chunk begins', ['end-5: a chunk that leaves a gap', 'end-5: a chunk a second time']),
  ...told('calls an upload invalid that is unknown, since its state is in the address', [
    'end-5: an upload that nobody began',
    'end-6: an upload that nobody began',
  ]),
  ...told('has no referrers: they came with version 1.1 of the specification', [
    'end-7: a manifest about another',
    'end-7: a manifest about one that is not there yet',
    'end-12: what refers to a manifest',
    'end-12: of one kind',
    'end-12: with annotations',
    'end-12: nothing refers',
    'end-12: what is no digest',
    'end-12: to what is not there',
    'end-9: a deleted signature refers no more',
  ]),
  ...told('lists tags in no order, and always all of them', [
    'end-8a: in the order of their characters',
    'end-8b: at most so many',
    'end-8b: none',
    'end-8b: after one',
    'end-8b: so many after one',
    'end-8b: after one that is not there',
    'end-8b: after the last',
    'end-8b: more than there are',
    'end-8b: what is no number',
  ]),
  ...told('answers 404 where a repository has no tags', ['end-7: by digest no tag comes to be']),
  ...told('lists repositories that hold only blobs', ['a repository without a manifest is not listed']),
  ...told('deletes manifests by digest only', [
    'end-9: a tag',
    'end-9: the tag is gone',
    'end-9: its manifest stays',
    'end-9: a tag that is not there',
    'end-9: a repository that is not there',
  ]),
};

function told(why: string, rows: readonly string[]): Record<string, string> {
  return Object.fromEntries(rows.map((row) => [row, why]));
}

/** What a client of today takes: without it manifests of the OCI's types are not found. */
const accepted = Object.values(mediaTypes).flatMap(Object.values).join(', ');

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

const ask = (url: URL, method: string, headers: Record<string, string>, body?: string | Uint8Array): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const outgoing = request(url, { method, headers }, (incoming) => {
      const parts: Buffer[] = [];
      incoming.on('data', (part: Buffer) => parts.push(part));
      incoming.on('end', () => {
        const fields = Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]);
        resolve({
          status: incoming.statusCode ?? 0,
          headers: Object.fromEntries(fields) as Record<string, string>,
          body: Buffer.concat(parts),
        });
      });
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });

function mediaTypeOf(text: string): string {
  try {
    const { mediaType } = JSON.parse(text) as { mediaType?: string };
    return mediaType ?? 'application/vnd.oci.image.manifest.v1+json';
  } catch {
    return 'application/octet-stream';
  }
}

/** A registry of its own for one row. */
class RealRegistry {
  readonly #base: string;
  #upload = '';

  constructor(port: number) {
    this.#base = `http://127.0.0.1:${port}`;
  }

  /** Waits until it answers. */
  async ready(): Promise<void> {
    for (let tries = 0; tries < 100; tries++) {
      const answer = await ask(new URL('/v2/', this.#base), 'GET', {}).catch(() => undefined);
      if (answer) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error('the registry does not answer');
  }

  /** What comes before a row: a blob goes in two requests, which every registry takes. */
  async prepare(sent: Sent): Promise<Answer> {
    const [line, body, headers = {}] = sent;
    const [, name, digest] = /^POST (\/v2\/.*\/blobs\/uploads\/)\?digest=(.*)$/.exec(line) ?? [];
    if (name === undefined) return this.send(sent);
    await this.send([`POST ${name}`]);
    return this.send([`PUT UPLOAD?digest=${digest ?? ''}`, body, headers]);
  }

  async send([line, body, headers = {}]: Sent): Promise<Answer> {
    const [method = '', target = ''] = line.split(' ');
    const [path = '', query = ''] = target.split('?');
    const url = new URL(path.replace('UPLOAD', this.#upload), this.#base);
    for (const [name, value] of new URLSearchParams(query)) url.searchParams.set(name, value);
    const type = typeof body === 'string' ? mediaTypeOf(body) : 'application/octet-stream';
    const answer = await ask(url, method, { accept: accepted, 'content-type': type, ...headers }, body);
    const { location } = answer.headers;
    if (location === undefined) return answer;
    if (answer.status === 202) this.#upload = location;
    return { ...answer, headers: { ...answer.headers, location: new URL(location, this.#base).pathname } };
  }
}

async function withRegistry(check: (registry: RealRegistry) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'registry-'));
  const port = 20_000 + Math.floor(Math.random() * 20_000);
  const file = join(folder, 'config.yml');
  const storage = `{filesystem: {rootdirectory: ${folder}/data}, delete: {enabled: true}}`;
  writeFileSync(file, `version: 0.1\nlog: {level: error}\nstorage: ${storage}\nhttp: {addr: "127.0.0.1:${port}"}\n`);
  const running = spawn(program, ['serve', file], { stdio: 'ignore' });
  const registry = new RealRegistry(port);
  try {
    await registry.ready();
    await check(registry);
  } finally {
    running.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  }
}

function agrees(answer: Answer, status: number, { code, headers = {}, ...expected }: Expected): void {
  expect(answer.status).toBe(status);
  const isJson = (answer.headers['content-type'] ?? '').includes('json');
  const text = answer.body.toString();
  const body: unknown = isJson && text !== '' ? JSON.parse(text) : text;
  if (code !== undefined)
    expect((body as { errors: readonly { code: string }[] }).errors.map((error) => error.code)).toContain(code);
  for (const [name, value] of Object.entries(headers))
    if (value instanceof RegExp) expect(answer.headers[name]).toMatch(value);
    else expect(answer.headers[name]).toBe(value);
  if (expected.body instanceof RegExp) expect(text).toMatch(expected.body);
  else if (typeof expected.body === 'string') expect(text).toBe(expected.body);
  else if (expected.body instanceof Uint8Array) expect(new Uint8Array(answer.body)).toEqual(expected.body);
  else if ('body' in expected) expect(expected.body === undefined ? undefined : body).toEqual(expected.body);
}

describe.skipIf(!isInstalled)('against the reference implementation', () => {
  describe.each(conformance)('%s', (_group, rows) => {
    test.each(rows.map((row) => [row[0], row] as const))('%s', async (what, row: Row) => {
      const [, before, sent, status, expected = {}] = row;
      const check = withRegistry(async (registry) => {
        for (const each of before) expect((await registry.prepare(each)).status, each[0]).toBeLessThan(300);
        agrees(await registry.send(sent), status, expected);
      });
      if (differences[what] === undefined) await check;
      else await expect(check, differences[what]).rejects.toThrow();
    });
  });
});
