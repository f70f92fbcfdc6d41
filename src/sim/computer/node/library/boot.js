// Begins the library inside the engine: system calls, the modules of Node.js, and what the host calls.
(function (systemCall) {
  const { parse, stringify } = JSON;
  const definitions = new Map();
  const loaded = new Map();

  /** A system call. Answers are values of JSON, texts or bytes; `{ error }` for one that failed. */
  function sys(name, args, data) {
    const answer = systemCall(name, args === undefined ? '' : stringify(args), data);
    if (typeof answer !== 'string') return answer;
    return answer[0] === '=' ? answer.slice(1) : parse(answer);
  }

  function require(name) {
    const id = name.startsWith('node:') ? name.slice(5) : name;
    const known = loaded.get(id);
    if (known) return known.exports;
    const definition = definitions.get(id);
    if (!definition) throw new Error('no module ' + id);
    const module = { exports: {} };
    loaded.set(id, module);
    definition(module, module.exports, require, sys, internal);
    return module.exports;
  }

  /** What modules of the library share and programs do not see. */
  const internal = {
    has: (id) => definitions.has(id) && !id.startsWith('internal/'),
    names: () => [...definitions.keys()].filter((id) => !id.startsWith('internal/')),
    /** What a script evaluates to, without being run yet: a function. */
    compile: (code, file) => systemCall('compile', file, code),
    systemCall,
  };

  return {
    define(name, definition) {
      definitions.set(name, definition);
    },
    prepare() {
      require('internal/errors');
      require('internal/globals');
      require('internal/loop');
      require('internal/main');
    },
    start: () => require('internal/main').start(),
    turn: () => require('internal/loop').turn(),
    ticks: () => require('internal/loop').ticks(),
    rejected: (reason, promise) => require('internal/loop').rejected(reason, promise),
    failed: (error, kind) => require('internal/errors').uncaught(error, kind),
    idle: () => require('internal/main').idle(),
    finish: (code) => require('internal/main').finish(code),
    names: (id) => Object.keys(require('internal/main').namespace(id)).join(),
  };
});
