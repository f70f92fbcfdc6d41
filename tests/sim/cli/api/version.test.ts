// The version of the API in the paths that the client sends.
import { expect, test } from 'vitest';
import { TerminalSession } from '../terminal-session.ts';

test('every request but the negotiation says which version it means', async () => {
  const session = await TerminalSession.open();
  await session.type('docker volume create data\r');
  const paths = session.world.kernel.log.entries.flatMap((entry) =>
    entry.type === 'message' && entry.role === 'request' ? [`${entry.method ?? ''} ${entry.path ?? ''}`] : [],
  );
  expect(paths).toEqual(['HEAD /_ping', 'POST /v1.51/volumes/create']);
});
