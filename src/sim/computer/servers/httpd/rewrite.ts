// mod_rewrite: rules with their conditions, in the server's configuration and in folders.
import type { Process } from '../../contract.ts';
import { failed } from '../../filesystem/errno.ts';
import type { RequestHead } from '../../http/message.ts';

export interface Condition {
  readonly subject: string;
  readonly pattern: string;
  readonly flags: readonly string[];
}

export interface RewriteRule {
  readonly pattern: string;
  readonly substitution: string;
  readonly flags: readonly string[];
  readonly conditions: readonly Condition[];
}

/** The rules of one place. `folder`: the directory that they stand in, with its slash; undefined in the server's own configuration. */
export interface Rewriting {
  on: boolean;
  base: string | undefined;
  readonly rules: RewriteRule[];
  readonly folder: string | undefined;
}

/** What rules know of a request. */
export interface RewriteRequest {
  readonly process: Process;
  readonly head: RequestHead;
  readonly uri: string;
  readonly args: string;
  /** The file that the path means so far. */
  readonly file: string;
  readonly documentRoot: string;
  readonly variables: Map<string, string>;
  readonly server: { readonly name: string; readonly port: number };
  readonly remote: string;
}

export type Rewritten =
  | { readonly kind: 'same' }
  | { readonly kind: 'to'; readonly uri: string; readonly args: string; readonly end: boolean }
  | { readonly kind: 'status'; readonly status: number; readonly to: string | undefined };

const known =
  /^(?:R|redirect|F|forbidden|G|gone|L|last|END|NC|nocase|NE|noescape|QSA|qsappend|QSD|qsdiscard|PT|passthrough|E|env|OR|ornext|S|skip|C|chain|N|next|NV|novary|DPI|discardpath)(?:=.*)?$/i;

/** What is wrong with a rule's or a condition's flags; undefined when nothing is. */
export function flagProblem(flags: readonly string[]): string | undefined {
  const odd = flags.find((flag) => !known.test(flag));
  if (odd === undefined) return undefined;
  if (/^(?:P|proxy|T|type|H|handler|B|CO|cookie|BNP)(?:=.*)?$/i.test(odd))
    return `drydock: not simulated: [${odd}] of RewriteRule`;
  return `RewriteRule: unknown flag '${odd}'`;
}

/** `[L,QSA]` */
export const flagsOf = (text: string | undefined): readonly string[] =>
  text === undefined
    ? []
    : text
        .replace(/^\[|\]$/g, '')
        .split(',')
        .map((flag) => flag.trim())
        .filter((flag) => flag !== '');

const hasFlag = (flags: readonly string[], ...names: readonly string[]): boolean =>
  flags.some((flag) => names.some((name) => flag.toLowerCase() === name.toLowerCase()));

const flagValue = (flags: readonly string[], ...names: readonly string[]): string | undefined => {
  for (const flag of flags) {
    const [name = '', ...rest] = flag.split('=');
    if (names.some((one) => one.toLowerCase() === name.toLowerCase())) return rest.join('=');
  }
  return undefined;
};

function compile(pattern: string, flags: readonly string[]): RegExp | undefined {
  try {
    return new RegExp(
      pattern.replace(/\(\?i\)/g, ''),
      hasFlag(flags, 'NC', 'nocase') || pattern.startsWith('(?i)') ? 'i' : '',
    );
  } catch {
    return undefined;
  }
}

/** A text with %{VARIABLES}, $1 of the rule and %1 of the last condition. */
function expand(text: string, request: RewriteRequest, rule: readonly string[], condition: readonly string[]): string {
  return text.replace(
    /%\{([^}]+)\}|\$(\d)|%(\d)/g,
    (_, name: string | undefined, one: string | undefined, two: string | undefined) => {
      if (one !== undefined) return rule[Number(one)] ?? '';
      if (two !== undefined) return condition[Number(two)] ?? '';
      return variable(name ?? '', request);
    },
  );
}

function variable(
  name: string,
  { process, head, uri, args, file, documentRoot, variables, server, remote }: RewriteRequest,
): string {
  const header = /^HTTP:(.*)$/i.exec(name)?.[1];
  if (header !== undefined) return head.headers.get(header) ?? '';
  const env = /^ENV:(.*)$/i.exec(name)?.[1];
  if (env !== undefined) return variables.get(env) ?? process.env.get(env) ?? '';
  const now = new Date(process.machine.kernel.clock).toISOString();
  switch (name.toUpperCase()) {
    case 'REQUEST_URI': return uri;
    case 'REQUEST_FILENAME': case 'SCRIPT_FILENAME': return file;
    case 'QUERY_STRING': return args;
    case 'REQUEST_METHOD': return head.method;
    case 'REQUEST_SCHEME': return 'http';
    case 'THE_REQUEST': return `${head.method} ${head.target} HTTP/${head.version}`;
    case 'HTTP_HOST': return head.headers.get('host') ?? '';
    case 'HTTP_USER_AGENT': return head.headers.get('user-agent') ?? '';
    case 'HTTP_REFERER': return head.headers.get('referer') ?? '';
    case 'HTTP_COOKIE': return head.headers.get('cookie') ?? '';
    case 'HTTP_ACCEPT': return head.headers.get('accept') ?? '';
    case 'HTTPS': return 'off';
    case 'DOCUMENT_ROOT': return documentRoot;
    case 'SERVER_NAME': return server.name;
    case 'SERVER_PORT': return String(server.port);
    case 'SERVER_PROTOCOL': return `HTTP/${head.version}`;
    case 'REMOTE_ADDR': return remote;
    case 'TIME_YEAR': return now.slice(0, 4);
    default: return '';
  } // prettier-ignore
}

/** Whether a condition holds: what its pattern captured, or undefined. */
function holds(
  { subject, pattern, flags }: Condition,
  request: RewriteRequest,
  rule: readonly string[],
  before: readonly string[],
): readonly string[] | undefined {
  const text = expand(subject, request, rule, before);
  const not = pattern.startsWith('!');
  const test = not ? pattern.slice(1) : pattern;
  const { files } = request.process;
  const answer = (value: boolean): readonly string[] | undefined => (value !== not ? [] : undefined);
  if (/^-[dfslFUhHLx]$/.test(test)) {
    const stat = files.stat(text);
    const kind = failed(stat) ? undefined : stat.kind;
    if (test === '-d') return answer(kind === 'directory');
    if (test === '-s') return answer(kind === 'file' && !failed(stat) && stat.size > 0);
    if (/^-[lLh]$/.test(test)) {
      const link = files.lstat(text);
      return answer(!failed(link) && link.kind === 'symlink');
    }
    return answer(test === '-x' ? !files.access(text, 1) : kind === 'file');
  }
  if (test.startsWith('=')) {
    const wanted = test.slice(1).replace(/^"|"$/g, '');
    return answer(hasFlag(flags, 'NC', 'nocase') ? text.toLowerCase() === wanted.toLowerCase() : text === wanted);
  }
  if (test.startsWith('<')) return answer(text < test.slice(1));
  if (test.startsWith('>')) return answer(text > test.slice(1));
  const found = compile(test, flags)?.exec(text) ?? null;
  if (not) return found ? undefined : [];
  return found ? [...found].map((one: string | undefined) => one ?? '') : undefined;
}

/** The captures of the last condition that held; undefined when the rule does not apply. */
function conditionsHold(
  rule: RewriteRule,
  request: RewriteRequest,
  captured: readonly string[],
): readonly string[] | undefined {
  let last: readonly string[] = [];
  for (let at = 0; at < rule.conditions.length; at++) {
    let held: readonly string[] | undefined;
    for (; at < rule.conditions.length; at++) {
      const condition = rule.conditions[at];
      if (!condition) break;
      held ??= holds(condition, request, captured, last);
      if (!hasFlag(condition.flags, 'OR', 'ornext')) break;
    }
    if (!held) return undefined;
    if (held.length > 0) last = held;
  }
  return last;
}

/** Applies the rules of a place to a request. */
export function rewrite(rewriting: Rewriting, start: RewriteRequest): Rewritten {
  const { folder, rules } = rewriting;
  let request = start;
  let changed = false;
  let end = false;
  let subject =
    folder === undefined ? request.uri : request.file.startsWith(folder) ? request.file.slice(folder.length) : '';
  let skip = 0;
  let broken = false;
  for (const rule of rules) {
    const chained = hasFlag(rule.flags, 'C', 'chain');
    if (skip > 0 || broken) {
      if (skip > 0) skip--;
      broken = broken && chained;
      continue;
    }
    const not = rule.pattern.startsWith('!');
    const found = compile(not ? rule.pattern.slice(1) : rule.pattern, rule.flags)?.exec(subject) ?? null;
    const captured = found ? [...found].map((one: string | undefined) => one ?? '') : [];
    const conditions = (found !== null) !== not ? conditionsHold(rule, request, captured) : undefined;
    if (!conditions) {
      broken = chained;
      continue;
    }
    for (const flag of rule.flags) {
      const [, name, value = ''] = /^(?:E|env)=([^:]+)(?::(.*))?$/i.exec(flag) ?? [];
      if (name !== undefined) request.variables.set(name, expand(value, request, captured, conditions));
    }
    if (hasFlag(rule.flags, 'F', 'forbidden')) return { kind: 'status', status: 403, to: undefined };
    if (hasFlag(rule.flags, 'G', 'gone')) return { kind: 'status', status: 410, to: undefined };
    skip = Number(flagValue(rule.flags, 'S', 'skip') ?? 0);
    if (rule.substitution !== '-') {
      const made = expand(rule.substitution, request, captured, conditions);
      const [path = '', ...rest] = made.split('?');
      let args = rest.length > 0 ? rest.join('?') : hasFlag(rule.flags, 'QSD', 'qsdiscard') ? '' : request.args;
      if (rest.length > 0 && hasFlag(rule.flags, 'QSA', 'qsappend') && request.args !== '')
        args = args === '' ? request.args : `${args}&${request.args}`;
      const wanted = flagValue(rule.flags, 'R', 'redirect');
      const uri = absolute(path, rewriting, request);
      if (wanted !== undefined || /^https?:\/\//.test(path)) {
        const status = { '': 302, temp: 302, permanent: 301, seeother: 303 }[wanted ?? ''] ?? (Number(wanted) || 302);
        const host = request.head.headers.get('host') ?? request.server.name;
        const to = /^https?:\/\//.test(path) ? path : `http://${host}${uri}`;
        return { kind: 'status', status, to: `${to}${args === '' ? '' : `?${args}`}` };
      }
      changed = true;
      subject = folder === undefined ? uri : path.replace(/^\//, '');
      request = { ...request, uri, args, file: folder === undefined ? request.documentRoot + uri : request.file };
    }
    end ||= hasFlag(rule.flags, 'END');
    if (end || hasFlag(rule.flags, 'L', 'last')) break;
  }
  return changed ? { kind: 'to', uri: request.uri, args: request.args, end } : { kind: 'same' };
}

/** The path in URLs that a substitution means. */
function absolute(path: string, { folder, base }: Rewriting, { documentRoot }: RewriteRequest): string {
  if (path.startsWith('/')) {
    // A path of the file system below the document root is meant as it stands.
    return path.startsWith(`${documentRoot}/`) ? path.slice(documentRoot.length) : path;
  }
  if (folder === undefined) return `/${path}`;
  const prefix = base ?? (folder.startsWith(`${documentRoot}/`) ? folder.slice(documentRoot.length) : '/');
  return `${prefix.endsWith('/') ? prefix : `${prefix}/`}${path}`;
}
