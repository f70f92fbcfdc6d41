// What a configuration means: addresses, hosts, directories and what is allowed there, logs.
import { failed } from '../../filesystem/errno.ts';
import type { Process } from '../../contract.ts';
import { ConfigurationReader, isProblem, type ConfigurationError, type Directive } from './configuration.ts';
import { globTest } from './glob.ts';
import { flagProblem, flagsOf, type Condition, type Rewriting } from './rewrite.ts';

/** What holds for one place; undefined: as outside of it. */
export interface Rules {
  granted?: boolean;
  indexes?: boolean;
  directoryIndex?: readonly string[];
  /** Who answers instead of the file itself, as SetHandler names it. */
  handler?: string;
  /** What .htaccess may change there: AllowOverride. */
  override?: readonly string[];
  rewriting?: Rewriting;
  /** php_value, php_flag and their like. */
  settings?: ReadonlyMap<string, string>;
  headers?: readonly HeaderChange[];
  fallback?: string;
}

/** A line of mod_headers. */
export interface HeaderChange {
  readonly action: string;
  readonly name: string;
  readonly value: string;
}

export interface Place {
  readonly kind: 'directory' | 'files' | 'location';
  readonly matches: (subject: string) => boolean;
  /** Longer ones are looked at later. */
  readonly length: number;
  readonly rules: Rules;
}

export interface Redirection {
  readonly from: string;
  readonly to: string;
  readonly status: number;
}

/** A virtual host, or the main server. */
export interface Host {
  /** Port that it is for; undefined: any. */
  readonly port: number | undefined;
  name: string | undefined;
  aliases: string[];
  documentRoot: string | undefined;
  directoryIndex: readonly string[] | undefined;
  readonly places: Place[];
  readonly aliasPaths: (readonly [from: string, to: string])[];
  readonly redirections: Redirection[];
  readonly proxies: (readonly [from: string, to: string])[];
  readonly errorDocuments: Map<number, string>;
  customLogs: (readonly [path: string, format: string])[];
  readonly added: Map<string, string>;
  readonly variables: Map<string, string>;
  /** What holds everywhere in the host. */
  readonly rules: Rules;
}

export interface Site {
  readonly listens: readonly { readonly address: string; readonly port: number }[];
  readonly main: Host;
  readonly hosts: readonly Host[];
  readonly errorLog: string;
  readonly formats: ReadonlyMap<string, string>;
  readonly modules: ReadonlySet<string>;
  readonly user: string | undefined;
  readonly pidFile: string;
  readonly root: string;
  readonly accessFile: string;
  /** Its own pages end with who it is. */
  readonly signature: boolean;
  readonly admin: string;
}

/** Directives without an effect that could be seen here. */
const silent = new Set(
  (
    'serverroot loadmodule loglevel user group timeout keepalive keepalivetimeout maxkeepaliverequests usecanonicalname ' +
    'servertokens traceenable hostnamelookups typesconfig addencoding addicon addiconbyencoding ' +
    'addiconbytype defaulticon readmename headername indexignore indexoptions mimemagicfile enablemmap enablesendfile ' +
    'startservers minsparethreads maxsparethreads threadsperchild maxrequestworkers maxconnectionsperchild serverlimit ' +
    'threadlimit mutex addlanguage languagepriority forcelanguagepriority defaultruntimedir define pidfile ' +
    'logformat listen errorlog scriptalias cgidpassphrase scriptsock requestheader unsetenvif setenv browsermatch ' +
    'addoutputfilter addoutputfilterbytype rewriteoptions protocols graceful requestreadtimeout sslrandomseed sslsessioncache sslsessioncachetimeout sslciphersuite sslprotocol sslpassphrasedialog deflatecompressionlevel proxyrequests proxypreservehost addtype adddefaultcharset'
  ).split(' '),
);

/** Directives that httpd knows and that would change answers in ways that are not simulated. */
const unsimulated = new Set(
  (
    'rewritemap rewriteoptions sslengine sslcertificatefile sslcertificatekeyfile authtype authname ' +
    'authuserfile setoutputfilter expiresactive expiresdefault ' +
    'expiresbytype limitrequestbody davlockdb dav action wsgiscriptalias phpvalue ' +
    'balancermember proxyset satisfy aliasmatch redirectmatch scriptaliasmatch userdir'
  ).split(' '),
);

const arity: Readonly<Record<string, readonly [least: number, most: number, text: string]>> = {
  listen: [1, 2, 'Listen requires 1 or 2 arguments.'],
  documentroot: [1, 1, 'DocumentRoot takes one argument, Root directory of the document tree'],
  errordocument: [2, 2, 'ErrorDocument takes two arguments, Change responses for HTTP errors'],
  servername: [1, 1, 'ServerName takes one argument, The hostname and port of the server'],
  errorlog: [1, 1, 'ErrorLog takes one argument, The filename of the error log'],
  customlog: [
    2,
    3,
    'CustomLog takes two or three arguments, a file name, a custom log format string or format name, and an optional "env=" or "expr=" clause (see docs)',
  ],
  logformat: [1, 2, 'LogFormat takes 1-2 arguments, a log format string (see docs) and an optional format name'],
  alias: [2, 2, 'Alias takes two arguments, a fakename and a realname'],
};

const newHost = (port: number | undefined): Host => ({
  port, name: undefined, aliases: [], documentRoot: undefined, directoryIndex: undefined, places: [], aliasPaths: [],
  redirections: [], proxies: [], errorDocuments: new Map(), customLogs: [], added: new Map(), variables: new Map(), rules: {},
}); // prettier-ignore

/** Reads and understands a configuration. */
export function loadSite(
  process: Process,
  path: string,
  root: string,
  defined: ReadonlySet<string>,
): Site | ConfigurationError {
  const reader = new ConfigurationReader(process, root, defined);
  const directives = reader.read(path);
  if (isProblem(directives)) return directives;
  const builder = new SiteBuilder(process, reader);
  const problem = builder.take(directives, builder.main, []);
  if (problem) return problem;
  const mpms = [...reader.modules].filter((name) => name.startsWith('mpm_'));
  if (mpms.length !== 1)
    return {
      error: `AH00534: ${reader.program}: Configuration error: ${mpms.length === 0 ? 'No MPM loaded.' : 'More than one MPM loaded.'}`,
    };
  if (reader.modules.has('php_module') && !reader.modules.has('mpm_prefork_module'))
    return {
      error:
        'Apache is running a threaded MPM, but your PHP Module is not compiled to be threadsafe.  You need to recompile PHP.\nAH00013: Pre-configuration failed',
    };
  return builder.site();
}

/** Reads what a folder's own file says; undefined when there is none. */
export function loadFolder(
  process: Process,
  path: string,
  site: Pick<Site, 'root' | 'modules'>,
  folder: string,
): { readonly rules: Rules; readonly places: readonly Place[]; readonly host: Host } | ConfigurationError | undefined {
  if (!process.files.exists(path)) return undefined;
  const reader = new ConfigurationReader(process, site.root, new Set());
  for (const name of site.modules) reader.modules.add(name);
  const directives = reader.read(path);
  if (isProblem(directives)) return directives;
  const builder = new SiteBuilder(process, reader);
  const rules: Rules = {};
  const problem = builder.take(directives, builder.main, [`\0${folder}`], rules);
  return problem ?? { rules, places: builder.main.places, host: builder.main };
}

class SiteBuilder {
  readonly main = newHost(undefined);
  readonly #process: Process;
  readonly #reader: ConfigurationReader;
  readonly #listens: { address: string; port: number }[] = [];
  readonly #hosts: Host[] = [];
  readonly #formats = new Map<string, string>();
  #errorLog = 'logs/error_log';
  #user: string | undefined;
  #pidFile = 'logs/httpd.pid';
  #accessFile = '.htaccess';
  #signature = false;
  #admin = 'you@example.com';
  #conditions: Condition[] = [];

  constructor(process: Process, reader: ConfigurationReader) {
    this.#process = process;
    this.#reader = reader;
  }

  site(): Site {
    return {
      listens: this.#listens,
      main: this.main,
      hosts: this.#hosts,
      errorLog: this.#errorLog,
      formats: this.#formats,
      modules: this.#reader.modules,
      user: this.#user,
      pidFile: this.#reader.absolute(this.#pidFile),
      root: this.#reader.root,
      accessFile: this.#accessFile,
      signature: this.#signature,
      admin: this.#admin,
    };
  }

  /** Takes directives in; `within` are the sections around them. */
  take(
    directives: readonly Directive[],
    host: Host,
    within: readonly string[],
    rules?: Rules,
  ): ConfigurationError | undefined {
    for (const directive of directives) {
      const problem = directive.inside
        ? this.#section(directive, host, within, rules)
        : this.#directive(directive, host, rules, within);
      if (problem !== undefined) {
        if (typeof problem !== 'string') return problem;
        return { error: `AH00526: Syntax error on line ${directive.line} of ${directive.file}:\n${problem}` };
      }
    }
    return undefined;
  }

  #section(
    { name, args, inside = [] }: Directive,
    host: Host,
    within: readonly string[],
    holder?: Rules,
  ): ConfigurationError | string | undefined {
    const lower = name.toLowerCase();
    const [first = ''] = args;
    if (lower === 'virtualhost') {
      const port = /:(\d+)$/.exec(first)?.[1];
      const made = newHost(port === undefined ? undefined : Number(port));
      this.#hosts.push(made);
      return this.take(inside, made, [...within, lower]);
    }
    const rules: Rules = {};
    const regex = first === '~' || lower.endsWith('match');
    const pattern = regex ? (first === '~' ? (args[1] ?? '') : first) : first;
    const kind = lower.replace('match', '');
    if (kind === 'directory' || kind === 'files' || kind === 'location') {
      host.places.push({
        kind,
        matches: regex ? regexTest(pattern) : placeTest(kind, pattern),
        length: pattern.length,
        rules,
      });
      // The folder that a <Directory> is: rewriting there is about what is below it.
      const folder = kind === 'directory' && !regex ? `${pattern.replace(/\/$/, '')}/` : undefined;
      return this.take(inside, host, [...within, lower, ...(folder === undefined ? [] : [`\0${folder}`])], rules);
    }
    if (kind === 'requireall' || kind === 'requireany') return this.take(inside, host, [...within, lower], holder);
    // What holds for methods that nobody uses here holds for none.
    if (kind === 'limitexcept') return undefined;
    if (['proxy', 'limit', 'if'].includes(kind)) return `drydock: not simulated: <${name}>`;
    return `Invalid command '<${name}', perhaps misspelled or defined by a module not included in the server configuration`;
  }

  #directive(
    { name, args }: Directive,
    host: Host,
    rules: Rules | undefined,
    within: readonly string[],
  ): string | undefined {
    const lower = name.toLowerCase();
    const counts = arity[lower];
    if (counts && (args.length < counts[0] || args.length > counts[1])) return counts[2];
    const [first = '', second = ''] = args;
    switch (lower) {
      case 'listen':
        return this.#listen(first);
      case 'documentroot': {
        const path = this.#reader.absolute(first).replace(/(.)\/$/, '$1');
        const stat = this.#process.files.stat(path);
        if (failed(stat) || stat.kind !== 'directory')
          return `DocumentRoot '${first}' is not a directory, or is not readable`;
        host.documentRoot = path;
        return undefined;
      }
      case 'servername':
        host.name = first.replace(/^https?:\/\//, '');
        return undefined;
      case 'serveralias':
        host.aliases.push(...args);
        return undefined;
      case 'directoryindex':
        // Another line of the same place adds to the list; `disabled` alone empties it.
        if (rules) rules.directoryIndex = indexes(rules.directoryIndex, args);
        else host.directoryIndex = indexes(host.directoryIndex, args);
        return undefined;
      case 'require':
        if (!rules) return 'Require not allowed here';
        if (args.length === 1 && first === 'local') {
          rules.granted = false;
          return undefined;
        }
        if (first !== 'all' || !['granted', 'denied'].includes(second))
          return `drydock: not simulated: Require ${args.join(' ')}`;
        rules.granted = second === 'granted';
        return undefined;
      case 'options':
        return options(args, rules);
      case 'alias':
        host.aliasPaths.push([first, second]);
        return undefined;
      case 'redirect':
        return redirect(args, host);
      case 'proxypass':
        if (!this.#reader.modules.has('proxy_module') || !this.#reader.modules.has('proxy_http_module'))
          return unknown(name);
        host.proxies.push([first, second]);
        return undefined;
      case 'proxypassreverse':
        return this.#reader.modules.has('proxy_module') ? undefined : unknown(name);
      case 'errordocument':
        host.errorDocuments.set(Number(first), second);
        return undefined;
      case 'errorlog':
        this.#errorLog = first;
        return undefined;
      case 'customlog':
        host.customLogs.push([first, second]);
        return undefined;
      case 'logformat':
        this.#formats.set(args[1] ?? '', first);
        return undefined;
      case 'user':
        this.#user = first;
        return undefined;
      case 'accessfilename':
        this.#accessFile = first;
        return undefined;
      case 'serversignature':
        if (host === this.main) this.#signature = first.toLowerCase() !== 'off';
        return undefined;
      case 'serveradmin':
        this.#admin = first;
        return undefined;
      case 'setenv':
        host.variables.set(first, second);
        return undefined;
      case 'passenv':
        for (const one of args) {
          const value = this.#process.env.get(one);
          if (value !== undefined) host.variables.set(one, value);
        }
        return undefined;
      case 'unsetenv':
        for (const one of args) host.variables.delete(one);
        return undefined;
      case 'allowoverride':
        if (!rules) return 'AllowOverride not allowed here';
        rules.override = args.map((one) => one.toLowerCase());
        return undefined;
      case 'order':
      case 'allow':
      case 'deny':
        if (!this.#reader.modules.has('access_compat_module')) return unknown(name);
        return access(lower, args, rules);
      case 'sethandler':
        (rules ?? host.rules).handler = first.toLowerCase() === 'none' ? '' : first;
        return undefined;
      case 'addhandler':
      case 'addtype': {
        if (!first.startsWith('application/x-httpd-php'))
          return lower === 'addtype' ? undefined : `drydock: not simulated: ${name} ${first}`;
        const extensions = args.slice(1).map((one) => one.replace(/^\./, ''));
        host.places.push({
          kind: 'files',
          matches: (subject) => extensions.some((one) => subject.endsWith(`.${one}`)),
          length: 1,
          rules: { handler: 'application/x-httpd-php' },
        });
        return undefined;
      }
      case 'php_value':
      case 'php_flag':
      case 'php_admin_value':
      case 'php_admin_flag': {
        if (!this.#reader.modules.has('php_module')) return unknown(name);
        const into = rules ?? host.rules;
        into.settings = new Map([...(into.settings ?? []), [first, second]]);
        return undefined;
      }
      case 'header': {
        if (!this.#reader.modules.has('headers_module')) return unknown(name);
        const words = /^(?:always|onsuccess)$/i.test(first) ? args.slice(1) : args;
        const [action = '', field = '', value = ''] = words;
        if (
          !/^(?:set|append|add|unset|merge|setifempty)$/i.test(action) ||
          /[%]\{|^expr=/.test(value) ||
          words.length > 3
        )
          return `drydock: not simulated: ${name} ${args.join(' ')}`;
        const into = rules ?? host.rules;
        into.headers = [
          ...(into.headers ?? []),
          { action: action.toLowerCase(), name: field.replace(/:$/, ''), value },
        ];
        return undefined;
      }
      case 'fallbackresource':
        (rules ?? host.rules).fallback = first;
        return undefined;
      case 'rewriteengine':
      case 'rewritebase':
      case 'rewritecond':
      case 'rewriterule':
        if (!this.#reader.modules.has('rewrite_module')) return unknown(name);
        return this.#rewriting(lower, args, rules ?? host.rules, within);
      case 'pidfile':
        this.#pidFile = first;
        return undefined;
      default:
    }
    if (lower === 'loadmodule') {
      const path = this.#reader.absolute(second);
      // Only some of the modules are files of the image.
      return second === '' ? 'LoadModule takes two arguments, a module name and the name of a shared object file from which to load it' : path.startsWith('/usr/') || this.#process.files.exists(path) ? undefined : `Cannot load ${second} into server: ${path}: cannot open shared object file: No such file or directory`; // prettier-ignore
    }
    if (silent.has(lower)) return undefined;
    return unsimulated.has(lower) ? `drydock: not simulated: ${name}` : unknown(name);
  }

  #rewriting(name: string, args: readonly string[], rules: Rules, within: readonly string[]): string | undefined {
    const folder = within.findLast((one) => one.startsWith('\0'))?.slice(1);
    rules.rewriting ??= { on: false, base: undefined, rules: [], folder };
    const { rewriting } = rules;
    const [first = '', second = '', third] = args;
    switch (name) {
      case 'rewriteengine':
        rewriting.on = first.toLowerCase() === 'on';
        return undefined;
      case 'rewritebase':
        rewriting.base = first;
        return undefined;
      case 'rewritecond':
        this.#conditions.push({ subject: first, pattern: second, flags: flagsOf(third) });
        return undefined;
      default: {
        if (args.length < 2) return 'RewriteRule: bad argument line';
        const flags = flagsOf(third);
        rewriting.rules.push({ pattern: first, substitution: second, flags, conditions: this.#conditions });
        this.#conditions = [];
        return flagProblem(flags);
      }
    }
  }

  #listen(text: string): string | undefined {
    const match = /^(?:(\[.*\]|[^:]*):)?(\d+)$/.exec(text);
    if (!match) return 'Port must be specified';
    const [, address = '', port] = match;
    const wanted = {
      address: address === '' || address === '*' || address === '[::]' ? '::' : address,
      port: Number(port),
    };
    if (this.#listens.some((each) => each.port === wanted.port && each.address === wanted.address))
      return 'Cannot define multiple Listeners on the same IP:port';
    this.#listens.push(wanted);
    return undefined;
  }
}

const indexes = (before: readonly string[] | undefined, names: readonly string[]): readonly string[] =>
  names.length === 1 && names[0]?.toLowerCase() === 'disabled' ? [] : [...(before ?? []), ...names];

/** Order, Allow and Deny of old configurations, as far as they speak of all. */
function access(name: string, args: readonly string[], rules: Rules | undefined): string | undefined {
  if (!rules) return `${name} not allowed here`;
  const words = args.join(' ').toLowerCase();
  if (name === 'order') {
    rules.granted = words.replace(/\s/g, '') === 'deny,allow';
    return undefined;
  }
  if (words !== 'from all') return `drydock: not simulated: ${name} ${words}`;
  rules.granted = name === 'allow';
  return undefined;
}

const unknown = (name: string): string =>
  `Invalid command '${name}', perhaps misspelled or defined by a module not included in the server configuration`;

const knownOptions = new Set(['indexes', 'includes', 'includesnoexec', 'followsymlinks', 'symlinksifownermatch', 'execcgi', 'multiviews', 'all', 'none']); // prettier-ignore

function options(args: readonly string[], rules: Rules | undefined): string | undefined {
  for (const word of args) {
    const name = word.replace(/^[+-]/, '').toLowerCase();
    if (!knownOptions.has(name)) return `Illegal option ${word.replace(/^[+-]/, '')}`;
    if (!rules) continue;
    if (name === 'indexes' || name === 'all') rules.indexes = !word.startsWith('-');
    else if (!/^[+-]/.test(word)) rules.indexes ??= false;
  }
  return undefined;
}

const statuses: Readonly<Record<string, number>> = { permanent: 301, temp: 302, seeother: 303, gone: 410 };

function redirect(args: readonly string[], host: Host): string | undefined {
  const [first = ''] = args;
  const status = statuses[first.toLowerCase()] ?? (/^\d{3}$/.test(first) ? Number(first) : undefined);
  const [from = '', to = ''] = status === undefined ? args : args.slice(1);
  if (from === '') return "Redirect takes two or three arguments, an optional status, then document to be redirected and destination URL"; // prettier-ignore
  host.redirections.push({ from, to, status: status ?? 302 });
  return undefined;
}

function placeTest(kind: Place['kind'], pattern: string): Place['matches'] {
  if (/[*?[]/.test(pattern)) return globTest(pattern);
  if (kind === 'files') return (subject) => subject === pattern;
  const bare = pattern.replace(/(.)\/$/, '$1');
  return (subject) => subject === bare || bare === '/' || subject.startsWith(`${bare}/`);
}

function regexTest(pattern: string): Place['matches'] {
  let expression: RegExp | undefined;
  try {
    expression = new RegExp(pattern);
  } catch {
    expression = undefined;
  }
  return (subject) => expression?.test(subject) ?? false;
}
