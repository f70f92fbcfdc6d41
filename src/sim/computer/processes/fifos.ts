// Named pipes that are open: the two ends meet by the identity of the inode (fifo(7)).
import { bytePipe, type Pipe } from '../../kernel/pipe.ts';
import type { Task } from '../../kernel/task.ts';
import { Trigger } from '../../kernel/trigger.ts';
import type { Descriptor, OpenMode } from '../contract.ts';
import { PipeReader, PipeWriter } from './pipe-ends.ts';
import type { ProcessTable } from './process-table.ts';

interface Fifo {
  readonly pipe: Pipe<Uint8Array>;
  readonly opened: Trigger;
  reader: PipeReader | undefined;
  writer: PipeWriter | undefined;
}

export class Fifos {
  readonly #table: ProcessTable;
  readonly #open = new Map<string, Fifo>();

  constructor(table: ProcessTable) {
    this.#table = table;
  }

  /** Opens one end and waits for the other. */
  *open(id: string, how: OpenMode): Task<Descriptor> {
    let fifo = this.#open.get(id);
    if (!fifo || fifo.pipe.broken || fifo.pipe.closed) {
      fifo = { pipe: bytePipe(), opened: new Trigger(), reader: undefined, writer: undefined };
      this.#open.set(id, fifo);
    }
    const end = how === 'read' ? this.#reader(fifo) : this.#writer(fifo);
    fifo.opened.fire();
    while (!fifo.reader || !fifo.writer) yield* fifo.opened.next();
    return end;
  }

  #reader(fifo: Fifo): Descriptor {
    if (fifo.reader) return fifo.reader.retain();
    return (fifo.reader = new PipeReader(this.#table, fifo.pipe));
  }

  #writer(fifo: Fifo): Descriptor {
    if (fifo.writer) return fifo.writer.retain();
    return (fifo.writer = new PipeWriter(this.#table, fifo.pipe));
  }
}
