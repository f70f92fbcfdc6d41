// What is offered at the cursor (|) of a Dockerfile and of a compose file.
import { CompletionContext } from '@codemirror/autocomplete';
import { EditorState } from '@codemirror/state';
import { describe, expect, test } from 'vitest';
import { completeCompose } from '../../../src/ui/editor/complete-compose.ts';
import { completeDockerfile } from '../../../src/ui/editor/complete-dockerfile.ts';

type Complete = typeof completeDockerfile;

/** Labels that begin with what is typed, the first ones. */
function offered(complete: Complete, text: string, explicit: boolean): string[] | undefined {
  const at = text.indexOf('|');
  const state = EditorState.create({ doc: text.replace('|', '') });
  const result = complete(new CompletionContext(state, at, explicit), ['shop:1']);
  const typed = state.sliceDoc(result?.from ?? at, at);
  return result?.options
    .map(({ label }) => label)
    .filter((label) => label.startsWith(typed))
    .slice(0, 4);
}

describe('Dockerfiles', () => {
  test.each<[string, readonly string[] | undefined]>([
    ['F|', ['FROM']],
    ['c|', ['cmd', 'copy']],
    ['|', undefined],
    ['FROM n|', ['nginx', 'node', 'nats', 'nextcloud']],
    ['FROM s|', ['scratch', 'shop:1', 'sonarqube']],
    ['FROM a AS base\nFROM b|', ['base', 'busybox', 'bash', 'buildpack-deps']],
    ['FROM a AS base\nFROM b\nCOPY --from=b|', ['base', 'busybox', 'bash', 'buildpack-deps']],
    ['FROM a\nCOPY --ch|', ['--chmod=', '--chown=']],
    ['FROM a\nARG VERSION=1\nENV A=1 B=2\nRUN echo ${|', ['VERSION', 'A', 'B']],
    ['FROM a\nRUN echo one \\\n  C|', undefined],
  ])('%j', (text, expected) => {
    expect(offered(completeDockerfile, text, false)).toEqual(expected);
  });
});

describe('compose files', () => {
  test.each<[string, readonly string[] | undefined]>([
    ['s|', ['services', 'secrets']],
    ['services:\n  web:\n    im|', ['image']],
    ['services:\n  web:\n    image: n|', ['nginx', 'node', 'nats', 'nextcloud']],
    ['services:\n  web:\n    image: a\n    healthcheck:\n      inte|', ['interval']],
    ['services:\n  web:\n    build:\n      cont|', ['context']],
    ['services:\n  web:\n    image: a\n    volumes:\n      - sou|', ['source']],
    ['services:\n  web:\n    image: a\n    volumes:\n      - type: bind\n        sou|', ['source']],
    ['services:\n  web:\n    init: t|', ['true']],
    ['networks:\n  back:\n    dri|', ['driver', 'driver_opts']],
    ['services:\n  |', undefined],
  ])('%j', (text, expected) => {
    expect(offered(completeCompose, text, false)).toEqual(expected);
  });

  test('all keys of a service are offered on request', () => {
    expect(offered(completeCompose, 'services:\n  web:\n    |', true)).toHaveLength(4);
  });
});
