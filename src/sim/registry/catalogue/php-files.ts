// Settings that the images of PHP bring: php-fpm's, and the two php.ini that wait to be copied.
import { data, text, type Draft } from './files.ts';

const fpmMain = `; The master's settings. What stands in php-fpm.d is read after them.
[global]
;error_log = log/php-fpm.log
;log_level = notice
;daemonize = yes

include=etc/php-fpm.d/*.conf
`;

const fpmPool = `; The pool "www": one group of processes that answer requests.
[www]
user = www-data
group = www-data

; An address and port, a port alone, or the path of a socket.
listen = 127.0.0.1:9000

; static: as many processes as pm.max_children says; dynamic: by what is asked for; ondemand: none until somebody asks.
pm = dynamic
pm.max_children = 5
pm.start_servers = 2
pm.min_spare_servers = 1
pm.max_spare_servers = 3
;pm.max_requests = 500
;pm.status_path = /status
;ping.path = /ping

;access.log = log/$pool.access.log
;access.format = "%R - %u %t \\"%m %r%Q%q\\" %s %f %{milli}d %{kilo}M %C%%"
;slowlog = log/$pool.log.slow
;request_slowlog_timeout = 0
;clear_env = no
;security.limit_extensions = .php .phar

;env[HOSTNAME] = $HOSTNAME
;php_admin_value[memory_limit] = 32M
`;

const fpmDocker = `[global]
error_log = /proc/self/fd/2
log_limit = 8192

[www]
; standard output is closed when php-fpm starts: logs go to standard error
access.log = /proc/self/fd/2

clear_env = no

; what the processes write goes to the master's log
catch_workers_output = yes
decorate_workers_output = no
`;

/** /usr/local/etc/php-fpm.conf and its folder. */
export const fpmFiles: readonly Draft[] = [
  text('usr/local/etc/php-fpm.conf', fpmMain),
  text('usr/local/etc/php-fpm.conf.default', fpmMain),
  text('usr/local/etc/php-fpm.d/docker.conf', fpmDocker),
  text('usr/local/etc/php-fpm.d/www.conf', fpmPool),
  text('usr/local/etc/php-fpm.d/www.conf.default', fpmPool),
  text('usr/local/etc/php-fpm.d/zz-docker.conf', '[global]\ndaemonize = no\n\n[www]\nlisten = 9000\n'),
  text('usr/local/etc/php/conf.d/docker-fpm.ini', '; messages go to the log of php-fpm alone\nfastcgi.logging = Off\n'),
];

const ini = (development: boolean): string => `[PHP]
; php.ini for ${development ? 'development: all errors are shown' : 'production: errors are logged and not shown'}.
engine = On
short_open_tag = Off
precision = 14
output_buffering = 4096
implicit_flush = Off
serialize_precision = -1
disable_functions =
zend.exception_ignore_args = ${development ? 'Off' : 'On'}
expose_php = On

max_execution_time = 30
max_input_time = 60
;max_input_vars = 1000
memory_limit = 128M

error_reporting = ${development ? 'E_ALL' : 'E_ALL & ~E_DEPRECATED'}
display_errors = ${development ? 'On' : 'Off'}
display_startup_errors = ${development ? 'On' : 'Off'}
log_errors = On
;html_errors = On
;error_log = php_errors.log

variables_order = "GPCS"
request_order = "GP"
register_argc_argv = Off
post_max_size = 8M
default_mimetype = "text/html"
default_charset = "UTF-8"
;include_path = ".:/php/includes"
;extension_dir = "./"

file_uploads = On
;upload_tmp_dir =
upload_max_filesize = 2M
max_file_uploads = 20

allow_url_fopen = On
allow_url_include = Off
default_socket_timeout = 60

;extension=mysqli
;extension=pdo_mysql
;zend_extension=opcache

[Date]
;date.timezone =

[Session]
session.save_handler = files
;session.save_path = "/tmp"
session.use_strict_mode = 0
session.name = PHPSESSID
session.cookie_lifetime = 0
session.cookie_path = /
session.gc_maxlifetime = 1440

[opcache]
;opcache.enable=1
;opcache.memory_consumption=128
`;

/** Numbers of the module interface, which name the folder of extensions. */
const interfaces: Readonly<Record<string, string>> = {
  '8.4': '20240924', '8.3': '20230831', '8.2': '20220829', '8.1': '20210902', '8.0': '20200930', '7.4': '20190902',
  '7.3': '20180731', '7.2': '20170718', '7.1': '20160303', '7.0': '20151012',
}; // prettier-ignore

/** Where extensions are, without the slash before it. */
export const extensionFolder = (version: string): string =>
  `usr/local/lib/php/extensions/no-debug-non-zts-${interfaces[version.replace(/\.\d+$/, '')] ?? '20131226'}`;

/** The settings to copy and the extensions that are there from the start. */
export const settingsFiles = (version: string): readonly Draft[] => [
  text('usr/local/etc/php/php.ini-development', ini(true)),
  text('usr/local/etc/php/php.ini-production', ini(false)),
  data(`${extensionFolder(version)}/opcache.so`, 1_800_000, { mode: 0o755 }),
  data(`${extensionFolder(version)}/sodium.so`, 110_000, { mode: 0o755 }),
];

/** What is enabled of them. */
export const enabledFiles: readonly Draft[] = [
  text('usr/local/etc/php/conf.d/docker-php-ext-opcache.ini', 'zend_extension=opcache\n'),
  text('usr/local/etc/php/conf.d/docker-php-ext-sodium.ini', 'extension=sodium\n'),
];
