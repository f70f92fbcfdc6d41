// The abstract syntax of Python, as ast describes it, in the shape that the compiler wants.

/** Where a piece of source stands: lines from 1, columns from 0. */
export interface Span {
  readonly line: number;
  readonly col: number;
  readonly endLine: number;
  readonly endCol: number;
}

export interface Arg {
  readonly name: string;
  readonly annotation: Expr | undefined;
}

export interface Parameters {
  readonly positionalOnly: number;
  readonly args: readonly Arg[];
  readonly defaults: readonly Expr[];
  readonly vararg: Arg | undefined;
  readonly kwonly: readonly Arg[];
  readonly kwDefaults: readonly (Expr | undefined)[];
  readonly kwarg: Arg | undefined;
}

export interface Comprehension {
  readonly target: Expr;
  readonly iter: Expr;
  readonly ifs: readonly Expr[];
  readonly isAsync: boolean;
}

export interface Keyword {
  /** Undefined: `**value`. */
  readonly name: string | undefined;
  readonly value: Expr;
}

export type FormatPart =
  string | { readonly value: Expr; readonly conversion: string; readonly spec: readonly FormatPart[] | undefined };

type ExprBody =
  | { readonly kind: 'Constant'; readonly value: Constant }
  | { readonly kind: 'Name'; readonly id: string }
  | { readonly kind: 'Joined'; readonly parts: readonly FormatPart[] }
  | { readonly kind: 'Attribute'; readonly value: Expr; readonly attr: string }
  | { readonly kind: 'Subscript'; readonly value: Expr; readonly index: Expr }
  | { readonly kind: 'Slice'; readonly lower: Expr | undefined; readonly upper: Expr | undefined; readonly step: Expr | undefined }
  | { readonly kind: 'Call'; readonly func: Expr; readonly args: readonly Expr[]; readonly keywords: readonly Keyword[] }
  | { readonly kind: 'Binary'; readonly op: string; readonly left: Expr; readonly right: Expr }
  | { readonly kind: 'Unary'; readonly op: string; readonly operand: Expr }
  | { readonly kind: 'Bool'; readonly op: 'and' | 'or'; readonly values: readonly Expr[] }
  | { readonly kind: 'Compare'; readonly left: Expr; readonly ops: readonly string[]; readonly rights: readonly Expr[] }
  | { readonly kind: 'If'; readonly test: Expr; readonly body: Expr; readonly orelse: Expr }
  | { readonly kind: 'Lambda'; readonly params: Parameters; readonly body: Expr }
  | { readonly kind: 'Tuple' | 'List' | 'Set'; readonly items: readonly Expr[] }
  | { readonly kind: 'Dict'; readonly keys: readonly (Expr | undefined)[]; readonly values: readonly Expr[] }
  | { readonly kind: 'Comp'; readonly type: 'list' | 'set' | 'generator'; readonly element: Expr; readonly loops: readonly Comprehension[] }
  | { readonly kind: 'DictComp'; readonly key: Expr; readonly value: Expr; readonly loops: readonly Comprehension[] }
  | { readonly kind: 'Starred'; readonly value: Expr }
  | { readonly kind: 'Named'; readonly target: string; readonly value: Expr }
  | { readonly kind: 'Await'; readonly value: Expr }
  | { readonly kind: 'Yield'; readonly value: Expr | undefined }
  | { readonly kind: 'YieldFrom'; readonly value: Expr }; // prettier-ignore

/** A constant: `int` keeps its digits exact, `ellipsis` is `...`. */
export type Constant =
  | { readonly type: 'none' | 'ellipsis' }
  | { readonly type: 'bool'; readonly value: boolean }
  | { readonly type: 'int'; readonly value: bigint }
  | { readonly type: 'float' | 'imaginary'; readonly value: number }
  | { readonly type: 'str'; readonly value: string }
  | { readonly type: 'bytes'; readonly value: Uint8Array };

export type Expr = ExprBody & Span;

export interface Handler extends Span {
  readonly type: Expr | undefined;
  readonly name: string | undefined;
  readonly body: readonly Stmt[];
}

export interface WithItem {
  readonly context: Expr;
  readonly target: Expr | undefined;
}

export interface Alias {
  readonly name: string;
  readonly as: string | undefined;
}

export type Pattern =
  | { readonly kind: 'Value'; readonly value: Expr }
  | { readonly kind: 'Capture'; readonly name: string | undefined }
  | { readonly kind: 'Star'; readonly name: string | undefined }
  | { readonly kind: 'Sequence'; readonly items: readonly Pattern[] }
  | { readonly kind: 'Mapping'; readonly keys: readonly Expr[]; readonly items: readonly Pattern[]; readonly rest: string | undefined }
  | { readonly kind: 'Class'; readonly cls: Expr; readonly items: readonly Pattern[]; readonly names: readonly string[]; readonly named: readonly Pattern[] }
  | { readonly kind: 'Or'; readonly items: readonly Pattern[] }
  | { readonly kind: 'As'; readonly pattern: Pattern; readonly name: string }; // prettier-ignore

export interface MatchCase {
  readonly pattern: Pattern;
  readonly guard: Expr | undefined;
  readonly body: readonly Stmt[];
}

type StmtBody =
  | { readonly kind: 'Expr'; readonly value: Expr }
  | { readonly kind: 'Assign'; readonly targets: readonly Expr[]; readonly value: Expr }
  | { readonly kind: 'AugAssign'; readonly target: Expr; readonly op: string; readonly value: Expr }
  | { readonly kind: 'AnnAssign'; readonly target: Expr; readonly annotation: Expr; readonly value: Expr | undefined }
  | { readonly kind: 'Return'; readonly value: Expr | undefined }
  | { readonly kind: 'Delete'; readonly targets: readonly Expr[] }
  | { readonly kind: 'Pass' | 'Break' | 'Continue' }
  | { readonly kind: 'Raise'; readonly value: Expr | undefined; readonly cause: Expr | undefined }
  | { readonly kind: 'Global' | 'Nonlocal'; readonly names: readonly string[] }
  | { readonly kind: 'Assert'; readonly test: Expr; readonly message: Expr | undefined }
  | { readonly kind: 'Import'; readonly names: readonly Alias[] }
  | { readonly kind: 'ImportFrom'; readonly module: string; readonly level: number; readonly names: readonly Alias[] }
  | { readonly kind: 'IfStmt'; readonly test: Expr; readonly body: readonly Stmt[]; readonly orelse: readonly Stmt[] }
  | { readonly kind: 'While'; readonly test: Expr; readonly body: readonly Stmt[]; readonly orelse: readonly Stmt[] }
  | { readonly kind: 'For'; readonly target: Expr; readonly iter: Expr; readonly body: readonly Stmt[]; readonly orelse: readonly Stmt[]; readonly isAsync: boolean }
  | { readonly kind: 'Try'; readonly body: readonly Stmt[]; readonly handlers: readonly Handler[]; readonly orelse: readonly Stmt[]; readonly final: readonly Stmt[]; readonly star: boolean }
  | { readonly kind: 'With'; readonly items: readonly WithItem[]; readonly body: readonly Stmt[]; readonly isAsync: boolean }
  | { readonly kind: 'FunctionDef'; readonly name: string; readonly params: Parameters; readonly body: readonly Stmt[]; readonly decorators: readonly Expr[]; readonly returns: Expr | undefined; readonly isAsync: boolean }
  | { readonly kind: 'ClassDef'; readonly name: string; readonly bases: readonly Expr[]; readonly keywords: readonly Keyword[]; readonly body: readonly Stmt[]; readonly decorators: readonly Expr[] }
  | { readonly kind: 'Match'; readonly subject: Expr; readonly cases: readonly MatchCase[] }; // prettier-ignore

export type Stmt = StmtBody & Span;

/** A mistake in the source, in CPython's words. */
export class PythonSyntaxError extends Error {
  readonly type: 'SyntaxError' | 'IndentationError' | 'TabError';
  readonly line: number;
  readonly col: number;
  readonly endCol: number;
  /** More lines would complete it: an interactive prompt asks for them. */
  readonly incomplete: boolean;

  constructor(
    message: string,
    at: { line: number; col: number; endCol?: number; endLine?: number },
    type: 'SyntaxError' | 'IndentationError' | 'TabError' = 'SyntaxError',
    incomplete = false,
  ) {
    super(message);
    this.type = type;
    this.line = at.line;
    this.col = at.col;
    this.endCol = at.endLine !== undefined && at.endLine !== at.line ? at.col + 1 : (at.endCol ?? at.col + 1);
    this.incomplete = incomplete;
  }
}
