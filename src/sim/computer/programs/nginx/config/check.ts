// What nginx checks beyond the grammar when it reads a configuration: values, variables, directives that stand twice.
import type { ConfigError, Directive } from './load.ts';
import { isConfigError } from './load.ts';
import { compile, expressionProblem } from './expression.ts';
import { parseAddress } from './pass-address.ts';
import { parseSize, parseTime } from './scope.ts';

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));

const flags = words(
  'autoindex etag sendfile tcp_nopush tcp_nodelay gzip absolute_redirect port_in_redirect log_not_found ' +
    'server_name_in_redirect proxy_buffering proxy_intercept_errors daemon master_process multi_accept gzip_vary gzip_static ' +
    'fastcgi_buffering fastcgi_intercept_errors fastcgi_keep_conn fastcgi_pass_request_body fastcgi_pass_request_headers fastcgi_request_buffering ' +
    'proxy_request_buffering recursive_error_pages chunked_transfer_encoding merge_slashes underscores_in_headers',
);
const times = words(
  'keepalive_timeout send_timeout client_body_timeout client_header_timeout proxy_connect_timeout proxy_read_timeout ' +
    'fastcgi_connect_timeout fastcgi_read_timeout fastcgi_send_timeout proxy_send_timeout resolver_timeout lingering_timeout',
);
const sizes = words(
  'client_max_body_size client_body_buffer_size proxy_buffer_size client_header_buffer_size sendfile_max_chunk',
);
/** Directives that may stand only once on a level. */
const single = words(
  'root alias client_max_body_size keepalive_timeout default_type autoindex sendfile gzip try_files proxy_pass server_tokens ' +
    'client_body_buffer_size proxy_connect_timeout proxy_read_timeout proxy_http_version auth_basic auth_basic_user_file etag ' +
    'worker_processes worker_connections pid daemon user tcp_nopush absolute_redirect satisfy ' +
    'fastcgi_pass fastcgi_index fastcgi_split_path_info fastcgi_connect_timeout fastcgi_read_timeout fastcgi_send_timeout',
);
/** Directives whose arguments may have variables. */
const varying = words(
  'return rewrite set root alias try_files index proxy_pass proxy_set_header add_header if error_page access_log log_format ' +
    'auth_basic auth_basic_user_file map expires hash fastcgi_pass fastcgi_param fastcgi_index',
);

const variables = words(
  'args query_string uri document_uri request_uri is_args host hostname server_name server_addr server_port server_protocol ' +
    'scheme request request_method request_body request_body_file request_time request_length request_id request_filename ' +
    'request_completion content_type content_length remote_addr remote_port remote_user binary_remote_addr ' +
    'proxy_add_x_forwarded_for proxy_host proxy_port status body_bytes_sent bytes_sent upstream_addr upstream_status ' +
    'upstream_response_time upstream_connect_time upstream_header_time upstream_response_length upstream_cache_status ' +
    'document_root realpath_root time_local time_iso8601 msec date_gmt date_local nginx_version pid connection ' +
    'connection_requests connection_time pipe https limit_rate gzip_ratio invalid_referer tcpinfo_rtt ssl_protocol ssl_cipher ' +
    'ssl_client_cert ssl_server_name ssl_session_id http2 geoip_country_code memcached_key fastcgi_script_name fastcgi_path_info uid_got uid_set',
);

const open = /^(?:http|arg|cookie|sent_http|upstream_http|upstream_cookie|sent_trailer|upstream_trailer)_\w+$|^\d$/;

/** The first thing that is wrong; undefined when all is well. */
export function check(directives: readonly Directive[]): ConfigError | undefined {
  const known = new Set(variables);
  const formats = new Set(['combined']);
  gather(directives, known, formats);
  const unknown: string[] = [];
  const problem = level(directives, { known, formats, unknown, location: undefined });
  // Variables are looked for when everything else has been read.
  return problem ?? (unknown[0] === undefined ? undefined : { message: `unknown "${unknown[0]}" variable` });
}

/** Collects what directives define: variables of `set` and `map`, groups of expressions with names, formats of logs. */
function gather(directives: readonly Directive[], known: Set<string>, formats: Set<string>): void {
  for (const { name, args, block } of directives) {
    if (name === 'set') known.add((args[0] ?? '').replace(/^\$/, ''));
    if (['map', 'geo', 'split_clients'].includes(name)) known.add((args.at(-1) ?? '').replace(/^\$/, ''));
    if (name === 'log_format') formats.add(args[0] ?? '');
    for (const text of [name, ...args]) for (const [, group = ''] of text.matchAll(/\(\?P?<(\w+)>/g)) known.add(group);
    if (block) gather(block, known, formats);
  }
}

interface Surroundings {
  readonly known: ReadonlySet<string>;
  readonly formats: ReadonlySet<string>;
  /** Variables that nobody defines, as they are found. */
  readonly unknown: string[];
  /** The location around; undefined outside of one. */
  readonly location: Directive | undefined;
}

function level(directives: readonly Directive[], around: Surroundings): ConfigError | undefined {
  const seen = new Set<string>();
  for (const directive of directives) {
    const { name, block } = directive;
    const at = ` in ${directive.file}:${directive.line}`;
    if (single.has(name) && seen.has(name)) return { message: `"${name}" directive is duplicate${at}` };
    seen.add(name);
    const problem = one(directive, around, at);
    if (problem) return problem;
    if (!block || name === 'types') continue;
    if (name === 'map') {
      around.unknown.push(
        ...unknownVariables([directive.args[0] ?? '', ...block.flatMap(({ args }) => args)], around.known),
      );
      continue;
    }
    const inside = level(block, { ...around, location: name === 'location' ? directive : around.location });
    if (isConfigError(inside)) return inside;
  }
  return undefined;
}

function one(
  { name, args }: Directive,
  { known, formats, unknown, location }: Surroundings,
  at: string,
): ConfigError | undefined {
  const [first = ''] = args;
  if (flags.has(name) && first !== 'on' && first !== 'off')
    return { message: `invalid value "${first}" in "${name}" directive, it must be "on" or "off"${at}` };
  if (
    times.has(name) &&
    !args.every((text) => parseTime(text) !== undefined || /^\d+[smhdwMy]?(?:\d+[smhdwMy])*$/.test(text))
  )
    return { message: `"${name}" directive invalid value${at}` };
  if (sizes.has(name) && parseSize(first) === undefined) return { message: `"${name}" directive invalid value${at}` };
  if (name === 'set' && !first.startsWith('$')) return { message: `invalid variable name "${first}"${at}` };
  if (name === 'rewrite') {
    const problem = expressionProblem(first);
    if (problem !== undefined) return { message: `pcre2_compile() failed: ${problem} in "${first}"${at}` };
  }
  if (
    name === 'access_log' &&
    first !== 'off' &&
    args[1] !== undefined &&
    !args[1].includes('=') &&
    !formats.has(args[1])
  )
    return { message: `unknown log format "${args[1]}"${at}` };
  if (name === 'fastcgi_param' && args[2] !== undefined && args[2] !== 'if_not_empty')
    return { message: `invalid parameter "${args[2]}"${at}` };
  if (name === 'fastcgi_split_path_info') {
    const problem = expressionProblem(first);
    if (problem !== undefined) return { message: `pcre2_compile() failed: ${problem} in "${first}"${at}` };
    if (groupsOf(first) !== 2) return { message: `pattern "${first}" must have 2 captures${at}` };
  }
  if (name === 'fastcgi_pass' && !first.includes('$')) {
    const address = parseAddress(first);
    if (typeof address === 'string') return { message: address + at };
  }
  if (name === 'proxy_pass') return passProblem(first, location, at);
  if (!varying.has(name)) return undefined;
  const texts = name === 'rewrite' ? args.slice(1) : name === 'if' ? withoutExpression(args) : args;
  unknown.push(...unknownVariables(texts, known));
  return undefined;
}

/** How many groups of an expression are remembered. */
const groupsOf = (pattern: string): number => (compile(`${pattern}|`)?.exec('') ?? [undefined]).length - 1;

/** Arguments of `if` without the expression that something is compared with. */
function withoutExpression(args: readonly string[]): readonly string[] {
  const operator = args.findIndex((word) => /^!?~\*?$/.test(word));
  return operator < 0 ? args : args.slice(0, operator);
}

const unknownVariables = (texts: readonly string[], known: ReadonlySet<string>): string[] =>
  texts
    .flatMap((text) => [...text.matchAll(/\$(?:\{(\w+)\}|(\w+))/g)])
    .map(([, braced, bare]) => braced ?? bare ?? '')
    .filter((name) => !known.has(name) && !open.test(name));

function passProblem(url: string, location: Directive | undefined, at: string): ConfigError | undefined {
  if (url.includes('$')) return undefined;
  if (!/^https?:\/\//.test(url)) return { message: `invalid URL prefix${at}` };
  const [first = '', second] = location?.args ?? [];
  const special = first.startsWith('@') || first.startsWith('~') || (second !== undefined && first.startsWith('~'));
  if (special && /^https?:\/\/[^/]+\//.test(url))
    return {
      message: `"proxy_pass" cannot have URI part in location given by regular expression, or inside named location, or inside "if" statement, or inside "limit_except" block${at}`,
    };
  return undefined;
}
