import { expect, test } from 'vitest';
import { dockerWords, viewFor } from '../../../src/ui/stage/follow.ts';
import { stageViews } from '../../../src/ui/stage/views.ts';

test.each([
  ['docker ps -a', ['ps']],
  ['cd app && docker build -t x .', ['build', 'x', '.']],
  ['sudo docker --context far -D image history nginx', ['image', 'history', 'nginx']],
  ['DOCKER_BUILDKIT=0 docker build .', ['build', '.']],
  ['docker-compose up -d', ['compose', 'up']],
  ['cat Dockerfile | docker build -', ['build']],
  ['for i in 1 2; do docker run -d --name c$i nginx; done', ['run', 'c$i', 'nginx']],
  ['if docker inspect web; then echo yes; fi', ['inspect', 'web']],
  ['ls -l; pwd', undefined],
  ['', undefined],
])('%s', (line, words) => {
  expect(dockerWords(line)).toEqual(words);
});

test.each([
  ['history nginx', 'layers'],
  ['image history nginx', 'layers'],
  ['container diff web', 'layers'],
  ['run nginx', 'everything'],
  ['', 'everything'],
])('%s is shown as %s', (words, view) => {
  expect(viewFor(stageViews, words.split(' '))).toBe(view);
});
