// Exceptions as statements raise, match and split them, and those about names without a value.
import type { Task } from '../../../kernel/task.ts';
import { list } from '../objects/types.ts';
import { PyClass, PyException, PyTuple, Raised, type Value } from '../objects/values.ts';
import { construct } from './calls.ts';
import type { Frame } from './frame.ts';
import type { Thread } from './thread.ts';

export function unbound(thread: Thread, frame: Frame, index: number): Raised {
  return thread.error(
    'UnboundLocalError',
    `cannot access local variable '${frame.code.locals[index]}' where it is not associated with a value`,
  );
}

export function unboundCell(thread: Thread, frame: Frame, index: number): Raised {
  const { cells, free } = frame.code;
  const own = cells[index];
  if (own !== undefined)
    return thread.error(
      'UnboundLocalError',
      `cannot access local variable '${own}' where it is not associated with a value`,
    );
  return thread.error(
    'NameError',
    `cannot access free variable '${free[index - cells.length]}' where it is not associated with a value in enclosing scope`,
  );
}

export function undefinedName(thread: Thread, name: string): Raised {
  const raised = thread.error('NameError', `name '${name}' is not defined`);
  raised.exception.attrs.set('name', name);
  return raised;
}

/** Brings a value that is raised into the form of an exception. */
export function* toException(thread: Thread, value: Value): Task<PyException> {
  const made =
    value instanceof PyClass && value.isSubclass(thread.interpreter.exceptionClass('BaseException'))
      ? yield* construct(thread, value, [], undefined)
      : value;
  if (made instanceof PyException) return made;
  throw thread.error('TypeError', 'exceptions must derive from BaseException');
}

/** The `raise` statement: 0, 1 or 2 values on the stack. */
export function* raise(thread: Thread, frame: Frame, count: number): Task<Value> {
  if (count === 0) {
    const handled = thread.handled();
    if (!handled) throw thread.error('RuntimeError', 'No active exception to reraise');
    throw new Raised(handled, true);
  }
  const cause = count === 2 ? frame.stack.pop() : undefined;
  const exception = yield* toException(thread, frame.stack.pop());
  if (cause !== undefined) {
    exception.cause = cause === null ? null : yield* toException(thread, cause);
    exception.suppress = true;
  }
  thread.chainAlways(exception);
  throw new Raised(exception);
}

/** Whether an exception is of a class, or of one of a tuple of classes. */
export function matches(thread: Thread, exception: PyException, type: Value): boolean {
  if (type instanceof PyTuple) return type.items.some((one) => matches(thread, exception, one));
  if (type instanceof PyClass && type.isSubclass(thread.interpreter.exceptionClass('BaseException')))
    return exception.cls.isSubclass(type);
  throw thread.error('TypeError', 'catching classes that do not inherit from BaseException is not allowed');
}

/** `except*`: takes what matches out of the group on the stack. */
export function splitGroup(thread: Thread, frame: Frame): Value {
  const { stack } = frame;
  const type = stack.pop();
  const rest = stack.at(-1);
  if (rest === null) return false;
  const group = rest as PyException;
  const inner = group.attrs.get('exceptions');
  if (!(inner instanceof PyTuple)) {
    if (!matches(thread, group, type)) return false;
    stack[stack.length - 1] = null;
    const wrapped = thread.interpreter.exception('ExceptionGroup', ['', list([group])]);
    stack.push(wrapped);
    return true;
  }
  const [yes, no] = [[] as Value[], [] as Value[]];
  for (const one of inner.items) (matches(thread, one as PyException, type) ? yes : no).push(one);
  if (yes.length === 0) return false;
  const make = (items: Value[]): PyException => {
    const made = thread.interpreter.exception('ExceptionGroup', [group.args[0], list(items)]);
    made.trace = [...group.trace];
    return made;
  };
  stack[stack.length - 1] = no.length > 0 ? make(no) : null;
  stack.push(make(yes));
  return true;
}
