// Dockerfile text to instructions: directives, comments, continuations, here-documents, flags, JSON forms (BuildKit's parser).
import { BuildError, type Dockerfile, type Heredoc, type Instruction, type Range } from './node.ts';

/** Instructions whose words may name here-documents. */
const withHeredocs = new Set(['ADD', 'COPY', 'RUN']);

/** Instructions that have a JSON form. */
const withJson = new Set(['ADD', 'COPY', 'RUN', 'CMD', 'ENTRYPOINT', 'SHELL', 'VOLUME']);

const isComment = (line: string): boolean => line.trimStart().startsWith('#');

/** Reads a Dockerfile; the first mistake in its lines. */
export function parseDockerfile(text: string): Dockerfile | BuildError {
  const lines = text
    .replace(/^\uFEFF/, '')
    .split('\n')
    .map((line) => line.replace(/\r$/, ''));
  const directives = readDirectives(lines);
  if (directives instanceof BuildError) return directives;
  const escape = directives.get('escape')?.value ?? '\\';
  const continuation = escape === '`' ? /(^|[^`])`[ \t]*$/ : /(^|[^\\])\\[ \t]*$/;
  const instructions: Instruction[] = [];
  const emptyContinuations: Range[] = [];
  let comments: string[] = [];
  const end = lines.at(-1) === '' ? lines.length - 1 : lines.length;

  for (let at = 0; at < end;) {
    const first = lines[at] ?? '';
    if (isComment(first)) {
      // Directives are no words about what comes below them.
      if (at >= directives.size) comments.push(first.trimStart().slice(1).trim());
      at++;
      continue;
    }
    const start = at;
    let line = first.trimStart();
    let blank = false;
    let more = continuation.test(line);
    line = line.replace(continuation, '$1');
    at++;
    if (line.trim() === '' && !more) {
      comments = [];
      continue;
    }
    while (more && at < end) {
      const next = lines[at] ?? '';
      at++;
      if (isComment(next)) continue;
      if (next.trim() === '') {
        blank = true;
        continue;
      }
      more = continuation.test(next);
      line += next.replace(continuation, '$1');
    }
    if (blank) emptyContinuations.push({ start: at, end: at });
    const heredocs = readHeredocs(line, lines, at, end);
    if (heredocs instanceof BuildError) return heredocs.at({ start: start + 1, end });
    at = heredocs.next;
    const instruction = toInstruction(line, heredocs.found, { start: start + 1, end: at }, comments);
    if (instruction instanceof BuildError) return instruction;
    instructions.push(instruction);
    comments = [];
  }
  if (instructions.length === 0) return new BuildError('file with no instructions', { start: end, end });
  return { lines, directives, escape, instructions, emptyContinuations };
}

function readDirectives(lines: readonly string[]): Dockerfile['directives'] | BuildError {
  const found = new Map<string, { value: string; range: Range }>();
  for (const [index, line] of lines.entries()) {
    const [, name = '', value = ''] = /^#\s*([a-zA-Z][a-zA-Z0-9]*)\s*=\s*(.+?)\s*$/.exec(line) ?? [];
    const key = name.toLowerCase();
    if (!['syntax', 'escape', 'check'].includes(key)) break;
    const range = { start: index + 1, end: index + 1 };
    if (found.has(key))
      return new BuildError(`only one ${key} parser directive can be used`, { start: index, end: index });
    if (key === 'escape' && value !== '\\' && value !== '`')
      return new BuildError(`invalid escape token '${value}' does not match \` or \\`);
    found.set(key, { value, range });
  }
  return found;
}

function readHeredocs(
  line: string,
  lines: readonly string[],
  from: number,
  end: number,
): { readonly found: readonly Heredoc[]; readonly next: number } | BuildError {
  const words = line.trim().split(/\s+/);
  const name = (words[0] ?? '').toUpperCase();
  const inner = name === 'ONBUILD' ? (words[1] ?? '').toUpperCase() : name;
  if (!withHeredocs.has(inner)) return { found: [], next: from };
  const found: Heredoc[] = [];
  let at = from;
  for (const match of withoutQuoted(line).matchAll(/(?:^|\s)\d*<<(-?)(["']?)([^\s<"';&|]+)\2(?=\s|$|[;&|])/g)) {
    const [, dash = '', quote = '', word = ''] = match;
    const body: string[] = [];
    for (;;) {
      if (at >= end) return new BuildError('unterminated heredoc');
      const raw = lines[at++] ?? '';
      const text = dash === '' ? raw : raw.replace(/^\t+/, '');
      if (text === word) break;
      body.push(raw);
    }
    const content = body.map((text) => `${text}\n`).join('');
    found.push({ name: word, content, expand: quote === '', chomp: dash !== '' });
  }
  return { found, next: at };
}

/** The line with the insides of quotes blanked, but for those that quote a here-document's name. */
function withoutQuoted(line: string): string {
  return line.replace(/(<<-?)?(["'])(?:\\.|(?!\2).)*\2/g, (all, mark: string | undefined) =>
    mark === undefined ? '_'.repeat(all.length) : all,
  );
}

function toInstruction(
  line: string,
  heredocs: readonly Heredoc[],
  range: Range,
  comments: readonly string[],
): Instruction | BuildError {
  const original = line.trim();
  const [, written = '', after = ''] = /^(\S+)\s*([\s\S]*)$/.exec(original) ?? [];
  const name = written.toUpperCase();
  const { flags, rest } = takeFlags(after);
  const json =
    withJson.has(name) || name === 'HEALTHCHECK'
      ? readJson(name === 'HEALTHCHECK' ? rest.replace(/^cmd\s+/i, '') : rest)
      : undefined;
  return { name, written, original, flags, rest, json, heredocs, range, comments };
}

/** An instruction of text alone: what a trigger of `ONBUILD` holds. */
export function parseInstruction(text: string, range: Range): Instruction | BuildError {
  const lines = text.split('\n');
  const heredocs = readHeredocs(lines[0] ?? '', lines, 1, lines.length);
  return heredocs instanceof BuildError ? heredocs.at(range) : toInstruction(lines[0] ?? '', heredocs.found, range, []);
}

/** Splits leading `--flag` words off; quotes and backslashes keep blanks in a word. */
function takeFlags(text: string): { flags: string[]; rest: string } {
  const flags: string[] = [];
  let rest = text;
  for (;;) {
    const match = /^\s*(--(?:[^\s"'\\]|\\.|"(?:\\.|[^"])*"|'[^']*')*)(?=\s|$)/.exec(rest);
    const [all = '', flag = ''] = match ?? [];
    if (!match) return { flags, rest: rest.trimStart() };
    rest = rest.slice(all.length);
    if (flag === '--') return { flags, rest: rest.trimStart() };
    flags.push(
      flag.replace(/"((?:\\.|[^"])*)"|'([^']*)'/g, (_, a?: string, b?: string) => a ?? b ?? '').replace(/\\(.)/g, '$1'),
    );
  }
}

/** A JSON array of strings; undefined when the text is none. */
export function readJson(text: string): readonly string[] | undefined {
  if (!text.trimStart().startsWith('[')) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) && value.every((word) => typeof word === 'string') ? value : undefined;
  } catch {
    return undefined;
  }
}
