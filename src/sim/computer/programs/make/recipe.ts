// Running the lines of a recipe: what is shown, what a failure means, what is run without a shell.
import type { Task } from '../../../kernel/task.ts';
import type { ExitStatus, Signal } from '../../contract.ts';
import { strerror } from '../../filesystem/errno.ts';
import { expand } from './expand.ts';
import type { Maker, Place, Recipe } from './maker.ts';
import type { Scope } from './variables.ts';
import { wordsOf } from './words.ts';

/** Words that only a shell understands, and characters that it would look at: such lines are given to one. */
const shellWords = new Set(
  '. : alias bg break case cd command continue eval exec exit export fc fg for getopts hash if jobs login logout read readonly return set shift test times trap type ulimit umask unalias unset wait while'.split(
    ' ',
  ),
);
const shellCharacters = /[#;"*?[\]&|<>(){}$`^~!\n]/;

/** The words of a line that needs no shell; undefined for one that does. */
function plainWords(line: string): string[] | undefined {
  if (shellCharacters.test(line)) return undefined;
  const words: string[] = [];
  for (const match of line.matchAll(/(?:'[^']*'|\\.|[^\s'\\])+/g))
    words.push(
      match[0].replace(/'([^']*)'|\\(.)/g, (_, quoted: string | undefined, escaped: string) => quoted ?? escaped),
    );
  const [first = ''] = words;
  return /'[^']*$/.test(line.replace(/'[^']*'/g, '')) || shellWords.has(first) || first.includes('=')
    ? undefined
    : words;
}

const signalTexts: Readonly<Partial<Record<Signal, string>>> = {
  HUP: 'Hangup', INT: 'Interrupt', QUIT: 'Quit', KILL: 'Killed', SEGV: 'Segmentation fault', PIPE: 'Broken pipe',
  TERM: 'Terminated', ABRT: 'Aborted',
}; // prettier-ignore

/** What a recipe did: whether it ran anything, and whether a line failed. */
export interface Done {
  readonly ran: boolean;
  readonly failed: boolean;
}

/** Runs a recipe for a target. Ends the run when it is interrupted. */
export function* runRecipe(maker: Maker, recipe: Recipe, target: string, scope: Scope): Task<Done> {
  const { run, settings } = maker;
  const special = (name: string): boolean => {
    const rule = maker.rules.get(name);
    return rule !== undefined && (rule.prerequisites.length === 0 || rule.prerequisites.includes(target));
  };
  const lines = maker.rules.has('.ONESHELL')
    ? [{ text: recipe.lines.map(({ text }) => text).join('\n'), place: recipe.lines[0]?.place ?? recipe.place }]
    : recipe.lines;
  let ran = false;
  if (settings.touch && lines.length > 0 && !maker.phony(target)) {
    yield* run.print(`touch ${target}\n`);
    if (run.process.files.utimes(target)) run.process.files.writeFile(target, '');
    return { ran: true, failed: false };
  }
  for (const { text, place } of lines) {
    maker.at = place;
    const recursive = /\$[({]MAKE[)}]/.test(text);
    const whole = yield* expand(maker, text, scope);
    // A reference to a variable of several lines makes several lines.
    for (const command of maker.rules.has('.ONESHELL') ? [whole] : whole.split(/(?<!\\)\n/)) {
      const [, flags = '', line = ''] = /^([@\-+ \t]*)(.*)$/s.exec(command) ?? [];
      if (line.trim() === '') continue;
      ran = true;
      const always = flags.includes('+') || recursive;
      if (settings.question && !always) return { ran: true, failed: true };
      const silent = flags.includes('@') || settings.silent || special('.SILENT');
      if (settings.dry || !silent) yield* run.print(`${line}\n`);
      if (settings.dry && !always) continue;
      yield* run.output.flush();
      const status = yield* runLine(maker, line, scope);
      if ('code' in status && status.code === 0) continue;
      const how = 'code' in status ? `Error ${status.code}` : (signalTexts[status.signal] ?? `Signal ${status.signal}`);
      const ignored = flags.includes('-') || settings.ignore || special('.IGNORE');
      const interrupted = 'signal' in status && status.signal === 'INT';
      yield* run.warn(
        ignored && !interrupted
          ? `${maker.name}: [${where(place)}${target}] ${how} (ignored)`
          : `${maker.name}: *** [${where(place)}${target}] ${how}`,
      );
      if (interrupted) return yield* interrupt(maker);
      if (ignored) continue;
      if (maker.rules.has('.DELETE_ON_ERROR') && !maker.phony(target) && run.process.files.exists(target)) {
        yield* run.warn(`${maker.name}: *** Deleting file '${target}'`);
        run.process.files.unlink(target);
      }
      return { ran: true, failed: true };
    }
  }
  maker.at = undefined;
  return { ran, failed: false };
}

const where = ({ file, line }: Place): string => `${file}:${line}: `;

function* runLine(maker: Maker, line: string, scope: Scope): Task<ExitStatus> {
  const { process } = maker.run;
  const env = yield* maker.environment(scope);
  const flags = wordsOf(yield* expand(maker, '$(.SHELLFLAGS)', scope));
  const shell = yield* expand(maker, '$(SHELL)', scope);
  const plain = shell === '/bin/sh' ? plainWords(line) : undefined;
  const child = yield* process.spawn({ argv: plain ?? [shell, ...flags, line], env });
  if (typeof child === 'string') {
    yield* maker.run.warn(`${maker.name}: ${plain?.[0] ?? shell}: ${strerror(child)}`);
    return { code: 127 };
  }
  // Ctrl-C reaches the recipe, too; make tells of it when the recipe has ended.
  process.handle('INT', () => undefined);
  const ended = yield* process.wait(child);
  process.handle('INT', 'default');
  return typeof ended === 'string' ? { code: 1 } : ended.status;
}

function* interrupt(maker: Maker): Task<never> {
  yield* maker.run.output.flush();
  maker.run.process.kill(maker.run.process.pid, 'INT');
  return yield* maker.end(130);
}
