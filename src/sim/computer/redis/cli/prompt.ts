// The prompt of redis-cli, and the same without a terminal: a command a line.
import type { Task } from '../../../kernel/task.ts';
import type { Process, Terminal } from '../../contract.ts';
import { failed } from '../../filesystem/errno.ts';
import { say } from '../../programs/net/say.ts';
import { readLine } from '../../terminal/read-line.ts';
import { toBinary } from '../reply.ts';
import { splitArguments } from '../split-arguments.ts';
import { redisVersion } from '../version.ts';
import { introduction } from './help.ts';
import type { Run } from './run.ts';

/** Replies that took longer (ms) are shown with their time. */
const slow = 500;

/** Reads lines at the terminal until `exit`, ^D or ^C; the exit status. */
export function* prompt(process: Process, run: Run, terminal: Terminal): Task<number> {
  const path = `${process.env.get('HOME') ?? ''}/.rediscli_history`;
  const kept = process.files.readText(path);
  const history = failed(kept) ? [] : kept.split('\n').filter((line) => line !== '');
  yield* run.link.open();
  for (;;) {
    const result = yield* readLine(terminal, { prompt: promptText(run), history });
    if (result.kind !== 'line') return 0;
    if (result.line.trim() === '') continue;
    if (!/^\s*(?:auth|hello)\b/i.test(result.line) && history.at(-1) !== result.line) {
      history.push(result.line);
      process.files.writeFile(path, `${history.join('\n')}\n`, 0o600);
    }
    if ((yield* obey(process, run, result.line)) === 'exit') return 0;
  }
}

function promptText({ link, queues }: Run): string {
  if (!link.connected) return 'not connected> ';
  const { host, port } = link.options;
  const where = host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
  return `${where}${link.database === 0 ? '' : `[${link.database}]`}${queues ? '(TX)' : ''}> `;
}

/** Reads lines of standard input until its end. */
export function* converse(process: Process, run: Run): Task<number> {
  const input = process.descriptors.get(0);
  if (!(yield* run.link.open())) return 1;
  const decoder = new TextDecoder();
  let text = '';
  for (;;) {
    const bytes = input ? yield* input.read() : undefined;
    text += bytes ? decoder.decode(bytes, { stream: true }) : '';
    const lines = text.split('\n');
    text = bytes ? (lines.pop() ?? '') : '';
    for (const line of lines) if (line.trim() !== '' && (yield* obey(process, run, line)) === 'exit') return 0;
    if (!bytes) return 0;
  }
}

/** Carries out a line. */
function* obey(process: Process, run: Run, line: string): Task<'exit' | 'more'> {
  const argv = splitArguments(toBinary(line));
  if (!argv) {
    yield* say(process, 'Invalid argument(s)\n');
    return 'more';
  }
  const [name = '', ...rest] = argv;
  const lower = name.toLowerCase();
  if (lower === 'quit' || lower === 'exit') return 'exit';
  if (lower === 'clear') {
    yield* say(process, '\u001b[H\u001b[2J');
    return 'more';
  }
  if (lower === 'help' || lower === '?') {
    yield* say(
      process,
      rest.length === 0 ? introduction(redisVersion(process)) : `not simulated: help ${rest.join(' ')}\n`,
    );
    return 'more';
  }
  if (lower === 'connect' && rest.length === 2) {
    run.link.close();
    run.link.options.host = rest[0] ?? '';
    run.link.options.port = Number(rest[1]);
    yield* run.link.open();
    return 'more';
  }
  const times = /^\d+$/.test(name) && rest.length > 0 ? Number(name) : 1;
  const command = times === 1 && !/^\d+$/.test(name) ? argv : rest.length > 0 ? rest : argv;
  const { kernel } = process.machine;
  const began = kernel.clock;
  for (let done = 0; done < times; done++) if (!(yield* run.issue(command))) break;
  const took = kernel.clock - began;
  if (took >= slow && run.forPeople) yield* say(process, `(${(took / 1000).toFixed(2)}s)\n`);
  return 'more';
}
