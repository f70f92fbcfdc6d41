// The patterns of `match` statements.
import type { ExpressionParser } from './expressions.ts';
import type { Expr, Pattern } from './syntax.ts';

/** The pattern of a `case`, an open sequence included. */
export function parsePattern(parser: ExpressionParser): Pattern {
  const first = starPattern(parser);
  if (!parser.is(',')) return first.kind === 'Star' ? { kind: 'Sequence', items: [first] } : first;
  const items = [first];
  while (parser.accept(',')) {
    if (parser.is(':') || parser.isName('if')) break;
    items.push(starPattern(parser));
  }
  return { kind: 'Sequence', items };
}

function starPattern(parser: ExpressionParser): Pattern {
  if (!parser.accept('*')) return asPattern(parser);
  const name = parser.identifier();
  return { kind: 'Star', name: name === '_' ? undefined : name };
}

function asPattern(parser: ExpressionParser): Pattern {
  const first = closedPattern(parser);
  const items = [first];
  while (parser.accept('|')) items.push(closedPattern(parser));
  const pattern: Pattern = items.length > 1 ? { kind: 'Or', items } : first;
  return parser.acceptName('as') ? { kind: 'As', pattern, name: parser.identifier() } : pattern;
}

function closedPattern(parser: ExpressionParser): Pattern {
  const token = parser.peek();
  if (token.kind === 'op' && (token.text === '(' || token.text === '[')) {
    parser.next();
    const end = token.text === '(' ? ')' : ']';
    const items: Pattern[] = [];
    let comma = false;
    while (!parser.is(end)) {
      items.push(starPattern(parser));
      if (!parser.accept(',')) break;
      comma = true;
    }
    parser.expect(end);
    const [only] = items;
    if (end === ')' && items.length === 1 && !comma && only && only.kind !== 'Star') return only;
    return { kind: 'Sequence', items };
  }
  if (token.kind === 'op' && token.text === '{') return mappingPattern(parser);
  if (token.kind === 'name' && !['None', 'True', 'False'].includes(token.text)) {
    const name: Expr = { kind: 'Name', id: parser.identifier(), ...parser.spanOf(token) };
    let value: Expr = name;
    while (parser.accept('.'))
      value = { kind: 'Attribute', value, attr: parser.identifier(), ...parser.spanFrom(token) };
    if (parser.accept('(')) return classPattern(parser, value);
    if (value !== name) return { kind: 'Value', value };
    return { kind: 'Capture', name: token.text === '_' ? undefined : token.text };
  }
  const value = parser.is('-') || token.kind === 'number' ? signed(parser) : parser.primary();
  return { kind: 'Value', value };
}

function signed(parser: ExpressionParser): Expr {
  const token = parser.peek();
  if (parser.accept('-')) return { kind: 'Unary', op: '-', operand: parser.primary(), ...parser.spanFrom(token) };
  return parser.primary();
}

function mappingPattern(parser: ExpressionParser): Pattern {
  parser.next();
  const keys: Expr[] = [];
  const items: Pattern[] = [];
  let rest: string | undefined;
  while (!parser.is('}')) {
    if (parser.accept('**')) rest = parser.identifier();
    else {
      keys.push(signed(parser));
      parser.expect(':');
      items.push(asPattern(parser));
    }
    if (!parser.accept(',')) break;
  }
  parser.expect('}');
  return { kind: 'Mapping', keys, items, rest };
}

function classPattern(parser: ExpressionParser, cls: Expr): Pattern {
  const items: Pattern[] = [];
  const names: string[] = [];
  const named: Pattern[] = [];
  while (!parser.is(')')) {
    if (parser.peek().kind === 'name' && parser.peek(1).text === '=') {
      names.push(parser.identifier());
      parser.next();
      named.push(asPattern(parser));
    } else items.push(asPattern(parser));
    if (!parser.accept(',')) break;
  }
  parser.expect(')');
  return { kind: 'Class', cls, items, names, named };
}
