// What survives a restart: dump.rdb, and the append-only file with its manifest (rdb.c, aof.c). Files are those of the process.
import type { Task } from '../../kernel/task.ts';
import type { Process } from '../contract.ts';
import { failed, strerror, type Failure } from '../filesystem/errno.ts';
import { Client } from './client.ts';
import { isWaiting } from './command.ts';
import { encodeCommand, fromBytes, toBytes } from './reply.ts';
import { readSnapshot, writeSnapshot, type Loaded } from './rdb.ts';
import { RequestReader } from './request-reader.ts';
import type { LogLevel, Server } from './server.ts';

/** CPU time (ms) of writing or reading a snapshot: a little, and so much for a megabyte. */
const snapshotCost = (bytes: number): number => 2 + (bytes / 1e6) * 8;

export class Persistence {
  /** The last background save failed. */
  broken = false;
  saves = 0;
  /** Seconds since 1970. */
  lastSave: number;
  /** When a background save last began, ms. */
  triedAt = 0;
  /** What a child is at work on, or will be in a moment. */
  busy: 'save' | 'rewrite' | undefined;
  readonly #process: Process;
  #server: Server | undefined;
  #append = false;
  #sequence = 1;
  #selected: number | undefined;
  /** Commands since the last write to the append-only file. */
  #buffer = '';

  constructor(process: Process, now: number) {
    this.#process = process;
    this.lastSave = Math.floor(now / 1000);
  }

  attach(server: Server): void {
    this.#server = server;
  }

  get appends(): boolean {
    return this.#append;
  }

  get #state(): Server {
    if (!this.#server) throw new Error('no server is attached');
    return this.#server;
  }

  #log(level: LogLevel, text: string): void {
    this.#state.parts.log(level, text);
  }

  #setting(name: string): string {
    return this.#state.settings.get(name) ?? '';
  }

  #path(name: string): string {
    return `${this.#setting('dir').replace(/\/$/, '')}/${name}`;
  }

  #appendPath(name: string): string {
    return this.#path(`${this.#setting('appenddirname')}/${name}`);
  }

  /** Loads what there is; false (and a line in the log) when it cannot be read. */
  *load(): Task<boolean> {
    if (this.#state.settings.yes('appendonly')) {
      const manifest = this.#read(this.#appendPath(`${this.#setting('appendfilename')}.manifest`));
      const good = manifest === undefined ? yield* this.#loadDump() : yield* this.#loadAppendOnly(manifest);
      if (!good) return false;
      this.#state.dirty = 0;
      return this.#openAppendOnly('on server start', manifest !== undefined);
    }
    const good = yield* this.#loadDump();
    this.#state.dirty = 0;
    return good;
  }

  #read(path: string): string | undefined {
    const bytes = this.#process.files.readFile(path);
    return failed(bytes) ? undefined : fromBytes(bytes);
  }

  *#loadDump(): Task<boolean> {
    const bytes = this.#read(this.#path(this.#setting('dbfilename')));
    if (bytes === undefined) return true;
    yield* this.#process.compute(snapshotCost(bytes.length));
    const loaded = this.#take(bytes);
    if (!loaded) return false;
    this.#log('*', 'DB loaded from disk: 0.000 seconds');
    return true;
  }

  #take(bytes: string, base = false): Loaded | undefined {
    const now = this.#state.now();
    const found = readSnapshot(bytes, this.#state.databases, now);
    if (typeof found === 'string') {
      this.#log('#', `Internal error in RDB reading offset 0, function at rdb.c -> ${found}`);
      this.#log('#', 'Fatal error loading the DB, check server logs. Exiting.');
      return undefined;
    }
    const { head, loaded, expired } = found;
    this.#log('*', `Loading RDB produced by version ${head.version}`);
    this.#log('*', `RDB age ${Math.max(0, Math.floor(now / 1000) - head.madeAt)} seconds`);
    this.#log('*', `RDB memory usage when created ${(head.memory / 1024 ** 2).toFixed(2)} Mb`);
    if (base) this.#log('*', 'RDB is base AOF');
    this.#log('*', `Done loading RDB, keys loaded: ${loaded}, keys expired: ${expired}.`);
    return found;
  }

  *#loadAppendOnly(manifest: string): Task<boolean> {
    for (const [, name = '', sequence, kind] of manifest.matchAll(/^file (\S+) seq (\d+) type ([bi])/gm)) {
      const bytes = this.#read(this.#appendPath(name));
      this.#sequence = Math.max(this.#sequence, Number(sequence));
      if (bytes === undefined) {
        this.#log('#', `The AOF file ${name} doesn't exist`);
        return false;
      }
      yield* this.#process.compute(snapshotCost(bytes.length));
      if (kind === 'b') {
        this.#log('*', 'Reading RDB base file on AOF loading...');
        if (!this.#take(bytes, true)) return false;
        this.#log('*', `DB loaded from base file ${name}: 0.000 seconds`);
      } else if (bytes !== '') {
        if (!this.#replay(bytes, name)) return false;
        this.#log('*', `DB loaded from incr file ${name}: 0.000 seconds`);
      }
    }
    this.#log('*', 'DB loaded from append only file: 0.000 seconds');
    return true;
  }

  /** Runs the commands of an append-only file. */
  #replay(bytes: string, name: string): boolean {
    const nobody = { address: '', port: 0 };
    const client = new Client(0, { ...noConnection, local: nobody, remote: nobody }, this.#state.now(), true);
    const reader = new RequestReader();
    reader.feed(bytes);
    for (let argv = reader.next(); argv !== 'more'; argv = reader.next()) {
      const answer = 'problem' in argv ? argv : this.#state.answer(client, argv);
      if (typeof answer === 'object' && answer !== null && ('problem' in answer || isWaiting(answer))) {
        this.#log('#', `Bad file format reading the append only file ${name}: make a backup of your AOF file, then use ./redis-check-aof --fix <filename.manifest>`); // prettier-ignore
        return false;
      }
    }
    return true;
  }

  /** Makes or opens the files that commands are appended to from now on. */
  #openAppendOnly(when: string, known: boolean): boolean {
    const name = this.#setting('appendfilename');
    const base = `${name}.${this.#sequence}.base.rdb`;
    const increment = `${name}.${this.#sequence}.incr.aof`;
    if (known) this.#log('*', `Opening AOF incr file ${increment} ${when}`);
    else {
      this.#process.files.mkdir(this.#path(this.#setting('appenddirname')), 0o755);
      const refused = this.#writeBase(base);
      if (refused) {
        this.#log(
          '#',
          `Can't open or create append-only dir ${this.#setting('appenddirname')}: ${strerror(refused.errno)}`,
        );
        return false;
      }
      this.#log('*', `Creating AOF base file ${base} ${when}`);
      this.#process.files.writeFile(this.#appendPath(increment), '', 0o644);
      this.#log('*', `Creating AOF incr file ${increment} ${when}`);
      this.#writeManifest(base, increment);
    }
    this.#append = true;
    this.#selected = undefined;
    return true;
  }

  #writeBase(base: string): Failure | undefined {
    return this.#process.files.writeFile(this.#appendPath(base), toBytes(this.#snapshot(true)), 0o644);
  }

  #writeManifest(base: string, increment: string): void {
    const sequence = this.#sequence;
    this.#process.files.writeFile(
      this.#appendPath(`${this.#setting('appendfilename')}.manifest`),
      `file ${base} seq ${sequence} type b\nfile ${increment} seq ${sequence} type i\n`,
      0o644,
    );
  }

  #snapshot(base = false): string {
    const { databases, parts, memory } = this.#state;
    const head = { version: parts.version, madeAt: Math.floor(this.#state.now() / 1000), memory };
    return writeSnapshot(databases, head, base);
  }

  /** Notes commands for the append-only file; `flush` writes them. */
  append(database: number, commands: readonly (readonly string[])[]): void {
    if (!this.#append || commands.length === 0) return;
    if (database !== this.#selected) this.#buffer += encodeCommand(['SELECT', String(database)]);
    this.#selected = database;
    this.#buffer += commands.map(encodeCommand).join('');
  }

  flush(): void {
    if (this.#buffer === '') return;
    const name = `${this.#setting('appendfilename')}.${this.#sequence}.incr.aof`;
    this.#process.files.appendFile(this.#appendPath(name), toBytes(this.#buffer));
    this.#buffer = '';
  }

  /** CONFIG SET appendonly. */
  setAppending(wanted: boolean): void {
    if (wanted === this.#append) return;
    if (wanted) this.#openAppendOnly('on background rewrite', false);
    else {
      this.flush();
      this.#append = false;
    }
  }

  /** Writes the snapshot: under another name first, then renamed. */
  #write(bytes: string, pid: number, log: (level: LogLevel, text: string) => void): boolean {
    const { files } = this.#process;
    const temporary = `temp-${pid}.rdb`;
    const refused = files.writeFile(this.#path(temporary), toBytes(bytes), 0o644);
    if (refused) {
      log('#', `Failed opening the temp RDB file ${temporary} (in server root dir ${this.#setting('dir')}) for saving: ${strerror(refused.errno)}`); // prettier-ignore
      return false;
    }
    files.rename(this.#path(temporary), this.#path(this.#setting('dbfilename')));
    log('*', 'DB saved on disk');
    return true;
  }

  /** SAVE: while everybody waits. */
  save(): boolean {
    const good = this.#write(this.#snapshot(), this.#process.pid, (level, text) => this.#log(level, text)); // prettier-ignore
    if (good) this.#saved();
    return good;
  }

  #saved(): void {
    this.broken = false;
    this.saves++;
    this.lastSave = Math.floor(this.#state.now() / 1000);
    this.#state.dirty = 0;
  }

  /** BGSAVE: a child writes the snapshot of this moment. */
  *saveInBackground(): Task {
    const bytes = this.#snapshot();
    const before = this.#state.dirty;
    this.triedAt = this.#state.now();
    const good = yield* this.#inChild('save', 'redis-rdb-bgsave', bytes.length, (pid, log) => {
      if (!this.#write(bytes, pid, log)) return false;
      log('*', 'Fork CoW for RDB: current 0 MB, peak 0 MB, average 0 MB');
      return true;
    });
    if (good) {
      const since = this.#state.dirty - before;
      this.#saved();
      this.#state.dirty = since;
      this.#log('*', 'Background saving terminated with success');
    } else {
      this.broken = true;
      this.#log('#', 'Background saving error');
    }
  }

  /** BGREWRITEAOF: a child writes a new base, and a new file of increments begins. */
  *rewrite(): Task {
    const name = this.#setting('appendfilename');
    const old = this.#sequence;
    if (this.#append) {
      this.flush();
      this.#sequence++;
      this.#process.files.writeFile(this.#appendPath(`${name}.${this.#sequence}.incr.aof`), '', 0o644);
      this.#selected = undefined;
      this.#log('*', `Creating AOF incr file ${name}.${this.#sequence}.incr.aof on background rewrite`);
    } else this.#process.files.mkdir(this.#path(this.#setting('appenddirname')), 0o755);
    const bytes = this.#snapshot(true);
    let temporary = '';
    yield* this.#inChild('rewrite', 'redis-aof-rewrite', bytes.length, (pid, log) => {
      temporary = `temp-rewriteaof-bg-${pid}.aof`;
      if (this.#process.files.writeFile(this.#path(temporary), toBytes(bytes), 0o644)) return false;
      log('*', `Successfully created the temporary AOF base file ${temporary}`);
      log('*', 'Fork CoW for AOF rewrite: current 0 MB, peak 0 MB, average 0 MB');
      return true;
    });
    this.#log('*', 'Background AOF rewrite terminated with success');
    const base = `${name}.${this.#sequence}.base.rdb`;
    this.#process.files.rename(this.#path(temporary), this.#appendPath(base));
    this.#log('*', `Successfully renamed the temporary AOF base file ${temporary} into ${base}`);
    if (this.#append) {
      this.#writeManifest(base, `${name}.${this.#sequence}.incr.aof`);
      for (const gone of [`${name}.${old}.incr.aof`, `${name}.${old}.base.rdb`])
        if (!this.#process.files.unlink(this.#appendPath(gone)))
          this.#log('*', `Removing the history file ${gone} in the background`);
    }
    this.#log('*', 'Background AOF rewrite finished successfully');
  }

  /** Lets a child process do the work; whether it went well. */
  *#inChild(
    kind: 'save' | 'rewrite',
    title: string,
    size: number,
    work: (pid: number, log: (level: LogLevel, text: string) => void) => boolean,
  ): Task<boolean> {
    const { log } = this.#state.parts;
    const child = yield* this.#process.fork(function* (own) {
      own.setTitle([title]);
      yield* own.compute(snapshotCost(size));
      return work(own.pid, (level, text) => log(level, text, own.pid)) ? 0 : 1;
    });
    if (typeof child === 'string') {
      this.#log('#', `Can't save in background: fork: ${strerror(child)}`);
      this.busy = undefined;
      return false;
    }
    this.#log('*', kind === 'save' ? `Background saving started by pid ${child.pid}` : `Background append only file rewriting started by pid ${child.pid}`); // prettier-ignore
    const ended = yield* this.#process.wait(child);
    this.busy = undefined;
    return typeof ended !== 'string' && 'code' in ended.status && ended.status.code === 0;
  }
}

const noConnection = {
  reset: false,
  *read(): Task<undefined> {
    return undefined;
  },
  *write(): Task<undefined> {
    return undefined;
  },
  shutdown: (): void => undefined,
  close: (): void => undefined,
};
