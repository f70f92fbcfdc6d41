// How commands of a build are shown and what they see: quotes, escapes, here-documents, mounts, modes; recorded from BuildKit.
import { expect, it } from 'vitest';
import { playScenario } from '../../../../src/headless/scenario-player.ts';

const files = { 'd/f': 'f\n', 'd/sub/x': 'x\n', 'e/y': 'y\n', 'sec.txt': 'hush\n' };

/** Names of steps and what they print, without numbers and times. */
async function told(dockerfile: string, flags = ''): Promise<string[]> {
  const { steps } = await playScenario({
    title: 'commands',
    files: { ...files, Dockerfile: dockerfile },
    steps: [{ command: 'docker pull -q alpine' }, { command: `docker build --progress=plain ${flags} .` }],
  });
  const lines = (steps[1]?.stderr ?? '').split('\n');
  return lines.flatMap((line) => {
    const [, name, text] = /^#\d+ (?:\[(?!internal\] load)(.*)|\d\.\d+ (.*))$/.exec(line) ?? [];
    if (name !== undefined && !name.includes('FROM ')) return [`[${name}`];
    return text === undefined ? [] : [text];
  });
}

it.each<[string, string, string[], string?]>([
  [
    'escapes and quotes',
    `FROM alpine
ARG A=val
RUN echo tab\\t nl\\\\n "dq \\$A \\" \\\\ \\n $A" 'sq \\$A $A' \${A:-x} \${C:-def} $C \${A} \\; "\${A}" '\${A}'
RUN echo it\\'s fine
`,
    [
      `[2/3] RUN echo tabt nl\\n "dq $A " \\ \\n val" 'sq \\$A $A' val \${C:-def} $C val ; "val" '\${A}'`,
      'tabt nl\\n dq $A " \\ \\n val sq \\$A $A val def val ; val ${A}',
      "[3/3] RUN echo it's fine",
      "it's fine",
    ],
  ],
  [
    'variables in here-documents',
    `FROM alpine
ARG A=val
COPY <<EOF /x
tab\\t back\\\\ dollar\\$A q\\"$A\\" "dq \\$A \\n $A" 'sq \\$A $A \\' end
EOF
RUN cat /x
`,
    [
      '[internal] preparing inline document',
      '[2/3] COPY <<EOF /x',
      '[3/3] RUN cat /x',
      `tabt back\\ dollar$A q"val" "dq $A n val" 'sq $A val ' end`,
    ],
  ],
  [
    'a script with an interpreter',
    `FROM alpine
RUN <<EOF
#!/bin/sh
echo $0
cat $0
EOF
RUN <<-EOF
	#!/bin/cat
	echo two
	EOF
`,
    [
      '[internal] preparing inline document',
      '[2/3] RUN <<EOF (#!/bin/sh...)',
      '/dev/pipes/EOF',
      '#!/bin/sh',
      'echo $0',
      'cat $0',
      '[3/3] RUN <<-EOF (#!/bin/cat...)',
      'two',
    ],
  ],
  [
    'caches with an owner, and with something to begin with',
    `FROM alpine
RUN --mount=type=cache,target=/c,id=x echo a > /c/a
RUN --mount=type=cache,target=/c,id=x,uid=3,mode=0700 ls -ldn /c | cut -c1-24; ls /c
RUN --mount=type=cache,target=/c,id=x ls /c
RUN --mount=type=cache,target=/d,from=alpine,source=/etc ls /d/passwd; rm /d/passwd
RUN --mount=type=cache,target=/d,from=alpine,source=/etc ls /d/passwd || true
`,
    [
      '[stage-0 2/6] RUN --mount=type=cache,target=/c,id=x echo a > /c/a',
      '[internal] setting cache mount permissions',
      '[stage-0 3/6] RUN --mount=type=cache,target=/c,id=x,uid=3,mode=0700 ls -ldn /c | cut -c1-24; ls /c',
      'drwx------    2 3       ',
      '[stage-0 4/6] RUN --mount=type=cache,target=/c,id=x ls /c',
      'a',
      '[stage-0 5/6] RUN --mount=type=cache,target=/d,from=alpine,source=/etc ls /d/passwd; rm /d/passwd',
      '/d/passwd',
      '[stage-0 6/6] RUN --mount=type=cache,target=/d,from=alpine,source=/etc ls /d/passwd || true',
      'ls: /d/passwd: No such file or directory',
    ],
  ],
  [
    'secrets and sizes',
    `FROM alpine
RUN --mount=type=secret,id=s,env=TOK echo "[$TOK]"
RUN --mount=type=tmpfs,target=/t,size=2M df /t | tail -1
`,
    [
      '[stage-0 2/3] RUN --mount=type=secret,id=s,env=TOK echo "[****]"',
      '[hush',
      ']',
      '[stage-0 3/3] RUN --mount=type=tmpfs,target=/t,size=2M df /t | tail -1',
      'tmpfs                     2048         0      2048   0% /t',
    ],
    '--secret id=s,src=sec.txt',
  ],
  [
    'modes of directories that are made',
    `FROM alpine
RUN mkdir /there && chmod 711 /there
COPY --chmod=600 d /g/h
COPY --chmod=600 d /there
COPY --chown=3:4 --chmod=640 d /li/nk
COPY --chmod=700 d/f /n/o/
COPY --chmod=u=rwx,go= d/f /p/q
RUN for x in there g g/h li li/nk n n/o p; do ls -ldn /$x | awk '{print $1,$3,$4,$9}'; done
`,
    [
      '[2/8] RUN mkdir /there && chmod 711 /there',
      '[3/8] COPY --chmod=600 d /g/h',
      '[4/8] COPY --chmod=600 d /there',
      '[5/8] COPY --chown=3:4 --chmod=640 d /li/nk',
      '[6/8] COPY --chmod=700 d/f /n/o/',
      '[7/8] COPY --chmod=u=rwx,go= d/f /p/q',
      "[8/8] RUN for x in there g g/h li li/nk n n/o p; do ls -ldn /$x | awk '{print $1,$3,$4,$9}'; done",
      'drwx--x--x 0 0 /there',
      'drw------- 0 0 /g',
      'drw------- 0 0 /g/h',
      'drw-r----- 3 4 /li',
      'drw-r----- 3 4 /li/nk',
      'drwx------ 0 0 /n',
      'drwx------ 0 0 /n/o',
      'drwxr-xr-x 0 0 /p',
    ],
  ],
])('%s', async (_, dockerfile, expected, flags) => {
  expect(await told(dockerfile, flags)).toEqual(expected);
});
