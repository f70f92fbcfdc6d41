// pg_restore(1) until it has read the archive: what is asked for and what the file is. Archives themselves are not simulated.
import type { Process, Program } from '../../contract.ts';
import type { Task } from '../../../kernel/task.ts';
import { failed, strerror } from '../../filesystem/errno.ts';
import { say, warn } from '../../programs/net/say.ts';
import { parseOptions } from '../../programs/options.ts';
import { readAll } from '../../programs/text.ts';
import { releaseOf } from '../release.ts';

const syntax = {
  short: 'acCd:ef:F:h:I:j:lL:n:N:Op:P:RsS:t:T:U:vwWx1V?',
  long: {
    'data-only': 'a',
    clean: 'c',
    create: 'C',
    dbname: 'd:',
    'exit-on-error': 'e',
    file: 'f:',
    format: 'F:',
    host: 'h:',
    index: 'I:',
    jobs: 'j:',
    list: 'l',
    'use-list': 'L:',
    schema: 'n:',
    'exclude-schema': 'N:',
    'no-owner': 'O',
    port: 'p:',
    function: 'P:',
    'schema-only': 's',
    superuser: 'S:',
    table: 't:',
    trigger: 'T:',
    username: 'U:',
    verbose: 'v',
    'no-password': 'w',
    password: 'W',
    'no-privileges': 'x',
    'single-transaction': '1',
    'if-exists': 'i',
    version: 'V',
    help: '?',
  },
} as const;

/** How a dump in plain SQL begins. */
const plainDump = /^(?:--\n-- PostgreSQL database (?:cluster )?dump\n)/;

const seeHelp = 'Try "pg_restore --help" for more information.';

/** The `pg_restore` command. */
export const pgRestore: Program = function* (process) {
  const options = parseOptions(process.argv.slice(1), syntax);
  if ('kind' in options) {
    const what =
      options.option.length > 1 ? `unrecognized option '--${options.option}'` : `invalid option -- '${options.option}'`;
    yield* warn(process, `pg_restore: ${what}\npg_restore: hint: ${seeHelp}\n`);
    return 1;
  }
  if (options.has('V')) {
    yield* say(process, `pg_restore (PostgreSQL) ${releaseOf(process).text}\n`);
    return 0;
  }
  if (options.has('?')) {
    yield* warn(process, 'drydock: pg_restore: not simulated: --help\n');
    return 1;
  }
  const [file, second] = options.operands;
  if (second !== undefined)
    return yield* refuse(process, `too many command-line arguments (first is "${second}")`, seeHelp);
  if (!options.has('d') && !options.has('f') && !options.has('l'))
    return yield* refuse(process, 'one of -d/--dbname and -f/--file must be specified');
  if (options.has('d') && options.has('f'))
    return yield* refuse(process, 'options -d/--dbname and -f/--file cannot be used together', seeHelp);
  const bytes =
    file === undefined
      ? yield* inputOf(process)
      : process.files.readFile(file.startsWith('/') ? file : `${process.cwd.replace(/\/$/, '')}/${file}`);
  if (failed(bytes)) return yield* refuse(process, `could not open input file "${file ?? ''}": ${strerror(bytes)}`);
  if (bytes.length < 5) return yield* refuse(process, `input file is too short (read ${bytes.length}, expected 5)`);
  const text = new TextDecoder().decode(bytes.slice(0, 512));
  if (!text.startsWith('PGDMP') && bytes.length < 512)
    return yield* refuse(process, 'input file does not appear to be a valid archive (too short?)');
  if (plainDump.test(text))
    return yield* refuse(process, 'input file appears to be a text format dump. Please use psql.');
  if (!text.startsWith('PGDMP')) return yield* refuse(process, 'input file does not appear to be a valid archive');
  yield* warn(process, 'drydock: pg_restore: not simulated: archives\n');
  return 1;
};

function* inputOf(process: Process): Task<Uint8Array> {
  const input = process.descriptors.get(0);
  return input ? yield* readAll(input, process) : new Uint8Array();
}

function* refuse(process: Process, why: string, hint?: string): Task<number> {
  yield* warn(process, `pg_restore: error: ${why}\n${hint === undefined ? '' : `pg_restore: hint: ${hint}\n`}`);
  return 1;
}
