// What a failed connection means where containers publish ports, read from the world at the moment.
import { expect, test } from 'vitest';
import { View } from '../../../src/sim/kernel/view.ts';
import type { BrowserError } from '../../../src/sim/computer/browser/record.ts';
import { failureWords } from '../../../src/ui/browser/failure-words.ts';
import { worldAfter } from '../stage/support.ts';

test('a failure is explained by what the containers do', async () => {
  const world = await worldAfter(
    'docker run -d -p 8080:80 --name web nginx',
    'docker run -d --name hidden nginx',
    'docker run -d -p 9000:9000 --name wrong nginx',
    'docker create -p 7000:80 --name idle nginx',
  );
  const view = new View(world.kernel.log);
  view.moveTo(world.kernel.now);
  const told = (error: BrowserError, url: string): string => {
    const { text, meaning, commands } = failureWords({ kind: 'failure', error, url }, view);
    return [text, ...meaning, ...commands].join(' ');
  };
  expect(told('ERR_CONNECTION_REFUSED', 'http://localhost:7000/')).toContain('idle would publish it, and is created');
  expect(told('ERR_CONNECTION_REFUSED', 'http://localhost:7000/')).toMatch(/docker start idle$/);
  expect(told('ERR_CONNECTION_REFUSED', 'http://localhost/')).toContain('listens on 80, in its own network');
  expect(told('ERR_CONNECTION_REFUSED', 'http://localhost:81/')).toContain('localhost:8080 (web)');
  expect(told('ERR_CONNECTION_RESET', 'http://localhost:9000/')).toContain(
    'It listens on 80: publish that one, -p 9000:80.',
  );
  expect(told('ERR_NAME_NOT_RESOLVED', 'http://web/')).toContain('From here it is localhost:8080.');
  expect(told('ERR_NAME_NOT_RESOLVED', 'http://hidden/')).toContain('It publishes no port');
  expect(told('ERR_SSL_PROTOCOL_ERROR', 'https://localhost:8080/')).toContain('speaks HTTP without TLS');
});
