// initdb(1): lays out a data directory.
import { external, load, type Task } from '../../../kernel/task.ts';
import type { Process, Program } from '../../contract.ts';
import { failed, strerror } from '../../filesystem/errno.ts';
import { dirname } from '../../filesystem/path.ts';
import { parseOptions } from '../../programs/options.ts';
import { Backend } from '../engine/backend.ts';
import { ClusterFiles } from '../engine/cluster-files.ts';
import { loadClusterTemplate, loadEngine, type ClusterTemplate } from '../engine/engine.ts';
import { releaseOf, type Release } from '../release.ts';
import { splitMessages } from '../wire/message.ts';
import { readReport } from '../wire/report.ts';
import { query } from '../wire/bytes.ts';

/** ms of CPU that the two long steps take. */
const bootstrapCost = 350;
const catalogCost = 450;

const syntax = {
  short: 'D:U:A:E:WkNSdngsVX:c:',
  long: {
    pgdata: 'D:', username: 'U:', auth: 'A:', 'auth-local': 'auth-local:', 'auth-host': 'auth-host:', encoding: 'E:',
    locale: 'locale:', pwfile: 'pwfile:', 'data-checksums': 'k', 'no-data-checksums': 'no-data-checksums', 'no-sync': 'N',
    version: 'V', waldir: 'X:', 'no-locale': 'no-locale', 'text-search-config': 'T:', 'wal-segsize': 'wal-segsize:',
  },
} as const; // prettier-ignore

/** The `initdb` command. */
export const initdb: Program = function* (process) {
  const say = function* (text: string, to = 1): Task {
    yield* process.descriptors.get(to)?.write(new TextEncoder().encode(text)) ?? [];
  };
  const release = releaseOf(process);
  const options = parseOptions(process.argv.slice(1), syntax);
  if ('kind' in options) {
    yield* say(
      `initdb: invalid option -- '${options.option}'\ninitdb: hint: Try "initdb --help" for more information.\n`,
      2,
    );
    return 1;
  }
  if (options.has('V')) {
    yield* say(`initdb (PostgreSQL) ${release.text}\n`);
    return 0;
  }
  const unsimulated = ['X', 'E', 'wal-segsize', 'T'].find((name) => options.has(name));
  if (unsimulated !== undefined) {
    yield* say(`initdb: error: not simulated: option ${unsimulated}\n`, 2);
    return 1;
  }
  if (process.credentials.uid === 0) {
    yield* say(
      'initdb: error: cannot be run as root\ninitdb: hint: Please log in (using, e.g., "su") as the (unprivileged) user that will own the server process.\n',
      2,
    );
    return 1;
  }
  const directory = options.value('D') ?? options.operands[0] ?? process.env.get('PGDATA');
  if (directory === undefined) {
    yield* say(
      'initdb: error: no data directory specified\ninitdb: hint: You must identify the directory where the data for this database system will reside.  Do this with either the invocation option -D or the environment variable PGDATA.\n',
      2,
    );
    return 1;
  }
  const owner = userName(process);
  const quotation = Number(release.major) >= 17 ? '"' : '';
  const checksums = options.has('k') || (Number(release.major) >= 18 && !options.has('no-data-checksums'));
  yield* say(`The files belonging to this database system will be owned by user "${owner}".
This user must also own the server process.

The database cluster will be initialized with locale "en_US.utf8".
The default database encoding has accordingly been set to "UTF8".
The default text search configuration will be set to "english".

Data page checksums are ${checksums ? 'enabled' : 'disabled'}.

`);
  const before = process.files.readdir(directory);
  if (!failed(before) && before.length > 0) {
    yield* say(
      `initdb: error: directory "${directory}" exists but is not empty\ninitdb: hint: If you want to create a new database system, either remove or empty the directory "${directory}" or run initdb with an argument other than "${directory}".\n`,
      2,
    );
    return 1;
  }
  const made = prepare(process, directory);
  yield* say(`${failed(before) ? 'creating' : 'fixing permissions on existing'} directory ${directory} ... `);
  if (made) {
    yield* say(`initdb: error: could not create directory "${directory}": ${strerror(made)}\n`, 2);
    return 1;
  }
  const template = yield* load(loadClusterTemplate);
  yield* say('ok\ncreating subdirectories ... ok\nselecting dynamic shared memory implementation ... posix\n');
  yield* say(`selecting default ${quotation}max_connections${quotation} ... 100\n`);
  yield* say(
    `selecting default ${quotation}shared_buffers${quotation} ... 128MB\nselecting default time zone ... Etc/UTC\n`,
  );
  const hosts = {
    local: options.value('auth-local') ?? options.value('A'),
    host: options.value('auth-host') ?? options.value('A'),
  };
  lay(process, directory, template, release, hosts);
  yield* say('creating configuration files ... ok\nrunning bootstrap script ... ');
  yield* process.compute(bootstrapCost);
  yield* say('ok\nperforming post-bootstrap initialization ... ');
  yield* process.compute(catalogCost);
  const secret =
    options.value('pwfile') === undefined ? undefined : process.files.readText(options.value('pwfile') ?? '');
  const problem = yield* nameSuperuser(
    process,
    directory,
    release,
    options.value('U') ?? owner,
    secret === undefined || failed(secret) ? undefined : secret.split('\n')[0],
  );
  if (problem !== undefined) {
    yield* say(`initdb: error: ${problem}\n`, 2);
    return 1;
  }
  yield* say('ok\nsyncing data to disk ... ok\n\n');
  if (hosts.local === undefined || hosts.local === 'trust')
    yield* say(
      'initdb: warning: enabling "trust" authentication for local connections\ninitdb: hint: You can change this by editing pg_hba.conf or using the option -A, or --auth-local and --auth-host, the next time you run initdb.\n',
      2,
    );
  yield* say(
    `\nSuccess. You can now start the database server using:\n\n    pg_ctl -D ${directory} -l logfile start\n\n`,
  );
  return 0;
};

function userName(process: Process): string {
  const accounts = process.files.readText('/etc/passwd');
  const { uid } = process.credentials;
  const line = failed(accounts)
    ? undefined
    : accounts.split('\n').find((account) => Number(account.split(':')[2]) === uid);
  return line?.split(':')[0] ?? 'postgres';
}

function prepare(process: Process, directory: string): Parameters<typeof strerror>[0] | undefined {
  if (!process.files.exists(directory)) {
    const above = dirname(directory);
    if (above !== directory && !process.files.exists(above)) {
      const failure = prepare(process, above);
      if (failure) return failure;
    }
    const failure = process.files.mkdir(directory, 0o700);
    if (failure) return failure.errno;
  }
  process.files.chmod(directory, 0o700);
  return undefined;
}

function lay(
  process: Process,
  directory: string,
  template: ClusterTemplate,
  release: Release,
  methods: { readonly local: string | undefined; readonly host: string | undefined },
): void {
  const { files } = process;
  const sample = files.readText('/usr/share/postgresql/postgresql.conf.sample');
  const fallback = files.readText('/usr/local/share/postgresql/postgresql.conf.sample');
  const everywhere = [sample, fallback].some((text) => !failed(text) && /^listen_addresses = '\*'/m.test(text));
  for (const [path, content] of template) {
    const target = `${directory}/${path}`;
    if (!content) {
      if (!files.exists(target)) files.mkdir(target, 0o700);
      continue;
    }
    let bytes: Uint8Array | string = content;
    const text = (): string => new TextDecoder().decode(content);
    if (path === 'PG_VERSION' || path.endsWith('/PG_VERSION')) bytes = `${release.major}\n`;
    else if (path === 'postgresql.conf')
      bytes = everywhere ? text().replace(/^#listen_addresses = 'localhost'/m, "listen_addresses = '*'") : text();
    else if (path === 'pg_hba.conf')
      bytes = text()
        .replace(/^(local\s.*\s)trust$/gm, `$1${methods.local ?? 'trust'}`)
        .replace(/^(host\s.*\s)trust$/gm, `$1${methods.host ?? 'trust'}`);
    files.writeFile(target, bytes, 0o600);
  }
}

/** Gives the superuser its name and password; what went wrong if it could not. */
function* nameSuperuser(
  process: Process,
  directory: string,
  release: Release,
  name: string,
  password: string | undefined,
): Task<string | undefined> {
  if (name === 'postgres' && (password === undefined || password === '')) return undefined;
  const engine = yield* load(loadEngine);
  const { kernel } = process.machine;
  const files = new ClusterFiles(process.files, directory, release.major);
  const backend = yield* external(
    Backend.start(engine, files, 'template1', { clock: () => kernel.clock, random: kernel.random('postgres') }),
  );
  const quoted = (text: string): string => text.replaceAll("'", "''");
  const statements = [`UPDATE pg_authid SET rolname = '${quoted(name)}' WHERE oid = 10;`];
  if (password !== undefined && password !== '')
    statements.push(`ALTER ROLE "${name.replaceAll('"', '""')}" PASSWORD '${quoted(password)}';`);
  const problem = statements
    .flatMap((statement) => splitMessages(backend.execute(query(statement)).answer))
    .find(({ type }) => type === 'E');
  yield* external(backend.stop());
  return problem ? readReport(problem.body)['M'] : undefined;
}
