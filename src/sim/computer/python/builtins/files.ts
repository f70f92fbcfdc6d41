// Files: `open`, and the standard streams.
import { concatBytes } from '../../../kernel/bytes.ts';
import type { Task } from '../../../kernel/task.ts';
import type { Descriptor, OpenMode } from '../../contract.ts';
import { failed } from '../../filesystem/errno.ts';
import { mostHeld } from '../../programs/held-bytes.ts';
import { encodeText } from '../../programs/text.ts';
import { iteratorClasses } from '../objects/iterator-classes.ts';
import { builtinClass, bytes, list, methods, typeName } from '../objects/types.ts';
import {
  type Keywords,
  type NativeCode,
  plainText,
  PyBoxed,
  PyBytes,
  PyNativeObject,
  PyTaskIterator,
  Raised,
  type Value,
} from '../objects/values.ts';
import { collect } from '../run/containers.ts';
import type { TextOutput } from '../run/output.ts';
import type { Thread } from '../run/thread.ts';
import { decode } from './text-methods.ts';

/** An open file: what has been read ahead, and what is still to be written. */
interface OpenFile {
  readonly name: Value;
  readonly mode: string;
  readonly binary: boolean;
  /** `newline=''`: ends of lines are left as they are. */
  readonly keepsNewlines: boolean;
  readonly descriptor: Descriptor | undefined;
  readonly output: TextOutput | undefined;
  pending: Uint8Array;
  ended: boolean;
  closed: boolean;
  written: Uint8Array[];
  position: number;
}

export const textFileType = builtinClass('_io.TextIOWrapper');
export const binaryFileType = builtinClass('_io.BufferedReader');

/** The file object of a standard stream. */
export function streamFile(name: string, mode: string, descriptor: Descriptor | undefined, output?: TextOutput): Value {
  const made = new PyNativeObject<OpenFile>(textFileType, {
    name,
    mode,
    binary: false,
    keepsNewlines: false,
    descriptor,
    output,
    pending: new Uint8Array(),
    ended: false,
    closed: false,
    written: [],
    position: 0,
  });
  for (const [key, value] of Object.entries({ name, mode, encoding: 'utf-8', closed: false }))
    made.attrs.set(key, value);
  return made;
}

/** `open(…)` */
export function* openFile(thread: Thread, args: readonly Value[], kw: Keywords): Task<Value> {
  const { interpreter } = thread;
  const { process } = interpreter;
  const given = args[0] ?? kw?.get('file');
  const own = typeof given === 'string' ? given : yield* thread.callMethod(given, '__fspath__');
  const path = own instanceof PyBoxed ? own.value : own;
  if (typeof path !== 'string')
    throw thread.error('TypeError', `expected str, bytes or os.PathLike object, not ${typeName(given)}`);
  const mode = plainText(args[1] ?? kw?.get('mode'), 'r');
  if (!/^[rwax]\+?[bt]?\+?$/.test(mode)) throw thread.error('ValueError', `invalid mode: '${mode}'`);
  const how: OpenMode =
    mode.includes('+') && mode.startsWith('r')
      ? 'read-write'
      : mode.startsWith('w')
        ? 'write'
        : mode.startsWith('a')
          ? 'append'
          : mode.startsWith('x')
            ? 'exclusive'
            : 'read';
  const stat = process.files.stat(path);
  const descriptor =
    !failed(stat) && stat.kind === 'directory'
      ? 'EISDIR'
      : how === 'read-write' && failed(stat)
        ? stat.errno
        : yield* process.open(path, how);
  if (typeof descriptor === 'string') throw new Raised(interpreter.osError(descriptor, path));
  const binary = mode.includes('b');
  const made = new PyNativeObject<OpenFile>(binary ? binaryFileType : textFileType, {
    name: path,
    mode,
    binary,
    keepsNewlines: (args[5] ?? kw?.get('newline') ?? null) !== null,
    descriptor,
    output: undefined,
    pending: new Uint8Array(),
    ended: false,
    closed: false,
    written: [],
    position: 0,
  });
  for (const [key, value] of Object.entries({ name: path, mode, encoding: 'UTF-8', closed: false }))
    made.attrs.set(key, value);
  process.whenEnded(() => {
    if (!made.native.closed) descriptor.release();
  });
  return made;
}

function file(thread: Thread, value: Value): OpenFile {
  const found = (value as PyNativeObject<OpenFile>).native;
  if (found.closed) throw thread.error('ValueError', 'I/O operation on closed file.');
  return found;
}

/** Reads on; false at the end. */
function* fill(thread: Thread, open: OpenFile): Task<boolean> {
  if (open.ended || !open.descriptor) return false;
  const { descriptor, pending } = open;
  const parts: Uint8Array[] = [];
  let size = 0;
  // Much that waits is not copied for each part that comes: only when there is half as much again, or a line.
  for (let enough = false; !enough;) {
    const part = yield* thread.interpreter.wait(thread, () => descriptor.read());
    if (part === undefined) {
      open.ended = descriptor.kind !== 'terminal';
      break;
    }
    parts.push(part);
    size += part.length;
    if (pending.length + size > mostHeld) throw thread.error('MemoryError', '');
    enough = pending.length < much || 2 * size > pending.length || part.includes(10);
  }
  open.pending = concatBytes([pending, ...parts]);
  return parts.length > 0;
}

/** From so many waiting bytes on. */
const much = 1 << 20;

function take(thread: Thread, open: OpenFile, count: number): Value {
  const part = open.pending.slice(0, count);
  open.pending = open.pending.slice(count);
  if (open.binary) return bytes(part);
  const text = decode(thread, part, 'utf-8', 'strict');
  return open.keepsNewlines ? text : text.replace(/\r\n?/g, '\n');
}

function* readLine(thread: Thread, open: OpenFile): Task<Value> {
  let from = 0;
  for (;;) {
    const at = open.pending.indexOf(10, from);
    if (at >= 0) return take(thread, open, at + 1);
    from = open.pending.length;
    if (!(yield* fill(thread, open))) return take(thread, open, open.pending.length);
  }
}

function* flush(thread: Thread, open: OpenFile): Task {
  if (open.output) {
    const failure = yield* open.output.flush();
    if (failure) throw new Raised(thread.interpreter.osError(failure));
    return;
  }
  const parts = open.written.splice(0);
  for (const part of parts) {
    const errno = open.descriptor && (yield* open.descriptor.write(part));
    if (errno) throw new Raised(thread.interpreter.osError(errno));
  }
}

function* close(thread: Thread, self: Value): Task<Value> {
  const made = self as PyNativeObject<OpenFile>;
  if (made.native.closed) return null;
  yield* flush(thread, made.native);
  made.native.closed = true;
  made.attrs.set('closed', true);
  if (!made.native.output) made.native.descriptor?.release();
  return null;
}

const fileMethods: Record<string, NativeCode> = {
  *read(thread, [self, count = -1]) {
    const open = file(thread, self);
    if (/^[wax]/.test(open.mode) && !open.mode.includes('+')) throw thread.error('OSError', 'not readable');
    const wanted = count === null || Number(count) < 0 ? Infinity : Number(count);
    while (open.pending.length < wanted && (yield* fill(thread, open)));
    return take(thread, open, Math.min(wanted, open.pending.length));
  },
  *readline(thread, [self]) {
    return yield* readLine(thread, file(thread, self));
  },
  *readlines(thread, [self]) {
    const open = file(thread, self);
    const lines: Value[] = [];
    for (;;) {
      const line = yield* readLine(thread, open);
      if (line === '' || (line instanceof PyBytes && line.bytes.length === 0)) return list(lines);
      lines.push(line);
    }
  },
  *write(thread, [self, value]) {
    const open = file(thread, self);
    const text = value instanceof PyBoxed ? value.value : value;
    if (!open.output && open.mode.startsWith('r') && !open.mode.includes('+'))
      throw thread.error('OSError', 'not writable');
    if (open.binary) {
      if (!(value instanceof PyBytes))
        throw thread.error('TypeError', `a bytes-like object is required, not '${typeName(value)}'`);
      open.written.push(value.bytes.slice());
      return value.bytes.length;
    }
    if (typeof text !== 'string')
      throw thread.error('TypeError', `write() argument must be str, not ${typeName(value)}`);
    if (open.output) {
      if (open.output.add(text)) yield* flush(thread, open);
    } else open.written.push(encodeText(text));
    return text.length;
  },
  *writelines(thread, [self, lines]) {
    for (const line of yield* collect(thread, lines)) yield* thread.callMethod(self, 'write', line);
    return null;
  },
  *flush(thread, [self]) {
    yield* flush(thread, file(thread, self));
    return null;
  },
  *close(thread, [self]) {
    return yield* close(thread, self);
  },
  __enter__: (_thread, [self]) => self,
  *__exit__(thread, [self]) {
    yield* close(thread, self);
    return false;
  },
  __iter__: (thread, [self]) => {
    const open = file(thread, self);
    return new PyTaskIterator(iteratorClasses.list, function* (inner) {
      const line = yield* readLine(inner, open);
      return line === '' || (line instanceof PyBytes && line.bytes.length === 0) ? undefined : line;
    });
  },
  isatty: (thread, [self]) => {
    const open = file(thread, self);
    return open.output ? open.output.isTerminal : open.descriptor?.terminal !== undefined;
  },
  fileno: (thread, [self]) => ['<stdin>', '<stdout>', '<stderr>'].indexOf(String(file(thread, self).name)),
  readable: (thread, [self]) => /r|\+/.test(file(thread, self).mode),
  writable: (thread, [self]) => /[wax+]/.test(file(thread, self).mode),
  reconfigure: () => null,
};
methods(textFileType, fileMethods);
methods(binaryFileType, fileMethods);
