// nano(1), vim(1), vi(1) and code(1): they open files in the editor of the page, and wait there as in a full screen of their own.
import { race, type Task } from '../../kernel/task.ts';
import type { Process, Terminal } from '../contract.ts';
import type { DocumentAct, OpenDocument } from '../editor/desk.ts';
import { withPart } from '../editor/text-part.ts';
import { failed, strerror } from '../filesystem/errno.ts';
import { absolute } from '../filesystem/path.ts';
import { applet, type Invocation } from './invocation.ts';
import { ScreenKeys } from './screen-keys.ts';
import { decodeText, encodeText } from './text.ts';

/** Bytes of the largest file that is opened. */
const largest = 1024 ** 2;

/** `nano` */
export const nano = applet(
  {
    name: 'nano',
    short: 'ABDEFGHIKLMNOPRSUVWZabcdeghijklmnpqtuvwxyz0C:J:o:Q:r:s:T:X:Y:f:',
    long: {},
    usage: '[OPTIONS] [[+LINE[,COLUMN]] FILE]...',
    about: 'Edit files.',
    version: 'GNU nano 7.2',
    prepare: withoutPositions,
  },
  editAll,
);

/** `vim` */
export const vim = applet(vimLike('vim'), editAll);

/** `vi`: busybox's, or the one that is vim. */
export const vi = applet(vimLike('vi'), editAll);

function vimLike(name: string) {
  return {
    name,
    short: 'RnvZmMbloOpydDeEs:c:u:T:i:t:w:NC',
    long: { clean: ' clean', noplugin: ' noplugin' },
    usage: '[arguments] [file ..]',
    about: 'Edit files.',
    version: 'VIM - Vi IMproved 9.1',
    prepare: withoutPositions,
    busybox: { short: 'c:Rrm', long: {}, usage: '[-c CMD] [-H] [FILE]...' },
  };
}

/** `code`: shows files beside the terminal, which goes on. */
export const code = applet(
  {
    name: 'code',
    short: 'nrwgd',
    long: { 'new-window': 'n', 'reuse-window': 'r', wait: 'w', goto: 'g', diff: 'd' },
    usage: '[options] [paths...]',
    about: 'Show files and folders in the editor.',
    version: 'Drydock',
    unsimulated: ['d', 'diff'],
  },
  function* (run) {
    if (!(yield* hasEditor(run))) return 1;
    if (run.options.has('w')) return yield* editAll(run);
    for (const path of run.operands) {
      const { process } = run;
      const shown = absolute(path, process.cwd);
      process.machine.kernel.log.append({
        type: 'event',
        source: process.network.endpoint,
        subject: 'editor',
        action: 'show',
        actor: shown,
        attributes: {},
      });
    }
    return 0;
  },
);

/** `+12` is a line to begin at, not a file. */
function withoutPositions(args: readonly string[]): readonly string[] {
  return args.filter((arg) => !arg.startsWith('+'));
}

function* hasEditor(run: Invocation): Task<boolean> {
  if (run.process.machine.editors.offered) return true;
  yield* run.warn(`not simulated: ${run.name} without a page to edit in. To write a file: cat > FILE <<'EOF'`);
  return false;
}

function* editAll(run: Invocation): Task<number> {
  const { process } = run;
  const terminal = process.descriptors.get(0)?.terminal;
  if (!(yield* hasEditor(run))) return 1;
  if (!terminal || !process.descriptors.get(1)?.terminal) {
    yield* run.warn(
      run.name === 'nano' ? 'Standard input is not a terminal' : `not simulated: ${run.name} without a terminal`,
    );
    return 1;
  }
  if (run.operands.length === 0) {
    yield* run.warn(`not simulated: ${run.name} without a file name. Name the file to edit: ${run.name} FILE`);
    return 1;
  }
  const start = process.argv.find((arg) => /^\+\d+/.test(arg));
  for (const path of run.operands) {
    const text = yield* readDocument(run, path);
    if (text === undefined) return 1;
    const line = start === undefined ? 1 : Number.parseInt(start.slice(1), 10);
    if ((yield* edit(run, terminal, path, text, line)) === 'interrupted') return 1;
  }
  return run.status;
}

/** The text of a file, nothing for a new one; undefined, with a complaint, for what cannot be edited. */
function* readDocument(run: Invocation, path: string): Task<string | undefined> {
  const { files } = run.process;
  const stat = files.stat(path);
  if (failed(stat)) {
    if (stat.errno === 'ENOENT') return '';
    yield* run.complain(`${path}: ${strerror(stat.errno)}`);
    return undefined;
  }
  if (stat.kind === 'directory') {
    yield* run.complain(`${path}: ${strerror('EISDIR')}`);
    return undefined;
  }
  if (stat.size > largest) {
    yield* run.warn(`not simulated: ${run.name} with a file of more than 1 MiB`);
    return undefined;
  }
  const bytes = files.readFile(path);
  if (failed(bytes)) {
    yield* run.complain(`${path}: ${strerror(bytes.errno)}`);
    return undefined;
  }
  const text = decodeText(bytes);
  // Bytes that are no UTF-8 come as lone surrogates.
  if (!/[\0\p{Surrogate}]/u.test(text)) return text;
  yield* run.warn(`not simulated: ${run.name} with a file that is not text`);
  return undefined;
}

/** Keeps a file open in the page's editor until that, or a key of the terminal, closes it. */
function* edit(
  run: Invocation,
  terminal: Terminal,
  path: string,
  text: string,
  line: number,
): Task<'closed' | 'interrupted'> {
  const { process, name } = run;
  const keys = new ScreenKeys(terminal);
  const document = process.machine.editors.open({
    id: `${process.machine.name}/${process.hostPid}`,
    machine: process.machine.name,
    container: process.container,
    program: name,
    path: absolute(path, process.cwd),
    user: process.credentials.uid,
    text,
    line,
    problem: undefined,
  });
  try {
    yield* run.print(
      `\x1b[?1049h\x1b[H\x1b[J${path} is open in the editor of this page.\n\n` +
        `What you type there is written to the file.\nTo come back here, close it there, or press ${leaveKeys(name)}.\n`,
    );
    yield* run.output.flush();
    for (;;) {
      const act = yield* race<DocumentAct | 'left' | 'interrupted'>([document.next(), left(keys)]);
      if (act === 'interrupted') return 'interrupted';
      if (act === 'left' || act.action === 'close') return 'closed';
      save(process, document, path, act);
    }
  } finally {
    document.close();
    keys.close();
    yield* run.print('\x1b[?1049l');
    yield* run.output.flush();
  }
}

const leaveKeys = (name: string): string => (name === 'nano' ? 'Ctrl-X or Ctrl-C' : 'Ctrl-C');

/** Waits for what ends an editor: nano's ^X, vi's `:q` and its like, ^C, or the end of the terminal. */
function* left(keys: ScreenKeys): Task<'left' | 'interrupted'> {
  for (let typed = ''; ;) {
    const key = yield* keys.next();
    if (key === undefined || key === 'ctrl-c') return 'interrupted';
    if (key === 'ctrl-x') return 'left';
    typed = key === 'escape' ? '' : key === 'enter' ? `${typed}\r` : typed + key;
    if (/:(q|q!|wq|wq!|x|qa|wqa|xa)\r$|ZZ$|ZQ$/.test(typed)) return 'left';
    typed = typed.slice(-8);
  }
}

function save(
  process: Process,
  document: OpenDocument,
  path: string,
  act: DocumentAct & { readonly action: 'save' },
): void {
  const text = withPart(document.text, act.text, act.part);
  if (text === undefined) {
    document.note(document.text, strerror('ESTALE'));
    return;
  }
  const failure = process.files.writeFile(path, encodeText(text));
  document.note(text, failure && strerror(failure.errno));
}
