// What source becomes: functions that evaluate it, at once where nothing in it can wait.
import type { Task } from '../../../kernel/task.ts';
import type { PhpArray, Ref, Value } from '../values.ts';
import type { Frame } from '../run/frame.ts';

/** An expression. `now` is there when nothing in it can wait. */
export interface Code {
  readonly now: ((frame: Frame) => Value) | undefined;
  readonly run: (frame: Frame) => Task<Value>;
  /** Its value, when it is known already. */
  readonly constant?: Value;
}

/** How a statement ended: undefined when the next one follows. */
export type Completion =
  | undefined
  | { readonly kind: 'break' | 'continue'; readonly level: number }
  | { readonly kind: 'return'; readonly value: Value; readonly ref?: Ref | undefined };

/** A statement. */
export interface Statement {
  readonly now: ((frame: Frame) => Completion) | undefined;
  readonly run: (frame: Frame) => Task<Completion>;
}

/**
 * What can be assigned to. The expressions in it (`parts`) are evaluated first, in order; what follows is done at once with their values,
 * which each of them finds at its own place.
 */
export interface Place {
  readonly parts: readonly Code[];
  /** `quiet`: isset and ?? say nothing about what is missing. */
  readonly get: (frame: Frame, values: readonly Value[], quiet?: boolean) => Value;
  readonly set: (frame: Frame, values: readonly Value[], value: Value) => void;
  readonly ref: (frame: Frame, values: readonly Value[]) => Ref;
  readonly unset: (frame: Frame, values: readonly Value[]) => void;
  readonly isset: (frame: Frame, values: readonly Value[]) => boolean;
  /** The container to write an element into: null and what is missing become an array; undefined for a text or an object. */
  readonly array: (frame: Frame, values: readonly Value[]) => PhpArray | undefined;
}

/** An expression that never waits. */
export function quick(now: (frame: Frame) => Value): Code {
  return {
    now,
    *run(frame) {
      return now(frame);
    },
  };
}

export const constant = (value: Value): Code => ({ ...quick(() => value), constant: value });

/** An expression that may wait. */
export const slow = (run: (frame: Frame) => Task<Value>): Code => ({ now: undefined, run });
