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
      // The value of statements is that of the last one, which only eval tells.
      return compile(host, file, `return (0,eval)(${JSON.stringify(text(data))})`, scriptHead, '\n})');
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
  importer: (host, args) => ({ json: importerOf(host, textOf(args, 'name'), textOf(args, 'file')) }),
  main: (host, args) => {
    host.main = textOf(args, 'file');
    return undefined;
  },
});

/** Where a module names another one that does not export what it wants. */
function importerOf(host: NodeHost, name: string, wanted: string): unknown {
  for (const [file, { text: source }] of host.sources)
    for (const match of source.matchAll(/\b(?:import|export)\b([^;'"]*?)\bfrom\s*(['"])(.*?)\2/g)) {
      const [whole, clause = '', , request = ''] = match;
      const at = clause.search(new RegExp(`\\b${name.replaceAll('$', '\\$')}\\b`));
      if (at < 0 || host.moduleResolver(request, file) !== wanted) continue;
      const start = match.index + whole.indexOf(clause) + at;
      const line = source.slice(0, start).split('\n').length;
      const column = start - source.lastIndexOf('\n', start - 1);
      const commonjs =
        wanted.startsWith('file:') && formatOf(host.process.files, decodeURIComponent(wanted.slice(7))) === 'commonjs';
      return { file, request, line, column, commonjs, text: source.split('\n')[line - 1] };
    }
  return undefined;
}

const text = (data: string | Uint8Array | undefined): string => (typeof data === 'string' ? data : '');
