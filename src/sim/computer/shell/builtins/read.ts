// `read` and `mapfile`.
import { race, sleep, type Task } from '../../../kernel/task.ts';
import type { Descriptor } from '../../contract.ts';
import { decodeText } from '../../programs/text.ts';
import type { Shell } from '../shell.ts';
import { isName } from '../variables.ts';
import { badOption, letters } from './builtin.ts';

/** How a line ended. */
type Ending = 'delimiter' | 'end' | 'count' | 'timeout' | 'signal';

/** Reads byte by byte, so that what follows the line stays for others. */
function* readLine(
  shell: Shell,
  from: Descriptor,
  options: {
    readonly delimiter: number;
    readonly raw: boolean;
    readonly count: number;
    readonly deadline: number | undefined;
  },
): Task<{ readonly text: string; readonly escaped: ReadonlySet<number>; readonly ending: Ending }> {
  const bytes: number[] = [];
  const escapedBytes = new Set<number>();
  let escaping = false;
  const finish = (ending: Ending): { text: string; escaped: ReadonlySet<number>; ending: Ending } => {
    const text = decodeText(Uint8Array.from(bytes));
    return { text, escaped: escapedBytes, ending };
  };
  for (;;) {
    const waits: Task<Uint8Array | undefined | 'timeout' | 'signal'>[] = [from.read(1)];
    if (options.deadline !== undefined) waits.push(timeout(shell, options.deadline));
    if (shell.interactive || shell.traps.size > 0) waits.push(signalled(shell));
    const first = waits.length === 1 ? waits[0] : undefined;
    const chunk = first ? yield* first : yield* race(waits);
    if (chunk === 'timeout' || chunk === 'signal') return finish(chunk);
    const byte = chunk?.[0];
    if (byte === undefined) return finish('end');
    if (escaping) {
      escaping = false;
      if (byte === 10) continue;
      escapedBytes.add(bytes.length);
    } else if (!options.raw && byte === 92) {
      escaping = true;
      continue;
    } else if (byte === options.delimiter) return finish('delimiter');
    bytes.push(byte);
    if (bytes.length >= options.count) return finish('count');
  }
}

function* timeout(shell: Shell, deadline: number): Task<'timeout'> {
  yield* sleep(deadline - shell.process.machine.kernel.now);
  return 'timeout';
}

function* signalled(shell: Shell): Task<'signal'> {
  yield* shell.signalled.next();
  return 'signal';
}

/** `read [option…] [name…]`: 0, or 1 at the end of the input. */
export function* read(shell: Shell, args: readonly string[]): Task<number> {
  const known = { bash: 'rst:n:N:d:p:a:u:ei:', dash: 'rp:', ash: 'rst:n:d:p:u:' }[shell.dialect];
  const { options, operands, bad } = letters(args, known);
  if (bad !== undefined)
    return yield* badOption(
      shell,
      'read',
      bad,
      'read [-ers] [-a array] [-d delim] [-i text] [-n nchars] [-N nchars] [-p prompt] [-t timeout] [-u fd] [name ...]',
    );
  if (shell.dialect === 'dash' && operands.length === 0) {
    yield* shell.complain('read: arg count');
    throw shell.fatal(2);
  }
  for (const name of operands)
    if (!isName(name)) {
      const texts = {
        bash: `read: \`${name}': not a valid identifier`,
        dash: `read: ${name}: bad variable name`,
        ash: `read: '${name}': bad variable name`,
      };
      yield* shell.complain(texts[shell.dialect]);
      return shell.dialect === 'dash' ? 2 : 1;
    }
  const number = Number(options.get('u') ?? 0);
  const from = shell.process.descriptors.get(number);
  if (!from) {
    yield* shell.complain(
      `read: ${number === 0 ? 'read error: 0' : `${number}: invalid file descriptor`}: Bad file descriptor`,
    );
    return 1;
  }
  const prompt = options.get('p');
  if (prompt !== undefined && from.terminal) yield* shell.write(2, prompt);
  const seconds = options.get('t');
  const echo = from.terminal?.echo;
  if (options.has('s') && from.terminal) from.terminal.echo = false;
  const count = Number(options.get('N') ?? options.get('n') ?? Infinity);
  const { terminal } = from;
  const byCharacter = Number.isFinite(count) && terminal?.mode === 'cooked';
  if (byCharacter) terminal.mode = 'editing';
  let line;
  try {
    line = yield* readLine(shell, from, {
      delimiter: options.has('N') ? -1 : options.has('d') ? (options.get('d') ?? '').charCodeAt(0) || 0 : 10,
      raw: options.has('r'),
      count,
      deadline: seconds === undefined ? undefined : shell.process.machine.kernel.now + Number(seconds) * 1000,
    });
  } finally {
    if (terminal && echo !== undefined) terminal.echo = echo;
    if (byCharacter) terminal.mode = 'cooked';
  }
  yield* store(shell, line.text, line.escaped, operands, options);
  if (line.ending === 'timeout') return 142;
  if (line.ending === 'signal') return 130;
  return line.ending === 'end' ? 1 : 0;
}

function* store(
  shell: Shell,
  text: string,
  escaped: ReadonlySet<number>,
  names: readonly string[],
  options: ReadonlyMap<string, string>,
): Task {
  const ifs = shell.get('IFS') ?? ' \t\n';
  const array = options.get('a');
  if (array !== undefined) {
    const words = splitFields(text, escaped, ifs, Infinity);
    shell.variables.update(array, { kind: 'array', value: new Map(words.map((word, index) => [index, word])) });
    return;
  }
  if (options.has('N') && names[0] !== undefined) {
    yield* shell.set(names[0], text);
    return;
  }
  if (names.length === 0) {
    yield* shell.set('REPLY', text);
    return;
  }
  const words = splitFields(text, escaped, ifs, names.length);
  for (const [index, name] of names.entries()) if (!(yield* shell.set(name, words[index] ?? ''))) return;
}

/** Cuts a line at IFS into at most `limit` fields; the last one takes the rest, without the blanks at its end. */
function splitFields(text: string, escaped: ReadonlySet<number>, ifs: string, limit: number): string[] {
  const isIfs = (at: number): boolean => at < text.length && !escaped.has(at) && ifs.includes(text.charAt(at));
  const isBlank = (at: number): boolean => isIfs(at) && /[ \t\n]/.test(text.charAt(at));
  const fields: string[] = [];
  let at = 0;
  while (isBlank(at)) at++;
  while (at < text.length) {
    if (fields.length === limit - 1) {
      let end = text.length;
      while (end > at && isBlank(end - 1)) end--;
      // One delimiter at the very end belongs to the field only if there are more of them.
      if (
        end > at &&
        isIfs(end - 1) &&
        !isBlank(end - 1) &&
        ![...text.slice(at, end - 1)].some((_, index) => isIfs(at + index) && !isBlank(at + index))
      ) {
        end--;
        while (end > at && isBlank(end - 1)) end--;
      }
      fields.push(text.slice(at, end));
      return fields;
    }
    const start = at;
    while (at < text.length && !isIfs(at)) at++;
    fields.push(text.slice(start, at));
    while (isBlank(at)) at++;
    if (isIfs(at) && !isBlank(at)) {
      at++;
      while (isBlank(at)) at++;
    } else if (at < text.length && start === at) at++;
  }
  return fields;
}

/** `mapfile` and `readarray` */
export function* mapfile(shell: Shell, args: readonly string[]): Task<number> {
  const { options, operands, bad } = letters(args, 'td:n:O:s:u:C:c:');
  if (bad !== undefined) return yield* badOption(shell, args[0] ?? '', bad);
  const from = shell.process.descriptors.get(Number(options.get('u') ?? 0));
  if (!from) return 1;
  const lines: string[] = [];
  const delimiter = options.has('d') ? (options.get('d') ?? '').charCodeAt(0) || 0 : 10;
  const limit = Number(options.get('n') ?? 0) || Infinity;
  while (lines.length < limit) {
    const line = yield* readLine(shell, from, { delimiter, raw: true, count: Infinity, deadline: undefined });
    if (line.ending === 'end' && line.text === '') break;
    lines.push(line.text + (options.has('t') || line.ending === 'end' ? '' : String.fromCharCode(delimiter)));
    if (line.ending === 'end') break;
  }
  const kept = lines.slice(Number(options.get('s') ?? 0));
  shell.variables.update(operands[0] ?? 'MAPFILE', {
    kind: 'array',
    value: new Map(kept.map((line, index) => [index, line])),
  });
  return 0;
}
