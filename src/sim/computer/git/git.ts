// git(1): the options before the subcommand, and the subcommands.
import type { Task } from '../../kernel/task.ts';
import type { Process, Program } from '../contract.ts';
import { failed } from '../filesystem/errno.ts';
import { absolute } from '../filesystem/path.ts';
import { Configuration } from './configuration.ts';
import { branch, tag } from './commands/branch.ts';
import { checkout, reset, restore } from './commands/checkout.ts';
import { clone, init } from './commands/clone.ts';
import { commit } from './commands/commit.ts';
import { config } from './commands/config.ts';
import { diff, log, show } from './commands/log.ts';
import { fetch, pull, push, remote } from './commands/remotes.ts';
import { merge } from './commands/merge.ts';
import { describe, lsFiles, revParse } from './commands/plumbing.ts';
import { add, mv, rm } from './commands/stage.ts';
import { status } from './commands/status.ts';
import { Session } from './session.ts';

type Subcommand = (session: Session, args: readonly string[]) => Task<number>;

const subcommands: Readonly<Record<string, Subcommand>> = {
  add,
  branch,
  checkout: (session, args) => checkout(session, args, 'checkout'),
  clone,
  commit,
  config,
  describe,
  diff,
  fetch,
  init,
  log,
  'ls-files': lsFiles,
  merge,
  mv,
  pull,
  push,
  remote,
  reset,
  restore,
  'rev-parse': revParse,
  rm,
  show,
  status,
  switch: (session, args) => checkout(session, args, 'switch'),
  tag,
};

/** Real subcommands that are not simulated. */
const absent = new Set(
  'am annotate apply archive bisect blame bundle cat-file check-attr check-ignore cherry cherry-pick citool clean commit-tree count-objects credential daemon difftool diff-tree fast-export filter-branch for-each-ref format-patch fsck gc grep gui hash-object lfs ls-remote ls-tree maintenance merge-base mergetool name-rev notes prune range-diff rebase reflog repack replace rev-list revert shortlog show-ref sparse-checkout stage stash submodule symbolic-ref update-index update-ref whatchanged worktree write-tree'.split(
    ' ',
  ),
);

const usage = `usage: git [-v | --version] [-h | --help] [-C <path>] [-c <name>=<value>]
           <command> [<args>]
`;

const help = `${usage}
These are common Git commands that are simulated:

   ${Object.keys(subcommands).join('\n   ')}
`;

/** `git` */
export const git: Program = function* (process: Process): Task<number> {
  let args = process.argv.slice(1);
  let cwd = process.cwd;
  let settings = new Configuration('');
  while (args[0]?.startsWith('-')) {
    const [option, value] = args;
    if (option === '--version' || option === '-v') args = ['version'];
    else if (option === '--help' || option === '-h') args = ['help'];
    else if (option === '--no-pager' || option === '-P') args = args.slice(1);
    else if (option === '-c' && value !== undefined) {
      const [, key = '', setting = 'true'] = /^([^=]*)(?:=(.*))?$/s.exec(value) ?? [];
      settings = settings.with(key, setting);
      args = args.slice(2);
    } else if (option === '-C' && value !== undefined) {
      cwd = absolute(value, cwd);
      args = args.slice(2);
      const stat = process.files.stat(cwd);
      if (failed(stat) || stat.kind !== 'directory')
        return yield* new Session(process, process.cwd).die(`cannot change to '${value}': No such file or directory`);
    } else {
      yield* new Session(process, cwd).warn(`unknown option: ${option}\n${usage}`);
      return 129;
    }
  }
  const session = new Session(process, cwd, settings);
  const [name, ...rest] = args;
  const subcommand = name !== undefined && Object.hasOwn(subcommands, name) ? subcommands[name] : undefined;
  yield* process.compute(2);
  let code = 0;
  if (name === undefined || name === 'help') {
    yield* session.print(help);
    code = name === undefined ? 1 : 0;
  } else if (name === 'version') yield* session.print('git version 2.43.0\n');
  else if (subcommand) code = yield* subcommand(session, rest);
  else if (absent.has(name)) return yield* session.notSimulated(`git ${name}`);
  else {
    yield* session.warn(`git: '${name}' is not a git command. See 'git --help'.\n`);
    code = 1;
  }
  yield* session.flush();
  return code;
};
