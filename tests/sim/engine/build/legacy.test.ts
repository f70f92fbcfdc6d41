// The builder before BuildKit: what it says and leaves, as Docker Engine 28 does with DOCKER_BUILDKIT=0.
import { expect, it } from 'vitest';
import { playScenario } from '../../../../src/headless/scenario-player.ts';

/** Ids in the order in which they come, as letters. */
function named(text: string): string {
  const names = new Map<string, string>();
  return text.replace(/\b[0-9a-f]{12}\b/g, (id) => {
    if (!names.has(id)) names.set(id, `<${String.fromCharCode(97 + names.size)}>`);
    return names.get(id) ?? '';
  });
}

async function legacy(files: Readonly<Record<string, string>>, ...commands: readonly string[]) {
  const { steps } = await playScenario({
    title: 'legacy',
    files: Object.fromEntries(Object.entries(files).map(([path, text]) => [`app/${path}`, text])),
    steps: ['docker pull -q alpine; export DOCKER_BUILDKIT=0; cd app', ...commands].map((command) => ({ command })),
  });
  return steps.slice(1).map(({ exit, stdout = '', stderr = '' }) => ({
    exit,
    stdout: named(stdout),
    stderr: stderr.replace(/^DEPRECATED[^]*?variable\.\n\n/, ''),
  }));
}

it('makes a container and an image for each instruction, and takes them from the cache', async () => {
  const files = { Dockerfile: 'FROM alpine\nENV A=1\nCOPY a.txt /\nRUN echo $A\n', 'a.txt': 'a\n' };
  const [first, second] = await legacy(files, 'docker build -t one .', 'docker build .');
  expect(first).toEqual({
    exit: 0,
    stderr: '',
    stdout: `Sending build context to Docker daemon  3.072kB
Step 1/4 : FROM alpine
 ---> <a>
Step 2/4 : ENV A=1
 ---> Running in <b>
 ---> Removed intermediate container <b>
 ---> <c>
Step 3/4 : COPY a.txt /
 ---> <d>
Step 4/4 : RUN echo $A
 ---> Running in <e>
1
 ---> Removed intermediate container <e>
 ---> <f>
Successfully built <f>
Successfully tagged one:latest
`,
  });
  expect(second?.stdout).toContain('Step 4/4 : RUN echo $A\n ---> Using cache\n');
});

it.each<[string, string, string, number, string]>([
  [
    'a command that fails',
    'FROM alpine\nRUN exit 3\n',
    '.',
    3,
    "The command '/bin/sh -c exit 3' returned a non-zero code: 3\n",
  ],
  [
    'a file that is missing',
    'FROM alpine\nCOPY nosuch /\n',
    '.',
    1,
    'COPY failed: file not found in build context or excluded by .dockerignore: stat nosuch: file does not exist\n',
  ],
  [
    'a path outside',
    'FROM alpine\nCOPY ../x /\n',
    '.',
    1,
    'COPY failed: forbidden path outside the build context: ../x ()\n',
  ],
  ['a pattern without files', 'FROM alpine\nCOPY *.zip /\n', '.', 1, 'COPY failed: no source files were specified\n'],
  [
    'several files to one',
    'FROM alpine\nCOPY a.txt Dockerfile /one\n',
    '.',
    1,
    'When using COPY with more than one source file, the destination must be a directory and end with a /\n',
  ],
  [
    'a mount',
    'FROM alpine\nRUN --mount=type=cache,target=/x echo\n',
    '.',
    1,
    'the --mount option requires BuildKit. Refer to https://docs.docker.com/go/buildkit/ to learn how to build images with BuildKit enabled\n',
  ],
  [
    'a mistake in the file',
    'FROM alpine\nFOO\n',
    '.',
    1,
    'Error response from daemon: dockerfile parse error on line 2: unknown instruction: FOO (did you mean FROM?)\n',
  ],
  [
    'ENV without a value',
    'FROM alpine\nENV A\n',
    '.',
    1,
    'Error response from daemon: failed to parse Dockerfile: ENV must have two arguments\n',
  ],
  [
    'an unknown target',
    'FROM alpine\n',
    '--target nosuch .',
    1,
    'Error response from daemon: target stage "nosuch" could not be found\n',
  ],
  ['a folder that is missing', 'FROM alpine\n', 'nosuch', 1, 'unable to prepare context: path "nosuch" not found\n'],
  [
    'a flag of BuildKit',
    'FROM alpine\n',
    '--secret id=x .',
    125,
    "unknown flag: --secret\n\nUsage:  docker build [OPTIONS] PATH | URL | -\n\nRun 'docker build --help' for more information\n",
  ],
])('refuses %s', async (_, dockerfile, args, exit, stderr) => {
  const [outcome] = await legacy({ Dockerfile: dockerfile, 'a.txt': 'a\n' }, `docker build ${args}`);
  expect({ exit: outcome?.exit, stderr: outcome?.stderr }).toEqual({ exit, stderr });
});

it('carries out triggers, and says which arguments nobody took', async () => {
  const files = { Dockerfile: 'FROM triggers\n', Base: 'FROM alpine\nONBUILD RUN echo hi\n', 'a.txt': 'a\n' };
  const [, outcome] = await legacy(files, 'docker build -q -t triggers -f Base .', 'docker build --build-arg NO=1 .');
  expect(outcome?.stdout).toBe(`Sending build context to Docker daemon  4.096kB
Step 1/1 : FROM triggers
# Executing 1 build trigger
 ---> Running in <a>
hi
 ---> Removed intermediate container <a>
 ---> <b>
[Warning] One or more build-args [NO] were not consumed
Successfully built <b>
`);
});

it('names what is copied by the sum of its headers and contents', async () => {
  const files = {
    Dockerfile: 'FROM alpine\nWORKDIR /w\nCOPY a.txt .\nCOPY a.txt ../y\nCOPY d /d\nCOPY d/ l2 /f/\n',
    'a.txt': 'a\n',
    'd/b.txt': 'b\n',
  };
  const outcomes = await legacy(
    files,
    'ln -s b.txt d/link; ln -s d l2; chmod 755 d; chmod 644 a.txt d/b.txt; docker build -q -t sums .',
    "docker history --no-trunc --format '{{.CreatedBy}}' sums | head -n 4",
  );
  const nop = '/bin/sh -c #(nop) ';
  expect(outcomes[1]?.stdout)
    .toBe(`${nop}COPY multi:520897ab38ef1d8a8a195ffb0a14e341bb51b24840901043059f36a6b1ef4a24 in /f/ 
${nop}COPY dir:2ae20ed028ff943dd8fe9ad864c1132c535030279bb4f626d9334511c9af0a9c in /d 
${nop}COPY file:a596f0888def06c3cad1442667ede22d419985a1c8a3155b838b650c4cf52ecc in ../y 
${nop}COPY file:a596f0888def06c3cad1442667ede22d419985a1c8a3155b838b650c4cf52ecc in . 
`);
});
