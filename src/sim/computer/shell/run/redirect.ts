// Redirections (POSIX XCU 2.7): descriptors are changed in the shell's own process and put back afterwards.
import type { Redirection, Word, WordPart } from 'unbash';
import type { Task } from '../../../kernel/task.ts';
import type { Descriptor, OpenMode } from '../../contract.ts';
import { failed, strerror, type Errno } from '../../filesystem/errno.ts';
import { fieldsOfWord, textOf, textOfParts } from '../expand/word.ts';
import type { Shell } from '../shell.ts';
import { TextInput } from './text-input.ts';

/** What was behind descriptors before. */
export type Saved = { readonly descriptor: number; readonly before: Descriptor | undefined }[];

/** Puts a descriptor in place, remembering what was there. */
export function place(shell: Shell, saved: Saved, descriptor: number, to: Descriptor | undefined): void {
  saved.push({ descriptor, before: shell.process.descriptors.get(descriptor) });
  if (to) shell.process.descriptors.set(descriptor, to);
  else shell.process.descriptors.delete(descriptor);
}

/** Takes redirections back, the last first. */
export function restore(shell: Shell, saved: Saved): void {
  const { descriptors } = shell.process;
  for (const { descriptor, before } of saved.reverse()) {
    descriptors.get(descriptor)?.release();
    if (before) descriptors.set(descriptor, before);
    else descriptors.delete(descriptor);
  }
  saved.length = 0;
}

/** Makes redirections permanent (`exec >file`). */
export function keep(saved: Saved): void {
  for (const { before } of saved) before?.release();
  saved.length = 0;
}

/** Does redirections in order; false, after a message and with all taken back, if one fails. */
export function* redirect(shell: Shell, redirections: readonly Redirection[], saved: Saved): Task<boolean> {
  let done = false;
  try {
    for (const redirection of redirections) if (!(yield* redirectOne(shell, redirection, saved))) return false;
    done = true;
    return true;
  } finally {
    if (!done) restore(shell, saved);
  }
}

const inputs = new Set(['<', '<&', '<>', '<<', '<<-', '<<<']);

function* redirectOne(shell: Shell, redirection: Redirection, saved: Saved): Task<boolean> {
  let descriptor = inputs.has(redirection.operator) ? 0 : 1;
  if (redirection.descriptor?.type === 'FileDescriptor') descriptor = redirection.descriptor.value;
  if (redirection.descriptor?.type === 'FileDescriptorVariable') {
    descriptor = 10;
    while (shell.process.descriptors.has(descriptor)) descriptor++;
    if (!(yield* shell.set(redirection.descriptor.name, String(descriptor)))) return false;
  }
  if (redirection.type === 'HereDoc') {
    const { body } = redirection;
    const parts = redirection.operator === '<<-' ? body.parts?.map(withoutTabs) : body.parts;
    const plain = redirection.operator === '<<-' ? body.text.replace(/^\t+/gm, '') : body.text;
    const text = parts ? yield* textOfParts(shell, parts) : plain;
    place(shell, saved, descriptor, new TextInput(text));
    return true;
  }
  const { target } = redirection;
  if (!target) return true;
  if (redirection.type === 'HereString') {
    place(shell, saved, descriptor, new TextInput(`${yield* textOf(shell, target)}\n`));
    return true;
  }
  const text = yield* targetText(shell, target);
  if (text === undefined) return false;
  const { operator } = redirection;
  if (operator === '<&' || (operator === '>&' && /^(\d+-?|-)$/.test(text)))
    return yield* duplicate(shell, saved, descriptor, text);
  const both = operator === '&>' || operator === '&>>' || operator === '>&';
  const mode: OpenMode =
    operator === '<'
      ? 'read'
      : operator === '<>'
        ? 'read-write'
        : operator === '>>' || operator === '&>>'
          ? 'append'
          : 'write';
  if (mode === 'write' && operator !== '>|' && shell.options.has('noclobber')) {
    const stat = shell.process.files.stat(text);
    if (!failed(stat) && stat.kind === 'file') {
      yield* complainAboutOpening(shell, text, 'write', 'EEXIST');
      return false;
    }
  }
  const opened = yield* shell.process.open(text, mode);
  if (typeof opened === 'string') {
    yield* complainAboutOpening(shell, text, mode, opened);
    return false;
  }
  place(shell, saved, descriptor, opened);
  if (both) place(shell, saved, 2, opened.retain());
  return true;
}

/** A part of a body from which `<<-` takes the tabs at the start of each line. */
const withoutTabs = (part: WordPart, index: number): WordPart =>
  part.type === 'Literal'
    ? { ...part, value: part.value.replace(index === 0 ? /(^|\n)\t+/g : /(\n)\t+/g, '$1') }
    : part;

function* targetText(shell: Shell, target: Word): Task<string | undefined> {
  if (shell.dialect !== 'bash') return yield* textOf(shell, target);
  const fields = yield* fieldsOfWord(shell, target);
  if (fields.length === 1) return fields[0];
  yield* shell.complain(`${target.text}: ambiguous redirect`);
  return undefined;
}

function* duplicate(shell: Shell, saved: Saved, descriptor: number, text: string): Task<boolean> {
  if (text === '-') {
    place(shell, saved, descriptor, undefined);
    return true;
  }
  const moves = text.endsWith('-');
  const from = Number(moves ? text.slice(0, -1) : text);
  const source = Number.isInteger(from) ? shell.process.descriptors.get(from) : undefined;
  if (!source) {
    const texts = {
      bash: Number.isNaN(from) ? `${text}: ambiguous redirect` : `${text}: Bad file descriptor`,
      dash: Number.isNaN(from) ? 'Syntax error: Bad fd number' : `${text}: Bad file descriptor`,
      ash: Number.isNaN(from) ? 'syntax error: bad fd number' : `${text}: Bad file descriptor`,
    };
    yield* shell.complain(texts[shell.dialect]);
    return false;
  }
  place(shell, saved, descriptor, source.retain());
  if (moves && from !== descriptor) place(shell, saved, from, undefined);
  return true;
}

function* complainAboutOpening(shell: Shell, path: string, mode: OpenMode, errno: Errno): Task {
  if (shell.dialect === 'bash') {
    yield* shell.complain(
      errno === 'EEXIST' ? `${path}: cannot overwrite existing file` : `${path}: ${strerror(errno)}`,
    );
    return;
  }
  const creating = mode !== 'read';
  const dash = shell.dialect === 'dash';
  const verb = dash ? (creating ? 'cannot create' : 'cannot open') : creating ? "can't create" : "can't open";
  let text = strerror(errno);
  if (errno === 'ENOENT') {
    if (creating) text = dash ? 'Directory nonexistent' : 'nonexistent directory';
    else text = dash ? 'No such file' : 'no such file';
  }
  yield* shell.complain(`${verb} ${path}: ${text}`);
}
