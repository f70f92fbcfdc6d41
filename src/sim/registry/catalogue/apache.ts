// Apache as Debian installs it: its folders of what is available and what is enabled, with the module of PHP.
import { directories, link, program, text, type Draft } from './files.ts';

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

/** The files of the package apache2, with prefork instead of event where PHP is a module. */
export function apacheOnDebian(php: boolean): Draft[] {
  const mpm = php ? 'mpm_prefork' : 'mpm_event';
  const drafts: Draft[] = [
    ...directories(
      'var/log/apache2 var/run/apache2 var/lock/apache2 var/cache/apache2 usr/lib/apache2/modules etc/apache2/conf-enabled',
    ),
    text('etc/apache2/apache2.conf', mainConf),
    text('etc/apache2/ports.conf', portsConf),
    text('etc/apache2/envvars', envvars),
    text('etc/apache2/conf-available/security.conf', signature),
    link('etc/apache2/conf-enabled/security.conf', '../conf-available/security.conf'),
    text('etc/apache2/sites-available/000-default.conf', site),
    link('etc/apache2/sites-enabled/000-default.conf', '../sites-available/000-default.conf'),
    text('etc/apache2/mods-available/dir.conf', directoryIndex),
    link('etc/apache2/mods-enabled/dir.conf', '../mods-available/dir.conf'),
    program('usr/sbin/apache2', 730_000),
    text('usr/sbin/apache2ctl', control, { mode: 0o755 }),
    link('usr/sbin/apachectl', 'apache2ctl'),
    program('usr/sbin/a2enmod', 15_500),
    program('usr/sbin/a2dismod', 15_500),
    program('usr/sbin/a2ensite', 15_500),
    program('usr/sbin/a2dissite', 15_500),
    program('usr/sbin/a2enconf', 15_500),
    program('usr/sbin/a2disconf', 15_500),
    text('etc/init.d/apache2', service, { mode: 0o755 }),
  ];
  for (const line of modules.split('\n')) {
    const [name = '', needs = '', conflicts = ''] = line.split('|');
    drafts.push(text(`etc/apache2/mods-available/${name}.load`, moduleFile(name, needs, conflicts)));
  }
  for (const name of [...enabled.split(' '), mpm])
    drafts.push(link(`etc/apache2/mods-enabled/${name}.load`, `../mods-available/${name}.load`));
  if (php) {
    drafts.push(
      text(
        'etc/apache2/mods-available/php.load',
        '# Conflicts: php5\nLoadModule php_module /usr/lib/apache2/modules/libphp.so\n',
      ),
      link('etc/apache2/mods-enabled/php.load', '../mods-available/php.load'),
      text(
        'etc/apache2/conf-available/docker-php.conf',
        '<FilesMatch \\.php$>\n\tSetHandler application/x-httpd-php\n</FilesMatch>\n\nDirectoryIndex disabled\nDirectoryIndex index.php index.html\n\n<Directory /var/www/>\n\tOptions -Indexes\n\tAllowOverride All\n</Directory>\n',
      ),
      link('etc/apache2/conf-enabled/docker-php.conf', '../conf-available/docker-php.conf'),
    );
  }
  return drafts;
}

/** Logs that lead to the container's output, as the official image has them. */
export const apacheLogsToOutput: Draft[] = [
  link('var/log/apache2/access.log', '/dev/stdout'),
  link('var/log/apache2/error.log', '/dev/stderr'),
  link('var/log/apache2/other_vhosts_access.log', '/dev/stdout'),
];
