// php -a: code line by line.
import type { Task } from '../../kernel/task.ts';
import { readLine } from '../terminal/read-line.ts';
import { fromText, toBytes } from './bytes.ts';
import type { Engine } from './run/engine.ts';
import { Frame } from './run/frame.ts';
import { noFunction } from './run/objects.ts';
import { Exit, Fatal } from './run/signals.ts';
import { uncaught } from './run/trace.ts';
import { runUnit } from './script.ts';

/** Whether brackets are open, or a text: then the next line belongs to it. */
function isOpen(code: string): boolean {
  const bare = code.replace(/'(?:[^'\\]|\\[^])*'|"(?:[^"\\]|\\[^])*"|\/\/.*|#.*|\/\*[^]*?\*\//g, '');
  const count = (sign: RegExp): number => bare.match(sign)?.length ?? 0;
  if (/['"]/.test(bare)) return true;
  if (count(/[([{]/g) > count(/[)\]}]/g)) return true;
  return bare.trim() !== '' && !/[;}]\s*$/.test(bare);
}

/** Talks until the end of input or `exit`. */
export function* converse(engine: Engine): Task<number> {
  const { process } = engine;
  const input = process.descriptors.get(0);
  const { terminal } = input ?? {};
  if (!terminal) {
    engine.echo('Interactive shell\n\n');
    return yield* runUnit(engine, () => engine.compile('<?php ', 'php shell code'), 'php shell code');
  }
  const write = function* (text: string): Task {
    yield* process.descriptors.get(1)?.write(toBytes(text)) ?? [];
  };
  yield* write('Interactive shell\n\n');
  const main = new Frame(engine, { ...noFunction, file: 'php shell code' }, { vars: engine.globals });
  const history: string[] = [];
  let code = '';
  for (;;) {
    const read = yield* readLine(terminal, { prompt: code === '' ? 'php > ' : 'php { ', history });
    if (read.kind === 'end') {
      yield* write('\n');
      return 0;
    }
    if (read.kind === 'interrupted') {
      code = '';
      continue;
    }
    history.push(read.line);
    if (/^\s*(?:exit|quit)\s*;?\s*$/.test(read.line) && code === '') return 0;
    code += `${fromText(read.line)}\n`;
    if (isOpen(code)) continue;
    const source = code;
    code = '';
    try {
      engine.frame = main;
      const unit = engine.compile(`<?php ${source}`, 'php shell code');
      unit.hoist(main);
      yield* unit.run(main);
    } catch (error) {
      if (error instanceof Exit) {
        yield* engine.flush();
        return error.status;
      }
      const thrown = engine.asThrown(error);
      if (thrown) engine.fatal(new Fatal(uncaught(thrown.object), { file: 'php shell code', line: 1 }));
      else if (error instanceof Fatal) engine.fatal(error);
      else throw error;
    }
    yield* engine.flush();
    yield* write('\n');
  }
}
