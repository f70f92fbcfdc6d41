// Which steps run again after an edit. Steps are those that are neither cached nor internal.
import { expect, it } from 'vitest';
import type { BuildMessage } from '../../../../src/sim/engine/build/status.ts';
import { bytePipe } from '../../../../src/sim/kernel/pipe.ts';
import { writeTar } from '../../../../src/sim/oci/tar-write.ts';
import { TestHost } from '../support.ts';

type Files = Readonly<Record<string, string>>;
type Query = Readonly<Record<string, string>>;

const dockerfile = ['FROM scratch', 'ARG V=1', 'WORKDIR /app', 'COPY a.txt .', 'ENV V2=$V', 'COPY b.txt .'].join('\n');
const start: Files = { Dockerfile: dockerfile, 'a.txt': 'a', 'b.txt': 'b' };

async function built(host: TestHost, files: Files, query: Query = {}): Promise<string[]> {
  const upload = bytePipe();
  const encoder = new TextEncoder();
  upload.offer(
    writeTar(
      Object.entries(files).map(([path, text]) => ({
        path,
        type: 'file',
        mode: 0o644,
        uid: 1000,
        gid: 1000,
        mtime: host.kernel.clock,
        content: encoder.encode(text),
      })),
    ),
  );
  upload.close();
  const { chunks } = await host.call('POST', '/build', undefined, { query: { version: '2', ...query }, upload });
  const last = new Map<number, NonNullable<BuildMessage['vertex']>>();
  for (const { vertex } of chunks as BuildMessage[]) if (vertex) last.set(vertex.id, vertex);
  return [...last.values()]
    .filter(({ name, cached }) => /^\[.*\d+\/\d+\]/.test(name) && !cached)
    .map(({ name }) => name.replace(/^\[.*\d+\/\d+\] /, ''));
}

it.each<[string, Files, Query, string[]]>([
  ['nothing', start, {}, []],
  ['a file touched', { ...start }, {}, []],
  ['the last file', { ...start, 'b.txt': 'c' }, {}, ['COPY b.txt .']],
  ['the first file', { ...start, 'a.txt': 'c' }, {}, ['COPY a.txt .', 'COPY b.txt .']],
  ['a file that nothing copies', { ...start, 'c.txt': 'c' }, {}, []],
  [
    'the working directory',
    { ...start, Dockerfile: dockerfile.replace('/app', '/srv') },
    {},
    ['WORKDIR /srv', 'COPY a.txt .', 'COPY b.txt .'],
  ],
  ['an argument that only metadata uses', start, { buildargs: '{"V":"2"}' }, []],
  ['metadata', { ...start, Dockerfile: `${dockerfile}\nLABEL a=b` }, {}, []],
  ['no cache', start, { nocache: '1' }, ['COPY a.txt .', 'COPY b.txt .']],
  ['a destination', { ...start, Dockerfile: dockerfile.replace('b.txt .', 'b.txt c') }, {}, ['COPY b.txt c']],
  [
    'a stage that is not needed',
    { ...start, Dockerfile: `FROM scratch AS other\nCOPY b.txt /\n${dockerfile}` },
    {},
    [],
  ],
])('after a change of %s', async (_, files, query, expected) => {
  const host = new TestHost();
  await built(host, start);
  expect(await built(host, files, query)).toEqual(expected);
});
