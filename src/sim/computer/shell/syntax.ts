// Parsing a piece of source with unbash, and telling what is wrong with it in the words of each shell.
import { forEachChild, type ParseError, type ParsedScript, type SyntaxNode, type Word } from 'unbash';
import type { Dialect } from './dialect.ts';
import { parseScript } from './parse-script.ts';
import { Source } from './source.ts';

/** Source that parsed: run its commands. */
export interface Parsed {
  readonly kind: 'script';
  readonly script: ParsedScript;
  readonly source: Source;
}

/** Source that ends in the middle of something; more lines may complete it. */
export interface Incomplete {
  readonly kind: 'incomplete';
  readonly script: ParsedScript;
  readonly source: Source;
  readonly errors: readonly ParseError[];
}

/** Source that no continuation could save. What stands on earlier lines is still run. */
export interface Invalid {
  readonly kind: 'invalid';
  readonly script: ParsedScript;
  readonly source: Source;
  readonly errors: readonly ParseError[];
}

/** Parses source. The result is the same for all dialects; what a dialect lacks is refused when it is run. */
export function parse(text: string, firstLine = 1, dialect: Dialect = 'bash'): Parsed | Incomplete | Invalid {
  const source = new Source(text, firstLine);
  const script = parseScript(text);
  const errors = [...(script.errors ?? []), ...refusals(script, text, dialect)].sort((a, b) => a.pos - b.pos);
  const first = errors[0];
  if (!first)
    return endsOpen(script, text) ? { kind: 'incomplete', script, source, errors } : { kind: 'script', script, source };
  return { kind: isAtEnd(first, text) ? 'incomplete' : 'invalid', script, source, errors };
}

/** A word as if it stood as an argument in source; undefined if it is not exactly one. */
export function parseWord(text: string): Word | undefined {
  const command = parseScript(`: ${text}`).commands[0]?.command;
  if (command?.type !== 'Command' || command.suffix.length !== 1) return undefined;
  const word = command.suffix[0];
  return word?.type === 'Word' ? word : undefined;
}

/** Errors of a dialect that does not know what bash's grammar allows. */
function refusals(script: ParsedScript, text: string, dialect: Dialect): ParseError[] {
  if (dialect === 'bash') return [];
  const found: ParseError[] = [];
  const visit = (node: SyntaxNode): void => {
    if (node.type === 'ArrayValue') found.push({ message: "unexpected token '('", pos: node.pos });
    if (node.type === 'HereString') found.push({ message: 'redirection', pos: node.pos });
    if (dialect === 'dash') {
      // To dash `function` is a command, so what follows is out of place.
      const keyword = node.type === 'Function' ? text.slice(node.pos, node.end).startsWith('function') : false;
      if (node.type === 'Function' && keyword) {
        const parenthesis = text.slice(node.name.end, node.body.pos).indexOf('(');
        const braces = { message: "unexpected token '}'", pos: node.end - 1 };
        found.push(parenthesis < 0 ? braces : { message: "unexpected token '('", pos: node.name.end + parenthesis });
      }
      if (node.type === 'ProcessSubstitution') found.push({ message: "unexpected token '('", pos: node.pos + 1 });
    }
    if (node.type === 'ArithmeticFor') found.push({ message: 'loop variable', pos: node.pos });
    forEachChild(node, visit);
  };
  visit(script);
  return found;
}

function isAtEnd(error: ParseError, text: string): boolean {
  if (error.message.startsWith('unterminated')) return true;
  if (!error.message.startsWith('expected') || error.message.includes('redirect target')) return false;
  return (
    error.pos >= text.trimEnd().length ||
    /^\s*(#.*)?$/.test(text.slice(error.pos)) ||
    (/in brace group|in subshell/.test(error.message) && /[{(]\s*$/.test(text))
  );
}

/** Whether a here-document lacks its end, or the last line ends in a backslash. */
function endsOpen(script: ParsedScript, text: string): boolean {
  if (/(^|[^\\])(\\\\)*\\\n?$/.test(text) && !/#[^\n]*$/.test(text.slice(text.lastIndexOf('\n', text.length - 2) + 1)))
    return true;
  if (!text.includes('<<')) return false;
  let open = false;
  const visit = (node: SyntaxNode): void => {
    if (node.type === 'HereDoc' && node.closing === undefined) open = true;
    if (!open) forEachChild(node, visit);
  };
  visit(script);
  return open;
}

const operators = /^(;;&|;;|;&|&&|\|\||\|&|<<<|<<-?|>>|<>|>\||>&|<&|&>>|&>|[;&|()<>])/;

/** The token at a position, as error messages name it; undefined at the end of the source. */
function tokenAt(text: string, position: number): string | undefined {
  const rest = text.slice(position).replace(/^[ \t]+/, '');
  if (rest === '') return undefined;
  if (rest.startsWith('\n')) return 'newline';
  return operators.exec(rest)?.[0] ?? /^[^\s;&|()<>]+/.exec(rest)?.[0];
}

const unterminated: Readonly<Record<string, { closing: string; dash: string }>> = {
  'unterminated double quote': { closing: '"', dash: 'Unterminated quoted string' },
  'unterminated single quote': { closing: "'", dash: 'Unterminated quoted string' },
  'unterminated backtick': { closing: '`', dash: 'EOF in backquote substitution' },
  'unterminated parameter expansion': { closing: '}', dash: "Missing '}'" },
  'unterminated arithmetic expansion': { closing: ')', dash: "Missing '))'" },
  'unterminated command substitution': { closing: ')', dash: 'end of file unexpected (expecting ")")' },
  'unterminated arithmetic command': { closing: ')', dash: 'end of file unexpected (expecting ")")' },
};

/** A syntax error as a shell reports it: the lines that follow its name, and where. */
export interface SyntaxMessage {
  readonly line: number;
  readonly text: string;
  /** bash repeats the line in question. */
  readonly quoted?: string;
}

/** What is wrong, in the dialect's words. */
export function describe(problem: Incomplete | Invalid, dialect: Dialect): SyntaxMessage {
  const { source } = problem;
  const error = problem.errors[0] ?? { message: 'unexpected end of file', pos: source.text.length };
  const lastLine = source.lineAt(source.text.length);
  // bash ends its input with a newline when it has none.
  const endLine = source.text.endsWith('\n') ? lastLine : lastLine + 1;
  const open = unterminated[error.message];
  if (open) {
    if (dialect === 'bash') {
      const line = error.message.includes('command substitution') ? endLine : source.lineAt(error.pos);
      return { line, text: `unexpected EOF while looking for matching \`${open.closing}'` };
    }
    const text =
      dialect === 'dash'
        ? open.dash
        : lowerFirst(open.dash.replace('end of file unexpected', 'unexpected end of file'));
    return { line: lastLine, text: withPrefix(text, dialect) };
  }
  const special = {
    redirection: dialect === 'dash' ? 'redirection unexpected' : 'unexpected redirection',
    'loop variable': dialect === 'dash' ? 'Bad for loop variable' : 'bad for loop variable',
  }[error.message];
  if (special !== undefined) return { line: source.lineAt(error.pos), text: withPrefix(special, dialect) };
  const named = /^unexpected token '(.*)'$/s.exec(error.message)?.[1];
  const token = named ?? tokenAt(source.text, error.pos);
  if (
    token === undefined ||
    problem.kind === 'incomplete' ||
    (token === 'newline' && dialect !== 'bash' && error.message.includes('redirect'))
  ) {
    const atRedirection = error.message.includes('redirect target');
    if (dialect === 'bash') {
      if (atRedirection) return near(source, error.pos, 'newline');
      return { line: endLine, text: 'syntax error: unexpected end of file' };
    }
    const closing = atRedirection ? undefined : closingOf(problem);
    const expecting = closing === undefined ? '' : ` (expecting "${closing}")`;
    if (atRedirection && token === 'newline')
      return {
        line: source.lineAt(error.pos),
        text: withPrefix(dialect === 'dash' ? 'newline unexpected' : 'unexpected newline', dialect),
      };
    const text = dialect === 'dash' ? `end of file unexpected${expecting}` : `unexpected end of file${expecting}`;
    return { line: lastLine, text: withPrefix(text, dialect) };
  }
  if (dialect === 'bash') return near(source, error.pos, token);
  const quoted = token === 'newline' ? 'newline' : `"${token}"`;
  const text = dialect === 'dash' ? `${quoted} unexpected` : `unexpected ${quoted}`;
  return { line: source.lineAt(error.pos), text: withPrefix(text, dialect) };
}

/** The word that dash and ash expect where the source ends; undefined where they do not say. */
function closingOf(problem: Incomplete | Invalid): string | undefined {
  const [first, second] = problem.errors.map(({ message }) => /^expected '(.*?)'(?: to close '(.*?)')?/.exec(message));
  const closing = first?.[1] ?? second?.[1];
  const { text } = problem.source;
  if (closing === 'do' && second?.[2] === 'for' && /\bin\b[^\n;]*$/.test(text)) return undefined;
  if (closing !== 'esac') return closing;
  // Inside a branch its end is expected, before one the end of its pattern.
  const opened = text.lastIndexOf(')');
  return opened > Math.max(text.lastIndexOf(';;'), text.lastIndexOf(' in')) ? ';;' : ')';
}

function near(source: Source, position: number, token: string): SyntaxMessage {
  return {
    line: source.lineAt(position),
    text: `syntax error near unexpected token \`${token}'`,
    quoted: `\`${source.textOfLineAt(position)}'`,
  };
}

const withPrefix = (text: string, dialect: Dialect): string =>
  dialect === 'dash' ? `Syntax error: ${text}` : `syntax error: ${text}`;

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
