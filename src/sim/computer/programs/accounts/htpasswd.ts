// htpasswd(1) of the Apache server: files of user names and hashes. Of the hashes bcrypt is simulated, which registries want.
import type { Task } from '../../../kernel/task.ts';
import type { Process, Program } from '../../contract.ts';
import { failed, strerror } from '../../filesystem/errno.ts';
import { complainTo, decodeText, encodeText, readAll } from '../text.ts';
import { bcrypt, bcryptMatches } from './bcrypt.ts';

const usage = `Usage:
	htpasswd [-cimBdpsDv] [-C cost] passwordfile username
	htpasswd -b[cmBdpsDv] [-C cost] passwordfile username password

	htpasswd -n[imBdps] [-C cost] username
	htpasswd -nb[mBdps] [-C cost] username password
 -c  Create a new file.
 -n  Don't update file; display results on stdout.
 -b  Use the password from the command line rather than prompting for it.
 -i  Read password from stdin without verification (for script usage).
 -B  Force bcrypt hashing of the password (very secure).
 -C  Set the computing time used for the bcrypt algorithm
     (higher is more secure but slower, default: 5, valid: 4 to 17).
 -D  Delete the specified user.
 -v  Verify password for the specified user.
`;

interface Call {
  readonly flags: ReadonlySet<string>;
  readonly cost: number;
  readonly operands: readonly string[];
}

/** `htpasswd` */
export const htpasswd: Program = function* (process) {
  const call = readCall(process.argv.slice(1));
  if (!call) return yield* refuse(process, usage, 2);
  const { flags, cost } = call;
  const operands = [...call.operands];
  const path = flags.has('n') ? undefined : operands.shift();
  const user = operands.shift();
  if (user === undefined || operands.length !== (flags.has('b') ? 1 : 0)) return yield* refuse(process, usage, 2);
  if (user.includes(':')) return yield* refuse(process, "htpasswd: username contains illegal character ':'\n", 6);
  const lines = path === undefined || flags.has('c') ? [] : linesOf(process, path);
  if (lines === undefined)
    return yield* refuse(process, `htpasswd: cannot modify file ${path ?? ''}; use '-c' to create it\n`, 1);
  const line = lines.find((each) => each.startsWith(`${user}:`));
  if (flags.has('D')) {
    if (line !== undefined) yield* complainTo(process, `Deleting password for user ${user}\n`);
    else return yield* refuse(process, `User ${user} not found\n`, 0);
    return yield* save(
      process,
      path ?? '',
      lines.filter((each) => each !== line),
    );
  }
  if (!flags.has('b') && !flags.has('i'))
    return yield* refuse(process, 'drydock: htpasswd: not simulated: asking for the password (use -b or -i)\n', 1);
  const input = process.descriptors.get(0);
  const password = flags.has('b')
    ? (operands[0] ?? '')
    : decodeText(input ? yield* readAll(input, process) : encodeText('')).replace(/\r?\n[^]*$/, '');
  if (flags.has('v')) {
    const right = line !== undefined && bcryptMatches(password, line.slice(user.length + 1));
    return yield* refuse(
      process,
      right ? `Password for user ${user} correct.\n` : 'password verification failed\n',
      right ? 0 : 3,
    );
  }
  if (!flags.has('B'))
    return yield* refuse(process, 'drydock: htpasswd: not simulated: hashes other than bcrypt (-B)\n', 1);
  const random = process.machine.kernel.random('htpasswd').hex(32);
  const salt = Uint8Array.from({ length: 16 }, (_, index) => parseInt(random.slice(index * 2, index * 2 + 2), 16));
  yield* process.compute(2 ** (cost - 5) * 2);
  const entry = `${user}:${bcrypt(password, cost, salt)}`;
  if (path === undefined) {
    yield* process.descriptors.get(1)?.write(encodeText(`${entry}\n\n`)) ?? [];
    return 0;
  }
  yield* complainTo(process, `${line === undefined ? 'Adding' : 'Updating'} password for user ${user}\n`);
  const kept = line === undefined ? [...lines, entry] : lines.map((each) => (each === line ? entry : each));
  return yield* save(process, path, kept);
};

function readCall(args: readonly string[]): Call | undefined {
  const flags = new Set<string>();
  let cost = 5;
  let index = 0;
  for (; /^-./.test(args[index] ?? ''); index++)
    for (const letter of (args[index] ?? '').slice(1)) {
      if (letter === 'C') cost = Number(args[++index]);
      else if (!'cnbimBdpsDv'.includes(letter)) return undefined;
      flags.add(letter);
    }
  return cost >= 4 && cost <= 17 ? { flags, cost, operands: args.slice(index) } : undefined;
}

function linesOf(process: Process, path: string): string[] | undefined {
  const text = process.files.readText(path);
  return failed(text) ? undefined : text.split('\n').filter((line) => line !== '');
}

function* save(process: Process, path: string, lines: readonly string[]): Task<number> {
  const failure = process.files.writeFile(path, lines.map((line) => `${line}\n`).join(''), 0o644);
  if (!failure) return 0;
  return yield* refuse(process, `htpasswd: cannot create file ${path}: ${strerror(failure.errno)}\n`, 1);
}

function* refuse(process: Process, text: string, code: number): Task<number> {
  yield* complainTo(process, text);
  return code;
}
