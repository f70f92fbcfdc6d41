// System calls on programs: compiling them, finding them, and telling what is wrong with one.
import type { Engine } from '../engine/engine.ts';
import { textOf, type Call, type NodeHost } from '../host.ts';
import { explainSyntax } from '../source/explain.ts';
import { methodsOf, prepare } from '../source/prepare.ts';
import { formatOf, resolve } from '../source/resolve.ts';

/** What stands around a CommonJS module, and around a script of the command line. */
const moduleHead = '(function $module(exports,require,module,__filename,__dirname,$fix){';
const scriptHead = '(function $eval($fix){';
const expressionHead = '(function $eval($fix){return (';

/** Compiles a function; answers the function, or the error. */
function compile(host: NodeHost, file: string, source: string, head: string, tail: string): { value: Compiled } {
  const { code, insertions } = prepare(source, head, tail);
  host.sources.set(file, { text: source, insertions });
  const outcome = host.engine.evaluate(code, file);
  return { value: 'value' in outcome ? outcome.value : outcome.thrown };
}

type Compiled = ReturnType<Engine['text']>;

/** Calls by name; what their arguments are stands in the library's `module` and `internal/errors`. */
export const sourceCalls = (builtins: ReadonlySet<string>): Readonly<Record<string, Call>> => ({
  compile: (host, args, data) => compile(host, textOf(args, 'name'), text(data), moduleHead, '\n})'),
  script: (host, args, data) => {
    const file = textOf(args, 'name');
    if (host.printsValue) {
      const { code } = prepare(text(data), expressionHead, '\n)})');
      if ('value' in host.engine.evaluate(code, file)) return compile(host, file, text(data), expressionHead, '\n)})');
    }
    return compile(host, file, text(data), scriptHead, '\n})');
  },
  resolve: ({ process }, args) => {
    const way = args['way'] === 'import' ? 'import' : 'require';
    const from = textOf(args, 'from') || `${process.cwd}/[eval]`;
    const found = resolve(process.files, textOf(args, 'name'), from, way, builtins);
    return { json: 'file' in found ? { ...found, format: formatOf(process.files, found.file) } : found };
  },
  format: ({ process }, args) => ({ text: formatOf(process.files, textOf(args, 'path')) }),
  source: (host, args) => ({ json: host.sources.get(textOf(args, 'file')) }),
  methods: (host, args) => ({ json: methodsOf(host.sources.get(textOf(args, 'file'))?.text ?? '') }),
  explain: (_host, args, data) => ({ json: explainSyntax(text(data), textOf(args, 'message'), textOf(args, 'stack')) }),
  main: (host, args) => {
    host.main = textOf(args, 'file');
    return undefined;
  },
});

const text = (data: string | Uint8Array | undefined): string => (typeof data === 'string' ? data : '');
