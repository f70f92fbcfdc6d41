// What a build takes from elsewhere: ADD of addresses and repositories, contexts that the builder fetches; texts are BuildKit's.
import { expect, it } from 'vitest';
import { playScenario } from '../../../../src/headless/scenario-player.ts';

const sum = 'sha256:5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03';
const url = 'http://localhost:8080/a.txt';

/** What a build tells from its fourth step on, without times and ids; and its exit status. */
async function build(dockerfile: string, command = 'docker build --progress=plain .', from = 4): Promise<string[]> {
  const { steps } = await playScenario({
    title: 'remote',
    files: {
      'www/a.txt': 'hello\n',
      'www/Dockerfile': 'FROM alpine\nRUN echo hi\n',
      'app/Dockerfile': dockerfile,
    },
    steps: [
      {
        command:
          'docker pull -q alpine; docker run -d -p 8080:80 -v $PWD/www:/usr/share/nginx/html nginx; tar cf www/c.tar -C www a.txt Dockerfile; sleep 1; cd app',
      },
      { command },
    ],
  });
  const lines = (steps[1]?.stderr ?? '').split('\n').filter((line) => line !== '' && !line.startsWith('#0'));
  const shown = lines.filter((line) => Number(/^#(\d+) /.exec(line)?.[1] ?? Infinity) >= from);
  return shown
    .filter((line) => !/exporting|writing image/.test(line))
    .map((line) => line.replace(/^(#\d+ (?:DONE )?)\d+\.\d+s?/, '$1T').replace(/[0-9a-f]{40}\t/, 'ID\t'));
}

it('downloads a file once, and copies it', async () => {
  const dockerfile = `FROM alpine\nADD ${url} /x/\nADD --chmod=644 --chown=1:2 ${url} /z\nRUN ls -ln /x/a.txt /z | cut -c1-30; cat /z\n`;
  expect(await build(dockerfile)).toEqual([
    `#4 [2/4] ADD ${url} /x/`,
    '#4 DONE T',
    '#5 [1/4] FROM docker.io/library/alpine:latest',
    '#5 DONE T',
    `#6 [2/4] ADD ${url} /x/`,
    '#6 DONE T',
    `#7 [3/4] ADD --chmod=644 --chown=1:2 ${url} /z`,
    '#7 DONE T',
    '#8 [4/4] RUN ls -ln /x/a.txt /z | cut -c1-30; cat /z',
    '#8 T -rw-------    1 0        0    ',
    '#8 T -rw-r--r--    1 1        2    ',
    '#8 T hello',
    '#8 DONE T',
    '#9 DONE T',
  ]);
});

it.each<[string, string, string]>([
  ['ADD http://localhost:8080/nosuch /x/', 'invalid response status 404', 'failed to load cache key: '],
  [
    `ADD --checksum=${sum.replace(/5891/, '0000')} ${url} /x/`,
    `digest mismatch ${sum}: ${sum.replace(/5891/, '0000')}`,
    '',
  ],
  [
    'ADD http://localhost:9/x /x/',
    'Get "http://localhost:9/x": dial tcp [::1]:9: connect: connection refused',
    'failed to load cache key: ',
  ],
])('%s', async (line, error, prefix) => {
  const told = await build(`FROM alpine\n${line}\n`);
  expect(told.slice(-5)).toEqual([
    `#5 ERROR: ${error}`,
    '------',
    ` > [2/2] ${line}:`,
    '------',
    `ERROR: failed to build: failed to solve: ${prefix}${error}`,
  ]);
});

it('accepts a file of the sum that is told', async () => {
  expect((await build(`FROM alpine\nADD --checksum=${sum} ${url} /x/\n`)).at(-1)).toBe('#7 DONE T');
});

it.each<[string, string[]]>([
  [
    'http://localhost:8080/Dockerfile',
    [
      '#1 [internal] load remote build context',
      '#1 DONE T',
      '#2 [internal] load metadata for docker.io/library/alpine:latest',
      '#2 DONE T',
      '#3 [1/2] FROM docker.io/library/alpine:latest',
      '#3 DONE T',
      '#4 [2/2] RUN echo hi',
      '#4 T hi',
      '#4 DONE T',
      '#5 DONE T',
    ],
  ],
  [
    'http://localhost:8080/a.txt',
    [
      '#1 [internal] load remote build context',
      '#1 DONE T',
      'context:1',
      '--------------------',
      '   1 | >>> hello',
      '   2 |     ',
      '--------------------',
      'ERROR: failed to build: failed to solve: dockerfile parse error on line 1: unknown instruction: hello (did you mean shell?)',
    ],
  ],
  [
    'http://localhost:8080/nosuch',
    [
      '#1 [internal] load remote build context',
      '#1 ERROR: invalid response status 404',
      '------',
      ' > [internal] load remote build context:',
      '------',
      'ERROR: failed to build: failed to solve: failed to read downloaded context: failed to load cache key: invalid response status 404',
    ],
  ],
  [
    'https://git.example/drydock-samples/static-site.git#nosuch',
    [
      '#1 [internal] load git source https://git.example/drydock-samples/static-site.git#nosuch',
      '#1 ERROR: repository does not contain ref nosuch, output: ""',
      '------',
      ' > [internal] load git source https://git.example/drydock-samples/static-site.git#nosuch:',
      '------',
      'ERROR: failed to build: failed to solve: failed to read dockerfile: failed to load cache key: repository does not contain ref nosuch, output: ""',
    ],
  ],
])('a context from %s', async (address, expected) => {
  expect(await build('', `docker build --progress=plain ${address}`, 1)).toEqual(expected);
});

it('unpacks an archive, and takes a repository', async () => {
  expect(await build('', 'docker build --progress=plain http://localhost:8080/c.tar', 1)).toContain(
    '#2 copy /context /',
  );
  const told = await build('', 'docker build --progress=plain https://git.example/drydock-samples/static-site.git', 1);
  expect(told.slice(0, 4)).toEqual([
    '#1 [internal] load git source https://git.example/drydock-samples/static-site.git',
    '#1 T ref: refs/heads/main\tHEAD',
    '#1 T ID\tHEAD',
    '#1 DONE T',
  ]);
  const added = await build(
    'FROM alpine\nADD https://git.example/drydock-samples/static-site.git /site\nRUN ls -A /site\n',
  );
  expect(added.join('\n')).toMatch(/RUN ls -A \/site\n#7 T [^]*Dockerfile/);
});
