// git prints, here, what the real one prints (recorded.json); with hosts of the simulated outside world, what is written here.
import { describe, expect, test } from 'vitest';
import { git } from '../../../../src/sim/computer/git/git.ts';
import * as host from '../../../../src/sim/computer/git/host.ts';
import { loadHost } from '../../../../src/sim/computer/git/sites.ts';
import { simulatedInternet } from '../../../../src/sim/computer/network/outside-world.ts';
import { gnuPrograms } from '../programs/run-line.ts';
import { bareMachine, epoch, initOptions, run, type Outcome } from '../support.ts';
import { dates, lines, settings } from './lines.ts';
import recorded from './recorded.json' with { type: 'json' };

/** Runs a line in an empty directory. `known`: the learner has said who they are. */
function inEmpty(line: string, known = true): Outcome {
  const { kernel, machine } = bareMachine(
    { ...gnuPrograms, git },
    {
      '/etc/passwd': 'root:x:0:0:root:/root:/bin/sh\n',
      '/etc/hosts': '127.0.0.1 localhost\n',
      '/etc/resolv.conf': 'nameserver 192.168.64.1\n',
      '/work/.keep': '',
      ...(known ? { '/root/.gitconfig': settings } : {}),
    },
    simulatedInternet(() => epoch),
  );
  kernel.loaded.set(loadHost, host);
  machine.files.unlink('/work/.keep');
  const argv = ['sh', '-c', line];
  return run(machine, argv, {
    ...initOptions(machine, argv),
    network: machine.network,
    cwd: '/work',
    env: new Map(Object.entries({ PATH: '/bin', HOME: '/root', LC_ALL: 'C', TZ: 'UTC', ...dates })),
  });
}

/** The whole of what is shown: output, errors, and the status when it is not 0. */
function shown(line: string, known = true): string {
  const { code, stdout, stderr } = inEmpty(line, known);
  return `${stdout}${stderr}${code === 0 ? '' : `[${code}]\n`}`;
}

describe('as recorded', () => {
  test('every line is recorded', () => {
    expect(recorded.map(({ line }) => line)).toEqual(lines);
  });
  test.each(recorded)('$line', ({ line, code, stdout, stderr }) => {
    expect(inEmpty(line)).toEqual({ code, stdout, stderr });
  });
});

const first = 'git init -q; echo hi > a.txt; git add .; git commit -qm first; ';
const site = 'https://github.com/drydock-samples/static-site';

test.each([
  ['git --version', 'git version 2.43.0\n'],
  ['git frob', "git: 'frob' is not a git command. See 'git --help'.\n[1]\n"],
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
  [
    'git clone https://github.com/someone/other; ls',
    "Cloning into 'other'...\nremote: not simulated: this repository. The simulated internet has only samples:\nremote:   drydock-samples/express-todo\nremote:   drydock-samples/flask-counter\nremote:   drydock-samples/model-serving\nremote:   drydock-samples/multi-stage\nremote:   drydock-samples/nginx-proxy\nremote:   drydock-samples/queue-worker\nremote:   drydock-samples/static-site\nremote:   drydock-samples/todo-postgres\nremote:   drydock-samples/train-and-serve\nfatal: repository 'https://github.com/someone/other/' not found\n",
  ],
  [
    'git clone git@github.com:you/private.git',
    "Cloning into 'private'...\ngit: not simulated: ssh: use an https:// URL\n[129]\n",
  ],
  [`git clone -q ${site} s; cd s; git pull`, 'Already up to date.\n'],
  [
    `git clone -q ${site} s; cd s; git reset -q --hard HEAD~1; git status | sed -n 2,3p; git pull`,
    'Your branch is behind \'origin/main\' by 1 commit, and can be fast-forwarded.\n  (use "git pull" to update your local branch)\nUpdating bf7d35c..f242ce6\nFast-forward\n .dockerignore | 2 ++\n Dockerfile    | 3 +++\n 2 files changed, 5 insertions(+)\n create mode 100644 .dockerignore\n create mode 100644 Dockerfile\n',
  ],
  [
    `git init -q; git remote add origin ${site}; git pull origin main; git log --oneline; git fetch`,
    `f242ce6 Serve it from a container\nbf7d35c A page about tides\nFrom ${site}\n * branch            main       -> FETCH_HEAD\n * [new branch]      main       -> origin/main\nFrom ${site}\n * [new branch]      dark       -> origin/dark\n`,
  ],
  [
    `git clone -q ${site} s; cd s; git push`,
    "fatal: could not read Username for 'https://github.com': No such device or address\n[128]\n",
  ],
  [
    `git clone -q ${site} s; cd s; git describe --tags; git checkout -q dark; git describe --tags --always`,
    'v1.0\nv1.0-1-gc631b60\n',
  ],
])('%s', (line, expected) => {
  expect(shown(line)).toBe(expected);
});

test('a commit needs to know who makes it', () => {
  expect(shown('git init -q; echo hi > a; git add a; git commit -m x', false)).toBe(
    'Author identity unknown\n\n*** Please tell me who you are.\n\nRun\n\n  git config --global user.email "you@example.com"\n  git config --global user.name "Your Name"\n\nto set your account\'s default identity.\nOmit --global to set the identity only in this repository.\n\nfatal: unable to auto-detect email address (got \'root@box.(none)\')\n[128]\n',
  );
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
