// One thread of Python: frames on a stack machine. Plain code runs in one loop; whatever may wait is a generator that the loop
// hands to `run`, which yields to the kernel.
import type { Task } from '../../../kernel/task.ts';
import { Op } from '../compiler/code.ts';
import { isException } from '../objects/exceptions.ts';
import { coroutineType, tuple } from '../objects/types.ts';
import {
  type Cell,
  PyDict,
  type PyException,
  PyFunction,
  PyIterator,
  PyList,
  PyMethod,
  PyNative,
  PyTuple,
  Raised,
  type Value,
} from '../objects/values.ts';
import { bindArguments } from './arguments.ts';
import { attributeFast, bound, getAttribute, methodFast } from './attributes.ts';
import { callObject } from './calls.ts';
import { forNext, getItem, iterate, iterateFast, unpack } from './containers.ts';
import { binaryFast, compareFast } from './fast.ts';
import { AsyncYield, Frame, makeCells, PyGenerator, skipPush } from './frame.ts';
import { delegate, throwInto } from './generators.ts';
import { instruction } from './instructions.ts';
import type { Interpreter } from './interpreter.ts';
import { binary, compareOp, unary } from './operators.ts';
import { unbound, unboundCell, undefinedName } from './raising.ts';
import { truth, truthFast } from './truth.ts';

/** Marks that a generator's frame has yielded rather than returned. */
const yielded = { yielded: true };

export class Thread {
  readonly interpreter: Interpreter;
  frame: Frame | undefined;
  depth = 0;
  /** Greater than 0 while a native operation cannot wait. */
  pinned = 0;
  name = 'MainThread';
  ident = 0;
  #result: Value = null;
  #ending: unknown = null;

  constructor(interpreter: Interpreter) {
    this.interpreter = interpreter;
  }

  /** Calls anything. */
  *call(func: Value, args: readonly Value[], kw?: Map<string, Value>): Task<Value> {
    if (func instanceof PyFunction) {
      const frame = this.enter(func, args, kw);
      return frame instanceof Frame ? yield* this.run(frame) : frame;
    }
    if (func instanceof PyNative) {
      const result = func.run(this, args, kw);
      return func.waits ? yield* result as Task<Value> : result;
    }
    if (func instanceof PyMethod) return yield* this.call(func.func, [func.self, ...args], kw);
    return yield* callObject(this, func, args, kw);
  }

  /** Calls the method of an object that its class defines; undefined when there is none. */
  *callMethod(self: Value, name: string, ...args: Value[]): Task<Value> {
    const found = bound(this, self, name);
    return found === undefined ? undefined : yield* this.call(found, args);
  }

  /** Runs a task that cannot wait to its end. */
  sync<T>(task: Task<T>): T {
    this.pinned++;
    try {
      const step = task.next();
      if (step.done) return step.value;
      task.return(undefined as T);
      throw this.error('RuntimeError', 'not simulated: waiting in a method that a built-in operation calls');
    } finally {
      this.pinned--;
    }
  }

  /** Whether `==` says so. */
  areEqual(left: Value, right: Value): boolean {
    return this.sync(isTrue(this, left, right));
  }

  /** A Python exception to be thrown. */
  error(type: string, ...args: Value[]): Raised {
    return new Raised(this.interpreter.exception(type, args));
  }

  /** An exception that was made by a program, to be thrown. */
  raise(exception: Value): Raised {
    return new Raised(exception as PyException);
  }

  /** The frame for a call of a function, or the generator that it makes. */
  enter(func: PyFunction, args: readonly Value[], kw: Map<string, Value> | undefined): Frame | PyGenerator {
    const { code } = func;
    const plain = !kw && args.length === code.positional && !code.vararg && !code.kwarg && code.kwonly === 0;
    const locals = plain ? args.slice() : bindArguments(this, func, args, kw);
    const cells = makeCells(code, func.closure);
    for (const [cell, local] of code.cellArgs) (cells[cell] as Cell).value = locals[local];
    const frame = new Frame(code, func.globals, this.interpreter.builtins, locals, cells);
    return code.generator || code.coroutine ? new PyGenerator(frame) : frame;
  }

  /** Runs a frame to its end. */
  *run(base: Frame, first?: Raised): Task<Value> {
    const before = this.frame;
    const generator = base.generator;
    base.back = before;
    this.frame = base;
    this.#ending = null;
    if (++this.depth > this.interpreter.recursionLimit) {
      this.depth--;
      this.frame = before;
      throw this.error('RecursionError', 'maximum recursion depth exceeded');
    }
    const depth = this.depth;
    try {
      let thrown = first;
      for (;;) {
        const waits = this.#execute(base, thrown);
        thrown = undefined;
        if (waits === undefined) {
          const result = this.#result;
          if (generator && this.#ending !== yielded) {
            generator.state = 'closed';
            generator.result = result;
          }
          return result;
        }
        const frame: Frame = this.frame;
        const held = this.depth;
        try {
          const value = yield* waits;
          if (value !== skipPush) frame.stack.push(value);
        } catch (error) {
          thrown = this.asRaised(error);
        }
        this.frame = frame;
        this.depth = held;
      }
    } catch (error) {
      if (generator) generator.state = 'closed';
      throw error;
    } finally {
      this.depth = depth - 1;
      this.frame = before;
    }
  }

  /** JavaScript's own stack that is full is a recursion that is too deep. */
  asRaised(error: unknown): Raised {
    if (error instanceof Raised) return error;
    if (error instanceof RangeError && /call stack/i.test(error.message))
      return this.error('RecursionError', 'maximum recursion depth exceeded');
    // A function of ours was given what it does not expect: the program sees an error, and goes on or ends by it.
    if (error instanceof TypeError || error instanceof RangeError || error instanceof SyntaxError)
      return this.error('SystemError', `not simulated: ${error.message}`);
    throw error;
  }

  /** Goes on with a generator: `value` is what its `yield` gives, `raise` what it throws. `done` tells that it has returned. */
  *resume(generator: PyGenerator, value: Value, raise?: Raised): Task<{ done: boolean; value: Value }> {
    if (generator.state === 'running')
      throw this.error('ValueError', `${generator.cls.name.replace('_', ' ')} already executing`);
    if (generator.state === 'closed') {
      if (raise) throw raise;
      if (generator.cls === coroutineType) throw this.error('RuntimeError', 'cannot reuse already awaited coroutine');
      return { done: true, value: null };
    }
    const { frame } = generator;
    if (generator.state === 'created') {
      if (value !== null && value !== undefined && !raise)
        throw this.error(
          'TypeError',
          `can't send non-None value to a just-started ${generator.cls.name.replace('_', ' ')}`,
        );
    } else if (!raise) frame.stack.push(value);
    generator.state = 'running';
    let thrown = raise;
    if (raise && frame.code.ops[frame.pc] === Op.YieldFrom && frame.pc > 0) {
      try {
        const inner = yield* throwInto(this, frame.stack.at(-1), raise);
        if (!inner.done) {
          generator.state = 'suspended';
          return inner;
        }
        thrown = undefined;
        frame.stack.pop();
        frame.stack.push(inner.value);
        frame.pc += 4;
      } catch (error) {
        thrown = this.asRaised(error);
        frame.pc += 2;
      }
    }
    const result = yield* this.run(frame, thrown);
    const done = (generator.state as string) === 'closed';
    if (!done) generator.state = 'suspended';
    return { done, value: result };
  }

  /** The exception that is being handled, for a bare `raise` and for contexts. */
  handled(): PyException | undefined {
    for (let frame = this.frame; frame; frame = frame.back) {
      const top = frame.handling.at(-1);
      if (top) return top;
    }
    return undefined;
  }

  /** Goes to the handler of an exception in frames up to `base`; throws it on when there is none. */
  #unwind(base: Frame, raised: Raised): void {
    const { exception } = raised;
    let { again } = raised;
    for (;;) {
      const frame = this.frame;
      if (!frame) throw raised;
      if (again) again = false;
      else exception.trace.unshift({ code: frame.code, at: Math.max(0, frame.pc - 2) >> 1, frame });
      const guard = frame.tries.pop();
      if (guard) {
        frame.stack.length = guard.depth;
        frame.handling.length = guard.handling;
        frame.stack.push(exception);
        frame.handling.push(exception);
        frame.pc = guard.handler;
        return;
      }
      if (frame === base) {
        if (frame.generator && isException(exception, 'StopIteration')) {
          const error = this.error(
            'RuntimeError',
            `${frame.generator.cls.name.replace('_', ' ')} raised StopIteration`,
          );
          error.exception.cause = exception;
          error.exception.context = exception;
          error.exception.trace = [...exception.trace];
          throw error;
        }
        throw raised;
      }
      this.frame = frame.back;
      this.depth--;
    }
  }

  /** Gives a new exception its context: the one that is being handled. */
  chain(exception: PyException): void {
    if (exception.trace.length > 0 || exception.context) return;
    const handled = this.handled();
    if (!handled || handled === exception) return;
    for (let one: PyException | null = handled; one; one = one.context)
      if (one.context === exception) one.context = null;
    exception.context = handled;
  }

  /** The same for one that a `raise` names, though it may have been raised before. */
  chainAlways(exception: PyException): void {
    const handled = this.handled();
    if (!handled || handled === exception) return;
    for (let one: PyException | null = handled; one; one = one.context)
      if (one.context === exception) one.context = null;
    exception.context = handled;
  }

  /** Runs frames until `base` has returned or yielded (undefined), or something has to wait (its task). */
  #execute(base: Frame, first: Raised | undefined): Task<Value> | undefined {
    let thrown = first;
    for (;;) {
      if (thrown) {
        this.chain(thrown.exception);
        this.#unwind(base, thrown);
      }
      try {
        return this.#loop(base, this.interpreter);
      } catch (error) {
        thrown = this.asRaised(error);
      }
    }
  }

  #loop(base: Frame, interpreter: Interpreter): Task<Value> | undefined {
    let frame = this.frame as Frame;
    let { stack, locals } = frame;
    let { ops } = frame.code;
    for (;;) {
      const op = ops[frame.pc] as number;
      const arg = ops[frame.pc + 1] as number;
      frame.pc += 2;
      switch (op) {
        case Op.Const:
          stack.push(frame.code.consts[arg]);
          break;
        case Op.Local: {
          const value = locals[arg];
          if (value === undefined) throw unbound(this, frame, arg);
          stack.push(value);
          break;
        }
        case Op.StoreLocal:
          locals[arg] = stack.pop();
          break;
        case Op.Global: {
          const name = frame.code.names[arg] as string;
          const entry = frame.globals.map.get(name) ?? frame.builtins.map.get(name);
          if (entry === undefined) throw undefinedName(this, name);
          stack.push(entry.value);
          break;
        }
        case Op.StoreGlobal:
          frame.globals.set(frame.code.names[arg] as string, stack.pop());
          break;
        case Op.Deref: {
          const { value } = frame.cells[arg] as Cell;
          if (value === undefined) throw unboundCell(this, frame, arg);
          stack.push(value);
          break;
        }
        case Op.StoreDeref:
          (frame.cells[arg] as Cell).value = stack.pop();
          break;
        case Op.Pop:
          stack.pop();
          break;
        case Op.Dup:
          stack.push(stack[stack.length - 1]);
          break;
        case Op.Rot2: {
          const a = stack.pop();
          const b = stack.pop();
          stack.push(a, b);
          break;
        }
        case Op.Rot3: {
          const a = stack.pop();
          const b = stack.pop();
          const c = stack.pop();
          stack.push(a, c, b);
          break;
        }
        case Op.Dup2:
          stack.push(stack[stack.length - 2], stack[stack.length - 1]);
          break;
        case Op.Binary:
        case Op.InPlace: {
          const right = stack.pop();
          const left = stack.pop();
          const quick = binaryFast(arg, left, right);
          if (quick !== undefined) {
            stack.push(quick);
            break;
          }
          return binary(this, arg, left, right, op === Op.InPlace);
        }
        case Op.Compare: {
          const right = stack.pop();
          const left = stack.pop();
          const quick = compareFast(arg, left, right);
          if (quick !== undefined) {
            stack.push(quick);
            break;
          }
          return compareOp(this, arg, left, right);
        }
        case Op.Unary: {
          const value = stack.pop();
          if (arg === 3 && typeof value === 'boolean') {
            stack.push(!value);
            break;
          }
          if (arg === 0 && typeof value === 'number' && value !== 0) {
            stack.push(-value);
            break;
          }
          return unary(this, arg, value);
        }
        case Op.LoopJump:
          frame.pc = arg;
          if (--interpreter.budget <= 0 && this.pinned === 0) return interpreter.pause(this);
          break;
        case Op.Jump:
          frame.pc = arg;
          break;
        case Op.JumpFalse:
        case Op.JumpTrue: {
          const value = stack.pop();
          if (typeof value === 'boolean') {
            if (value === (op === Op.JumpTrue)) frame.pc = arg;
            break;
          }
          const quick = truthFast(value);
          if (quick !== undefined) {
            if (quick === (op === Op.JumpTrue)) frame.pc = arg;
            break;
          }
          // The test is made again with the answer.
          frame.pc -= 2;
          return truth(this, value);
        }
        case Op.JumpFalseKeep:
        case Op.JumpTrueKeep: {
          const value = stack[stack.length - 1];
          let quick = truthFast(value);
          quick ??= this.sync(truth(this, value));
          if (quick === (op === Op.JumpTrueKeep)) frame.pc = arg;
          else stack.pop();
          break;
        }
        case Op.Attr: {
          const object = stack.pop();
          const quick = attributeFast(this, object, frame.code.names[arg] as string);
          if (quick !== undefined) {
            stack.push(quick);
            break;
          }
          return getAttribute(this, object, frame.code.names[arg] as string);
        }
        case Op.Method: {
          const object = stack.pop();
          const name = frame.code.names[arg] as string;
          const found = methodFast(object, name);
          if (found !== undefined) {
            stack.push(found, object);
            break;
          }
          const quick = attributeFast(this, object, name);
          if (quick !== undefined) {
            stack.push(undefined, quick);
            break;
          }
          stack.push(undefined);
          return getAttribute(this, object, name);
        }
        case Op.Call:
        case Op.CallMethod: {
          let args: Value[];
          let func: Value;
          if (op === Op.Call) {
            args = arg === 0 ? [] : stack.splice(stack.length - arg, arg);
            func = stack.pop();
          } else {
            const found = stack[stack.length - arg - 2];
            if (found === undefined) {
              args = arg === 0 ? [] : stack.splice(stack.length - arg, arg);
              func = stack.pop();
              stack.pop();
            } else {
              args = stack.splice(stack.length - arg - 1, arg + 1);
              func = stack.pop();
            }
          }
          if (func instanceof PyMethod) {
            args.unshift(func.self);
            func = func.func;
          }
          if (func instanceof PyFunction) {
            const callee = this.enter(func, args, undefined);
            if (callee instanceof PyGenerator) {
              stack.push(callee);
              break;
            }
            if (++this.depth > interpreter.recursionLimit) {
              this.depth--;
              throw this.error('RecursionError', 'maximum recursion depth exceeded');
            }
            callee.back = frame;
            this.frame = frame = callee;
            ({ stack, locals } = frame);
            ({ ops } = frame.code);
            if (--interpreter.budget <= 0 && this.pinned === 0) return interpreter.pause(this);
            break;
          }
          if (func instanceof PyNative) {
            const result = func.run(this, args, undefined);
            if (func.waits) return result as Task<Value>;
            stack.push(result);
            break;
          }
          return callObject(this, func, args, undefined);
        }
        case Op.Return: {
          const value = stack.pop();
          if (frame === base) {
            this.#result = value;
            this.#ending = null;
            return undefined;
          }
          this.depth--;
          this.frame = frame = frame.back as Frame;
          ({ stack, locals } = frame);
          ({ ops } = frame.code);
          stack.push(value);
          break;
        }
        case Op.Yield: {
          const value = stack.pop();
          // What comes back to an `await` or `yield from` goes on to the inner one.
          if (arg > 0) frame.pc = arg;
          this.#result = arg === 0 && frame.code.coroutine ? new AsyncYield(value) : value;
          this.#ending = yielded;
          return undefined;
        }
        case Op.Iter: {
          const value = stack.pop();
          const quick = iterateFast(value);
          if (quick) {
            stack.push(quick);
            break;
          }
          return iterate(this, value);
        }
        case Op.ForIter: {
          const source = stack[stack.length - 1];
          if (source instanceof PyIterator) {
            const value = source.next(this);
            if (value === undefined) {
              stack.pop();
              frame.pc = arg;
            } else stack.push(value);
            break;
          }
          return forNext(this, frame, source, arg);
        }
        case Op.Index: {
          const index = stack.pop();
          const object = stack.pop();
          if (typeof index === 'number') {
            if (object instanceof PyList || object instanceof PyTuple) {
              const found = object.items[index < 0 ? index + object.items.length : index];
              if (found !== undefined && !object.cls.heap) {
                stack.push(found);
                break;
              }
            }
          } else if (typeof index === 'string' && object instanceof PyDict && !object.cls.heap) {
            const found = object.map.get(index);
            if (found) {
              stack.push(found.value);
              break;
            }
          }
          return getItem(this, object, index);
        }
        case Op.Tuple:
          stack.push(tuple(arg === 0 ? [] : stack.splice(stack.length - arg, arg)));
          break;
        case Op.Append: {
          const value = stack.pop();
          (stack[stack.length - arg] as PyList).items.push(value);
          break;
        }
        case Op.Try:
          frame.tries.push({ handler: arg, depth: stack.length, handling: frame.handling.length });
          break;
        case Op.TryBelow:
          frame.tries.push({ handler: arg, depth: stack.length - 1, handling: frame.handling.length });
          break;
        case Op.EndTry:
          frame.tries.pop();
          break;
        case Op.EndHandler:
          stack.pop();
          frame.handling.pop();
          break;
        case Op.Reraise: {
          throw new Raised(stack.pop() as PyException, true);
        }
        case Op.JumpIfNone:
          if (stack.pop() === null) frame.pc = arg;
          break;
        case Op.Unpack: {
          const value = stack.pop();
          if ((value instanceof PyTuple || value instanceof PyList) && value.items.length === arg && !value.cls.heap) {
            for (let index = arg - 1; index >= 0; index--) stack.push(value.items[index]);
            break;
          }
          return unpack(this, frame, value, arg);
        }
        case Op.YieldFrom: {
          const sent = stack.pop();
          return delegate(this, frame, stack[stack.length - 1], sent);
        }
        default: {
          const task = instruction(this, frame, op, arg);
          if (task) return task;
        }
      }
    }
  }
}

function* isTrue(thread: Thread, left: Value, right: Value): Task<boolean> {
  return yield* truth(thread, yield* compareOp(thread, 0, left, right));
}
