// Turns the Markdown of other course formats into that of a lesson, line by line. What has no place in a lesson is taken out and noted.

/** Notes what was found and is not supported; the same note once. */
export class Leftovers {
  readonly #notes = new Set<string>();

  note(text: string): void {
    this.#notes.add(text);
  }

  get all(): readonly string[] {
    return [...this.#notes];
  }
}

/** What a fenced block becomes: its info string, and lines before it; undefined: it is left out. */
export type Fence = { readonly info: string; readonly before?: readonly string[] } | undefined;

export interface Dialect {
  /** Reads the info string of an opening fence, what follows the closing one, and the lines between. */
  readonly fence: (info: string, after: string, lines: readonly string[]) => Fence;
  /** Changes a line outside of blocks; several lines for one that becomes a block. */
  readonly line: (text: string) => readonly string[];
}

/** Commands that go on in front of the prompt. */
const staying =
  /\b(?:run|exec|start)\b.*\s-(?:\w*i\w*t|\w*t\w*i|-interactive)\b|\blogs\b.*\s(?:-f|--follow)\b|\bdocker (?:attach|events|stats)\b|\bcompose (?:[^|]*\s)?up\b(?!.*\s(?:-d|--detach)\b)/;

/** The info string of a block of commands: the last one may stay. */
export const commandInfo = (lines: readonly string[]): string =>
  staying.test(lines.findLast((line) => line.trim() !== '') ?? '') && !lines.at(-1)?.includes('--no-stream')
    ? 'sh stays'
    : 'sh';

/** The body of a step. */
export function convert(markdown: string, dialect: Dialect, leftovers: Leftovers): string {
  const out: string[] = [];
  const lines = markdown.replaceAll('\r\n', '\n').split('\n');
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index] ?? '';
    const [, indent = '', ticks, info = ''] = /^(\s*)(`{3,}|~{3,})\s*(.*)$/.exec(line) ?? [];
    if (ticks === undefined) {
      out.push(...dialect.line(line).map((each) => plain(each, leftovers)));
      continue;
    }
    const end = lines.findIndex((each, at) => at > index && each.trimStart().startsWith(ticks));
    const body = lines
      .slice(index + 1, end < 0 ? undefined : end)
      .map((each) => (each.startsWith(indent) ? each.slice(indent.length) : each));
    const after = end < 0 ? '' : (lines[end] ?? '').trimStart().slice(ticks.length).trim();
    const fence = dialect.fence(info, after, body);
    if (fence) out.push(...(fence.before ?? []), `\`\`\`${fence.info}`, ...body, '```');
    if (end < 0) break;
    index = end;
  }
  return out
    .join('\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();
}

/** A line of text without what a lesson has no place for. */
function plain(line: string, leftovers: Leftovers): string {
  let text = line.replace(/^#\s+.*$/, '').replace(/^#{2,6}\s+/, '### ');
  text = text.replace(/^>\s?(?:\[!\w+\]\s*)?/, '');
  text = text.replaceAll(/!\[([^\]]*)\]\([^)]*\)/g, (_, label: string) => {
    leftovers.note('Pictures: the stage takes their place.');
    return label;
  });
  text = text.replaceAll(/\[([^\]]+)\]\((?:[^()]|\([^)]*\))*\)/g, (_, label: string) => {
    leftovers.note('Links to other places: their words stay.');
    return label;
  });
  const code: string[] = [];
  text = text.replaceAll(/`[^`]*`/g, (each) => `\u0000${code.push(each) - 1}\u0000`);
  text = text.replaceAll(/<\/?[a-zA-Z][^>]*>|<!--.*?-->/g, () => {
    leftovers.note('HTML: its text stays.');
    return '';
  });
  return text.replaceAll(/\u0000(\d+)\u0000/g, (_, at: string) => code[Number(at)] ?? '');
}
