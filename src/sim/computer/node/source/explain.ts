// What V8 says of a source that is no program, worked out from where the engine gave up.
import { isModule } from './prepare.ts';
import { tokensOf, type Token } from './tokens.ts';

/** A mistake in a source: V8's message, its place, and how many characters are at fault. */
export interface SyntaxMistake {
  readonly message: string;
  readonly line: number;
  readonly column: number;
  readonly token: number;
}

/** Explains a mistake that the engine reports with its own words and a stack whose first line tells the place. */
export function explainSyntax(source: string, message: string, stack: string): SyntaxMistake {
  const lines = source.split('\n');
  const place = /:(\d+):(\d+)\)?\s*(?:\n|$)/.exec(stack);
  const line = Math.min(lines.length, Number(place?.[1] ?? 1));
  const tokens = tokensOf(source);
  const statement = moduleStatement(source, tokens);
  if (statement) return statement;
  const starts = lineStarts(source);
  // The engine gives up at a token, or a little after the one that it found strange.
  const start = (starts[line - 1] ?? 0) + Number(place?.[2] ?? 1) - 1;
  const wanted = /got '(.*)'|unexpected token in expression: '(.*)'/.exec(message);
  const strange = wanted?.[1] ?? wanted?.[2];
  const onLine = tokens.filter((token) => lineOf(starts, token.start) === line);
  const found =
    (strange === undefined ? undefined : onLine.find((token) => token.text === strange)) ??
    tokens.find((token) => token.end > Math.min(start, source.length) - (line === 1 ? headLength(message) : 0)) ??
    undefined;
  const token = found && lineOf(starts, found.start) >= line ? found : (onLine.at(-1) ?? found);
  const end = !tokens.some((one) => one.start >= start) && !onLine.some((one) => one.start >= start);
  const redeclared = /invalid redefinition of (?:.* )?'?([\w$]+)'?|redeclaration of '?([\w$]+)'?/.exec(message);
  if (redeclared) {
    const name = redeclared[1] ?? redeclared[2] ?? '';
    const twice = tokens.filter((one) => one.kind === 'word' && one.text === name)[1];
    return placed(starts, twice, line, `Identifier '${name}' has already been declared`);
  }
  if (/unexpected end of string|unterminated string/i.test(message))
    return placed(starts, token, line, 'Invalid or unexpected token');
  if (end || /unexpected end|end of (?:input|file)|got ''/i.test(message))
    return { message: 'Unexpected end of input', line: lines.length, column: 1, token: 0 };
  if (/missing initializer for const/i.test(message))
    return placed(starts, token, line, 'Missing initializer in const declaration');
  if (message.includes('await') && token?.text !== ';')
    return placed(starts, token, line, 'await is only valid in async functions and the top level bodies of modules');
  if (!token) return { message: 'Invalid or unexpected token', line, column: 1, token: 1 };
  return placed(starts, token, line, unexpected(token));
}

function unexpected({ kind, text }: Token): string {
  if (kind === 'text') return 'Unexpected string';
  if (kind === 'number') return 'Unexpected number';
  if (kind === 'template') return 'Unexpected template string';
  if (kind === 'word' && !reserved.has(text)) return `Unexpected identifier '${text}'`;
  return `Unexpected token '${text}'`;
}

const reserved = new Set(
  'break case catch class const continue debugger default delete do else export extends false finally for function if import in instanceof new null return super switch this throw true try typeof var void while with'.split(
    ' ',
  ),
);

/** A statement that only modules have, in a source that is none. */
function moduleStatement(source: string, tokens: readonly Token[]): SyntaxMistake | undefined {
  if (!isModule(source)) return undefined;
  const starts = lineStarts(source);
  const first = tokens.find(
    ({ kind, text }, index) =>
      kind === 'word' &&
      /^(?:import|export|await)$/.test(text) &&
      tokens[index - 1]?.text !== '.' &&
      tokens[index + 1]?.text !== '(',
  );
  if (!first) return undefined;
  const message =
    first.text === 'import'
      ? 'Cannot use import statement outside a module'
      : first.text === 'export'
        ? "Unexpected token 'export'"
        : 'await is only valid in async functions and the top level bodies of modules';
  return placed(starts, first, 1, message);
}

function placed(starts: readonly number[], token: Token | undefined, line: number, message: string): SyntaxMistake {
  if (!token) return { message, line, column: 1, token: 1 };
  const at = lineOf(starts, token.start);
  return { message, line: at, column: token.start - (starts[at - 1] ?? 0) + 1, token: token.end - token.start };
}

function lineStarts(source: string): number[] {
  const starts = [0];
  for (let at = source.indexOf('\n'); at >= 0; at = source.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

const lineOf = (starts: readonly number[], at: number): number => starts.findLastIndex((start) => start <= at) + 1;

/** Columns of the first line are counted after what stands before the module. */
const headLength = (message: string): number => (message === '' ? 0 : 70);
