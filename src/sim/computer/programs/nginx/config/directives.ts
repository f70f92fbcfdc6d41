// The directives that nginx knows: where they may stand and how many arguments they take (nginx.org/en/docs/dirindex.html).

/** Where a directive may stand. */
export type Context =
  'main' | 'events' | 'http' | 'server' | 'location' | 'upstream' | 'if' | 'server if' | 'limit_except';

export interface DirectiveRule {
  readonly contexts: readonly Context[];
  readonly minimum: number;
  readonly maximum: number;
  /** The context inside its block; `free` for a block of pairs (types, map); undefined for a simple directive. */
  readonly block: Context | 'free' | undefined;
  /** `none`: it changes something that a client could see and that is not simulated. */
  readonly effect: 'simulated' | 'unneeded' | 'none';
}

const letters: Readonly<Record<string, Context>> = {
  M: 'main', E: 'events', H: 'http', S: 'server', L: 'location', U: 'upstream', I: 'if', F: 'server if', X: 'limit_except',
}; // prettier-ignore

// name, contexts, arguments, and `> context` for a block. First those that work, then those that have nothing to do here.
const simulated = `
include MEHSLUIFX 1
user M 1-2
worker_processes M 1
daemon M 1
master_process M 1
pid M 1
error_log MHSL 1-2
events M 0 > events
http M 0 > http
server H 0 > server
location SL 1-2 > location
upstream H 1 > upstream
types HSL 0 > free
map H 2 > free
log_format H 2+
listen S 1+
server_name S 1+
root HSLI 1
alias L 1
index HSL 1+
try_files SL 2+
return SLIF 1-2
rewrite SLIF 2-3
set SLIF 2
if SL 1+ > if
break SLIF 0
error_page HSLI 2+
autoindex HSL 1
add_header HSLI 2-3
expires HSLI 1-2
access_log HSLIX 1+
default_type HSL 1
server_tokens HSL 1
allow HSLX 1
deny HSLX 1
internal L 0
keepalive_timeout HSL 1-2
client_max_body_size HSL 1
absolute_redirect HSL 1
port_in_redirect HSL 1
server_name_in_redirect HSL 1
etag HSL 1
proxy_pass LIX 1
proxy_set_header HSL 2
proxy_http_version HSL 1
proxy_redirect HSL 1-2
proxy_hide_header HSL 1
proxy_pass_header HSL 1
proxy_connect_timeout HSL 1
proxy_read_timeout HSL 1
proxy_intercept_errors HSL 1
proxy_next_upstream HSL 1+
fastcgi_pass LI 1
fastcgi_index HSL 1
fastcgi_param HSL 2-3
fastcgi_split_path_info L 1
fastcgi_connect_timeout HSL 1
fastcgi_read_timeout HSL 1
fastcgi_intercept_errors HSL 1
fastcgi_hide_header HSL 1
fastcgi_pass_request_body HSL 1
fastcgi_pass_request_headers HSL 1
stub_status SL 0-1
auth_basic HSLX 1
auth_basic_user_file HSLX 1
satisfy HSL 1
least_conn U 0
ip_hash U 0
hash U 1-2
random U 0-2
`;

const unneeded = `
worker_rlimit_nofile M 1
worker_cpu_affinity M 1+
worker_priority M 1
worker_shutdown_timeout M 1
env M 1
pcre_jit M 1
load_module M 1
worker_connections E 1
use E 1
multi_accept E 1
accept_mutex E 1
accept_mutex_delay E 1
debug_connection E 1
sendfile HSLI 1
sendfile_max_chunk HSL 1
tcp_nopush HSL 1
tcp_nodelay HSL 1
aio HSL 1
directio HSL 1
output_buffers HSL 2
open_file_cache HSL 1-2
open_file_cache_valid HSL 1
open_file_cache_min_uses HSL 1
open_file_cache_errors HSL 1
types_hash_max_size HSL 1
types_hash_bucket_size HSL 1
server_names_hash_max_size H 1
server_names_hash_bucket_size H 1
variables_hash_max_size H 1
variables_hash_bucket_size H 1
map_hash_max_size H 1
map_hash_bucket_size H 1
keepalive_requests HSL 1
client_body_buffer_size HSL 1
client_body_temp_path HSL 1-4
client_body_timeout HSL 1
client_header_buffer_size HS 1
client_header_timeout HS 1
large_client_header_buffers HS 2
send_timeout HSL 1
reset_timedout_connection HSL 1
resolver HSLU 1+
resolver_timeout HSLU 1
charset_types HSL 1+
log_not_found HSL 1
log_subrequest HSL 1
gzip_vary HSL 1
gzip_proxied HSL 1+
gzip_comp_level HSL 1
gzip_buffers HSL 2
gzip_http_version HSL 1
gzip_types HSL 1+
gzip_min_length HSL 1
gzip_disable HSL 1+
fastcgi_busy_buffers_size HSL 1
fastcgi_buffering HSL 1
fastcgi_keep_conn HSL 1
fastcgi_request_buffering HSL 1
fastcgi_send_timeout HSL 1
fastcgi_max_temp_file_size HSL 1
fastcgi_temp_file_write_size HSL 1
fastcgi_ignore_client_abort HSL 1
fastcgi_socket_keepalive HSL 1
fastcgi_next_upstream HSL 1+
fastcgi_next_upstream_tries HSL 1
fastcgi_limit_rate HSL 1
proxy_buffering HSL 1
proxy_buffers HSL 2
proxy_buffer_size HSL 1
proxy_busy_buffers_size HSL 1
proxy_request_buffering HSL 1
proxy_send_timeout HSL 1
proxy_temp_path HSL 1-4
proxy_max_temp_file_size HSL 1
proxy_temp_file_write_size HSL 1
proxy_headers_hash_max_size HSL 1
proxy_headers_hash_bucket_size HSL 1
proxy_socket_keepalive HSL 1
proxy_next_upstream_tries HSL 1
proxy_next_upstream_timeout HSL 1
fastcgi_temp_path HSL 1-4
uwsgi_temp_path HSL 1-4
scgi_temp_path HSL 1-4
fastcgi_buffers HSL 2
fastcgi_buffer_size HSL 1
uwsgi_param HSL 2-3
keepalive U 1-2
zone U 1-2
ssl_protocols HS 1+
ssl_ciphers HS 1
ssl_prefer_server_ciphers HS 1
ssl_session_cache HS 1-2
ssl_session_timeout HS 1
ssl_session_tickets HS 1
ssl_dhparam HS 1
merge_slashes HS 1
underscores_in_headers HS 1
ignore_invalid_headers HS 1
if_modified_since HSL 1
max_ranges HSL 1
recursive_error_pages HSL 1
msie_padding HSL 1
disable_symlinks HSL 1-2
chunked_transfer_encoding HSL 1
`;

const withoutEffect = `
gzip HSLI 1
gunzip HSL 1
gzip_static HSL 1
charset HSLI 1
ssl HS 1
ssl_certificate HS 1
ssl_certificate_key HS 1
http2 HS 1
auth_request HSL 1
limit_req HSL 1-3
limit_req_zone H 3
limit_conn HSL 2
limit_conn_zone H 2
limit_rate HSLI 1
limit_except L 1+ > limit_except
sub_filter HSL 2
sub_filter_once HSL 1
ssi HSLI 1
dav_methods HSL 1+
proxy_cache HSL 1
proxy_cache_path H 2+
proxy_cache_valid HSL 1+
proxy_cache_key HSL 1
proxy_cache_bypass HSL 1+
proxy_no_cache HSL 1+
proxy_cookie_path HSL 1-2
proxy_cookie_domain HSL 1-2
proxy_set_body HSL 1
proxy_method HSL 1
proxy_ssl_verify HSL 1
proxy_ssl_server_name HSL 1
proxy_bind HSL 1-2
fastcgi_cache HSL 1
fastcgi_cache_path H 2+
fastcgi_cache_key HSL 1
fastcgi_cache_valid HSL 1+
fastcgi_cache_bypass HSL 1+
fastcgi_no_cache HSL 1+
fastcgi_cache_use_stale HSL 1+
fastcgi_ignore_headers HSL 1+
fastcgi_pass_header HSL 1
fastcgi_bind HSL 1-2
fastcgi_store HSL 1
fastcgi_catch_stderr HSL 1
uwsgi_pass LI 1
scgi_pass LI 1
memcached_pass LI 1
grpc_pass LI 1
mirror HSL 1
real_ip_header HSL 1
set_real_ip_from HSL 1
geo H 1-2 > free
split_clients H 2 > free
stream M 0 > free
`;

function readTable(text: string, effect: DirectiveRule['effect']): [string, DirectiveRule][] {
  return text
    .trim()
    .split('\n')
    .map((row) => {
      const [left = '', block] = row.split(' > ');
      const [name = '', contexts = '', count = ''] = left.split(' ');
      const [minimum = '0', maximum = minimum] = count.replace('+', '-1000').split('-');
      return [
        name,
        {
          contexts: [...contexts].flatMap((letter) => letters[letter] ?? []),
          minimum: Number(minimum),
          maximum: Number(maximum),
          block: block as DirectiveRule['block'],
          effect,
        },
      ];
    });
}

const rules = new Map([
  ...readTable(simulated, 'simulated'),
  ...readTable(unneeded, 'unneeded'),
  ...readTable(withoutEffect, 'none'),
]);

const upstreamServer: DirectiveRule = {
  contexts: ['upstream'],
  minimum: 1,
  maximum: 1000,
  block: undefined,
  effect: 'simulated',
};

/** The rule of a directive where it stands; undefined for an unknown one. */
export const ruleOf = (name: string, context: Context): DirectiveRule | undefined =>
  name === 'server' && context === 'upstream' ? upstreamServer : rules.get(name);
