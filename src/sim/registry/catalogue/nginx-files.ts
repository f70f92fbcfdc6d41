// nginx's own files: configuration and the pages it serves at first, as its packages install them.
import { data, directories, directory, link, program, text } from './files.ts';
import type { Draft } from './files.ts';

/** /etc/nginx/nginx.conf. */
const mainConfiguration = `
user  nginx;
worker_processes  auto;

error_log  /var/log/nginx/error.log notice;
pid        /run/nginx.pid;


events {
    worker_connections  1024;
}


http {
    include       /etc/nginx/mime.types;
    default_type  application/octet-stream;

    log_format  main  '$remote_addr - $remote_user [$time_local] "$request" '
                      '$status $body_bytes_sent "$http_referer" '
                      '"$http_user_agent" "$http_x_forwarded_for"';

    access_log  /var/log/nginx/access.log  main;

    sendfile        on;
    #tcp_nopush     on;

    keepalive_timeout  65;

    #gzip  on;

    include /etc/nginx/conf.d/*.conf;
}
`;

/** /etc/nginx/conf.d/default.conf. No single quote may stand in it: a script quotes it so. */
export const nginxDefaultServer = `server {
    listen       80;
    server_name  localhost;

    #access_log  /var/log/nginx/host.access.log  main;

    location / {
        root   /usr/share/nginx/html;
        index  index.html index.htm;
    }

    #error_page  404              /404.html;

    # server errors are answered with the static page /50x.html
    #
    error_page   500 502 503 504  /50x.html;
    location = /50x.html {
        root   /usr/share/nginx/html;
    }
}

`;

const style = `<style>
html { color-scheme: light dark; }
body { width: 35em; margin: 0 auto;
font-family: Tahoma, Verdana, Arial, sans-serif; }
</style>`;

const welcomePage = `<!DOCTYPE html>
<html>
<head>
<title>Welcome to nginx!</title>
${style}
</head>
<body>
<h1>Welcome to nginx!</h1>
<p>If you see this page, the nginx web server is successfully installed and
working. Further configuration is required.</p>

<p>For online documentation and support please refer to
<a href="http://nginx.org/">nginx.org</a>.<br/>
Commercial support is available at
<a href="http://nginx.com/">nginx.com</a>.</p>

<p><em>Thank you for using nginx.</em></p>
</body>
</html>
`;

const errorPage = `<!DOCTYPE html>
<html>
<head>
<title>Error</title>
${style}
</head>
<body>
<h1>An error occurred.</h1>
<p>Sorry, the page you are looking for is currently unavailable.<br/>
Please try again later.</p>
<p>If you are the system administrator of this resource then you should check
the error log for details.</p>
<p><em>Faithfully yours, nginx.</em></p>
</body>
</html>
`;

/** Media types by the extensions of file names. */
const mimeTypes: Readonly<Record<string, string>> = {
  'text/html': 'html htm shtml',
  'text/css': 'css',
  'text/xml': 'xml',
  'image/gif': 'gif',
  'image/jpeg': 'jpeg jpg',
  'application/javascript': 'js',
  'application/atom+xml': 'atom',
  'application/rss+xml': 'rss',
  'text/mathml': 'mml',
  'text/plain': 'txt',
  'text/vnd.sun.j2me.app-descriptor': 'jad',
  'text/vnd.wap.wml': 'wml',
  'text/x-component': 'htc',
  'image/avif': 'avif',
  'image/png': 'png',
  'image/svg+xml': 'svg svgz',
  'image/tiff': 'tif tiff',
  'image/vnd.wap.wbmp': 'wbmp',
  'image/webp': 'webp',
  'image/x-icon': 'ico',
  'image/x-jng': 'jng',
  'image/x-ms-bmp': 'bmp',
  'font/woff': 'woff',
  'font/woff2': 'woff2',
  'application/java-archive': 'jar war ear',
  'application/json': 'json',
  'application/mac-binhex40': 'hqx',
  'application/msword': 'doc',
  'application/pdf': 'pdf',
  'application/postscript': 'ps eps ai',
  'application/rtf': 'rtf',
  'application/vnd.apple.mpegurl': 'm3u8',
  'application/vnd.google-earth.kml+xml': 'kml',
  'application/vnd.google-earth.kmz': 'kmz',
  'application/vnd.ms-excel': 'xls',
  'application/vnd.ms-fontobject': 'eot',
  'application/vnd.ms-powerpoint': 'ppt',
  'application/vnd.oasis.opendocument.text': 'odt',
  'application/wasm': 'wasm',
  'application/x-7z-compressed': '7z',
  'application/x-perl': 'pl pm',
  'application/x-rar-compressed': 'rar',
  'application/x-redhat-package-manager': 'rpm',
  'application/x-shockwave-flash': 'swf',
  'application/x-tcl': 'tcl tk',
  'application/x-x509-ca-cert': 'der pem crt',
  'application/xhtml+xml': 'xhtml',
  'application/zip': 'zip',
  'application/octet-stream': 'bin exe dll deb dmg iso img msi msp msm',
  'audio/midi': 'mid midi kar',
  'audio/mpeg': 'mp3',
  'audio/ogg': 'ogg',
  'audio/x-m4a': 'm4a',
  'video/3gpp': '3gpp 3gp',
  'video/mp2t': 'ts',
  'video/mp4': 'mp4',
  'video/mpeg': 'mpeg mpg',
  'video/quicktime': 'mov',
  'video/webm': 'webm',
  'video/x-flv': 'flv',
  'video/x-ms-wmv': 'wmv',
  'video/x-msvideo': 'avi',
};

/** Parameters that nginx hands to an application behind it, by name. */
const gatewayParameters: Readonly<Record<string, string>> = {
  QUERY_STRING: '$query_string',
  REQUEST_METHOD: '$request_method',
  CONTENT_TYPE: '$content_type',
  CONTENT_LENGTH: '$content_length',
  REQUEST_URI: '$request_uri',
  DOCUMENT_URI: '$document_uri',
  DOCUMENT_ROOT: '$document_root',
  SERVER_PROTOCOL: '$server_protocol',
  REQUEST_SCHEME: '$scheme',
  HTTPS: '$https if_not_empty',
  REMOTE_ADDR: '$remote_addr',
  REMOTE_PORT: '$remote_port',
  SERVER_ADDR: '$server_addr',
  SERVER_PORT: '$server_port',
  SERVER_NAME: '$server_name',
};

function parameters(directive: string): string {
  const lines = Object.entries(gatewayParameters).map(
    ([name, value]) => `${directive}  ${name.padEnd(17)} ${value};\n`,
  );
  return `\n${lines.join('')}`;
}

const fastcgiName = 'fastcgi_param  SCRIPT_FILENAME    $document_root$fastcgi_script_name;\n';
const fastcgiParameters = `${parameters('fastcgi_param').trimStart()}
fastcgi_param  GATEWAY_INTERFACE  CGI/1.1;
fastcgi_param  SERVER_SOFTWARE    nginx/$nginx_version;
fastcgi_param  SCRIPT_NAME        $fastcgi_script_name;

# for PHP that was built to be asked by a web server only
fastcgi_param  REDIRECT_STATUS    200;
`;

/** What nginx's package brings; sizes in bytes. */
export function nginxFiles(): Draft[] {
  const types = Object.entries(mimeTypes).map(([type, names]) => `    ${type.padEnd(44)} ${names};\n`);
  return [
    text('etc/nginx/nginx.conf', mainConfiguration),
    text('etc/nginx/conf.d/default.conf', nginxDefaultServer),
    text('etc/nginx/mime.types', `\ntypes {\n${types.join('')}}\n`),
    text('etc/nginx/fastcgi.conf', `${fastcgiName}${fastcgiParameters}`),
    text('etc/nginx/fastcgi_params', `\n${fastcgiParameters}`),
    text('etc/nginx/scgi_params', parameters('scgi_param')),
    text('etc/nginx/uwsgi_params', parameters('uwsgi_param')),
    link('etc/nginx/modules', '/usr/lib/nginx/modules'),
    text('usr/share/nginx/html/index.html', welcomePage),
    text('usr/share/nginx/html/50x.html', errorPage),
    program('usr/sbin/nginx', 1_518_184),
    program('usr/sbin/nginx-debug', 1_641_912, 'nginx'),
    directory('usr/lib/nginx/modules'),
    directory('docker-entrypoint.d'),
    directory('var/cache/nginx'),
    ...directories('var/log/nginx'),
    link('var/log/nginx/access.log', '/dev/stdout'),
    link('var/log/nginx/error.log', '/dev/stderr'),
    data('etc/logrotate.d/nginx', 351),
  ];
}
