// Dockerfiles that BuildKit refuses, with its words (recorded from Docker 28.5.2), and how instructions are read.
import { describe, expect, it } from 'vitest';
import { BuildError } from '../../../../src/sim/engine/build/dockerfile/node.ts';
import { expandWord } from '../../../../src/sim/engine/build/dockerfile/expand.ts';
import { parseDockerfile } from '../../../../src/sim/engine/build/dockerfile/parse.ts';
import { stagesOf } from '../../../../src/sim/engine/build/dockerfile/stages.ts';

const refusal = (text: string): string | undefined => {
  const file = parseDockerfile(text);
  const stages = file instanceof BuildError ? file : stagesOf(file);
  return stages instanceof BuildError ? stages.message : undefined;
};

describe('what BuildKit refuses', () => {
  it.each([
    ['RUN echo no from\n', 'no build stage in current context'],
    [
      'FROM alpine\nRUNN echo typo\n',
      'dockerfile parse error on line 2: unknown instruction: RUNN (did you mean RUN?)',
    ],
    [
      'FROM alpine\nCOPY\n',
      'dockerfile parse error on line 2: COPY requires at least two arguments, but only one was provided. Destination could not be determined',
    ],
    ['FROM\n', 'dockerfile parse error on line 1: FROM requires either one or three arguments'],
    ['FROM alpine AS\n', 'dockerfile parse error on line 1: FROM requires either one or three arguments'],
    ['FROM alpine\nENV\n', 'dockerfile parse error on line 2: ENV requires at least one argument'],
    ['FROM alpine\nENV ONLYNAME\n', 'ENV must have two arguments'],
    ['FROM alpine\nWORKDIR\n', 'dockerfile parse error on line 2: WORKDIR requires exactly one argument'],
    ['FROM alpine\nLABEL novalue\n', 'LABEL must have two arguments'],
    ['\n', 'file with no instructions'],
    ['FROM alpine\nEXPOSE\n', 'dockerfile parse error on line 2: EXPOSE requires at least one argument'],
    ['FROM alpine\nADD --unknown=1 a b\n', 'dockerfile parse error on line 2: unknown flag: --unknown'],
    ['FROM alpine\necho hello\n', 'dockerfile parse error on line 2: unknown instruction: echo'],
    ['FROM alpine\nARG\n', 'dockerfile parse error on line 2: ARG requires at least one argument'],
    ['FROM alpine\nHEALTHCHECK CMD\n', 'dockerfile parse error on line 2: Missing command after HEALTHCHECK CMD'],
    [
      'FROM alpine\nONBUILD FROM alpine\n',
      "dockerfile parse error on line 2: FROM isn't allowed as an ONBUILD trigger",
    ],
    ['FROM alpine\nRUN <<EOF\necho never closed\n', 'unterminated heredoc'],
    ['FROM alpine\nRUN true\n', undefined],
    ['FROM alpine\nENTRYPOINT\n', undefined],
  ])('%j', (text, expected) => {
    expect(refusal(text)).toBe(expected);
  });
});

describe('reading', () => {
  it('joins continuations, drops comments inside them and keeps indentation', () => {
    const file = parseDockerfile('FROM alpine\nRUN echo one && \\\n    # why\n    echo two\n');
    expect(
      file instanceof BuildError ? file : file.instructions.map(({ original, range }) => [original, range]),
    ).toEqual([
      ['FROM alpine', { start: 1, end: 1 }],
      ['RUN echo one &&     echo two', { start: 2, end: 4 }],
    ]);
  });

  it('takes here-documents, flags and the JSON form apart', () => {
    const file = parseDockerfile(
      '# escape=`\nFROM a\nCOPY --chmod=755 <<"EOF" <<two /x/\n$A\nEOF\nb\ntwo\nCMD ["a", "b c"]\n',
    );
    expect(
      file instanceof BuildError
        ? file
        : file.instructions.slice(1).map(({ flags, rest, json, heredocs }) => ({ flags, rest, json, heredocs })),
    ).toEqual([
      {
        flags: ['--chmod=755'],
        rest: '<<"EOF" <<two /x/',
        json: undefined,
        heredocs: [
          { name: 'EOF', content: '$A\n', expand: false, chomp: false },
          { name: 'two', content: 'b\n', expand: true, chomp: false },
        ],
      },
      { flags: [], rest: '["a", "b c"]', json: ['a', 'b c'], heredocs: [] },
    ]);
  });
});

describe('variables', () => {
  const values = new Map([
    ['A', 'one'],
    ['EMPTY', ''],
    ['FILE', 'a.tar.gz'],
  ]);
  it.each([
    ['$A', 'one'],
    ['${A}x', 'onex'],
    ["'$A'", '$A'],
    ['"$A b"', 'one b'],
    ['\\$A', '$A'],
    ['$NONE', ''],
    ['${NONE:-d}', 'd'],
    ['${EMPTY-d}', ''],
    ['${EMPTY:-$A}', 'one'],
    ['${A:+set}', 'set'],
    ['${NONE:+set}', ''],
    ['${FILE%.*}', 'a.tar'],
    ['${FILE%%.*}', 'a'],
    ['${FILE#*.}', 'tar.gz'],
    ['${FILE/./-}', 'a-tar.gz'],
    ['${FILE//./-}', 'a-tar-gz'],
  ])('%s is %j', (text, word) => {
    expect(expandWord(text, { escape: '\\', lookup: (name) => values.get(name) })).toEqual({ word });
  });
});
