// The engine's WebAssembly: QuickJS in its asyncify build, with its function table exported, and the names of what it exports.

/** Functions of the build under the short names that its linker gave them. */
const names = {
  start: 'v',
  malloc: 'w',
  setMemoryLimit: 'z',
  memoryUsage: 'A',
  setMaxStackSize: 'E',
  newRuntime: 'L',
  free: 'N',
  newContext: 'O',
  freeValue: 'Q',
  freeCString: 'T',
  dupValue: 'U',
  newArrayBuffer: 'Y',
  newFloat64: 'Z',
  getFloat64: '_',
  newString: '$',
  getString: 'aa',
  getArrayBuffer: 'ba',
  getArrayBufferLength: 'ca',
  isJobPending: 'ga',
  runJobs: 'ha',
  getProperty: 'ia',
  setProperty: 'ka',
  call: 'na',
  resolveException: 'oa',
  evaluate: 'qa',
  moduleNamespace: 'ra',
  typeOf: 'sa',
  global: 'va',
  promiseState: 'xa',
  promiseResult: 'ya',
  newFunction: 'Ea',
  argument: 'Fa',
  enableInterrupts: 'Ga',
  enableModules: 'Ia',
  restoreStack: 'Na',
  stackPointer: 'Pa',
  startUnwind: 'tb',
  stopUnwind: 'ub',
  startRewind: 'vb',
  stopRewind: 'wb',
} as const;

/** The engine's functions by what they do; pointers are numbers. */
export type Exports = Readonly<Record<keyof typeof names, (...values: number[]) => number>> & {
  readonly table: WebAssembly.Table;
};

/** The engine's exports under readable names. */
export function nameExports(instance: WebAssembly.Instance): Exports {
  const { exports } = instance;
  return {
    ...Object.fromEntries(Object.entries(names).map(([name, short]) => [name, exports[short]])),
    table: exports['table'],
  } as unknown as Exports;
}

const exportSection = 7;
const tableKind = 1;

/**
 * The same program with its function table exported as `table`: without it nobody could be told of promises that are
 * rejected and never handled, for which the build has no function of its own.
 */
export function exportTable(program: Uint8Array): Uint8Array<ArrayBuffer> {
  const entry = [5, ...new TextEncoder().encode('table'), tableKind, 0];
  const parts: Uint8Array[] = [program.subarray(0, 8)];
  for (let at = 8; at < program.length;) {
    const { value: size, next: start } = readNumber(program, at + 1);
    const body = program.subarray(start, start + size);
    if (program[at] === exportSection) {
      const { value: count, next } = readNumber(body, 0);
      const header = writeNumber(count + 1);
      const rest = body.subarray(next);
      const length = header.length + rest.length + entry.length;
      parts.push(Uint8Array.from([exportSection, ...writeNumber(length), ...header]), rest, Uint8Array.from(entry));
    } else parts.push(program.subarray(at, start + size));
    at = start + size;
  }
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** A number in LEB128, as WebAssembly writes lengths. */
function readNumber(bytes: Uint8Array, at: number): { value: number; next: number } {
  let value = 0;
  for (let shift = 0, next = at; ; shift += 7) {
    const byte = bytes[next++] ?? 0;
    value |= (byte & 127) << shift;
    if (byte < 128) return { value, next };
  }
}

function writeNumber(value: number): number[] {
  const bytes: number[] = [];
  for (let rest = value; ; rest >>>= 7) {
    if (rest < 128) return [...bytes, rest];
    bytes.push((rest & 127) | 128);
  }
}

/**
 * A program that does nothing but give an imported function the type of QuickJS's tracker of rejected promises,
 * `(context, promise, reason, handled, opaque) → ()`, so that it can stand in the function table.
 */
export const trackerShim = Uint8Array.from([
  0, 97, 115, 109, 1, 0, 0, 0,
  1, 9, 1, 96, 5, 127, 126, 126, 127, 127, 0,
  2, 7, 1, 1, 97, 1, 97, 0, 0,
  3, 2, 1, 0,
  7, 5, 1, 1, 97, 0, 1,
  10, 16, 1, 14, 0, 32, 0, 32, 1, 32, 2, 32, 3, 32, 4, 16, 0, 11,
]); // prettier-ignore
