// The hierarchy of exceptions, and what some of them keep besides their arguments.
import { repr, str } from './text.ts';
import { builtinClass, methods, tuple } from './types.ts';
import { type PyClass, PyException, PyList, type Value } from './values.ts';

/** Classes by name, each line: a class and what derives from it. */
const tree = `BaseException: Exception KeyboardInterrupt SystemExit GeneratorExit BaseExceptionGroup
Exception: ArithmeticError AssertionError AttributeError BufferError EOFError ImportError LookupError MemoryError NameError OSError ReferenceError RuntimeError StopIteration StopAsyncIteration SyntaxError SystemError TypeError ValueError Warning ExceptionGroup
ArithmeticError: FloatingPointError OverflowError ZeroDivisionError
ImportError: ModuleNotFoundError
LookupError: IndexError KeyError
NameError: UnboundLocalError
OSError: BlockingIOError ChildProcessError ConnectionError FileExistsError FileNotFoundError InterruptedError IsADirectoryError NotADirectoryError PermissionError ProcessLookupError TimeoutError
ConnectionError: BrokenPipeError ConnectionAbortedError ConnectionRefusedError ConnectionResetError
RuntimeError: NotImplementedError RecursionError
SyntaxError: IndentationError
IndentationError: TabError
ValueError: UnicodeError
UnicodeError: UnicodeDecodeError UnicodeEncodeError
Warning: BytesWarning DeprecationWarning FutureWarning ImportWarning PendingDeprecationWarning ResourceWarning RuntimeWarning SyntaxWarning UnicodeWarning UserWarning`;

/** All built-in exception classes. */
export const exceptionClasses: ReadonlyMap<string, PyClass> = makeClasses();

function makeClasses(): Map<string, PyClass> {
  const made = new Map([['BaseException', builtinClass('BaseException')]]);
  for (const line of tree.split('\n')) {
    const [base = '', names = ''] = line.split(': ');
    const parent = made.get(base);
    if (!parent) throw new Error(`no exception ${base}`);
    for (const name of names.split(' ')) {
      const second = name === 'ExceptionGroup' ? made.get('BaseExceptionGroup') : undefined;
      made.set(name, builtinClass(name, second ? [second, parent] : [parent]));
    }
  }
  return made;
}

const classOf = (name: string): PyClass => exceptionClasses.get(name) as PyClass;

/** What errors of the system are called by their number. */
const byErrno: Readonly<Record<number, string>> = {
  1: 'PermissionError', 2: 'FileNotFoundError', 3: 'ProcessLookupError', 4: 'InterruptedError', 10: 'ChildProcessError',
  11: 'BlockingIOError', 13: 'PermissionError', 17: 'FileExistsError', 20: 'NotADirectoryError', 21: 'IsADirectoryError',
  32: 'BrokenPipeError', 103: 'ConnectionAbortedError', 104: 'ConnectionResetError', 110: 'TimeoutError',
  111: 'ConnectionRefusedError',
}; // prettier-ignore

/** A new exception of a class, before any `__init__` of its own runs. */
export function makeException(cls: PyClass, args: readonly Value[]): PyException {
  const special =
    cls.name === 'OSError' && args.length > 1 && typeof args[0] === 'number' ? byErrno[args[0]] : undefined;
  const made = new PyException(special === undefined ? cls : classOf(special));
  initialise(made, args);
  return made;
}

/** Sets what the arguments say. */
function initialise(made: PyException, args: readonly Value[]): void {
  made.args = args;
  const { cls, attrs } = made;
  const is = (name: string): boolean => cls.isSubclass(classOf(name));
  if (is('OSError')) {
    const full = args.length > 1;
    attrs.set('errno', full ? args[0] : null);
    attrs.set('strerror', full ? args[1] : null);
    attrs.set('filename', full ? (args[2] ?? null) : null);
    attrs.set('filename2', full ? (args[4] ?? null) : null);
    if (full) made.args = args.slice(0, 2);
  } else if (is('StopIteration')) attrs.set('value', args[0] ?? null);
  else if (is('SystemExit')) attrs.set('code', args.length > 1 ? args : (args[0] ?? null));
  else if (is('BaseExceptionGroup')) {
    attrs.set('message', args[0] ?? '');
    attrs.set('exceptions', groupItems(args[1]));
  } else if (is('ImportError')) {
    attrs.set('msg', args[0] ?? null);
    if (!attrs.has('name')) attrs.set('name', null);
  }
}

/** A list of exceptions becomes a tuple. */
const groupItems = (value: Value): Value => (value instanceof PyList ? tuple([...value.items]) : value);

/** Whether an exception is of a built-in class, or one derived from it. */
export const isException = (exception: PyException, name: string): boolean => exception.cls.isSubclass(classOf(name));

methods(classOf('BaseException'), {
  __new__: (_thread, [cls, ...args]) => makeException(cls as PyClass, args),
  __init__: (_thread, [self, ...args], kw) => {
    const made = self as PyException;
    initialise(made, args);
    if (kw) for (const [name, value] of kw) made.attrs.set(name, value);
    return null;
  },
  with_traceback: (_thread, [self]) => self,
  add_note: (_thread, [self, note]) => {
    const made = self as PyException;
    const notes = (made.attrs.get('\0notes') ?? []) as Value[];
    notes.push(note);
    made.attrs.set('\0notes', notes);
    return null;
  },
});

methods(classOf('KeyError'), {
  *__str__(thread, [self]) {
    const { args } = self as PyException;
    if (args.length === 0) return '';
    return args.length === 1 ? yield* repr(thread, args[0]) : yield* repr(thread, thread.interpreter.tuple(args));
  },
});

methods(classOf('OSError'), {
  *__str__(thread, [self]) {
    const { attrs, args } = self as PyException;
    if (args.length === 2 && attrs.get('strerror') !== null) {
      const file = attrs.get('filename') ?? null;
      const second = attrs.get('filename2') ?? null;
      const names = second === null ? '' : ` -> ${yield* repr(thread, second)}`;
      return `[Errno ${yield* str(thread, args[0])}] ${yield* str(thread, args[1])}${file === null ? '' : `: ${yield* repr(thread, file)}${names}`}`;
    }
    if (args.length === 0) return '';
    return args.length === 1 ? yield* str(thread, args[0]) : yield* repr(thread, thread.interpreter.tuple(args));
  },
});

methods(classOf('BaseExceptionGroup'), {
  *__str__(thread, [self]) {
    const { attrs } = self as PyException;
    const { items } = attrs.get('exceptions') as { items: readonly Value[] };
    return `${yield* str(thread, attrs.get('message'))} (${items.length} sub-exception${items.length === 1 ? '' : 's'})`;
  },
});
