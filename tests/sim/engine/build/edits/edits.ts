// Edits between two builds: what is done to the files or to the command line, so that it can be seen which steps run again.
// Each Dockerfile stands on `edited-base`, an image of its own; `$SEED` is different in every recording.

/** One edit; file texts and shell lines are the same for the real builder and for the simulated one. */
export interface Edit {
  readonly name: string;
  /** Files beside, or instead of, those of `project`. */
  readonly files?: Readonly<Record<string, string>>;
  /** The first build; `docker build .` unless told. */
  readonly build?: string;
  /** A shell line between the builds. */
  readonly edit?: string;
  /** Files rewritten between the builds. */
  readonly rewrite?: Readonly<Record<string, string>>;
  /** The second build; the same as the first unless told. */
  readonly again?: string;
}

const dockerfile = `FROM edited-base
ARG VERSION=1
ARG UNUSED=u
WORKDIR /app
COPY package.json .
RUN echo install $VERSION > /installed
COPY src src
ENV MODE=prod
RUN echo build > /built
CMD ["cat", "/built"]
`;

/** The files that every edit begins with. */
export const project: Readonly<Record<string, string>> = {
  Dockerfile: dockerfile,
  '.dockerignore': '*.md\nlogs\n',
  'package.json': '{"name": "app"}\n',
  'src/a.txt': 'a\n',
  'src/b.txt': 'b\n',
  'README.md': 'read me\n',
  'logs/one.log': 'log\n',
};

/** Texts of the project in which a word is another. */
const changed = (from: string, to: string, text = dockerfile): Readonly<Record<string, string>> => ({
  Dockerfile: text.replace(from, to),
});

const stages = `FROM edited-base AS tools
RUN echo tools > /tools
FROM edited-base AS builder
COPY src /src
RUN cat /src/a.txt > /out
FROM edited-base AS docs
COPY package.json /docs
FROM edited-base
COPY --from=tools /tools /tools
COPY --from=builder /out /out
RUN echo final > /final
`;

const mounted = `FROM edited-base
RUN --mount=type=bind,source=src,target=/src cat /src/a.txt > /a
RUN --mount=type=cache,target=/cache echo one >> /cache/log
RUN --mount=type=secret,id=token,required=false echo secret > /s
RUN --mount=type=tmpfs,target=/t echo tmp > /t/f
`;

const linked = `FROM edited-base
RUN echo first > /first
COPY --link package.json /linked/
COPY src /src
`;

const heredoc = `FROM edited-base
COPY <<EOF /greeting
hello
EOF
RUN <<EOF
echo one > /one
echo two > /two
EOF
`;

/** A change of the text of a Dockerfile that is not the project's. */
const rewriting = (name: string, text: string, from: string, to: string): Pick<Edit, 'name' | 'files' | 'rewrite'> => ({
  name,
  files: { Dockerfile: text },
  rewrite: changed(from, to, text),
});

export const edits: readonly Edit[] = [
  { name: 'nothing' },
  { name: 'a file touched', edit: 'touch -d "2020-01-02 03:04:05" package.json' },
  { name: 'every file touched', edit: 'touch -d "2020-01-02" package.json src/a.txt src/b.txt' },
  { name: 'the content of the first file', edit: 'echo more >> package.json' },
  { name: 'the content of a file in a folder', edit: 'echo more >> src/b.txt' },
  { name: 'an empty file more in the folder', edit: ': > src/c.txt' },
  { name: 'an empty folder more in the folder', edit: 'mkdir src/empty' },
  { name: 'a file removed from the folder', edit: 'rm src/b.txt' },
  { name: 'a file of the folder renamed', edit: 'mv src/b.txt src/z.txt' },
  {
    name: 'a file changed and changed back',
    edit: 'cp package.json /tmp/$SEED; echo x >> package.json; cp /tmp/$SEED package.json',
  },
  { name: 'a file that nothing copies', edit: 'echo x > other.txt' },
  { name: 'an ignored file', edit: 'echo x >> README.md' },
  { name: 'a file in an ignored folder', edit: 'echo x >> logs/one.log' },
  { name: 'chmod of the first file', edit: 'chmod 755 package.json' },
  { name: 'chmod of a file in a folder', edit: 'chmod 600 src/a.txt' },
  { name: 'chmod of the folder', edit: 'chmod 700 src' },
  { name: 'a file becomes a symbolic link', edit: 'rm src/b.txt; ln -s a.txt src/b.txt' },
  {
    name: 'a symbolic link leads elsewhere',
    files: { 'src/c.txt': 'c\n' },
    build: 'ln -s a.txt src/link; docker build .',
    edit: 'rm src/link; ln -s c.txt src/link',
    again: 'docker build .',
  },
  { name: 'a file ignored from now on', edit: 'echo src/b.txt >> .dockerignore' },
  {
    name: 'the ignore file changed without effect',
    edit: 'echo "# words" >> .dockerignore; echo "*.tmp" >> .dockerignore',
  },
  { name: 'a file no longer ignored, nothing copies it', rewrite: { '.dockerignore': '' } },
  {
    name: 'a file no longer ignored, everything is copied',
    files: changed('COPY src src', 'COPY . .'),
    rewrite: { '.dockerignore': 'Dockerfile\n.dockerignore\n' },
  },
  {
    name: 'everything copied and the Dockerfile changed',
    files: changed('COPY src src', 'COPY . .'),
    rewrite: changed('COPY src src', 'COPY . .\n# words'),
  },
  {
    name: 'everything copied, an ignored file changed',
    files: changed('COPY src src', 'COPY . .'),
    edit: 'echo x >> README.md',
  },
  { name: 'an argument changed by the command line', again: 'docker build --build-arg VERSION=2 .' },
  { name: 'the same argument given as its default', again: 'docker build --build-arg VERSION=1 .' },
  { name: 'the default of an argument', rewrite: changed('VERSION=1', 'VERSION=2') },
  { name: 'an unused argument', again: 'docker build --build-arg UNUSED=v .' },
  { name: 'an unused argument removed', rewrite: changed('ARG UNUSED=u\n', '') },
  { name: 'an argument that no ARG declares', again: 'docker build --build-arg NOSUCH=v .' },
  {
    name: 'an argument declared after the steps',
    files: changed('CMD', 'ARG LATE=1\nCMD'),
    again: 'docker build --build-arg LATE=2 .',
  },
  {
    name: 'an argument declared just before the last step',
    files: changed('RUN echo build', 'ARG LATE=1\nRUN echo build'),
    again: 'docker build --build-arg LATE=2 .',
  },
  {
    name: 'an argument used by COPY alone',
    files: changed('COPY src src', 'ARG TO=src\nCOPY src $TO'),
    again: 'docker build --build-arg TO=other .',
  },
  { name: 'a proxy as an argument', again: 'docker build --build-arg HTTP_PROXY=http://proxy.example:3128 .' },
  {
    name: 'a proxy that an ARG declares',
    files: changed('ARG VERSION=1', 'ARG VERSION=1\nARG HTTP_PROXY'),
    again: 'docker build --build-arg HTTP_PROXY=http://proxy.example:3128 .',
  },
  {
    name: 'an argument before FROM that nothing uses',
    files: changed('FROM edited-base', 'ARG OUTER=1\nFROM edited-base'),
    again: 'docker build --build-arg OUTER=2 .',
  },
  {
    name: 'an argument before FROM that a stage takes',
    files: changed('FROM edited-base', 'ARG OUTER=1\nFROM edited-base\nARG OUTER'),
    again: 'docker build --build-arg OUTER=2 .',
  },
  {
    name: 'the base in an argument, the same image',
    files: changed('FROM edited-base', 'ARG BASE=edited-base\nFROM $BASE'),
    again: 'docker tag edited-base edited-other; docker build --build-arg BASE=edited-other .',
  },
  { name: 'a variable of the environment', rewrite: changed('MODE=prod', 'MODE=dev') },
  { name: 'a variable set earlier', rewrite: changed('WORKDIR /app', 'ENV EARLY=1\nWORKDIR /app') },
  { name: 'ENV instead of ARG with the same value', rewrite: changed('ARG VERSION=1', 'ENV VERSION=1') },
  { name: 'a label at the top', rewrite: changed('WORKDIR /app', 'LABEL a=b\nWORKDIR /app') },
  { name: 'a label on the command line', again: 'docker build --label a=b .' },
  { name: 'the command', rewrite: changed('CMD ["cat", "/built"]', 'CMD ["true"]') },
  {
    name: 'EXPOSE, VOLUME and STOPSIGNAL at the top',
    rewrite: changed('WORKDIR /app', 'EXPOSE 80\nVOLUME /data\nSTOPSIGNAL INT\nWORKDIR /app'),
  },
  { name: 'another user', rewrite: changed('ENV MODE=prod', 'ENV MODE=prod\nUSER nobody') },
  { name: 'another working directory', rewrite: changed('/app', '/srv') },
  {
    name: 'a working directory before the last step',
    rewrite: changed('RUN echo build', 'WORKDIR /tmp\nRUN echo build'),
  },
  { name: 'another shell', rewrite: changed('ENV MODE=prod', 'ENV MODE=prod\nSHELL ["/bin/sh", "-ec"]') },
  { name: 'a comment', rewrite: changed('COPY package.json', '# words\nCOPY package.json') },
  { name: 'blanks at the end and blank lines', rewrite: changed('ENV MODE=prod\n', '\n\nENV MODE=prod  \n') },
  { name: 'blanks within a command', rewrite: changed('RUN echo build >', 'RUN echo   build >') },
  { name: 'a command over two lines', rewrite: changed('RUN echo build > /built', 'RUN echo build \\\n> /built') },
  { name: 'instructions in small letters', rewrite: changed('RUN echo build', 'run echo build') },
  { name: 'a command changed', rewrite: changed('echo build', 'echo built') },
  {
    name: 'JSON form of the same command',
    rewrite: changed('RUN echo build > /built', 'RUN ["/bin/sh", "-c", "echo build > /built"]'),
  },
  {
    name: 'two steps reordered',
    rewrite: {
      Dockerfile: dockerfile
        .replace('COPY src src\n', '')
        .replace('COPY package.json .\n', 'COPY src src\nCOPY package.json .\n'),
    },
  },
  { name: 'a step added at the end', rewrite: changed('CMD', 'RUN echo more > /more\nCMD') },
  { name: 'the last step removed', rewrite: changed('RUN echo build > /built\n', '') },
  {
    name: 'two commands joined',
    rewrite: changed('RUN echo build > /built\n', 'RUN echo build > /built && echo more\n'),
  },
  { name: 'COPY as ADD', rewrite: changed('COPY src src', 'ADD src src') },
  { name: 'COPY in JSON form', rewrite: changed('COPY src src', 'COPY ["src", "src"]') },
  { name: 'the same source written otherwise', rewrite: changed('COPY src src', 'COPY ./src/ src') },
  { name: 'the same destination written otherwise', rewrite: changed('COPY src src', 'COPY src /app/src/') },
  { name: 'another destination', rewrite: changed('COPY src src', 'COPY src lib') },
  { name: 'COPY with an owner', rewrite: changed('COPY src', 'COPY --chown=1:1 src') },
  { name: 'COPY with a mode', rewrite: changed('COPY src', 'COPY --chmod=700 src') },
  {
    name: 'a pattern matches one file more',
    files: { ...changed('COPY src src', 'COPY *.txt ./'), 'x.txt': 'x\n' },
    edit: 'echo y > y.txt',
  },
  {
    name: 'a pattern matches what it did',
    files: { ...changed('COPY src src', 'COPY *.txt ./'), 'x.txt': 'x\n' },
    edit: 'echo y > y.dat',
  },
  {
    name: 'a name becomes a pattern that matches the same',
    files: { ...changed('COPY src src', 'COPY x.txt ./'), 'x.txt': 'x\n' },
    rewrite: changed('COPY src src', 'COPY x.tx* ./'),
  },
  {
    name: 'an excluded file',
    files: changed('COPY src src', 'COPY --exclude=b.txt src src'),
    edit: 'echo more >> src/b.txt',
  },
  {
    name: 'a file renamed to which COPY is adapted',
    files: { ...changed('COPY src src', 'COPY one.txt two.txt'), 'one.txt': '1\n' },
    edit: 'mv one.txt three.txt',
    rewrite: changed('COPY src src', 'COPY three.txt two.txt'),
  },
  { name: 'without cache', again: 'docker build --no-cache .' },
  { name: 'another tag', again: 'docker build -t edited-app .' },
  { name: 'another name of the Dockerfile', edit: 'mv Dockerfile Other', again: 'docker build -f Other .' },
  {
    name: 'a copy of the project in another folder',
    edit: 'mkdir copy && cp -r Dockerfile .dockerignore package.json src copy',
    again: 'docker build copy',
  },
  { name: 'another network', again: 'docker build --network none .' },
  { name: 'a name of a host more', again: 'docker build --add-host db:10.0.0.1 .' },
  { name: 'a larger shared memory', again: 'docker build --shm-size 128m .' },
  {
    name: 'the base rebuilt with another layer',
    build: 'docker build .',
    edit: 'printf "FROM edited-base\\nRUN echo $SEED > /more\\n" | docker build -q -t edited-base -',
    again: 'docker build .',
  },
  {
    name: 'the base rebuilt with another label',
    build: 'docker build .',
    edit: 'printf "FROM edited-base\\nLABEL x=$SEED\\n" | docker build -q -t edited-base -',
    again: 'docker build .',
  },
  {
    name: 'the base rebuilt with another variable',
    build: 'docker build .',
    edit: 'printf "FROM edited-base\\nENV BASEVAR=1\\n" | docker build -q -t edited-base -',
    again: 'docker build .',
  },
  {
    name: 'the base rebuilt with another working directory',
    build: 'docker build .',
    edit: 'printf "FROM edited-base\\nUSER 1\\n" | docker build -q -t edited-base -',
    again: 'docker build .',
  },
  { name: 'stages: nothing', files: { Dockerfile: stages } },
  {
    name: 'stages: a file of the builder with the same outcome',
    files: { Dockerfile: stages },
    edit: 'echo more >> src/b.txt',
  },
  {
    name: 'stages: a file of the builder with another outcome',
    files: { Dockerfile: stages },
    edit: 'echo more >> src/a.txt',
  },
  {
    name: 'stages: a file of a stage that is not needed',
    files: { Dockerfile: stages },
    edit: 'echo more >> package.json',
  },
  { name: 'stages: another target', files: { Dockerfile: stages }, again: 'docker build --target builder .' },
  {
    name: 'stages: a target that was not built before',
    files: { Dockerfile: stages },
    again: 'docker build --target docs .',
  },
  {
    name: 'stages: first a target, then all',
    files: { Dockerfile: stages },
    build: 'docker build --target builder .',
    again: 'docker build .',
  },
  {
    name: 'stages: one without cache',
    files: { Dockerfile: stages },
    again: 'docker build --no-cache-filter builder .',
  },
  {
    name: 'stages: two without cache',
    files: { Dockerfile: stages },
    again: 'docker build --no-cache-filter builder,tools .',
  },
  {
    name: 'stages: one without cache that is not needed',
    files: { Dockerfile: stages },
    again: 'docker build --no-cache-filter docs .',
  },
  rewriting('stages: another name of a stage', stages, 'FROM edited-base AS docs', 'FROM edited-base AS manual'),
  {
    name: 'stages: a stage renamed everywhere',
    files: { Dockerfile: stages },
    rewrite: { Dockerfile: stages.replace('AS tools', 'AS things').replace('--from=tools', '--from=things') },
  },
  {
    name: 'stages: two stages change places',
    files: { Dockerfile: stages },
    rewrite: {
      Dockerfile: `FROM edited-base AS builder\nCOPY src /src\nRUN cat /src/a.txt > /out\nFROM edited-base AS tools\nRUN echo tools > /tools\nFROM edited-base\nCOPY --from=tools /tools /tools\nCOPY --from=builder /out /out\nRUN echo final > /final\n`,
    },
  },
  rewriting(
    'stages: a command with the same outcome',
    stages,
    'RUN cat /src/a.txt > /out',
    'RUN cat  /src/a.txt > /out',
  ),
  rewriting(
    'stages: a step after what is copied from it',
    stages,
    'FROM edited-base AS docs',
    'RUN echo later > /later\nFROM edited-base AS docs',
  ),
  { name: 'mounts: nothing', files: { Dockerfile: mounted } },
  { name: 'mounts: a file of the bound folder', files: { Dockerfile: mounted }, edit: 'echo more >> src/a.txt' },
  {
    name: 'mounts: a file of the bound folder that the command does not read',
    files: { Dockerfile: mounted },
    edit: 'echo more >> src/b.txt',
  },
  {
    name: 'mounts: a file outside the bound folder',
    files: { Dockerfile: mounted },
    edit: 'echo more >> package.json',
  },
  { name: 'mounts: a bound file touched', files: { Dockerfile: mounted }, edit: 'touch -d "2020-01-02" src/a.txt' },
  rewriting('mounts: another cache', mounted, 'target=/cache ', 'target=/cache,id=other '),
  rewriting('mounts: a cache shared otherwise', mounted, 'target=/cache ', 'target=/cache,sharing=locked '),
  rewriting('mounts: a bound folder that can be written', mounted, 'target=/src ', 'target=/src,rw '),
  rewriting('mounts: a mount less', mounted, '--mount=type=tmpfs,target=/t echo tmp > /t/f', 'echo tmp > /f'),
  {
    name: 'mounts: a secret given',
    files: { Dockerfile: mounted, token: 't\n' },
    again: 'docker build --secret id=token,src=token .',
  },
  {
    name: 'mounts: a secret changed',
    files: { Dockerfile: mounted, token: 't\n' },
    build: 'docker build --secret id=token,src=token .',
    edit: 'echo u > token',
    again: 'docker build --secret id=token,src=token .',
  },
  rewriting('mounts: a secret at another place', mounted, 'id=token,', 'id=token,target=/tok,'),
  rewriting(
    'mounts: a command without network',
    mounted,
    'RUN --mount=type=tmpfs',
    'RUN --network=none --mount=type=tmpfs',
  ),
  { name: 'link: nothing', files: { Dockerfile: linked } },
  rewriting('link: an earlier step', linked, 'echo first', 'echo second'),
  { name: 'link: its file', files: { Dockerfile: linked }, edit: 'echo more >> package.json' },
  {
    name: 'link: the base rebuilt',
    files: { Dockerfile: linked },
    build: 'docker build .',
    edit: 'printf "FROM edited-base\\nRUN echo $SEED > /more\\n" | docker build -q -t edited-base -',
    again: 'docker build .',
  },
  rewriting('link: no longer linked', linked, '--link ', ''),
  rewriting(
    'link: moved up',
    linked,
    'RUN echo first > /first\nCOPY --link package.json /linked/\n',
    'COPY --link package.json /linked/\nRUN echo first > /first\n',
  ),
  { name: 'here-document: nothing', files: { Dockerfile: heredoc } },
  rewriting('here-document: its text', heredoc, 'hello', 'good day'),
  rewriting('here-document: a command in it', heredoc, 'echo two', 'echo three'),
  rewriting(
    'here-document: another name',
    heredoc,
    'RUN <<EOF\necho one > /one\necho two > /two\nEOF',
    'RUN <<END\necho one > /one\necho two > /two\nEND',
  ),
  rewriting('here-document: a comment in it', heredoc, 'echo two', '# words\necho two'),
  {
    name: 'a failed step mended',
    files: changed('echo build > /built', 'echo build > /nosuch/built'),
    rewrite: { Dockerfile: dockerfile },
  },
  {
    name: 'an archive added, its content changed',
    files: changed('COPY src src', 'ADD src.tar /src/'),
    build: 'tar -cf src.tar src; docker build .',
    edit: 'echo more >> src/a.txt; tar -cf src.tar src',
    again: 'docker build .',
  },
  {
    name: 'the same file given back after another build',
    build: 'docker build .',
    edit: 'cp src/a.txt /tmp/$SEED; echo x >> src/a.txt; docker build -q .; cp /tmp/$SEED src/a.txt',
    again: 'docker build .',
  },
  {
    name: 'an argument with a value of the shell',
    build: 'VERSION=3 docker build --build-arg VERSION .',
    again: 'VERSION=4 docker build --build-arg VERSION .',
  },
  { name: 'the target platform asked for', again: 'docker build --platform linux/amd64 .' },
  {
    name: 'a use of TARGETARCH',
    files: changed('ARG UNUSED=u', 'ARG TARGETARCH'),
    again: 'docker build --platform linux/amd64 .',
  },
  { name: 'the epoch of the source', again: 'docker build --build-arg SOURCE_DATE_EPOCH=0 .' },
  { name: 'inline cache asked for', again: 'docker build --build-arg BUILDKIT_INLINE_CACHE=1 .' },
];

/** The Dockerfile of `edited-base`, another one for each seed. */
export const baseOf = (seed: string): string => `FROM alpine\nRUN echo ${seed} > /seed\n`;

/** A file's content: seeds make files of one recording unlike those of all others, but for what builders and tools read. */
export const contentOf = (path: string, text: string, seed: string): string =>
  /Dockerfile|\.dockerignore/.test(path) || text === '' ? text : `${seed}\n${text}`;
