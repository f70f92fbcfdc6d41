// What a lesson is found to teach, and how a line's docker command is called.
import { expect, test } from 'vitest';
import { dockerCommand } from '../../src/lessons/docker-command.ts';
import { taughtBy } from '../../src/lessons/taught.ts';

test.each([
  ['docker run -d nginx', 'run'],
  ['docker container ls -a', 'ps'],
  ['docker image rm alpine', 'rmi'],
  ['docker network create lan', 'network create'],
  ['cd app && docker compose up -d', 'compose up'],
  ['sudo docker volume ls', 'volume ls'],
  ['echo docker', undefined],
  ['ls', undefined],
])('%s is %s', (line, command) => {
  expect(dockerCommand(line)).toBe(command);
});

test('terms and commands of a lesson', () => {
  const text = `---\ntitle: 'One'\nterms: [tag, build stage]\n---\n\n## A\n\n\`\`\`sh\ndocker pull a\ndocker network ls\n\`\`\`\n\nand \`docker rm\`.\n`;
  expect(taughtBy(text)).toEqual({ title: 'One', terms: ['tag', 'build stage'], commands: ['pull', 'network ls'] });
});
