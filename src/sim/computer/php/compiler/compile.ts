// A file of PHP as code that runs: its statements, and what is declared before they do.
import type { ClassInfo } from '../run/class-info.ts';
import { declareClass } from '../run/declare-class.ts';
import type { Frame } from '../run/frame.ts';
import type { Unit } from '../run/include.ts';
import { compileClass, type ClassTemplate } from './classes.ts';
import type { Code, Place, Statement } from './code.ts';
import type { Compiler, Scope } from './compiler.ts';
import { compileExpression } from './expressions.ts';
import { Names } from './names.ts';
import { compilePlace } from './places.ts';
import { compileBlock, compileStatement, declareFunction } from './statements.ts';
import { child, children, nameIn, parse, type Node } from './syntax.ts';

/** What was compiled before, by file and source: a request does not do it again. Code is never changed. */
const compiled = new Map<string, Unit>();
const mostCompiled = 300;

/** Compiles a file. `isQuick`: whether a name is a function of PHP's own that never waits. */
export function compile(source: string, file: string, isQuick: (name: string) => boolean): Unit {
  const key = `${file}\0${source}`;
  const known = compiled.get(key);
  if (known) return known;
  const tree = parse(source, file);
  const made = link(tree, file, isQuick);
  if (compiled.size >= mostCompiled) compiled.clear();
  compiled.set(key, made);
  return made;
}

function newCompiler(file: string, isQuick: (name: string) => boolean): Compiler {
  const compiler: Compiler = {
    file,
    names: new Names(),
    strict: false,
    scope: { name: '', cls: undefined, parent: undefined, isTrait: false, generator: false } satisfies Scope,
    isQuick,
    expression: (node): Code => compileExpression(compiler, node),
    place: (node): Place => compilePlace(compiler, node),
    statement: (node): Statement => compileStatement(compiler, node),
    block: (nodes): Statement => compileBlock(compiler, nodes),
  };
  return compiler;
}

function link(tree: Node, file: string, isQuick: (name: string) => boolean): Unit {
  const nodes = children(tree, 'children');
  const early = newCompiler(file, isQuick);
  const functions: ((frame: Frame) => void)[] = [];
  const classes: ClassTemplate[] = [];
  gather(early, nodes, functions, classes);
  const body = newCompiler(file, isQuick).block(nodes);
  return {
    hoist: (frame) => {
      for (const declare of functions) declare(frame);
      declareEarly(frame, classes);
      if (early.strict) frame.makeStrict();
    },
    *run(frame) {
      const done = body.now ? body.now(frame) : yield* body.run(frame);
      return done?.kind === 'return' ? done.value : 1;
    },
  };
}

/** Functions and classes that stand outside of everything else. */
function gather(
  compiler: Compiler,
  nodes: readonly Node[],
  functions: ((frame: Frame) => void)[],
  classes: ClassTemplate[],
): void {
  for (const node of nodes) {
    switch (node.kind) {
      case 'namespace':
        compiler.names.enter(nameIn(node, 'name'));
        gather(compiler, children(node, 'children'), functions, classes);
        break;
      case 'usegroup':
        compiler.names.take(node);
        break;
      case 'declare':
        for (const directive of children(node, 'directives'))
          if (nameIn(directive, 'key').toLowerCase() === 'strict_types')
            compiler.strict = child(directive, 'value')['value'] === '1';
        break;
      case 'function':
        functions.push(declareFunction(compiler, node, true));
        break;
      case 'class':
      case 'interface':
      case 'trait':
      case 'enum':
        classes.push(compileClass(compiler, node));
        break;
      default:
    }
  }
}

/** Declares classes whose parents are there already; the others are declared where they stand. */
function declareEarly({ engine }: Frame, classes: readonly ClassTemplate[]): void {
  const there = (name: string): ClassInfo | undefined => engine.classNamed(name, false);
  let left = classes;
  for (let before = -1; before !== left.length;) {
    before = left.length;
    left = left.filter((template) => {
      const needed = [template.parent, ...template.interfaces, ...template.traits.flatMap(({ names }) => names)];
      if (!needed.every((name) => name === undefined || there(name))) return true;
      declareClass(engine, template);
      return false;
    });
  }
}
