// The standard streams of a container's first process: pipes or a terminal, copied to the log and to who is attached.
import type { Descriptor, Terminal } from '../../computer/contract.ts';
import type { Task } from '../../kernel/task.ts';
import { Latch } from '../../kernel/trigger.ts';
import type { Container } from './container.ts';

/** The streams of one run of a container. */
export interface Streams {
  /** For the process; it holds references of its own. */
  readonly descriptors: ReadonlyMap<number, Descriptor>;
  readonly terminal: Terminal | undefined;
  /** The writing end of its standard input; undefined when it has none or a terminal. */
  readonly stdin: Descriptor | undefined;
  /** Opens when all that its processes wrote has been copied. */
  readonly drained: Latch;
  /** The process has its own references: lets go of ours and starts copying. */
  release(): void;
  /** There is no process: closes all. */
  abandon(): void;
  /** No more input will come. */
  closeStdin(): void;
}

/** Opens them as the container's configuration says. */
export function openStreams(container: Container): Streams {
  const { Tty: tty, OpenStdin: open } = container.record.config;
  return tty ? terminalStreams(container) : pipeStreams(container, open);
}

function terminalStreams(container: Container): Streams {
  const { engine, log, outputs, id } = container;
  const [rows = 0, columns = 0] = container.record.hostConfig.ConsoleSize;
  const terminal = engine.machine.createTerminal(id, columns || 80, rows || 24);
  const { descriptor } = terminal;
  const drained = new Latch();
  drained.open();
  terminal.onOutput((bytes) => {
    log.write('stdout', bytes, engine.kernel.clock);
    outputs.offer('stdout', bytes);
  });
  return {
    descriptors: new Map([
      [0, descriptor],
      [1, descriptor],
      [2, descriptor],
    ]),
    terminal,
    stdin: undefined,
    drained,
    release: () => undefined,
    abandon: () => {
      terminal.hangUp();
    },
    closeStdin: () => undefined,
  };
}

function pipeStreams(container: Container, open: boolean): Streams {
  const { engine } = container;
  const input = engine.machine.pipe();
  const out = engine.machine.pipe();
  const err = engine.machine.pipe();
  const drained = new Latch();
  let copying = 2;
  const copied = (): void => {
    if (--copying === 0) drained.open();
  };
  let stdin: 'open' | 'closed' = 'open';
  const closeStdin = (): void => {
    if (stdin === 'closed') return;
    stdin = 'closed';
    input.writer.release();
  };
  if (!open) closeStdin();
  const release = (): void => {
    input.reader.release();
    out.writer.release();
    err.writer.release();
  };
  return {
    descriptors: new Map([
      [0, input.reader],
      [1, out.writer],
      [2, err.writer],
    ]),
    terminal: undefined,
    stdin: open ? input.writer : undefined,
    drained,
    release: () => {
      release();
      const cause = engine.kernel.current.cause;
      engine.kernel.spawn('copy stdout', copy(container, 'stdout', out.reader, copied), cause);
      engine.kernel.spawn('copy stderr', copy(container, 'stderr', err.reader, copied), cause);
    },
    abandon: () => {
      closeStdin();
    },
    closeStdin,
  };
}

/** Copies what a process writes into the container's log and to whoever is attached, until its end. */
function* copy(container: Container, stream: 'stdout' | 'stderr', reader: Descriptor, copied: () => void): Task {
  for (let bytes = yield* reader.read(); bytes !== undefined; bytes = yield* reader.read()) {
    container.log.write(stream, bytes, container.engine.kernel.clock);
    yield* container.outputs.write(stream, bytes);
  }
  reader.release();
  copied();
}
