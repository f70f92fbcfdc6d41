// Writing a text to a descriptor.
import type { Task } from '../../../kernel/task.ts';
import type { Process } from '../../contract.ts';
import { encodeText } from '../text.ts';

/** Writes to standard output. */
export const say = (process: Process, text: string): Task => write(process, 1, text);

/** Writes to standard error. */
export const warn = (process: Process, text: string): Task => write(process, 2, text);

function* write(process: Process, number: 1 | 2, text: string): Task {
  const descriptor = process.descriptors.get(number);
  if (descriptor) yield* descriptor.write(encodeText(text));
}
