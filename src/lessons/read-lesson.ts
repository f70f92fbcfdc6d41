// Reads a lesson from its Markdown. Works in Node and in the page; loaded with the first lesson.
import { Lexer, type Tokens } from 'marked';
import { toInlines } from './inlines.ts';
import { plainText } from './plain-text.ts';
import { stageViews, type CommandLine, type Lesson, type Problem } from './lesson.ts';
import { place, StepReader, type PlacedToken } from './step-reader.ts';
import { fillIn, readVariables } from './variables.ts';
import { collector, readMap, type Report } from './yaml-fields.ts';

/** A lesson's file in two: the YAML between `---` and the Markdown below, with the lines at which they begin. */
export function splitFrontMatter(text: string): {
  readonly head: string;
  readonly body: string;
  readonly line: number;
} {
  const match = /^---\n(.*?\n)?---\n/s.exec(text);
  if (!match) return { head: '', body: text, line: 1 };
  return { head: match[1] ?? '', body: text.slice(match[0].length), line: match[0].split('\n').length };
}

/** Reads a lesson. With problems it is what could be made of it. `seed` chooses its variables; without: the first choices. */
export function readLesson(
  id: string,
  source: string,
  seed?: string,
): { readonly lesson: Lesson; readonly problems: readonly Problem[] } {
  const { problems, report } = collector();
  const plain = splitFrontMatter(source.replaceAll('\r\n', '\n'));
  const variables = readVariables(plain.head, seed);
  const head = fillIn(plain.head, variables);
  const body = fillIn(plain.body, variables);
  const front = readFrontMatter(head, report);
  const [introduction = [], ...sections] = sectionsOf(body, plain.line);
  const text = { lesson: id, report };
  const opening = new StepReader(text).read('', plain.line, introduction);
  if (opening.acts.length + opening.goals.length + opening.hints.length > 0)
    report(plain.line, 'Commands, goals and hints belong below a ## heading.');
  const steps = sections.map(([heading, ...tokens]) => {
    const { token, line } = heading as PlacedToken;
    const title = plainText(toInlines((token as Tokens.Heading).tokens, line, text));
    return new StepReader(text).read(title, line, tokens);
  });
  const lesson = { id, ...front, introduction: opening.blocks, steps };
  const [least, most] = front.kind === 'challenge' ? [1, 1] : [2, 9];
  if (steps.length < least || steps.length > most)
    report(
      1,
      `A ${front.kind} has ${least === most ? 'one step' : `${least} to ${most} steps`} (## headings), this one ${steps.length}.`,
    );
  return { lesson, problems };
}

/** The titles of the steps of a lesson's Markdown, without reading the rest. */
export function stepTitles(body: string): string[] {
  const outside = body.replaceAll(/^(`{3,}).*?^\1`*$/gms, '');
  return [...outside.matchAll(/^## (.+)$/gm)].map(([, title = '']) => title.replaceAll(/[`*]/g, '').trim());
}

export type FrontMatter = Omit<Lesson, 'id' | 'introduction' | 'steps'>;

/** Reads what stands between `---` at the top of a lesson. */
export function readFrontMatter(head: string, report: Report): FrontMatter {
  const fields = readMap(head, 2, report);
  if (!fields)
    return {
      title: '',
      summary: '',
      minutes: 1,
      kind: 'lesson',
      terms: [],
      preparation: nothing,
      view: undefined,
      par: undefined,
    };
  const required = (key: string): string => {
    const text = fields.text(key);
    if (text === undefined) report(fields.lineOf(key), `The front matter has no "${key}".`);
    return text ?? '';
  };
  const title = required('title');
  if (title.length > 60 || title.endsWith('.'))
    fields.problem('title', 'The title has up to 60 characters and no full stop.');
  const summary = required('summary');
  const minutes = fields.whole('minutes', 1, 30);
  if (minutes === undefined && !fields.has('minutes')) required('minutes');
  const kind = fields.choice('kind', ['lesson', 'repair', 'challenge']) ?? 'lesson';
  const par = fields.whole('par', 1, 50);
  if ((kind === 'challenge') !== (par !== undefined))
    fields.problem('par', 'A challenge, and nothing else, has a "par".');
  fields.map('variables');
  const front = {
    title,
    summary,
    minutes: minutes ?? 1,
    kind,
    terms: fields.texts('terms') ?? [],
    preparation: {
      images: fields.texts('images') ?? [],
      files: fields.textMap('files') ?? new Map<string, string>(),
      commands: (fields.texts('start') ?? []).map(startCommand),
    },
    view: fields.choice('view', stageViews),
    par,
  };
  fields.finish('The front matter');
  return front;
}

const nothing = { images: [], files: new Map<string, string>(), commands: [] };

function startCommand(text: string): CommandLine {
  const match = /^exit=(\d+)\s+(.*)$/s.exec(text);
  return { line: match?.[2] ?? text, exit: Number(match?.[1] ?? 0) };
}

/** The tokens of the introduction, then of each step, its heading first. */
function sectionsOf(body: string, line: number): PlacedToken[][] {
  const sections: PlacedToken[][] = [[]];
  for (const placed of place(new Lexer({ gfm: true }).lex(body), line)) {
    if (placed.token.type === 'heading' && (placed.token as Tokens.Heading).depth === 2) sections.push([]);
    sections.at(-1)?.push(placed);
  }
  return sections;
}
