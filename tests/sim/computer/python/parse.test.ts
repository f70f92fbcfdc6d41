// Sources that the parser takes, as outlines of their trees, and those that it refuses, in CPython's words.
import { describe, expect, test } from 'vitest';
import { parseExpression, parseModule } from '../../../../src/sim/computer/python/parser/parse.ts';
import { PythonSyntaxError } from '../../../../src/sim/computer/python/parser/syntax.ts';

/** Kinds of the statements of a source. */
const kinds = (source: string): string =>
  parseModule(source)
    .map(({ kind }) => kind)
    .join(' ');

describe('statements', () => {
  test.each([
    ['x = y = 1; x += 2', 'Assign AugAssign'],
    ['@a\n@b(1)\nasync def f(a, /, b: int = 1, *c, d, **e) -> str:\n  yield a\n', 'FunctionDef'],
    ['class A(B, metaclass=M):\n\tx: int = 1\n\n\tdef f(self): pass\n', 'ClassDef'],
    ['try:\n  a\nexcept* (B, C) as e:\n  raise D from e\nelse:\n  b\nfinally:\n  c\n', 'Try'],
    ['with (open(a) as b, c):\n  pass', 'With'],
    ['match x:\n  case [1, *_] | {"a": b, **c} if b: pass\n  case P(x=0): pass\n', 'Match'],
    ['match = 1\nprint(match[0])', 'Assign Expr'],
    ['from ..a.b import (c as d, e,)\nimport f.g as h', 'ImportFrom Import'],
    ['if a: b\nelif c: d\nelse: e', 'IfStmt'],
    ['constructor = toString = 1', 'Assign'],
    ['x = [\n  1, # one\n  2,\n]\n', 'Assign'],
  ])('%j', (source, expected) => {
    expect(kinds(source)).toBe(expected);
  });
});

describe('expressions', () => {
  test.each([
    ['1 + 2 * 3', 'Binary'],
    ['lambda a, *b, c=1: a', 'Lambda'],
    ['[x for x in y if x]', 'Comp'],
    ['{a: b for a, b in c}', 'DictComp'],
    ['{*a, 1}', 'Set'],
    ['a if b else c', 'If'],
    ['a < b <= c', 'Compare'],
    ['not a and b', 'Bool'],
    ['f(*a, b=1, **c)', 'Call'],
    ['a[1:2, ::3]', 'Subscript'],
    ["f'{a!r:>{w}} {b=}'", 'Joined'],
  ])('%s', (source, expected) => {
    expect(parseExpression(source).kind).toBe(expected);
  });
});

describe('mistakes', () => {
  test.each([
    ['print "a"', "Missing parentheses in call to 'print'. Did you mean print(...)?"],
    ['if a\n  b', "expected ':'"],
    ['def f():\nx', 'expected an indented block after function definition on line 1'],
    ['  x', 'unexpected indent'],
    ['if a:\n    b\n  c', 'unindent does not match any outer indentation level'],
    ['(1, 2', "'(' was never closed"],
    ['a = )', "unmatched ')'"],
    ["a = 'b", 'unterminated string literal (detected at line 1)'],
    ['1 = a', "cannot assign to literal here. Maybe you meant '==' instead of '='?"],
    ['None = 1', 'cannot assign to None'],
    ['f(a b)', 'invalid syntax. Perhaps you forgot a comma?'],
    ['f(a=1, 2)', 'positional argument follows keyword argument'],
  ])('%j', (source, expected) => {
    let message: string | undefined;
    try {
      parseModule(source);
    } catch (error) {
      if (!(error instanceof PythonSyntaxError)) throw error;
      ({ message } = error);
    }
    expect(message).toBe(expected);
  });
});
