// Files with real text that some Alpine packages bring: what a learner looks at or a simulated program reads.
import type { PackageFile } from '../place-files.ts';

const nginxConf = `user nginx;
worker_processes auto;
pcre_jit on;
error_log /var/log/nginx/error.log warn;
include /etc/nginx/modules/*.conf;

events {
	worker_connections 1024;
}

http {
	include /etc/nginx/mime.types;
	default_type application/octet-stream;
	server_tokens off;
	client_max_body_size 1m;
	sendfile on;
	tcp_nopush on;
	gzip_vary on;
	access_log /var/log/nginx/access.log;
	include /etc/nginx/http.d/*.conf;
}
`;

const nginxDefault = `server {
	listen 80 default_server;

	location / {
		return 404;
	}

	location = /404.html {
		internal;
	}
}
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

/** The mark that keeps pip away from a system's own Python (PEP 668), in Alpine's words for its packages. */
const managed = `[externally-managed]
Error=
    The system-wide python installation should be maintained using the system
    package manager (apk) only.

    If the package in question is not packaged already (and hence installable via
    "apk add py3-somepackage"), please consider installing it inside a virtual
    environment, e.g.:

    python3 -m venv /path/to/venv
    . /path/to/venv/bin/activate
    pip install mypackage

    To exit the virtual environment, run:

    deactivate

    The virtual environment is not deleted, and can be re-entered by re-sourcing
    the activate file.
`;

const texts: Readonly<Record<string, (version: string) => PackageFile[]>> = {
  nginx: () => [
    { kind: 'text', path: '/etc/nginx/nginx.conf', text: nginxConf },
    { kind: 'text', path: '/etc/nginx/http.d/default.conf', text: nginxDefault },
    { kind: 'text', path: '/etc/nginx/mime.types', text: mimeTypes },
    { kind: 'directory', path: '/etc/nginx/modules' },
    { kind: 'directory', path: '/var/log/nginx' },
    { kind: 'directory', path: '/var/lib/nginx/html' },
    { kind: 'directory', path: '/run/nginx' },
  ],
  python3: (version) => [
    ...(Number(version.slice(2)) >= 11
      ? [{ kind: 'text', path: `/usr/lib/python${version}/EXTERNALLY-MANAGED`, text: managed } as const]
      : []),
    { kind: 'directory', path: `/usr/lib/python${version}/site-packages` },
  ],
  tzdata: () => [
    { kind: 'data', path: '/usr/share/zoneinfo/UTC', size: 127 },
    { kind: 'data', path: '/usr/share/zoneinfo/Europe/Berlin', size: 705 },
    { kind: 'data', path: '/usr/share/zoneinfo/America/New_York', size: 1744 },
  ],
  'ca-certificates': () => [
    { kind: 'data', path: '/etc/ssl/certs/ca-certificates.crt', size: 218_470 },
    {
      kind: 'text',
      path: '/etc/ca-certificates.conf',
      text: '# certificates that update-ca-certificates takes from /usr/share/ca-certificates\n',
    },
  ],
};

/** The files with text of a package. `version`: its first two numbers. */
export const settingsOf = (name: string, version: string): PackageFile[] =>
  Object.hasOwn(texts, name) ? (texts[name]?.(version) ?? []) : [];
