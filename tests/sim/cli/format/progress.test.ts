// Progress of a pull, against the bytes that a terminal received from the real client, and as plain lines.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ProgressDisplay, type ProgressMessage } from '../../../../src/sim/cli/format/progress.ts';

interface Step {
  readonly command: string;
  readonly stdout: string;
}

const transcript = JSON.parse(
  readFileSync(new URL('../../../transcripts/image-pull-tty.json', import.meta.url), 'utf8'),
) as { steps: Step[] };

const bytesOf: Readonly<Record<string, number>> = { B: 1, kB: 1e3, MB: 1e6 };

/** Reads a recorded terminal stream back into the messages that caused it. */
function messagesOf(stream: string): ProgressMessage[] {
  const lines = stream
    .replaceAll('\r\n', '\n')
    .matchAll(
      /(?:\n?\x1b\[\d+A\x1b\[2K\r(\w+): ([A-Z][\w ]*?) (?:\[=*> *\] +([\d.]+)(B|kB|MB)\/([\d.]+)(B|kB|MB))?\r\x1b\[\d+B)|([^\n\x1b]+)\n/g,
    );
  return [...lines].map(([, id, status, current, unit, total, of, plain]): ProgressMessage => {
    if (id === undefined || status === undefined) {
      const [, tag, text] = /^([\w.]+): (Pulling from .*)$/.exec(plain ?? '') ?? [];
      return text === undefined ? { status: plain ?? '' } : { id: tag ?? '', status: text };
    }
    if (current === undefined) return { id, status, progressDetail: {} };
    const bytes = (text: string | undefined, scale: string | undefined) => Number(text) * (bytesOf[scale ?? ''] ?? 1);
    return { id, status, progressDetail: { current: bytes(current, unit), total: bytes(total, of) } };
  });
}

const show = (messages: readonly ProgressMessage[], terminal: boolean, columns = 120): string => {
  const display = new ProgressDisplay({ terminal, columns });
  return messages.map((message) => display.next(message).text).join('');
};

describe('progress', () => {
  const pulls = transcript.steps.filter(({ stdout }) => stdout.includes('Pulling fs layer'));

  it.each(pulls.map((step) => [step.command, step.stdout] as const))('redraws %s as recorded', (_, stdout) => {
    const messages = messagesOf(stdout);
    expect(messages.length).toBeGreaterThan(5);
    // The percentages of half-read sizes may differ by one step: a bar is compared by its text around it.
    const plain = (text: string): string => text.replace(/\[=*> *\]/g, '[bar]');
    expect(plain(show(messages, true))).toBe(plain(stdout.replaceAll('\r\n', '\n')));
  });

  const messages: ProgressMessage[] = [
    { status: 'Pulling from library/alpine', id: 'latest' },
    { status: 'Pulling fs layer', id: 'aaa', progressDetail: {} },
    { status: 'Downloading', id: 'aaa', progressDetail: { current: 500, total: 1000 } },
    { status: 'Pull complete', id: 'aaa', progressDetail: {} },
    { status: 'Digest: sha256:x' },
    { stream: 'Loaded image: alpine:latest\n' },
    { aux: { ID: 'x' } },
  ];

  it('leaves bars out without a terminal', () => {
    expect(show(messages, false)).toBe(
      'latest: Pulling from library/alpine\naaa: Pulling fs layer\naaa: Pull complete\nDigest: sha256:x\nLoaded image: alpine:latest\n',
    );
  });

  it('draws a bar of 50 where there is room, and none on a narrow terminal', () => {
    const bar = messages.slice(2, 3);
    expect(show(bar, true)).toBe(
      `\n\x1b[1A\x1b[2K\raaa: Downloading [${'='.repeat(25)}>${' '.repeat(25)}]     500B/1kB\r\x1b[1B`,
    );
    expect(show(bar, true, 80)).toBe('\n\x1b[1A\x1b[2K\raaa: Downloading     500B/1kB\r\x1b[1B');
  });

  it('reports the failure that ends a stream', () => {
    const display = new ProgressDisplay({ terminal: false, columns: 80 });
    expect(display.next({ errorDetail: { code: 404, message: 'not found' }, error: 'not found' })).toEqual({
      text: '',
      error: { code: 404, message: 'not found' },
    });
  });

  it('shows counts of units and the time that is left', () => {
    const display = new ProgressDisplay({ terminal: true, columns: 60, now: () => 110 });
    const layer = { current: 1, total: 4, units: 'files', start: 100 };
    expect(display.next({ id: 'x', status: 'Copying', progressDetail: layer }).text).toContain(
      'Copying 1/4 files 30s\r',
    );
  });
});
