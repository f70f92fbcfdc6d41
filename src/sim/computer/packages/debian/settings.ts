// Files with real text that some Debian packages bring: what a learner looks at or a simulated program reads.
import { apacheFiles, phpCliFiles } from './apache.ts';
import type { PackageFile } from '../place-files.ts';

const sshdConfig = `# What the OpenSSH server is told; see sshd_config(5). Lines with # show what holds without them.

Include /etc/ssh/sshd_config.d/*.conf

#Port 22
#AddressFamily any
#ListenAddress 0.0.0.0

#LoginGraceTime 2m
#PermitRootLogin prohibit-password
#StrictModes yes
#MaxAuthTries 6

#PubkeyAuthentication yes
#PasswordAuthentication yes
#PermitEmptyPasswords no
KbdInteractiveAuthentication no

UsePAM yes
X11Forwarding yes
PrintMotd no
AcceptEnv LANG LC_*
Subsystem	sftp	/usr/lib/openssh/sftp-server
`;

const sshdPam = `# Who may come in over SSH.
@include common-auth
account    required     pam_nologin.so
@include common-account
session    required     pam_loginuid.so
session    optional     pam_keyinit.so force revoke
@include common-session
@include common-password
`;

const nginxConf = `user www-data;
worker_processes auto;
pid /run/nginx.pid;
error_log /var/log/nginx/error.log;
include /etc/nginx/modules-enabled/*.conf;

events {
	worker_connections 768;
}

http {
	sendfile on;
	tcp_nopush on;
	types_hash_max_size 2048;
	include /etc/nginx/mime.types;
	default_type application/octet-stream;
	access_log /var/log/nginx/access.log;
	gzip on;
	include /etc/nginx/conf.d/*.conf;
	include /etc/nginx/sites-enabled/*;
}
`;

const nginxSite = `server {
	listen 80 default_server;

	root /var/www/html;
	index index.html index.htm index.nginx-debian.html;
	server_name _;

	location / {
		try_files $uri $uri/ =404;
	}
}
`;

const nginxPage = `<!DOCTYPE html>
<html>
<head>
<title>Welcome to nginx!</title>
</head>
<body>
<h1>Welcome to nginx!</h1>
<p>The web server nginx is installed and works.</p>
</body>
</html>
`;

const fastcgiParameters = `fastcgi_param  QUERY_STRING       $query_string;
fastcgi_param  REQUEST_METHOD     $request_method;
fastcgi_param  CONTENT_TYPE       $content_type;
fastcgi_param  CONTENT_LENGTH     $content_length;
fastcgi_param  SCRIPT_NAME        $fastcgi_script_name;
fastcgi_param  REQUEST_URI        $request_uri;
fastcgi_param  DOCUMENT_URI       $document_uri;
fastcgi_param  DOCUMENT_ROOT      $document_root;
fastcgi_param  SERVER_PROTOCOL    $server_protocol;
fastcgi_param  REQUEST_SCHEME     $scheme;
fastcgi_param  HTTPS              $https if_not_empty;
fastcgi_param  GATEWAY_INTERFACE  CGI/1.1;
fastcgi_param  SERVER_SOFTWARE    nginx/$nginx_version;
fastcgi_param  REMOTE_ADDR        $remote_addr;
fastcgi_param  REMOTE_PORT        $remote_port;
fastcgi_param  SERVER_ADDR        $server_addr;
fastcgi_param  SERVER_PORT        $server_port;
fastcgi_param  SERVER_NAME        $server_name;
fastcgi_param  REDIRECT_STATUS    200;
`;

const fastcgiSnippet = `# scripts of PHP, and what follows their name in a path
fastcgi_split_path_info ^(.+?\\.php)(/.*)$;
try_files $fastcgi_script_name =404;
# try_files forgets the second part
set $path_info $fastcgi_path_info;
fastcgi_param PATH_INFO $path_info;
fastcgi_index index.php;
include fastcgi.conf;
`;

const mimeTypes = `types {
    text/html                             html htm shtml;
    text/css                              css;
    text/xml                              xml;
    text/plain                            txt;
    application/javascript                js;
    application/json                      json;
    image/gif                             gif;
    image/jpeg                            jpeg jpg;
    image/png                             png;
    image/svg+xml                         svg svgz;
    image/webp                            webp;
}
`;

/** The mark that keeps pip away from a system's own Python (PEP 668), in Debian's words for its packages. */
const managed = `[externally-managed]
Error=To install Python packages system-wide, try apt install
 python3-xyz, where xyz is the package you are trying to
 install.

 If you wish to install a non-Debian-packaged Python package,
 create a virtual environment using python3 -m venv path/to/venv.
 Then use path/to/venv/bin/python and path/to/venv/bin/pip. Make
 sure you have python3-full installed.
`;

const managedSince: Readonly<Record<string, true>> = { '3.11': true, '3.12': true, '3.13': true };

const texts: Readonly<Record<string, readonly PackageFile[]>> = {
  'openssh-server': [
    { kind: 'text', path: '/etc/ssh/sshd_config', text: sshdConfig },
    { kind: 'text', path: '/etc/pam.d/sshd', text: sshdPam },
  ],
  'nginx-common': [
    { kind: 'text', path: '/etc/nginx/nginx.conf', text: nginxConf },
    { kind: 'text', path: '/etc/nginx/sites-available/default', text: nginxSite },
    { kind: 'link', path: '/etc/nginx/sites-enabled/default', target: '/etc/nginx/sites-available/default' },
    { kind: 'text', path: '/etc/nginx/mime.types', text: mimeTypes },
    { kind: 'text', path: '/etc/nginx/fastcgi_params', text: fastcgiParameters },
    {
      kind: 'text',
      path: '/etc/nginx/fastcgi.conf',
      text: `fastcgi_param  SCRIPT_FILENAME    $document_root$fastcgi_script_name;\n${fastcgiParameters}`,
    },
    { kind: 'text', path: '/etc/nginx/snippets/fastcgi-php.conf', text: fastcgiSnippet },
    { kind: 'text', path: '/var/www/html/index.nginx-debian.html', text: nginxPage },
    { kind: 'directory', path: '/etc/nginx/conf.d' },
    { kind: 'directory', path: '/etc/nginx/modules-enabled' },
    { kind: 'directory', path: '/var/log/nginx' },
    { kind: 'directory', path: '/var/lib/nginx' },
  ],
  apache2: apacheFiles,
  'apache2-data': [
    {
      kind: 'text',
      path: '/var/www/html/index.html',
      text: '<!DOCTYPE html>\n<html>\n<head><title>Apache2 Default Page</title></head>\n<body><h1>It works!</h1></body>\n</html>\n',
    },
  ],
  sudo: [
    {
      kind: 'text',
      path: '/etc/sudoers',
      text: 'Defaults\tenv_reset\nDefaults\tsecure_path="/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"\nroot\tALL=(ALL:ALL) ALL\n%sudo\tALL=(ALL:ALL) ALL\n@includedir /etc/sudoers.d\n',
      mode: 0o440,
    },
    { kind: 'directory', path: '/etc/sudoers.d' },
  ],
  'ca-certificates': [
    {
      kind: 'text',
      path: '/etc/ca-certificates.conf',
      text: '# certificates that update-ca-certificates takes from /usr/share/ca-certificates\n',
    },
    { kind: 'data', path: '/etc/ssl/certs/ca-certificates.crt', size: 213_777 },
    { kind: 'program', path: '/usr/sbin/update-ca-certificates', size: 5413 },
  ],
  cron: [
    {
      kind: 'text',
      path: '/etc/crontab',
      text: 'SHELL=/bin/sh\n17 *\t* * *\troot\tcd / && run-parts --report /etc/cron.hourly\n',
    },
  ],
};

/** The files with text of a package. */
export function settingsOf(name: string): readonly PackageFile[] {
  const [, version = ''] = /^libpython(3\.\d+)-stdlib$/.exec(name) ?? [];
  if (Object.hasOwn(managedSince, version))
    return [{ kind: 'text', path: `/usr/lib/python${version}/EXTERNALLY-MANAGED`, text: managed }];
  const [, php] = /^php(\d\.\d)-cli$/.exec(name) ?? [];
  if (php !== undefined) return phpCliFiles(php);
  return (Object.hasOwn(texts, name) ? texts[name] : undefined) ?? [];
}
