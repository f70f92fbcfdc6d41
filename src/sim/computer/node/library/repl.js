// The prompt of node: what is typed is run, and what it comes to is shown.
const { inspect } = require('internal/inspect');
const { fix, native } = require('internal/errors');
const indirect = globalThis.eval;

/** Whether a text that is no program could become one with more lines. */
const isUnfinished = (error) =>
  error instanceof native.SyntaxError &&
  /unexpected end|unexpected token in expression: ''|got ''|expecting '[)}\]]'|unterminated|end of (?:file|comment|template)/i.test(
    error.message,
  );

const commands = {
  help: '.break    Sorry, got stuck in a multiline expression?\n.clear    Alias for .break\n.exit     Exit the REPL\n.help     Print this help message\n.load     Load JS from a file into the REPL session\n.save     Save all evaluated commands in this REPL session to a file\n\nPress Ctrl+C to abort current expression, Ctrl+D to exit the REPL\n',
};

/** `let`, `const` and `class` of one line stay for the next ones: they become variables of the program. */
const lasting = (line) =>
  line
    .replace(/^(\s*)(?:let|const)\s+(?=[\w$[{])/gm, '$1var ')
    .replace(/^(\s*)class\s+([\w$]+)/gm, '$1var $2 = class $2');

function start(version) {
  const { stdin, stdout } = process;
  const colors = Boolean(stdout.isTTY && stdout.getColorDepth() > 2);
  const Module = require('module');
  const module = new Module('<repl>');
  module.filename = `${process.cwd()}/<repl>`;
  module.paths = Module._nodeModulePaths(process.cwd());
  Object.assign(globalThis, { module, exports: module.exports });
  Object.defineProperty(globalThis, 'require', {
    value: internal.modules.makeRequire(module),
    writable: true,
    configurable: true,
  });
  internal.lazyModules();
  stdout.write(`Welcome to Node.js ${version}.\nType ".help" for more information.\n`);
  let text = '';
  let warned = false;
  const said = [];
  const prompt = () => stdout.write(text === '' ? '> ' : '... ');
  const show = (value) => stdout.write(`${inspect(value, { colors, showProxy: true })}\n`);
  const fail = (error) => {
    const shown = fix(error);
    if (shown instanceof native.Error) {
      const stack = String(shown.stack).split('\n    at ')[0];
      stdout.write(
        `Uncaught${
          stack.includes('\n')
            ? `:\n${stack}`
            : ` ${inspect(Object.assign(shown, {}), { colors })
                .split('\n    at ')[0]
                .replace(/^\[|\]$/g, '')}`
        }\n`,
      );
    } else stdout.write(`Uncaught ${inspect(shown, { colors })}\n`);
  };
  const run = async (code) => {
    const awaits = /\bawait\b/.test(code);
    const plain = /^\s*\{/.test(code) && !/;\s*$/.test(code) ? `(${code})` : code;
    try {
      const value = awaits
        ? await indirect(
            `(async () => { return (${lasting(code)
              .replace(/^\s*var\s+([\w$]+)\s*=/, 'globalThis.$1 =')
              .replace(/;\s*$/, '')}\n) })()`,
          )
        : indirect(lasting(plain));
      text = '';
      globalThis._ = value;
      show(value);
    } catch (error) {
      if (isUnfinished(error)) return;
      text = '';
      fail(error);
    }
  };
  const rl = require('readline').createInterface({ input: stdin, output: stdout, terminal: false });
  let queue = Promise.resolve();
  const take = async (line) => {
    if (text === '' && /^\.\w+/.test(line.trim())) {
      const [word, ...rest] = line.trim().slice(1).split(' ');
      if (word === 'exit') process.exit();
      else if (word === 'help') stdout.write(commands.help);
      else if (word === 'load') {
        try {
          await run(require('fs').readFileSync(rest.join(' '), 'utf8'));
        } catch {
          stdout.write(`Failed to load: ${rest.join(' ')}\n`);
        }
      } else if (word === 'save') require('fs').writeFileSync(rest.join(' '), `${said.join('\n')}\n`);
      else if (word !== 'break' && word !== 'clear') stdout.write('Invalid REPL keyword\n');
      return prompt();
    }
    if (/^\.(?:break|clear)$/.test(line.trim())) text = '';
    else {
      text += `${text === '' ? '' : '\n'}${line}`;
      said.push(line);
      if (text.trim() === '') text = '';
      else await run(text);
    }
    warned = false;
    return prompt();
  };
  rl.on('line', (line) => {
    queue = queue.then(() => take(line));
  });
  rl.on('close', () => {
    queue.then(() => {
      stdout.write('\n');
      process.exit();
    });
  });
  process.on('SIGINT', () => {
    if (text === '' && warned) process.exit();
    if (text === '') {
      warned = true;
      stdout.write('\n(To exit, press Ctrl+C again or Ctrl+D or type .exit)\n');
    } else stdout.write('\n');
    text = '';
    prompt();
  });
  process.on('uncaughtException', (error) => {
    fail(error);
    prompt();
  });
  prompt();
}

module.exports = { start };
