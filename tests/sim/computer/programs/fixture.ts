// The directory that the recorded command lines run in, as data that the recorder and the tests share.

/** Time of all files, ms since 1970-01-01T00:00Z: 2020-01-02T03:04:05Z. */
export const fileTime = Date.UTC(2020, 0, 2, 3, 4, 5);

/** Files by path. */
export const fixtureFiles: Readonly<Record<string, string>> = {
  'fruit.txt': 'apple\nbanana\ncherry\nbanana\napricot\n',
  'people.csv': 'name,age,city\nAnn,31,Oslo\nBob,9,Rome\nCid,105,Bern\n',
  'numbers.txt': '10\n9\n2\n33\n2\n-5\n1.5\n',
  'words.txt': 'The quick brown fox\njumps over  the\tlazy dog\n\nThe end',
  'sizes.txt': '4K\n1M\n512\n2.5K\n1G\n',
  'app.conf': '# server\nport = 80\nhost = "localhost"\n\n[log]\nlevel = info # more\npath = /var/log/app\n',
  'empty.txt': '',
  'src/main.js': 'const port = 3000;\nconsole.log(`up on ${port}`);\n',
  'src/lib/util.js': 'export const twice = (n) => 2 * n;\n',
  'src/lib/README.md': '# Library\n',
  'run.sh': '#!/bin/sh\necho hello\n',
  'with space.txt': 'a b\n',
  '.hidden': 'secret\n',
};

/** Permission bits that are not 0644. */
export const fixtureModes: Readonly<Record<string, number>> = { 'run.sh': 0o755, '.hidden': 0o600 };

/** Symbolic links. */
export const fixtureLinks: Readonly<Record<string, string>> = {
  'link.txt': 'fruit.txt',
  broken: 'nowhere',
  code: 'src',
};
