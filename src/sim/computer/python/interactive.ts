// The interactive prompt: a statement is read, with more lines while it is not complete, run, and its value shown.
import type { Task } from '../../kernel/task.ts';
import { readLine } from '../terminal/read-line.ts';
import { LineReader } from '../programs/text.ts';
import type { Installation } from './modules/sys.ts';
import { isException } from './objects/exceptions.ts';
import type { PyDict } from './objects/values.ts';
import { Frame, makeCells } from './run/frame.ts';
import type { Interpreter } from './run/interpreter.ts';
import { formatException } from './run/traceback.ts';

/** Reads and runs statements until the input ends; the status. */
export function* converse(interpreter: Interpreter, main: PyDict, installation: Installation): Task<number> {
  const { process, main: thread } = interpreter;
  const history: string[] = [];
  const terminal = process.descriptors.get(0)?.terminal;
  const input = process.descriptors.get(0);
  const lines = terminal || !input ? undefined : new LineReader(input);
  interpreter.sys.set('ps1', '>>> ');
  interpreter.sys.set('ps2', '... ');
  const write = function* (text: string): Task {
    interpreter.stderr.add(text);
    yield* interpreter.stderr.flush();
  };
  yield* write(
    `Python ${installation.version} ${installation.build} on linux\nType "help", "copyright", "credits" or "license" for more information.\n`,
  );
  let source = '';
  for (;;) {
    yield* interpreter.stdout.flush();
    const prompt = String(interpreter.sys.get(source === '' ? 'ps1' : 'ps2'));
    let line: string | undefined;
    if (terminal) {
      const result = yield* readLine(terminal, { prompt, history });
      if (result.kind === 'interrupted') {
        yield* write('KeyboardInterrupt\n');
        source = '';
        continue;
      }
      line = result.kind === 'line' ? result.line : undefined;
    } else {
      yield* write(prompt);
      line = (yield* lines?.next() ?? [])?.text;
    }
    if (line === undefined) {
      if (!terminal) yield* write('\n');
      return 0;
    }
    if (line.trim() !== '' && history.at(-1) !== line) history.push(line);
    const whole = source + line;
    if (source === '' && line.trim() === '') continue;
    if (source !== '' && line !== '' && isBlock(source)) {
      source = `${whole}\n`;
      continue;
    }
    try {
      const code = interpreter.compile(thread, `${whole}\n`, '<stdin>', 'single');
      if (line !== '' && isBlock(`${whole}\n`)) {
        source = `${whole}\n`;
        continue;
      }
      source = '';
      yield* thread.run(new Frame(code, main, interpreter.builtins, [], makeCells(code, [])));
    } catch (error) {
      const raised = thread.asRaised(error);
      if (isException(raised.exception, 'SystemExit')) throw raised;
      if (raised.exception.attrs.get('incomplete') === true && line !== '') {
        source = `${whole}\n`;
        continue;
      }
      source = '';
      yield* interpreter.stdout.flush();
      yield* write(
        isException(raised.exception, 'KeyboardInterrupt')
          ? '\nKeyboardInterrupt\n'
          : yield* formatException(thread, raised.exception),
      );
    }
  }
}

/** Whether a statement is a block: it goes on until an empty line. */
const isBlock = (source: string): boolean =>
  /^(?:@|(?:async|def|for|with|if|while|class|try)\b|match\s.*:\s*$)/m.test(source.split('\n')[0] ?? '');
