// Files and commands that an awk program writes to and reads from, each open until it is closed or the program ends.
import type { Task } from '../../../kernel/task.ts';
import type { Descriptor, Process } from '../../contract.ts';
import { HeldBytes } from '../held-bytes.ts';
import type { Invocation } from '../invocation.ts';
import { statusOf } from '../sleep.ts';
import { encodeText, decodeText } from '../text.ts';

/** Where records come from: reads up to a separator. */
export class RecordReader {
  readonly #descriptor: Descriptor;
  readonly #held: HeldBytes;
  #text = '';
  /** What was read and holds no newline, when a newline is looked for: it comes to the text with the next one. */
  #parts: string[] = [];
  #waiting = 0;
  #state: 'open' | 'ended' = 'open';

  /** `holder` needs memory for a long record. */
  constructor(descriptor: Descriptor, holder: Process) {
    this.#descriptor = descriptor;
    this.#held = new HeldBytes(holder);
  }

  /** The next record, ended by `separator`: one character, a regular expression, or '' for blank lines. */
  *next(separator: string | RegExp): Task<string | undefined> {
    for (;;) {
      if (separator === '') this.#text = this.#text.replace(/^\n+/, '');
      const match =
        typeof separator !== 'string'
          ? separator.exec(this.#text)
          : separator === ''
            ? /\n\n+/.exec(this.#text)
            : undefined;
      const at =
        typeof separator === 'string' && separator !== '' ? this.#text.indexOf(separator) : (match?.index ?? -1);
      const length = match ? match[0].length : 1;
      // A separator at the very end of what was read may go on in what comes.
      if (at >= 0 && (length > 0 || !match) && (!match || at + length < this.#text.length || this.#state === 'ended')) {
        const record = this.#text.slice(0, at);
        this.#text = this.#text.slice(at + length);
        return record;
      }
      if (this.#state === 'ended') {
        const rest = separator === '' ? this.#text.replace(/\n+$/, '') : this.#text;
        this.#text = '';
        if (rest === '') return undefined;
        return typeof separator === 'string' ? rest : rest.replace(/\n$/, '');
      }
      yield* this.#read(separator);
    }
  }

  /** Reads on, until there is something to look at. */
  *#read(separator: string | RegExp): Task {
    for (;;) {
      const bytes = yield* this.#descriptor.read();
      const text = bytes ? decodeText(bytes) : '';
      this.#parts.push(text);
      this.#waiting += text.length;
      // Short records come and go: what counts is what waits for its end.
      yield* this.#held.set(this.#text.length + this.#waiting);
      if (!bytes) this.#state = 'ended';
      else if (separator === '\n' && !text.includes('\n')) continue;
      this.#text += this.#parts.join('');
      this.#parts = [];
      this.#waiting = 0;
      return;
    }
  }

  release(): void {
    this.#descriptor.release();
  }
}

interface Sink {
  readonly descriptor: Descriptor;
  readonly command: Process | undefined;
  pending: string[];
}

interface Source {
  readonly reader: RecordReader;
  readonly command: Process | undefined;
}

/** The open streams of one program, by the name that they were opened with. */
export class Streams {
  readonly #run: Invocation;
  readonly #sinks = new Map<string, Sink>();
  readonly #sources = new Map<string, Source>();

  constructor(run: Invocation) {
    this.#run = run;
  }

  /** Writes text; false when the stream cannot be opened. */
  *write(kind: '>' | '>>' | '|', name: string, text: string): Task<boolean> {
    let sink = this.#sinks.get(name);
    if (!sink) {
      const opened = yield* this.#openSink(kind, name);
      if (!opened) return false;
      this.#sinks.set(name, (sink = opened));
    }
    sink.pending.push(text);
    if (sink.pending.length >= 64) yield* this.#flushSink(sink);
    return true;
  }

  *#openSink(kind: '>' | '>>' | '|', name: string): Task<Sink | undefined> {
    const { process } = this.#run;
    if (kind === '|') {
      yield* this.flush();
      const { reader, writer } = process.pipe();
      const child = yield* process.spawn({ argv: ['sh', '-c', name], descriptors: new Map([[0, reader]]) });
      reader.release();
      if (typeof child !== 'string') return { descriptor: writer, command: child, pending: [] };
      writer.release();
      return undefined;
    }
    const path = name === '-' ? '/dev/stdout' : name;
    const opened = yield* process.open(path, kind === '>' ? 'write' : 'append');
    return typeof opened === 'string' ? undefined : { descriptor: opened, command: undefined, pending: [] };
  }

  *#flushSink(sink: Sink): Task {
    if (sink.pending.length === 0) return;
    const text = sink.pending.join('');
    sink.pending = [];
    // What went to standard output before comes first.
    if (!sink.command) yield* this.#run.output.flush();
    yield* sink.descriptor.write(encodeText(text));
  }

  /** Writes out everything that is kept. */
  *flush(): Task {
    yield* this.#run.output.flush();
    for (const sink of this.#sinks.values()) yield* this.#flushSink(sink);
  }

  /** The reader of a file or of what a command prints; undefined when it cannot be opened. */
  *source(kind: 'file' | 'command', name: string): Task<RecordReader | undefined> {
    const known = this.#sources.get(name);
    if (known) return known.reader;
    const { process } = this.#run;
    if (kind === 'file') {
      const opened = name === '-' ? process.descriptors.get(0)?.retain() : yield* process.open(name, 'read');
      if (opened === undefined || typeof opened === 'string') return undefined;
      const reader = new RecordReader(opened, this.#run.process);
      this.#sources.set(name, { reader, command: undefined });
      return reader;
    }
    yield* this.flush();
    const { reader, writer } = process.pipe();
    const child = yield* process.spawn({ argv: ['sh', '-c', name], descriptors: new Map([[1, writer]]) });
    writer.release();
    if (typeof child === 'string') {
      reader.release();
      return undefined;
    }
    const records = new RecordReader(reader, this.#run.process);
    this.#sources.set(name, { reader: records, command: child });
    return records;
  }

  /** Closes a stream and waits for its command: its status, or -1 when nothing of that name is open. */
  *close(name: string): Task<number> {
    let status = -1;
    const sink = this.#sinks.get(name);
    if (sink) {
      yield* this.#flushSink(sink);
      sink.descriptor.release();
      this.#sinks.delete(name);
      status = sink.command ? yield* statusOf(this.#run.process, sink.command) : 0;
    }
    const source = this.#sources.get(name);
    if (source) {
      source.reader.release();
      this.#sources.delete(name);
      status = source.command ? yield* statusOf(this.#run.process, source.command) : 0;
    }
    return status;
  }

  *closeAll(): Task {
    yield* this.#run.output.flush();
    for (const name of [...this.#sinks.keys(), ...this.#sources.keys()]) yield* this.close(name);
  }
}
