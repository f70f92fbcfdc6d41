// What the editor says of Dockerfiles and compose files, where, and what its buttons make of them.
import { EditorState, type TransactionSpec } from '@codemirror/state';
import type { Diagnostic } from '@codemirror/lint';
import type { EditorView } from '@codemirror/view';
import { describe, expect, test } from 'vitest';
import { createWorld } from '../../../src/sim/world.ts';
import { composeProblems } from '../../../src/ui/editor/compose-problems.ts';
import { dockerfileProblems } from '../../../src/ui/editor/dockerfile-problems.ts';

const textOf = (lines: string): EditorState => EditorState.create({ doc: lines });

/** `line N severity: first line of the message`. */
const told = (state: EditorState, found: readonly Diagnostic[]): string[] =>
  found.map(
    ({ from, severity, message }) => `${state.doc.lineAt(from).number} ${severity}: ${message.split('\n')[0] ?? ''}`,
  );

/** The text after the first button of the first problem that has one. */
function mended(state: EditorState, found: readonly Diagnostic[]): string | undefined {
  const at = found.find(({ actions }) => actions);
  const [action] = at?.actions ?? [];
  let after = state;
  const view = { state, dispatch: (spec: TransactionSpec) => (after = after.update(spec).state) };
  if (!at || !action) return undefined;
  action.apply(view as unknown as EditorView, at.from, at.to);
  return after.doc.toString();
}

describe('Dockerfiles', () => {
  test.each<[string, readonly string[], string | undefined]>([
    ['', [], undefined],
    ['FROM alpine\nRUN echo one\n', [], undefined],
    [
      'FROM alpine\nRUM echo one\n',
      ['2 error: The build would fail: unknown instruction: RUM (did you mean RUN?)'],
      'FROM alpine\nRUN echo one\n',
    ],
    [
      'FROM alpine\nCOPY --form=x a b\nADD a\n',
      [
        '2 error: The build would fail: unknown flag: --form (did you mean from?)',
        '3 error: The build would fail: ADD requires at least two arguments, but only one was provided. Destination could not be determined',
      ],
      'FROM alpine\nCOPY --from=x a b\nADD a\n',
    ],
    ['RUN a\n', ['1 error: The build would fail: no build stage in current context'], undefined],
    [
      'from alpine\nRUN a\nRUN b\n',
      ["1 warning: Command 'from' should match the case of the command majority (uppercase)"],
      'FROM alpine\nRUN a\nRUN b\n',
    ],
    [
      'FROM alpine as Base\n',
      ["1 warning: Stage name 'Base' should be lowercase", "1 warning: 'as' and 'FROM' keywords' casing do not match"],
      'FROM alpine as base\n',
    ],
    [
      'FROM alpine\nENV A b c\n',
      ['2 warning: "ENV key=value" should be used instead of legacy "ENV key value" format'],
      'FROM alpine\nENV A="b c"\n',
    ],
    [
      'FROM alpine\nMAINTAINER "Ann"\n',
      ['2 warning: Maintainer instruction is deprecated in favor of using label'],
      'FROM alpine\nLABEL org.opencontainers.image.authors="Ann"\n',
    ],
    [
      'FROM alpine\nWORKDIR app\n',
      ['2 warning: Relative workdir "app" can have unexpected results if the base image changes'],
      'FROM alpine\nWORKDIR /app\n',
    ],
    [
      'FROM alpine\nCMD npm start\n',
      ['2 warning: JSON arguments recommended for CMD to prevent unintended behavior related to OS signals'],
      'FROM alpine\nCMD ["npm", "start"]\n',
    ],
    [
      'FROM alpine\nCMD echo $A && b\n',
      ['2 warning: JSON arguments recommended for CMD to prevent unintended behavior related to OS signals'],
      undefined,
    ],
    ['FROM alpine\nRUN a \\\n\n  b\n', ['4 warning: Empty continuation line'], 'FROM alpine\nRUN a \\\n  b\n'],
    [
      'FROM alpine\nARG VERSION=1\nLABEL v=$VERSIO\nLABEL w=$HOSTNAME\n',
      ["3 warning: Usage of undefined variable '$VERSIO' (did you mean $VERSION?)"],
      'FROM alpine\nARG VERSION=1\nLABEL v=$VERSION\nLABEL w=$HOSTNAME\n',
    ],
    ['# check=skip=all\nfrom alpine\nRUN a\nRUN b\n', [], undefined],
  ])('%j', (text, expected, after) => {
    const state = textOf(text);
    const found = dockerfileProblems(state.doc);
    expect(told(state, found)).toEqual(expected);
    expect(mended(state, found)).toBe(after);
  });
});

describe('compose files', () => {
  const { machine } = createWorld({ seed: 'problems', epoch: 0 });
  const folder = '/home/learner/shop';
  machine.learnerFiles.mkdir(folder);
  machine.learnerFiles.writeFile(`${folder}/.env`, 'TAG=1\n');
  machine.learnerFiles.writeFile(`${folder}/base.yaml`, 'services:\n  base:\n    image: alpine\n');

  test.each<[string, readonly string[]]>([
    ['', []],
    ['services:\n  web:\n    image: nginx:${TAG}${OTHER}\n', []],
    [
      'version: "3"\nservices:\n  web:\n    image: nginx\n',
      [
        '1 warning: the attribute `version` is obsolete, it will be ignored, please remove it to avoid potential confusion',
      ],
    ],
    [
      'services:\n  web:\n    image: nginx\n    portz:\n      - "80:80"\n',
      ["4 error: Compose would refuse it: services.web additional properties 'portz' not allowed"],
    ],
    [
      'services:\n  web:\n    image: nginx\n\n    ports: 80\n',
      ['5 error: Compose would refuse it: services.web.ports must be a array'],
    ],
    ['services:\n  base:\n    extends: {file: base.yaml, service: base}\n', []],
    [
      'services:\n  base:\n    extends: {file: base.yaml, service: other}\n',
      [
        '3 error: Compose would refuse it: cannot extend service "base" in /home/learner/shop/compose.yaml: service "other" not found in base.yaml',
      ],
    ],
    [
      'services:\n  web:\n   image: nginx\n  - x\n',
      ['4 error: Compose would refuse it: yaml: line 4: mapping values are not allowed in this context'],
    ],
  ])('%j', (text, expected) => {
    const state = textOf(text);
    expect(told(state, composeProblems(state.doc, `${folder}/compose.yaml`, machine.learnerFiles))).toEqual(expected);
  });
});
