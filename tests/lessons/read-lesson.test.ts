// The format: what a lesson's Markdown becomes, and what is said of one that is wrong, with its line.
import { expect, test } from 'vitest';
import { readGlossary } from '../../src/lessons/glossary.ts';
import { markTerms } from '../../src/lessons/mark-terms.ts';
import { readLesson, stepTitles } from '../../src/lessons/read-lesson.ts';

const front = `---
title: Run a web server
summary: One command.
minutes: 6
---
`;

const whole = `---
title: Run {{name}}
summary: One command.
minutes: 6
terms: [image]
images: [nginx]
files:
  site/index.html: |
    hello
start:
  - docker volume create data
  - exit=1 docker start nothing
view: layers
variables:
  name: [web, shop]
---

An introduction.

## Start \`{{name}}\`

See [images](../../images/layers/lesson.md) of **{{.Names}}**.

**Predict:** How many?

- [ ] One
  It would need two.
- [x] Two
  Both are there.

\`\`\`sh exit=3
docker run -d \\
  --name {{name}} nginx
false
\`\`\`

- \`-d\`: detached
- \`--name\`: its name

> **Hint** First.

> **Watch** The stage.

> **Presenter** Wait.

\`\`\`goals
\`{{name}}\` runs: at last:
  container: {{name}}
  state: running
It is kept:
  image: nginx
  keep: true
  otherwise: Do not remove it.
\`\`\`

## Look inside

\`\`\`sh stays terminal=2
docker exec -it {{name}} sh
\`\`\`

\`\`\`sh inside
ls
\`\`\`

\`\`\`keys
Ctrl P Ctrl Q
\`\`\`

\`\`\`dockerfile file=app/Dockerfile
FROM alpine
\`\`\`

\`\`\`text
shown
\`\`\`

\`\`\`solution
docker stop {{name}}
\`\`\`

\`\`\`stage
view: network
point: [container {{name}}, image nginx]
\`\`\`
`;

test('a lesson is read into plain data', () => {
  const { lesson, problems } = readLesson('containers/run', whole);
  expect(problems).toEqual([]);
  const [first, second] = lesson.steps;
  expect({ ...lesson, steps: undefined }).toEqual({
    id: 'containers/run',
    title: 'Run web',
    summary: 'One command.',
    minutes: 6,
    kind: 'lesson',
    terms: ['image'],
    preparation: {
      images: ['nginx'],
      files: new Map([['site/index.html', 'hello\n']]),
      commands: [
        { line: 'docker volume create data', exit: 0 },
        { line: 'docker start nothing', exit: 1 },
      ],
    },
    view: 'layers',
    par: undefined,
    introduction: [{ kind: 'paragraph', inlines: [{ kind: 'text', text: 'An introduction.' }] }],
    steps: undefined,
  });
  const text = (words: string): object => ({ kind: 'text', text: words });
  expect(first?.title).toBe('Start web');
  expect(first?.blocks).toEqual([
    {
      kind: 'paragraph',
      inlines: [
        text('See '),
        { kind: 'link', lesson: 'images/layers', inlines: [text('images')] },
        text(' of '),
        { kind: 'strong', inlines: [text('{{.Names}}')] },
        text('.'),
      ],
    },
    {
      kind: 'question',
      question: {
        inlines: [text('How many?')],
        until: 0,
        options: [
          { inlines: [text('One')], right: false, explanation: [text('It would need two.')] },
          { inlines: [text('Two')], right: true, explanation: [text('Both are there.')] },
        ],
      },
    },
    { kind: 'act', act: 0 },
    {
      kind: 'parts',
      rows: [
        { code: '-d', inlines: [text('detached')] },
        { code: '--name', inlines: [text('its name')] },
      ],
    },
    { kind: 'watch', blocks: [{ kind: 'paragraph', inlines: [text('The stage.')] }] },
  ]);
  expect(first?.acts).toEqual([
    {
      kind: 'commands',
      commands: [
        { line: 'docker run -d \\\n  --name web nginx', exit: 0 },
        { line: 'false', exit: 3 },
      ],
      terminal: 1,
      inside: false,
      pause: undefined,
      source: 31,
    },
  ]);
  expect(first?.hints).toEqual([[{ kind: 'paragraph', inlines: [text('First.')] }]]);
  expect(first?.notes).toEqual([[{ kind: 'paragraph', inlines: [text('Wait.')] }]]);
  expect(first?.goals).toEqual([
    {
      words: '`web` runs: at last',
      condition: { kind: 'container', name: 'web', state: ['running'] },
      keep: false,
      otherwise: undefined,
      line: 47,
    },
    {
      words: 'It is kept',
      condition: { kind: 'image', name: 'nginx' },
      keep: true,
      otherwise: 'Do not remove it.',
      line: 50,
    },
  ]);
  expect(second?.acts.map((act) => ({ ...act, source: 0 }))).toEqual([
    {
      kind: 'commands',
      commands: [{ line: 'docker exec -it web sh', exit: undefined }],
      terminal: 2,
      inside: false,
      pause: undefined,
      source: 0,
    },
    {
      kind: 'commands',
      commands: [{ line: 'ls', exit: undefined }],
      terminal: 1,
      inside: true,
      pause: undefined,
      source: 0,
    },
    { kind: 'keys', keys: ['Ctrl P', 'Ctrl Q'], terminal: 1, source: 0 },
    { kind: 'file', path: 'app/Dockerfile', text: 'FROM alpine\n', terminal: 1, source: 0 },
    {
      kind: 'commands',
      commands: [{ line: 'docker stop web', exit: 0 }],
      terminal: 1,
      inside: false,
      pause: undefined,
      source: 0,
    },
  ]);
  expect(second?.solution).toEqual(second?.acts.slice(-1));
  expect(second?.cue).toEqual({
    view: 'network',
    point: [
      { kind: 'container', name: 'web' },
      { kind: 'image', name: 'nginx' },
    ],
  });
});

test('a seed chooses the variables, the same each time', () => {
  const titles = ['a', 'b', 'c', 'd', 'e'].map((seed) => readLesson('x/y', whole, seed).lesson.title);
  expect(new Set(titles)).toEqual(new Set(['Run web', 'Run shop']));
  expect(titles).toEqual(['a', 'b', 'c', 'd', 'e'].map((seed) => readLesson('x/y', whole, seed).lesson.title));
});

test('the titles of steps are found without reading the rest', () => {
  expect(stepTitles('intro\n\n## One `two`\n\n```sh\n## not this\n```\n\n### nor this\n\n## Three\n')).toEqual([
    'One two',
    'Three',
  ]);
});

/** Below the front matter of `front` (lines 1 to 5), so the first line is 6. */
const wrong: readonly (readonly [string, string, readonly string[]])[] = [
  [
    'no front matter',
    '## A\n\n## B\n',
    [
      '2: The front matter has no "title".',
      '2: The front matter has no "summary".',
      '2: The front matter has no "minutes".',
    ],
  ],
  [
    'a key that is not known',
    `${front.replace('minutes', 'colour: red\nminutes')}## A\n\n## B\n`,
    [
      '4: The front matter has no "colour". It can have: title, summary, minutes, kind, par, variables, terms, images, files, start, view.',
    ],
  ],
  [
    'a number of minutes',
    `${front.replace('6', 'six')}## A\n\n## B\n`,
    ['4: "minutes" must be a whole number from 1 to 30.'],
  ],
  [
    'YAML that is none',
    `${front.replace('6', '[6')}## A\n\n## B\n`,
    ['5: Flow sequence in block collection must be sufficiently indented and end with a ].'],
  ],
  ['too few steps', `${front}## A\n`, ['1: A lesson has 2 to 9 steps (## headings), this one 1.']],
  ['HTML', `${front}## A\n\n<b>bold</b>\n\n## B\n`, ['8: Lessons have no html: <b>', '8: Lessons have no html: </b>']],
  ['a picture', `${front}## A\n\n![x](y.png)\n\n## B\n`, ['8: Lessons have no image: ![x](y.png)']],
  [
    'a link to elsewhere',
    `${front}## A\n\n[x](https://example.com)\n\n## B\n`,
    ["8: A link can only lead to another lesson's lesson.md, not to https://example.com."],
  ],
  [
    'a goal without a condition',
    `${front}## A\n\n\`\`\`goals\nIt runs\n\`\`\`\n\n## B\n`,
    ['9: A goal begins with its words and a colon; its condition is indented below.'],
  ],
  [
    'a condition without a subject',
    `${front}## A\n\n\`\`\`goals\nIt runs:\n  state: running\n\`\`\`\n\n## B\n`,
    [
      '10: A condition needs one of: container, image, volume, network, file, process, typed, pushed, answers, shell, all, any, not.',
    ],
  ],
  [
    'a state that is none',
    `${front}## A\n\n\`\`\`goals\nIt runs:\n  container: web\n  state: runing\n\`\`\`\n\n## B\n`,
    ['11: "runing" is no state. There are: created, running, paused, restarting, removing, exited, dead.'],
  ],
  [
    'a field that is misspelt',
    `${front}## A\n\n\`\`\`goals\nIt runs:\n  volume: data\n  lables: {a: b}\n\`\`\`\n\n## B\n`,
    [
      '11: A condition on "volume" has no "lables". It can have: keep, otherwise, volume, files, labels, anonymous, used_by, count.',
    ],
  ],
  [
    'a port that is none',
    `${front}## A\n\n\`\`\`goals\nIt runs:\n  container: web\n  ports: [http]\n\`\`\`\n\n## B\n`,
    ['11: "ports" must be written as in "8080:80".'],
  ],
  [
    'an option without an explanation',
    `${front}## A\n\n**Question:** Why?\n\n- [x] So\n\n## B\n`,
    ['10: The option "So" has no explanation on the lines below it.'],
  ],
  [
    'a question without a right option',
    `${front}## A\n\n**Question:** Why?\n\n- [ ] So\n  No.\n\n## B\n`,
    ['10: No option is marked right, with "- [x]".'],
  ],
  [
    'a prediction that nothing decides',
    `${front}## A\n\n**Predict:** Why?\n\n- [x] So\n  Yes.\n\n## B\n`,
    ['6: "A" ends before a **Predict:** is decided: a command block has to follow it.'],
  ],
  [
    'a word after sh that is not known',
    `${front}## A\n\n\`\`\`sh quietly\nls\n\`\`\`\n\n## B\n`,
    ['8: "quietly" is not known here: exit=N, stays, inside, terminal=N, pause=TEXT are.'],
  ],
  [
    'a key that is none',
    `${front}## A\n\n\`\`\`keys\nControl-C\n\`\`\`\n\n## B\n`,
    ['8: "Control-C" is no key: Ctrl and a capital, one letter, or Enter, Tab, Escape, Space, Up, Down.'],
  ],
  [
    'a quotation of no kind',
    `${front}## A\n\n> Wisdom.\n\n## B\n`,
    ['8: A quotation begins with **Hint**, **Watch** or **Presenter**.'],
  ],
  [
    'a challenge without par',
    `${front.replace('minutes', 'kind: challenge\nminutes')}## A\n`,
    ['2: A challenge, and nothing else, has a "par".'],
  ],
];

test.each(wrong)('%s is told with its line', (_, source, expected) => {
  const { problems } = readLesson('containers/run', source);
  expect(problems.map(({ line, text }) => `${line}: ${text}`)).toEqual(expect.arrayContaining([...expected]));
});

test('terms are found at their first use, whatever their form, and not inside other words', () => {
  const { glossary, problems } = readGlossary(
    '# Glossary\n\n## layer, layers\n\nA set of files.\n\n## writable layer\n\nThe one on top.\n',
  );
  expect(problems).toEqual([]);
  const paragraph = {
    kind: 'paragraph',
    inlines: [{ kind: 'text', text: 'Multilayered: Layers and a writable layer, layers.' }],
  } as const;
  expect(markTerms([paragraph], glossary)).toEqual([
    {
      kind: 'paragraph',
      inlines: [
        { kind: 'text', text: 'Multilayered: ' },
        { kind: 'term', text: 'Layers', term: 'layer' },
        { kind: 'text', text: ' and a ' },
        { kind: 'term', text: 'writable layer', term: 'writable layer' },
        { kind: 'text', text: ', layers.' },
      ],
    },
  ]);
});
