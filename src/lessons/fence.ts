// Fenced blocks of a lesson that can be carried out, and those that direct the stage.
import { stageViews, type Act, type CommandLine, type Cue } from './lesson.ts';
import { readMap, type Report } from './yaml-fields.ts';

/** What a fenced block makes the learner do; undefined when it is only shown. `line` is the line of the fence. */
export function readAct(
  language: string,
  words: readonly string[],
  text: string,
  line: number,
  report: Report,
): Act | undefined {
  const terminal = Number(valueOf(words, 'terminal') ?? 1);
  const path = valueOf(words, 'file');
  if (path !== undefined) return { kind: 'file', path, text: `${text}\n`, terminal, source: line };
  if (language === 'keys') {
    const keys = text.split('\n').flatMap((pressed) => readKeys(pressed, line, report));
    return { kind: 'keys', keys, terminal, source: line };
  }
  if (language !== 'sh' && language !== 'solution') {
    if (words.length > 0)
      report(line, `Only "sh", "solution", "keys" and blocks with file=PATH have words after the language.`);
    return undefined;
  }
  const strange = words.find((word) => !/^(exit=\d+|stays|inside|terminal=[1-6]|pause=\S+)$/.test(word));
  if (strange !== undefined)
    report(line, `"${strange}" is not known here: exit=N, stays, inside, terminal=N, pause=TEXT are.`);
  const lines = commandLines(text);
  const commands = lines.map((command, index): CommandLine => {
    const last = index === lines.length - 1;
    const open = words.includes('inside') || (last && words.includes('stays'));
    return { line: command, exit: open ? undefined : last ? Number(valueOf(words, 'exit') ?? 0) : 0 };
  });
  if (commands.length === 0) report(line, 'The block is empty.');
  return {
    kind: 'commands',
    commands,
    terminal,
    inside: words.includes('inside'),
    pause: valueOf(words, 'pause'),
    source: line,
  };
}

const valueOf = (words: readonly string[], name: string): string | undefined =>
  words.find((word) => word.startsWith(`${name}=`))?.slice(name.length + 1);

/** The command lines of a text: a line that ends in a backslash goes on in the next. */
function commandLines(text: string): string[] {
  const lines: string[] = [];
  let open = '';
  for (const line of text.split('\n')) {
    open += line;
    if (line.endsWith('\\')) open += '\n';
    else {
      if (open.trim() !== '') lines.push(open);
      open = '';
    }
  }
  return open.trim() === '' ? lines : [...lines, open];
}

/** Names of keys → what a terminal sends. */
const named: Readonly<Record<string, string>> = {
  Enter: '\r',
  Tab: '\t',
  Escape: '\u001b',
  Space: ' ',
  Up: '\u001b[A',
  Down: '\u001b[B',
};

function readKeys(text: string, line: number, report: Report): string[] {
  const keys = text.match(/Ctrl [A-Z]|\S+/g) ?? [];
  return keys.filter((key) => {
    const known = key in named || /^Ctrl [A-Z]$/.test(key) || key.length === 1;
    if (!known)
      report(line, `"${key}" is no key: Ctrl and a capital, one letter, or ${Object.keys(named).join(', ')}.`);
    return known;
  });
}

/** The characters that a key sends to a terminal. */
export function keyCharacters(key: string): string {
  const control = /^Ctrl ([A-Z])$/.exec(key)?.[1];
  if (control !== undefined) return String.fromCharCode(control.charCodeAt(0) - 64);
  return named[key] ?? key;
}

/** Reads what the stage is to show. `line` is the file's line of the text's first one. */
export function readCue(text: string, line: number, report: Report): Cue | undefined {
  const fields = readMap(text, line, report);
  if (!fields) return undefined;
  const view = fields.choice('view', stageViews);
  const point = (fields.texts('point') ?? []).flatMap((object) => {
    const match = /^(container|image|volume|network) (\S+)$/.exec(object);
    if (!match)
      fields.problem('point', `"${object}" must be "container NAME", "image NAME", "volume NAME" or "network NAME".`);
    return match ? [{ kind: match[1] as Cue['point'][number]['kind'], name: match[2] ?? '' }] : [];
  });
  fields.finish('A "stage" block');
  return { view, point };
}
