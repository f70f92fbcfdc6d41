// npm and npx (npm(1)).
import { encodeText } from '../text.ts';
import type { Program } from '../../contract.ts';
import { basename } from '../../filesystem/path.ts';
import { cache, config } from './cache.ts';
import { exec, execute } from './execute.ts';
import { init } from './init.ts';
import { audit, ci, install, prune, uninstall, update } from './install.ts';
import { list } from './list.ts';
import { type Command, Run } from './run.ts';
import { named, runScriptCommand } from './scripts.ts';
import { view } from './view.ts';
import { yarn } from './yarn.ts';

const aliases: Readonly<Record<string, string>> = {
  i: 'install', in: 'install', add: 'install', isntall: 'install', un: 'uninstall', remove: 'uninstall', rm: 'uninstall', r: 'uninstall',
  unlink: 'uninstall', 'clean-install': 'ci', ic: 'ci', list: 'ls', la: 'ls', ll: 'ls', run: 'run-script', rum: 'run-script', t: 'test', tst: 'test', x: 'exec',
  view: 'view', info: 'view', show: 'view', v: 'view', up: 'update', upgrade: 'update', c: 'config', create: 'init', innit: 'init', 'install-test': 'install',
}; // prettier-ignore

const printing = (text: (run: Run) => string): Command =>
  function* (run) {
    yield* run.print(text(run));
    return 0;
  };

const commands: Readonly<Record<string, Command>> = {
  install, ci, uninstall, ls: list, 'run-script': runScriptCommand, start: named('start'), test: named('test'), stop: named('stop'), restart: named('restart'),
  init, cache, config, view, update, prune, audit, exec, dedupe: prune,
  set: (run) => config(new Run(run.process, ['config', 'set', ...run.words.slice(1)])),
  get: (run) => config(new Run(run.process, ['config', 'get', ...run.words.slice(1)])),
  fund: printing((run) => basename(run.folder)), root: printing((run) => (run.global ? `${run.modules}/node_modules` : `${run.folder}/node_modules`)),
  prefix: printing((run) => (run.global ? run.prefix : run.folder)), rebuild: printing(() => 'rebuilt dependencies successfully'),
  help: printing(() => help), ping: printing((run) => `npm notice PING ${run.registry}/`),
}; // prettier-ignore

const unsimulated = new Set(
  'access adduser bugs completion deprecate diff dist-tag docs doctor edit explain explore find-dupes help-search hook install-ci-test link login logout org outdated owner pack pkg profile publish query repo sbom search shrinkwrap star stars team token undeprecate unpublish unstar version whoami why'.split(
    ' ',
  ),
);

const help = `npm <command>

Usage:

npm install        install all the dependencies in your project
npm install <foo>  add the <foo> dependency to your project
npm test           run this project's tests
npm run <foo>      run the script named <foo>
npm <command> -h   quick help on <command>

All commands:

    audit, cache, ci, config, exec, fund, get, help, init, install, ls, prefix, prune, rebuild, restart, root, run, set, start, stop, test, uninstall, update, view`;

const npm: Program = function* (process) {
  const run = new Run(process, process.argv.slice(1));
  const [word] = run.words;
  if (run.has('v', 'version')) {
    yield* run.print(run.version);
    return 0;
  }
  if (word === undefined) {
    yield* run.print(help);
    return run.has('h', 'help') ? 0 : 1;
  }
  if (run.has('w', 'workspace', 'workspaces', 'ws')) {
    yield* run.tell('error', ['not simulated: workspaces']);
    return 1;
  }
  const name = aliases[word] ?? word;
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command) return yield* command(run);
  if (unsimulated.has(name)) {
    yield* run.tell('error', [`not simulated: npm ${name}`]);
    return 1;
  }
  yield* (
    process.descriptors
      .get(2)
      ?.write(
        encodeText(`Unknown command: "${word}"\n\nTo see a list of supported npm commands, run:\n  npm help\n`),
      ) ?? []
  );
  return 1;
};

const npx: Program = function* (process) {
  const run = new Run(process, process.argv.slice(1), true);
  if (run.has('v', 'version') && run.words.length === 0) {
    yield* run.print(run.version);
    return 0;
  }
  const [name, ...args] = run.words;
  return yield* execute(run, name, [...args, ...run.rest]);
};

/** The programs of npm and yarn by name. */
export const npmPrograms: Readonly<Record<string, Program>> = { npm, npx, yarn };
