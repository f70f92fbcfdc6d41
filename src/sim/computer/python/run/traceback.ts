// What an exception that nobody handles prints: CPython's traceback, with the source and the marks below it.
import type { Task } from '../../../kernel/task.ts';
import { parseExpression } from '../parser/parse.ts';
import { PythonSyntaxError, type Expr, type Span } from '../parser/syntax.ts';
import { classPath, str } from '../objects/text.ts';
import { PyException, PyTuple, Raised, type TraceEntry, type Value } from '../objects/values.ts';
import { suggestion } from './suggestion.ts';
import type { Thread } from './thread.ts';

const causeText = '\nThe above exception was the direct cause of the following exception:\n\n';
const contextText = '\nDuring handling of the above exception, another exception occurred:\n\n';

/** The whole text for an exception, with those that led to it. */
export function* formatException(
  thread: Thread,
  exception: PyException,
  indent = '',
  seen = new Set<PyException>(),
): Task<string> {
  seen.add(exception);
  let before = '';
  const { cause, context } = exception;
  if (cause && !seen.has(cause))
    before = (yield* formatException(thread, cause, indent, seen)) + indented(causeText, indent);
  else if (context && !exception.suppress && !seen.has(context))
    before = (yield* formatException(thread, context, indent, seen)) + indented(contextText, indent);
  const inner = exception.attrs.get('exceptions');
  if (inner instanceof PyTuple) return before + (yield* formatGroup(thread, exception, inner.items, indent, seen));
  const trace =
    exception.trace.length > 0 ? `Traceback (most recent call last):\n${formatTrace(thread, exception.trace)}` : '';
  return before + indented(trace + (yield* formatOnly(thread, exception)), indent);
}

const indented = (text: string, indent: string): string => (indent === '' ? text : text.replace(/^(?=.)/gm, indent));

/** A group of exceptions: each in a box. */
function* formatGroup(
  thread: Thread,
  group: PyException,
  items: readonly Value[],
  indent: string,
  seen: Set<PyException>,
): Task<string> {
  const inner = `${indent === '' ? '  ' : indent}| `;
  const trace =
    group.trace.length > 0
      ? `${inner.replace('|', '+')}Exception Group Traceback (most recent call last):\n${indented(formatTrace(thread, group.trace), inner)}`
      : '';
  let text =
    (indent === '' ? trace : trace.replace(/^\s*\+ /, (found) => found.replace('+', '|'))) +
    indented(yield* formatOnly(thread, group), inner);
  const bar = indent === '' ? '  ' : indent;
  for (const [at, item] of items.entries()) {
    text += `${bar}${at === 0 ? '+-' : '  '}+---------------- ${at + 1} ----------------\n`;
    text += yield* formatException(
      thread,
      item as PyException,
      `${bar}  | `.replace(/\| $/, item instanceof PyException && item.attrs.has('exceptions') ? '' : '| '),
      seen,
    );
  }
  return `${text}${bar}  +------------------------------------\n`;
}

/** The lines of `Traceback`: each frame with its line. Repeated ones are counted (traceback.StackSummary). */
export function formatTrace(thread: Thread, trace: readonly TraceEntry[]): string {
  let text = '';
  let last = '';
  let repeated = 0;
  const flush = (): void => {
    if (repeated > 3) text += `  [Previous line repeated ${repeated - 3} more time${repeated > 4 ? 's' : ''}]\n`;
  };
  for (const { code, at } of trace) {
    const span = code.spans[at] ?? { line: code.firstLine, col: 0, endLine: code.firstLine, endCol: 0 };
    const place = placeOf(code.source, span.line);
    if (place === 'hidden') continue;
    const [file, line, name] = place
      ? [code.file.replace(/[^/]*$/, place.file), place.line, place.name]
      : [code.file, span.line, code.name];
    const key = `${file}:${line}:${name}`;
    if (key !== last) {
      flush();
      last = key;
      repeated = 0;
    }
    if (++repeated > 3) continue;
    text += `  File "${file}", line ${line}, in ${name}\n`;
    const source =
      code.file === '<stdin>' || code.file === '<string>'
        ? thread.interpreter.series >= 13
          ? code.source
          : ''
        : code.source;
    if (source !== '') text += sourceLines(source, span, thread.interpreter.series);
  }
  flush();
  return text;
}

/**
 * Where CPython has what stands on a line of our library, as the end of that line says: `#: threading.py 982 run`, or
 * `#: hidden` for what is written in C there.
 */
function placeOf(source: string, line: number): 'hidden' | { file: string; line: number; name: string } | undefined {
  if (!source.includes('#: ')) return undefined;
  const found = /#: (?:hidden|(\S+) (\d+) (\S+))$/.exec(source.split('\n')[line - 1] ?? '');
  if (!found) return undefined;
  const [, file, number, name] = found;
  return file === undefined || name === undefined ? 'hidden' : { file, line: Number(number), name };
}

/** The line of a place, and the marks below the part that failed. */
function sourceLines(source: string, span: Span, series: number): string {
  const line = (source.split('\n')[span.line - 1] ?? '').replace(/ +#: .*$/, '');
  const stripped = line.trim();
  if (stripped === '') return '';
  const start = line.length - line.trimStart().length;
  const text = `    ${stripped}\n`;
  const several = span.endLine !== span.line;
  const end = several ? line.trimEnd().length : span.endCol;
  if (end <= span.col) return text;
  const anchors = several ? undefined : findAnchors(line.slice(span.col, end), series);
  if (series >= 13) {
    if (hidesCall(stripped, line, span.col, end)) return text;
    if (!anchors && span.col <= start && end >= line.trimEnd().length) return text;
  } else if (!anchors && span.col <= start && end >= line.trimEnd().length && !several) return text;
  const width = end - span.col;
  const marks = anchors
    ? `${'~'.repeat(anchors[0])}${'^'.repeat(anchors[1] - anchors[0])}${'~'.repeat(width - anchors[1])}`
    : '^'.repeat(width);
  return `${text}    ${' '.repeat(span.col - start)}${marks}\n`;
}

/** A call that makes the whole of a `return` or an assignment is not marked since 3.13. */
function hidesCall(statement: string, line: string, from: number, to: number): boolean {
  const part = line.slice(from, to);
  if (to < line.trimEnd().length || !part.endsWith(')')) return false;
  const before = line.slice(0, from).trim();
  if (before === 'return') return /^[A-Za-z_]\w*\(/.test(part);
  return /^[^=()]+=$/.test(before) && statement.endsWith(part) && parsed(part)?.kind === 'Call';
}

function parsed(part: string): Expr | undefined {
  try {
    return parseExpression(part);
  } catch (error) {
    if (error instanceof PythonSyntaxError) return undefined;
    throw error;
  }
}

/** Where the marks of an operator, of a subscript and (since 3.13) of a call's parentheses begin and end. */
function findAnchors(part: string, series: number): readonly [number, number] | undefined {
  const expr = parsed(part);
  if (!expr) return undefined;
  if (expr.kind === 'Binary') {
    let at = expr.left.endCol;
    while (at < part.length && /[\s)\\]/.test(part[at] ?? '')) at++;
    return [at, at + expr.op.length];
  }
  if (expr.kind === 'Subscript') {
    let at = expr.value.endCol;
    while (at < part.length && part[at] !== '[') at++;
    return [at, expr.endCol];
  }
  if (expr.kind === 'Call' && series >= 13) {
    let at = expr.func.endCol;
    while (at < part.length && part[at] !== '(') at++;
    return [at, expr.endCol];
  }
  return undefined;
}

/** The last lines: class and text, notes; for a SyntaxError its source. */
export function* formatOnly(thread: Thread, exception: PyException): Task<string> {
  const shown = classPath(exception.cls).replace(/^__main__\./, '');
  let text: string;
  if (
    exception.cls.mro.some((cls) => cls.name === 'SyntaxError' && !cls.heap) &&
    typeof exception.attrs.get('lineno') === 'number'
  )
    text = syntaxError(exception, shown);
  else {
    let message: string;
    try {
      message = yield* str(thread, exception);
    } catch (error) {
      if (!(error instanceof Raised)) throw error;
      message = '<exception str() failed>';
    }
    message += suggestion(thread, exception);
    text = message === '' ? `${shown}\n` : `${shown}: ${message}\n`;
  }
  for (const note of (exception.attrs.get('\0notes') ?? []) as Value[]) text += `${String(note)}\n`;
  return text;
}

function syntaxError(exception: PyException, shown: string): string {
  const { attrs } = exception;
  const get = (name: string): Value => attrs.get(name) ?? null;
  const line = get('text');
  let text = `  File "${String(get('filename'))}", line ${String(get('lineno'))}\n`;
  if (typeof line === 'string' && line.trim() !== '') {
    const stripped = line.trim();
    const start = line.length - line.trimStart().length;
    const offset = Number(get('offset')) - 1;
    const end = Math.max(Number(get('end_offset')) - 1, offset + 1);
    text += `    ${stripped}\n`;
    if (exception.cls.name !== 'IndentationError' || !String(get('msg')).startsWith('unexpected indent'))
      text += `    ${' '.repeat(Math.max(0, offset - start))}${'^'.repeat(Math.max(1, end - Math.max(offset, start)))}\n`;
  }
  return `${text}${shown}: ${String(get('msg'))}\n`;
}
