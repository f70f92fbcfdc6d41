// Stages that do not need each other are built at the same time; what they begin with alike is done once; a failure ends the rest.
import { expect, test } from 'vitest';
import { replayScenario } from '../../../../src/headless/replay.ts';

const dockerfile = (end: string): string => `FROM alpine AS a
WORKDIR /work
RUN echo one; sleep 2; ${end}
FROM alpine AS b
WORKDIR /work
RUN echo b; sleep 4; echo b again
FROM alpine
COPY --from=a /work /a
COPY --from=b /work /b
`;

async function output(end: string): Promise<string> {
  const commands = ['docker pull -q alpine', 'docker build --progress=plain .'];
  const steps = commands.map((command) => ({ command, exit: 0, stdout: '', stderr: '' }));
  const played = await replayScenario({ title: '', files: { Dockerfile: dockerfile(end) }, steps });
  const text = played.steps.at(-1)?.stderr ?? '';
  return text.slice(text.indexOf('#4 ')).replace(/sha256:\w+/g, '<id>');
}

test('side by side', async () => {
  expect(await output('true')).toBe(`#4 [b 1/3] FROM docker.io/library/alpine:latest
#4 DONE 0.0s

#5 [b 2/3] WORKDIR /work
#5 DONE 0.0s

#6 [b 3/3] RUN echo b; sleep 4; echo b again
#6 0.100 b
#6 ...

#7 [a 3/3] RUN echo one; sleep 2; true
#7 0.100 one
#7 DONE 2.1s

#6 [b 3/3] RUN echo b; sleep 4; echo b again
#6 ...

#8 [stage-2 2/3] COPY --from=a /work /a
#8 DONE 0.0s

#6 [b 3/3] RUN echo b; sleep 4; echo b again
#6 4.100 b again
#6 DONE 4.1s

#9 [stage-2 3/3] COPY --from=b /work /b
#9 DONE 0.0s

#10 exporting to image
#10 exporting layers done
#10 writing image <id> done
#10 DONE 0.0s
`);
});

test('a failure', async () => {
  const text = await output('false');
  expect(text.slice(text.indexOf('#7'))).toBe(`#7 [a 3/3] RUN echo one; sleep 2; false
#7 0.100 one
#7 ERROR: process "/bin/sh -c echo one; sleep 2; false" did not complete successfully: exit code: 1

#6 [b 3/3] RUN echo b; sleep 4; echo b again
#6 CANCELED
------
 > [a 3/3] RUN echo one; sleep 2; false:
0.100 one
------
Dockerfile:3
--------------------
   1 |     FROM alpine AS a
   2 |     WORKDIR /work
   3 | >>> RUN echo one; sleep 2; false
   4 |     FROM alpine AS b
   5 |     WORKDIR /work
--------------------
ERROR: failed to build: failed to solve: process "/bin/sh -c echo one; sleep 2; false" did not complete successfully: exit code: 1
`);
});
