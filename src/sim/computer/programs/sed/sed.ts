// sed(1): its command line and its files.
import type { Task } from '../../../kernel/task.ts';
import type { Descriptor } from '../../contract.ts';
import { failed } from '../../filesystem/errno.ts';
import { basename, dirname, joinPath } from '../../filesystem/path.ts';
import { applet, reason, type Invocation } from '../invocation.ts';
import { LineReader, type Line } from '../text.ts';
import { Editor, type Lines } from './editor.ts';
import { parseScript, WrongScript, type Part, type Script } from './script.ts';

/** `sed` */
export const sed = applet(
  {
    name: 'sed',
    short: 'bnre:f:Ei::l:suz',
    long: {
      quiet: 'n',
      silent: 'n',
      expression: 'e:',
      file: 'f:',
      'regexp-extended': 'E',
      'in-place': 'i::',
      separate: 's',
      unbuffered: 'u',
      'null-data': 'z',
    },
    unsimulated: ['debug', 'posix', 'sandbox', 'follow-symlinks', 'line-length'],
    usage: '[OPTION]... {script-only-if-no-other-script} [input-file]...',
    about: 'Edit text line by line as a script says.',
    version: 'GNU sed) 4.9',
    busybox: {
      short: 'i::nrEe:f:sz',
      usage: '[-i[SFX]] [-nrE] [-f FILE]... [-e CMD]... [FILE]...\nor: sed [-i[SFX]] [-nrE] CMD [FILE]...',
    },
  },
  function* (run) {
    const { options } = run;
    let paths = run.operands;
    const parts: Part[] = [];
    let expressions = 0;
    for (const { name, value } of options.given) {
      if (name === 'e') parts.push({ text: value, from: `-e expression #${++expressions}`, byLine: false });
      if (name === 'f') {
        const input = yield* run.open(value, (path, why) =>
          run.gnu ? `couldn't open file ${path}: ${why}` : `${path}: ${why}`,
        );
        if (!input) return 1;
        const text: string[] = [];
        const reader = new LineReader(input);
        for (let line = yield* reader.next(); line; line = yield* reader.next()) text.push(line.text);
        input.release();
        parts.push({ text: text.join('\n'), from: value, byLine: true });
      }
    }
    if (parts.length === 0) {
      const [first, ...rest] = paths;
      if (first === undefined) return yield* noScript(run);
      parts.push({ text: first, from: '-e expression #1', byLine: false });
      paths = rest;
    }
    let script: Script;
    try {
      // A script may go on from one -e to the next: `-e 'a\' -e text`.
      script = parseScript(joined(parts), options.has('E') || options.has('r') ? 'extended' : 'basic', run.flavour);
    } catch (error) {
      if (!(error instanceof WrongScript)) throw error;
      return yield* run.die(error.message, run.gnu ? error.status : 1);
    }
    const inPlace = options.has('i');
    const editor = new Editor(run, script, {
      silent: options.has('n') || script.silent,
      end: options.has('z') ? '\0' : '\n',
    });
    yield* editor.openFiles();
    const separator = options.has('z') ? 0 : 10;
    if (inPlace || options.has('s')) {
      for (const path of paths.length > 0 ? paths : ['-']) {
        if (editor.quits !== undefined) break;
        editor.restart();
        if (inPlace) yield* editInPlace(run, editor, path, separator);
        else yield* editor.edit(new Input(run, [path], separator), (text) => run.print(text));
      }
    } else yield* editor.edit(new Input(run, paths.length > 0 ? paths : ['-'], separator), (text) => run.print(text));
    editor.closeFiles();
    return editor.quits !== undefined && editor.quits !== 0 ? editor.quits : run.status;
  },
);

function* noScript(run: Invocation): Task<number> {
  if (!run.gnu) return yield* run.misuse();
  const text = `Usage: sed [OPTION]... {script-only-if-no-other-script} [input-file]...\n\n`;
  const error = run.process.descriptors.get(2);
  if (error) yield* error.write(new TextEncoder().encode(text));
  return 1;
}

function joined(parts: readonly Part[]): Part[] {
  const result: Part[] = [];
  for (const part of parts) {
    const before = result.at(-1);
    if (before && /(^|[^\\])(\\\\)*\\$/.test(before.text) && !before.byLine)
      result[result.length - 1] = { ...before, text: `${before.text}\n${part.text}` };
    else result.push(part);
  }
  return result;
}

/** Several files as one stream of lines, one line ahead so that the last is known. */
class Input implements Lines {
  readonly #run: Invocation;
  readonly #paths: string[];
  readonly #separator: number;
  #reader: LineReader | undefined;
  #input: Descriptor | undefined;
  #ahead: Line | undefined;
  name = '-';

  constructor(run: Invocation, paths: readonly string[], separator: number) {
    this.#run = run;
    this.#paths = [...paths];
    this.#separator = separator;
  }

  *next(): Task<Line | undefined> {
    const line = this.#ahead ?? (yield* this.#read());
    this.#ahead = undefined;
    return line;
  }

  *isLast(): Task<boolean> {
    this.#ahead ??= yield* this.#read();
    return this.#ahead === undefined;
  }

  *#read(): Task<Line | undefined> {
    for (;;) {
      const line = this.#reader && (yield* this.#reader.next());
      // Only the very last line may be without an end.
      if (line) return line.ended || this.#paths.length === 0 ? line : { text: line.text, ended: true };
      this.#input?.release();
      this.#input = undefined;
      this.#reader = undefined;
      const path = this.#paths.shift();
      if (path === undefined) return undefined;
      const run = this.#run;
      if (run.isDirectory(path)) {
        yield* run.complain(
          run.gnu
            ? `couldn't read ${path}: Is a directory`.replace("couldn't read", 'read error on')
            : `${path}: Is a directory`,
          run.gnu ? 2 : 1,
        );
        continue;
      }
      const input = yield* run.open(path, (name, why) => (run.gnu ? `can't read ${name}: ${why}` : `${name}: ${why}`));
      if (!input) {
        if (run.gnu) run.status = 2;
        continue;
      }
      this.name = path;
      this.#input = input;
      this.#reader = new LineReader(input, this.#separator);
    }
  }
}

/** Edits into a new file beside the old one, which then takes its name: a file that is a mount point cannot be replaced. */
function* editInPlace(run: Invocation, editor: Editor, path: string, separator: number): Task {
  const { files } = run.process;
  const stat = files.stat(path);
  if (failed(stat)) {
    yield* run.complain(run.gnu ? `can't read ${path}: ${reason(stat)}` : `${path}: ${reason(stat)}`, run.gnu ? 2 : 1);
    return;
  }
  if (stat.kind !== 'file') {
    yield* run.complain(
      run.gnu ? `couldn't edit ${path}: not a regular file` : `${path}: not a regular file`,
      run.gnu ? 4 : 1,
    );
    return;
  }
  const denied = files.access(path, 4);
  if (denied) {
    yield* run.complain(
      run.gnu ? `can't read ${path}: ${reason(denied)}` : `${path}: ${reason(denied)}`,
      run.gnu ? 2 : 1,
    );
    return;
  }
  const text: string[] = [];
  yield* editor.edit(new Input(run, [path], separator), function* (part) {
    text.push(part);
  });
  const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
  const random = run.process.machine.kernel.random('temporary names');
  const suffix = Array.from({ length: 6 }, () => letters.charAt(random.integer(letters.length))).join('');
  const temporary = joinPath(dirname(path), `sed${suffix}`);
  const failure = files.writeFile(temporary, text.join(''), 0o600);
  if (failure) {
    yield* run.complain(
      run.gnu
        ? `couldn't open temporary file ${dirname(path)}/sed${suffix}: ${reason(failure)}`
        : `can't create temp file '${path}XXXXXX': ${reason(failure)}`,
      run.gnu ? 4 : 1,
    );
    return;
  }
  files.chown(temporary, stat.uid, stat.gid);
  files.chmod(temporary, stat.mode);
  const backup = run.options.value('i') ?? '';
  if (backup !== '') {
    const name = backup.includes('*') ? backup.replaceAll('*', basename(path)) : basename(path) + backup;
    files.rename(path, name.includes('/') ? name : joinPath(dirname(path), name));
  }
  const refused = files.rename(temporary, path);
  if (!refused) return;
  files.unlink(temporary);
  yield* run.complain(
    run.gnu
      ? `cannot rename ${dirname(path)}/sed${suffix}: ${reason(refused)}`
      : `can't rename '${temporary}' to '${path}': ${reason(refused)}`.replace(
          /^can't rename '.*' to '(.*)'/,
          "can't move '$1'",
        ),
    run.gnu ? 4 : 1,
  );
}
