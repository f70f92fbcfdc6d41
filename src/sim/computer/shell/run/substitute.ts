// Command and process substitution: a subshell whose output, or input, is a pipe (POSIX XCU 2.6.3).
import type { CommandExpansionPart, ParsedScript, ProcessSubstitutionPart, Word } from 'unbash';
import type { Task } from '../../../kernel/task.ts';
import { failed } from '../../filesystem/errno.ts';
import { decodeText } from '../../programs/text.ts';
import { exitCode } from '../../processes/signals.ts';
import type { Shell } from '../shell.ts';
import { Source } from '../source.ts';
import { forkFailed, inSubshell } from './subshell.ts';

/** Output that one substitution takes at most, in bytes. */
const largest = 16 * 1024 * 1024;

/** The output of the commands, without newlines at its end. Their status becomes `shell.substitutionStatus`. */
export function* substituteCommand(shell: Shell, part: CommandExpansionPart): Task<string> {
  const { script } = part;
  if (!script) return '';
  const file = fileToRead(script);
  if (file && shell.dialect === 'bash') {
    const path = yield* shell.interpreter.textOf(shell, file);
    const text = shell.process.files.readText(path);
    if (!failed(text)) {
      shell.substitutionStatus = 0;
      return text.replaceAll('\0', '').replace(/\n+$/, '');
    }
  }
  const { reader, writer } = shell.process.pipe();
  const child = yield* shell.process.fork((process) => inSubshell(shell, process, (inner) => runPart(inner, script)), {
    descriptors: new Map([[1, writer]]),
  });
  writer.release();
  if (typeof child === 'string') {
    reader.release();
    return yield* forkFailed(shell, child);
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for (let chunk = yield* reader.read(); chunk; chunk = yield* reader.read()) {
      size += chunk.length;
      if (size > largest) {
        yield* shell.complain(`not simulated: a command substitution of more than ${largest} bytes`);
        throw shell.fatal(1);
      }
      chunks.push(chunk);
    }
  } finally {
    reader.release();
  }
  const ended = yield* shell.process.wait(child);
  shell.substitutionStatus = typeof ended === 'string' ? 127 : exitCode(ended.status);
  const bytes = new Uint8Array(size);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.length;
  }
  return decodeText(bytes).replaceAll('\0', '').replace(/\n+$/, '');
}

/** The word of `$(<file)`. */
function fileToRead(script: ParsedScript): Word | undefined {
  const command = script.commands.length === 1 ? script.commands[0]?.command : undefined;
  if (command?.type !== 'Command' || command.name || command.prefix.length !== 1) return undefined;
  const redirect = command.prefix[0];
  return redirect?.type === 'Redirect' && redirect.operator === '<' ? redirect.target : undefined;
}

function runPart(shell: Shell, script: ParsedScript): Task<number> {
  if (script.source !== undefined) shell.source = new Source(script.source, shell.line);
  return shell.interpreter.runScript(shell, script, 'last');
}

/** A path (/dev/fd/63) behind which the commands read or write. */
export function* substituteProcess(shell: Shell, part: ProcessSubstitutionPart): Task<string> {
  const { script } = part;
  if (!script) return '';
  const { reader, writer } = shell.process.pipe();
  const [theirs, ours, descriptor] = part.operator === '<' ? [writer, reader, 1] : [reader, writer, 0];
  const child = yield* shell.process.fork((process) => inSubshell(shell, process, (inner) => runPart(inner, script)), {
    descriptors: new Map([[descriptor, theirs]]),
  });
  theirs.release();
  if (typeof child === 'string') {
    ours.release();
    return yield* forkFailed(shell, child);
  }
  let number = 63;
  while (shell.process.descriptors.has(number)) number--;
  shell.process.descriptors.set(number, ours);
  shell.substituted.push(number);
  return `/dev/fd/${number}`;
}
