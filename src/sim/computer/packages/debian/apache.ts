// What the packages of Apache and of PHP's command line configure on Debian and Ubuntu.
import type { PackageFile } from '../place-files.ts';

/** /etc/apache2/apache2.conf */
const mainConf = `# The main configuration of Apache on Debian: what is enabled stands in mods-enabled, conf-enabled and sites-enabled.
DefaultRuntimeDir \${APACHE_RUN_DIR}
PidFile \${APACHE_PID_FILE}
Timeout 300
KeepAlive On
MaxKeepAliveRequests 100
KeepAliveTimeout 5
User \${APACHE_RUN_USER}
Group \${APACHE_RUN_GROUP}
HostnameLookups Off
ErrorLog \${APACHE_LOG_DIR}/error.log
LogLevel warn

IncludeOptional mods-enabled/*.load
IncludeOptional mods-enabled/*.conf
Include ports.conf

<Directory />
	Options FollowSymLinks
	AllowOverride None
	Require all denied
</Directory>

<Directory /usr/share>
	AllowOverride None
	Require all granted
</Directory>

<Directory /var/www/>
	Options Indexes FollowSymLinks
	AllowOverride None
	Require all granted
</Directory>

AccessFileName .htaccess

<FilesMatch "^\\.ht">
	Require all denied
</FilesMatch>

LogFormat "%v:%p %h %l %u %t \\"%r\\" %>s %O \\"%{Referer}i\\" \\"%{User-Agent}i\\"" vhost_combined
LogFormat "%h %l %u %t \\"%r\\" %>s %O \\"%{Referer}i\\" \\"%{User-Agent}i\\"" combined
LogFormat "%h %l %u %t \\"%r\\" %>s %O" common
LogFormat "%{Referer}i -> %U" referer
LogFormat "%{User-agent}i" agent

IncludeOptional conf-enabled/*.conf
IncludeOptional sites-enabled/*.conf
`;

const portsConf = `# Changing ports here may mean changing the <VirtualHost> of sites-enabled/000-default.conf, too.
Listen 80

<IfModule ssl_module>
	Listen 443
</IfModule>
`;

const envvars = `# Environment of apache2ctl
unset HOME

export APACHE_RUN_USER=\${APACHE_RUN_USER:-www-data}
export APACHE_RUN_GROUP=\${APACHE_RUN_GROUP:-www-data}
export APACHE_PID_FILE=\${APACHE_PID_FILE:-/var/run/apache2/apache2.pid}
export APACHE_RUN_DIR=\${APACHE_RUN_DIR:-/var/run/apache2}
export APACHE_LOCK_DIR=\${APACHE_LOCK_DIR:-/var/lock/apache2}
export APACHE_LOG_DIR=\${APACHE_LOG_DIR:-/var/log/apache2}
export LANG=C
`;

const site = `<VirtualHost *:80>
	# The name that requests for this site carry; without one it answers for all.
	#ServerName www.example.com

	ServerAdmin webmaster@localhost
	DocumentRoot /var/www/html

	ErrorLog \${APACHE_LOG_DIR}/error.log
	CustomLog \${APACHE_LOG_DIR}/access.log combined
</VirtualHost>
`;

const control = `#!/bin/sh
# Starts and stops Apache with the environment of its envvars.
APACHE_ENVVARS="\${APACHE_ENVVARS:-/etc/apache2/envvars}"
. "$APACHE_ENVVARS"
mkdir -p "$APACHE_RUN_DIR" "$APACHE_LOCK_DIR"

case "$1" in
start|stop|restart|graceful|graceful-stop)
	exec /usr/sbin/apache2 -k "$@"
	;;
configtest)
	exec /usr/sbin/apache2 -t
	;;
*)
	exec /usr/sbin/apache2 "$@"
	;;
esac
`;

const service = `#!/bin/sh
# The service apache2.
case "$1" in
start)
	printf ' * Starting Apache httpd web server apache2'
	if apache2ctl start; then printf '\\n * \\n'; else printf '\\n * \\n * The apache2 instance did not start within 20 seconds.\\n'; exit 1; fi
	;;
stop)
	printf ' * Stopping Apache httpd web server apache2\\n'
	apache2ctl stop > /dev/null 2>&1
	printf ' * \\n'
	;;
restart)
	printf ' * Restarting Apache httpd web server apache2\\n'
	apache2ctl stop > /dev/null 2>&1
	sleep 1
	apache2ctl start && printf '   ...done.\\n'
	;;
reload|force-reload)
	printf ' * Reloading Apache httpd web server apache2\\n'
	apache2ctl graceful && printf ' * \\n'
	;;
status)
	if [ -f /var/run/apache2/apache2.pid ] && kill -0 "$(cat /var/run/apache2/apache2.pid)" 2> /dev/null; then
		echo " * apache2 is running"
	else
		echo " * apache2 is not running"
		exit 3
	fi
	;;
*)
	echo 'Usage: apache2 {start|stop|graceful-stop|restart|reload|force-reload}'
	exit 1
	;;
esac
`;

/** Modules that can be enabled: name, what it needs, what it cannot be with. */
const modules = `access_compat|authn_core
alias
auth_basic|authn_core
authn_core
authn_file|authn_core
authz_core
authz_host|authz_core
authz_user|authz_core
autoindex
deflate|filter
dir
env
expires
filter
headers
mime
mpm_event||mpm_worker mpm_prefork
mpm_prefork||mpm_event mpm_worker
mpm_worker||mpm_event mpm_prefork
negotiation|mime
proxy
proxy_fcgi|proxy
proxy_http|proxy
remoteip
reqtimeout
rewrite
setenvif
socache_shmcb
ssl|setenvif mime socache_shmcb
status
userdir
vhost_alias`;

/** Modules that are enabled from the start, besides the one that makes processes. */
const enabled =
  'access_compat alias auth_basic authn_core authn_file authz_core authz_host authz_user autoindex deflate dir env filter mime negotiation reqtimeout setenvif status';

const signature = 'ServerTokens OS\nServerSignature On\nTraceEnable Off\n';

const directoryIndex = 'DirectoryIndex index.html index.cgi index.pl index.php index.xhtml index.htm\n';

const moduleFile = (name: string, needs: string, conflicts: string): string =>
  `${needs === '' ? '' : `# Depends: ${needs}\n`}${conflicts === '' ? '' : `# Conflicts: ${conflicts}\n`}LoadModule ${name}_module /usr/lib/apache2/modules/mod_${name}.so\n`;

const textFile = (path: string, content: string, mode?: number): PackageFile => ({
  kind: 'text', path, text: content, ...(mode === undefined ? {} : { mode }),
}); // prettier-ignore
const linkFile = (path: string, target: string): PackageFile => ({ kind: 'link', path, target });
const available = (name: string): PackageFile =>
  linkFile(`/etc/apache2/mods-enabled/${name}`, `../mods-available/${name}`);

/** The files of apache2. */
export const apacheFiles: readonly PackageFile[] = [
  ...[
    '/var/log/apache2',
    '/var/run/apache2',
    '/var/lock/apache2',
    '/usr/lib/apache2/modules',
    '/etc/apache2/conf-enabled',
    '/var/www/html',
  ].map((path): PackageFile => ({ kind: 'directory', path })),
  textFile('/etc/apache2/apache2.conf', mainConf),
  textFile('/etc/apache2/ports.conf', portsConf),
  textFile('/etc/apache2/envvars', envvars),
  textFile('/etc/apache2/conf-available/security.conf', signature),
  linkFile('/etc/apache2/conf-enabled/security.conf', '../conf-available/security.conf'),
  textFile('/etc/apache2/sites-available/000-default.conf', site),
  linkFile('/etc/apache2/sites-enabled/000-default.conf', '../sites-available/000-default.conf'),
  textFile('/etc/apache2/mods-available/dir.conf', directoryIndex),
  textFile('/usr/sbin/apache2ctl', control, 0o755),
  linkFile('/usr/sbin/apachectl', 'apache2ctl'),
  textFile('/etc/init.d/apache2', service, 0o755),
  ...modules.split('\n').map((line) => {
    const [name = '', needs = '', conflicts = ''] = line.split('|');
    return textFile(`/etc/apache2/mods-available/${name}.load`, moduleFile(name, needs, conflicts));
  }),
  ...[...enabled.split(' '), 'mpm_event'].map((name) => available(`${name}.load`)),
  available('dir.conf'),
];

const productionIni =
  'display_errors = Off\nlog_errors = On\nerror_reporting = E_ALL & ~E_DEPRECATED & ~E_STRICT\nmemory_limit = 128M\nshort_open_tag = Off\nzend.exception_ignore_args = On\n';

/** The files of the command line's PHP. */
export const phpCliFiles = (series: string): readonly PackageFile[] => [
  textFile(`/etc/php/${series}/cli/php.ini`, productionIni.replace('memory_limit = 128M', 'memory_limit = -1')),
  { kind: 'directory', path: `/etc/php/${series}/mods-available` },
];
