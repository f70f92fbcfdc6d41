// Search: all words have to be there; a title counts more than the text.
import { expect, test } from 'vitest';
import { search, type Page } from '../../src/lessons/search.ts';

const page = (title: string, text: string): Page => ({ lesson: 'a/b', lessonTitle: 'Ports', step: 1, title, text });
const pages = [
  page('Publish', 'A port of the host leads to a container.'),
  page('Volumes', 'Data is kept, also when no port is published.'),
];

test.each([
  ['', []],
  ['nothing', []],
  ['data host', []],
  ['port', ['Publish', 'Volumes']],
  ['publish', ['Publish', 'Volumes']],
  ['DATA', ['Volumes']],
])('%j finds %j', (query, titles) => {
  expect(search(pages, query).map(({ title }) => title)).toEqual(titles);
});

test('a hit shows the words about it', () => {
  const text = `${'word '.repeat(40)}needle${' word'.repeat(40)}`;
  expect(search([page('Long', text)], 'needle')[0]?.excerpt).toMatch(/^… (word ){7,8}needle( word)+ …$/);
});
