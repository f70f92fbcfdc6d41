import { expect, test } from 'vitest';
import { git } from '../../../../src/sim/computer/git/git.ts';
import * as host from '../../../../src/sim/computer/git/host.ts';
import { loadHost } from '../../../../src/sim/computer/git/sites.ts';
import { simulatedInternet } from '../../../../src/sim/computer/network/outside-world.ts';
import { gnuPrograms } from '../programs/run-line.ts';
import { bareMachine, epoch, initOptions, run } from '../support.ts';

/** Runs a line in an empty directory as a learner who has, or has not, said who they are. */
function inEmpty(line: string, known = true) {
  const { kernel, machine } = bareMachine(
    { ...gnuPrograms, git },
    {
      '/etc/passwd': 'root:x:0:0:root:/root:/bin/sh\n',
      '/etc/hosts': '127.0.0.1 localhost\n',
      '/etc/resolv.conf': 'nameserver 192.168.64.1\n',
      '/work/.keep': '',
      ...(known
        ? { '/root/.gitconfig': '[user]\n\tname = Ann\n\temail = ann@example.com\n[init]\n\tdefaultBranch = main\n' }
        : {}),
    },
    simulatedInternet(() => epoch),
  );
  kernel.loaded.set(loadHost, host);
  machine.files.unlink('/work/.keep');
  const argv = ['sh', '-c', line];
  const env = new Map([
    ['PATH', '/bin'],
    ['HOME', '/root'],
    ['LC_ALL', 'C'],
  ]);
  const { code, stdout, stderr } = run(machine, argv, {
    ...initOptions(machine, argv),
    network: machine.network,
    cwd: '/work',
    env,
  });
  return `${stdout}${stderr}${code === 0 ? '' : `[${code}]\n`}`;
}

const first = 'git init -q; echo hi > a.txt; git add .; git commit -qm first; ';
const site = 'https://github.com/drydock-samples/static-site';

test.each([
  ['git --version', 'git version 2.43.0\n'],
  ['git status', 'fatal: not a git repository (or any of the parent directories): .git\n[128]\n'],
  ['git frob', "git: 'frob' is not a git command. See 'git --help'.\n[1]\n"],
  ['git init', 'Initialized empty Git repository in /work/.git/\n'],
  ['git init -q; git log', "fatal: your current branch 'main' does not have any commits yet\n[128]\n"],
  [
    'git init -q; git status',
    'On branch main\n\nNo commits yet\n\nnothing to commit (create/copy files and use "git add" to track)\n',
  ],
  ['git init -q; git add nope', "fatal: pathspec 'nope' did not match any files\n[128]\n"],
  ['echo hi | tee a.txt > b.txt; git init -q; git add a.txt; git status -s', 'A  a.txt\n?? b.txt\n'],
  [
    'git init -q; echo hi > a.txt; git add .; git commit -m first | sed 1d',
    ' 1 file changed, 1 insertion(+)\n create mode 100644 a.txt\n',
  ],
  [
    `${first}git rev-parse HEAD:a; git ls-files`,
    "HEAD:a\na.txt\nfatal: ambiguous argument 'HEAD:a': unknown revision or path not in the working tree.\nUse '--' to separate paths from revisions, like this:\n'git <command> [<revision>...] -- [<file>...]'\n",
  ],
  [`${first}git status`, 'On branch main\nnothing to commit, working tree clean\n'],
  [
    `${first}echo two >> a.txt; git diff`,
    'diff --git a/a.txt b/a.txt\nindex 45b983b..533f0d5 100644\n--- a/a.txt\n+++ b/a.txt\n@@ -1 +1,2 @@\n hi\n+two\n',
  ],
  [`${first}git checkout -b feat; git branch`, "* feat\n  main\nSwitched to a new branch 'feat'\n"],
  [`${first}git switch nope`, 'fatal: invalid reference: nope\n[128]\n'],
  [`${first}git checkout nope`, "error: pathspec 'nope' did not match any file(s) known to git\n[1]\n"],
  [`${first}git rm a.txt; git status -s`, "rm 'a.txt'\nD  a.txt\n"],
  [`${first}git mv nope x`, 'fatal: bad source, source=nope, destination=x\n[128]\n'],
  [`${first}git tag v1; git tag`, 'v1\n'],
  [`${first}git stash`, 'git: not simulated: git stash\n[129]\n'],
  [`git clone ${site}; ls static-site`, "Dockerfile\nREADME.md\nhtml\nCloning into 'static-site'...\n"],
  [
    `git clone -q ${site}.git s; cd s; git log --oneline | cut -c9-; git status`,
    "Serve it from a container\nA page about tides\nOn branch main\nYour branch is up to date with 'origin/main'.\n\nnothing to commit, working tree clean\n",
  ],
  [`git clone -q --depth 1 ${site} s; cd s; git log --format=%s`, 'Serve it from a container\n'],
  [
    `git clone -q -b dark ${site} s; cd s; git log -1 --format=%s; git remote -v`,
    `A dark page\norigin\t${site} (fetch)\norigin\t${site} (push)\n`,
  ],
  [
    `git clone -b nope ${site} s; ls`,
    "Cloning into 's'...\nwarning: Could not find remote branch nope to clone.\nfatal: Remote branch nope not found in upstream origin\n",
  ],
  [
    `mkdir s; echo > s/x; git clone ${site} s`,
    "fatal: destination path 's' already exists and is not an empty directory.\n[128]\n",
  ],
  [
    'git clone https://nohost.invalid/x/y',
    "Cloning into 'y'...\nfatal: unable to access 'https://nohost.invalid/x/y/': Could not resolve host: nohost.invalid\n[128]\n",
  ],
  [`git clone -q ${site} s; cd s; git pull`, 'Already up to date.\n'],
  [
    `git clone -q ${site} s; cd s; git push`,
    "fatal: could not read Username for 'https://github.com': No such device or address\n[128]\n",
  ],
])('%s', (line, expected) => {
  expect(inEmpty(line)).toBe(expected);
});

test('the id of a blob is the real one, and a tree comes by its URL', () => {
  const tree = host.treeOfUrl(`${site}.git`, 'v1.0');
  if (!tree || tree === 'no-ref') throw new Error('no tree');
  expect(tree.files.map(({ path }) => path)).toEqual([
    '.dockerignore',
    'Dockerfile',
    'README.md',
    'html/index.html',
    'html/style.css',
  ]);
  expect([host.treeOfUrl(site, 'nope'), host.treeOfUrl('https://github.com/x/nope')]).toEqual(['no-ref', undefined]);
});
