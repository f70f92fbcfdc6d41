// One run of redis-cli: its link to the server, and how replies are shown.
import { sleep, type Task } from '../../../kernel/task.ts';
import type { Process } from '../../contract.ts';
import { say, warn } from '../../programs/net/say.ts';
import { fromBytes, isArray, isError, toBinary, toBytes, type Reply } from '../reply.ts';
import { splitArguments } from '../split-arguments.ts';
import { formatReply, isText } from './format.ts';
import { Link } from './link.ts';
import type { CliOptions, Output } from './options.ts';

/** Commands that never stop answering. */
const endless = new Set(['monitor', 'subscribe', 'psubscribe', 'ssubscribe']);

/** One run of the program: a link, and how replies are shown. */
export class Run {
  readonly link: Link;
  readonly options: CliOptions;
  readonly process: Process;
  /** Commands are being queued (MULTI). */
  queues = false;
  readonly #output: Output;

  constructor(process: Process, options: CliOptions, output: Output) {
    this.process = process;
    this.options = options;
    this.#output = output;
    this.link = new Link(process, options);
  }

  /** The command of the command line. */
  *once(): Task<number> {
    const words = this.options.quotedInput
      ? this.options.words.map((word) => splitArguments(toBinary(word))?.[0])
      : this.options.words.map(toBinary);
    const argv = words.filter((word) => word !== undefined);
    if (argv.length < words.length) {
      yield* warn(this.process, 'Invalid quoted string\n');
      return 1;
    }
    if (this.options.lastFromInput) argv.push(fromBytes(yield* this.#input()));
    if (!(yield* this.link.open())) return 1;
    const { repeat, interval } = this.options;
    for (let done = 0; repeat < 0 || done < repeat; done++) {
      if (done > 0 && interval > 0) yield* sleep(interval);
      if (!(yield* this.issue(argv))) return 1;
    }
    return 0;
  }

  *#input(): Task<Uint8Array> {
    const input = this.process.descriptors.get(0);
    const parts: number[] = [];
    for (let bytes = yield* input?.read() ?? none(); bytes; bytes = yield* input?.read() ?? none())
      parts.push(...bytes);
    return Uint8Array.from(parts);
  }

  /** Sends a command and shows the reply; false when there is none or, with -e, when it is an error. */
  *issue(argv: readonly string[]): Task<boolean> {
    const name = (argv[0] ?? '').toLowerCase();
    if (!(yield* this.link.open())) return false;
    yield* this.link.send(argv);
    if (endless.has(name)) return yield* this.#listen(name, argv.length - 1);
    const reply = yield* this.link.receive();
    if (reply === undefined) {
      if (name === 'shutdown') return true;
      yield* warn(this.process, 'Error: Server closed the connection\n');
      return false;
    }
    this.#follow(argv, reply);
    yield* this.show(reply, argv);
    return !(isError(reply) && this.options.failsOnError);
  }

  /** Shows what comes until the server goes. */
  *#listen(name: string, replies: number): Task<boolean> {
    if (name !== 'monitor' && this.#output === 'people')
      yield* say(this.process, 'Reading messages... (press Ctrl-C to quit)\n');
    for (let shown = 0; ; shown++) {
      const reply = yield* this.link.receive();
      if (reply === undefined) {
        yield* warn(this.process, 'Error: Server closed the connection\n');
        return false;
      }
      yield* this.show(reply);
      if (isError(reply) && shown < Math.max(1, replies)) return false;
    }
  }

  /** Follows what a command did to the connection. */
  #follow(argv: readonly string[], reply: Reply): void {
    const name = (argv[0] ?? '').toLowerCase();
    if (isError(reply)) {
      if (name === 'exec') this.queues = false;
      return;
    }
    if (name === 'select' && !this.queues) this.link.database = Number(argv[1]);
    if (name === 'multi') this.queues = true;
    if (name === 'exec' || name === 'discard') this.queues = false;
  }

  *show(reply: Reply, argv: readonly string[] = []): Task {
    const text =
      isText(argv) && typeof reply === 'string' ? reply : formatReply(reply, this.#output, this.options.delimiter);
    const number = isError(reply) && this.options.failsOnError ? 2 : 1;
    yield* this.process.descriptors.get(number)?.write(toBytes(text)) ?? none();
  }

  /** Whether replies are shown for people. */
  get forPeople(): boolean {
    return this.#output === 'people';
  }

  /** --scan: all keys that match. */
  *scan(): Task<number> {
    if (!(yield* this.link.open())) return 1;
    for (let cursor = '0'; ;) {
      yield* this.link.send(['SCAN', cursor, ...(this.options.pattern === '*' ? [] : ['MATCH', this.options.pattern])]);
      const reply = yield* this.link.receive();
      if (reply === undefined || reply === null || !isArray(reply)) {
        yield* warn(this.process, 'I/O error\n');
        return 1;
      }
      const [next, keys] = reply as readonly [string, readonly Reply[]];
      for (const key of keys) yield* this.show(key);
      if (next === '0') return 0;
      cursor = next;
    }
  }

  /** --pipe: protocol from standard input, answers only counted. */
  *pipe(): Task<number> {
    if (!(yield* this.link.open())) return 1;
    const text = fromBytes(yield* this.#input());
    const mark = 'drydock-end-of-pipe';
    yield* this.link.sendText(
      `${text.endsWith('\n') || text === '' ? text : `${text}\r\n`}*2\r\n$4\r\nECHO\r\n$${mark.length}\r\n${mark}\r\n`,
    );
    yield* say(this.process, 'All data transferred. Waiting for the last reply...\n');
    let [errors, replies] = [0, 0];
    for (;;) {
      const reply = yield* this.link.receive();
      if (reply === undefined) {
        yield* warn(this.process, 'Error reading from the server: Server closed the connection\n');
        return 1;
      }
      if (reply === mark) break;
      replies++;
      if (!isError(reply)) continue;
      errors++;
      yield* warn(this.process, `${reply.error}\n`);
    }
    yield* say(this.process, `Last reply received from server.\nerrors: ${errors}, replies: ${replies}\n`);
    return errors > 0 ? 1 : 0;
  }
}

function* none(): Task<undefined> {
  return undefined;
}
