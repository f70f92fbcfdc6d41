// Reads one step of a lesson: Markdown's block tokens become blocks, acts, hints, goals and questions.
import type { Token, Tokens } from 'marked';
import { readGoals } from './goals/read-condition.ts';
import type { Goal } from './goals/condition.ts';
import { readAct, readCue } from './fence.ts';
import { readInline, toInlines, type TextSource } from './inlines.ts';
import { plainText } from './plain-text.ts';
import type { Act, Block, Cue, Inline, Option, Question, Step } from './lesson.ts';

/** A token with the line of the file at which it begins. */
export interface PlacedToken {
  readonly token: Token;
  readonly line: number;
}

/** Reads what stands below one heading, or above the first one. */
export class StepReader {
  readonly #source: TextSource;
  readonly #acts: Act[] = [];
  readonly #solution: Act[] = [];
  readonly #goals: Goal[] = [];
  readonly #hints: (readonly Block[])[] = [];
  readonly #notes: (readonly Block[])[] = [];
  #cue: Cue | undefined;
  /** Questions that are judged when the next act has ended. */
  #waiting: { -readonly [K in keyof Question]: Question[K] }[] = [];

  constructor(source: TextSource) {
    this.#source = source;
  }

  read(title: string, line: number, tokens: readonly PlacedToken[]): Step {
    const blocks: Block[] = [];
    for (let index = 0; index < tokens.length; index++) {
      const { token, line: at } = tokens[index] as PlacedToken;
      const next = tokens.slice(index + 1).find((placed) => placed.token.type !== 'space');
      const question = this.#question(token, at, next);
      if (question) {
        blocks.push({ kind: 'question', question });
        index = tokens.indexOf(next as PlacedToken);
      } else blocks.push(...this.#blocks(token, at));
    }
    if (this.#waiting.length > 0)
      this.#source.report(line, `"${title}" ends before a **Predict:** is decided: a command block has to follow it.`);
    return {
      title,
      line,
      blocks,
      hints: this.#hints,
      notes: this.#notes,
      solution: this.#solution,
      goals: this.#goals,
      acts: this.#acts,
      cue: this.#cue,
    };
  }

  #blocks(token: Token, line: number): Block[] {
    const source = this.#source;
    switch (token.type) {
      case 'space':
        return [];
      case 'paragraph':
      case 'text':
        return [{ kind: 'paragraph', inlines: toInlines((token as Tokens.Paragraph).tokens, line, source) }];
      case 'heading':
        if ((token as Tokens.Heading).depth !== 3)
          source.report(line, 'Headings are ## for steps and ### inside them.');
        return [{ kind: 'heading', inlines: toInlines((token as Tokens.Heading).tokens, line, source) }];
      case 'list':
        return this.#list(token as Tokens.List, line);
      case 'table':
        return [table(token as Tokens.Table, line, source)];
      case 'code':
        return this.#fence(token as Tokens.Code, line);
      case 'blockquote':
        return this.#quote(token as Tokens.Blockquote, line);
      default:
        source.report(line, `Lessons have no ${token.type}: ${token.raw.trim().slice(0, 40)}`);
        return [];
    }
  }

  #list(list: Tokens.List, line: number): Block[] {
    const rows = list.items.map((item) => this.#part(item, line));
    if (rows.every((row) => row !== undefined)) return [{ kind: 'parts', rows }];
    const items = list.items.map((item) =>
      place(item.tokens, line).flatMap((placed) => this.#blocks(placed.token, placed.line)),
    );
    if (list.items.some(({ task }) => task)) this.#source.report(line, 'Options belong to a question above them.');
    return [{ kind: 'list', ordered: list.ordered, items }];
  }

  /** An item that explains a part of a command: code, a colon, words. */
  #part(item: Tokens.ListItem, line: number): { code: string; inlines: Inline[] } | undefined {
    const match = /^`([^`]+)`:\s+(.*)$/s.exec(item.text);
    if (!match) return undefined;
    return { code: match[1] ?? '', inlines: readInline(match[2] ?? '', line, this.#source) };
  }

  #fence(code: Tokens.Code, line: number): Block[] {
    const [language = '', ...words] = (code.lang ?? '').split(/\s+/);
    const { report } = this.#source;
    if (language === 'goals') {
      this.#goals.push(...readGoals(code.text, line + 1, report));
      return [];
    }
    if (language === 'stage') {
      this.#cue = readCue(code.text, line + 1, report);
      return [];
    }
    const act = readAct(language, words, code.text, line, report);
    if (!act) return [{ kind: 'code', text: code.text, language }];
    this.#acts.push(act);
    if (language === 'solution') {
      this.#solution.push(act);
      return [];
    }
    for (const question of this.#waiting.splice(0)) question.until = this.#acts.length - 1;
    return [{ kind: 'act', act: this.#acts.length - 1 }];
  }

  #quote(quote: Tokens.Blockquote, line: number): Block[] {
    const [first, ...others] = quote.tokens;
    const lead = (first as Tokens.Paragraph | undefined)?.tokens[0];
    const kind = lead?.type === 'strong' ? (lead as Tokens.Strong).text : '';
    if (first === undefined || !['Hint', 'Watch', 'Presenter'].includes(kind)) {
      this.#source.report(line, 'A quotation begins with **Hint**, **Watch** or **Presenter**.');
      return [];
    }
    const rest = (first as Tokens.Paragraph).tokens.slice(1);
    const begin = toInlines(rest, line, this.#source);
    const blocks: Block[] = [
      { kind: 'paragraph', inlines: trimStart(begin) },
      ...others.flatMap((token) => this.#blocks(token, line)),
    ];
    if (kind === 'Watch') return [{ kind: 'watch', blocks }];
    (kind === 'Hint' ? this.#hints : this.#notes).push(blocks);
    return [];
  }

  /** A paragraph that begins with **Predict:** or **Question:**, and the options below it. */
  #question(token: Token, line: number, next: PlacedToken | undefined): Question | undefined {
    const lead = token.type === 'paragraph' ? (token as Tokens.Paragraph).tokens[0] : undefined;
    const kind = lead?.type === 'strong' ? (lead as Tokens.Strong).text : '';
    if (kind !== 'Predict:' && kind !== 'Question:') return undefined;
    const inlines = trimStart(toInlines((token as Tokens.Paragraph).tokens.slice(1), line, this.#source));
    if (next?.token.type !== 'list') {
      this.#source.report(line, 'A question is followed by a list of "- [ ]" and "- [x]".');
      return undefined;
    }
    const options = (next.token as Tokens.List).items.map((item) => this.#option(item, next.line));
    if (!options.some(({ right }) => right)) this.#source.report(next.line, 'No option is marked right, with "- [x]".');
    const question = { inlines, options, until: undefined as number | undefined };
    if (kind === 'Predict:') this.#waiting.push(question);
    return question;
  }

  #option(item: Tokens.ListItem, line: number): Option {
    const [head = '', ...rest] = item.text.split('\n');
    const explanation = readInline(rest.map((text) => text.trim()).join(' '), line, this.#source);
    if (!item.task) this.#source.report(line, `The option "${head}" needs "[ ]" or "[x]" in front.`);
    if (plainText(explanation) === '')
      this.#source.report(line, `The option "${head}" has no explanation on the lines below it.`);
    return { inlines: readInline(head, line, this.#source), right: item.checked ?? false, explanation };
  }
}

/** Tokens with their lines; `line` is that of the first. */
export function place(tokens: readonly Token[], line: number): PlacedToken[] {
  let at = line;
  return tokens.map((token) => {
    const placed = { token, line: at };
    at += token.raw.split('\n').length - 1;
    return placed;
  });
}

function table({ header, rows }: Tokens.Table, line: number, source: TextSource): Block {
  const cells = (row: readonly Tokens.TableCell[]): Inline[][] =>
    row.map(({ tokens }) => toInlines(tokens, line, source));
  return { kind: 'table', head: cells(header), rows: rows.map(cells) };
}

function trimStart([first, ...others]: readonly Inline[]): Inline[] {
  if (first?.kind !== 'text') return first ? [first, ...others] : [];
  return [{ kind: 'text', text: first.text.trimStart() }, ...others];
}
