// nginx serving, asked by curl: between containers, through a published port, reloaded, stopped, misconfigured.
import { describe, expect, test } from 'vitest';
import { finish, initOptions, startCollected } from '../support.ts';
import { defaultServer, NetworkSite, type Box } from './site.ts';

const foreground = ['nginx', '-g', 'daemon off;'];

/** Starts nginx in a box and lets it settle; how to end it and see what it wrote. */
function startNginx(
  site: NetworkSite,
  box: Box,
): {
  stop: (signal?: 'QUIT' | 'TERM') => { code: number; stdout: string; stderr: string };
  signal: (signal: 'HUP') => void;
} {
  const { kernel, machine } = site;
  const started = finish(kernel, startCollected(machine, initOptions(machine, foreground, box.options(foreground))));
  if ('failure' in started) throw new Error(started.failure);
  kernel.advance(500);
  return {
    signal: (signal) => {
      machine.signal(started.process, signal);
      kernel.advance(500);
    },
    stop: (signal = 'QUIT') => {
      machine.signal(started.process, signal);
      return finish(kernel, started.outcome());
    },
  };
}

const dateless = (text: string): string =>
  text
    .replace(/Date: [^\r]*/g, 'Date: D')
    .replace(/Last-Modified: [^\r]*/g, 'Last-Modified: M')
    .replace(/ETag: "[0-9a-f]+-/g, 'ETag: "T-');

describe('the default page', () => {
  test('through a published port, with headers, logs and notices', () => {
    const site = new NetworkSite();
    const web = site.box('web', ['bridge']);
    const server = startNginx(site, web);
    expect(site.publish(web, 8080, 80)).toBe('open');
    expect(dateless(site.run('curl', '-si', 'http://localhost:8080/').stdout)).toBe(
      [
        'HTTP/1.1 200 OK',
        'Server: nginx/1.29.3',
        'Date: D',
        'Content-Type: text/html',
        'Content-Length: 27',
        'Last-Modified: M',
        'Connection: keep-alive',
        'ETag: "T-1b"',
        'Accept-Ranges: bytes',
        '',
        '<h1>Welcome to nginx!</h1>\n',
      ].join('\r\n'),
    );
    expect(site.run('curl', '-s', 'localhost:8080/nosuch').stdout).toBe(
      '<html>\r\n<head><title>404 Not Found</title></head>\r\n<body>\r\n<center><h1>404 Not Found</h1></center>\r\n<hr><center>nginx/1.29.3</center>\r\n</body>\r\n</html>\r\n',
    );
    const { code, stdout, stderr } = server.stop();
    expect(code).toBe(0);
    expect(stdout).toBe(
      '172.17.0.1 - - [12/Jan/2026:09:00:01 +0000] "GET / HTTP/1.1" 200 27 "-" "curl/8.5.0" "-"\n' +
        '172.17.0.1 - - [12/Jan/2026:09:00:02 +0000] "GET /nosuch HTTP/1.1" 404 153 "-" "curl/8.5.0" "-"\n',
    );
    expect(stderr.replace(/^\S+ \S+ /gm, '')).toBe(
      `[notice] 1#1: using the "epoll" event method
[notice] 1#1: nginx/1.29.3
[notice] 1#1: built by gcc 14.2.0 (Debian 14.2.0-19) 
[notice] 1#1: OS: Linux 6.12.54
[notice] 1#1: getrlimit(RLIMIT_NOFILE): 1048576:1048576
[notice] 1#1: start worker processes
[notice] 1#1: start worker process 2
[notice] 1#1: start worker process 3
[error] 3#3: *2 open() "/usr/share/nginx/html/nosuch" failed (2: No such file or directory), client: 172.17.0.1, server: localhost, request: "GET /nosuch HTTP/1.1", host: "localhost:8080"
[notice] 1#1: signal 3 (SIGQUIT) received, shutting down
[notice] 2#2: gracefully shutting down
[notice] 2#2: exiting
[notice] 2#2: exit
[notice] 3#3: gracefully shutting down
[notice] 3#3: exiting
[notice] 3#3: exit
[notice] 1#1: signal 17 (SIGCHLD) received from 2
[notice] 1#1: worker process 2 exited with code 0
[notice] 1#1: signal 17 (SIGCHLD) received from 3
[notice] 1#1: worker process 3 exited with code 0
[notice] 1#1: exit
`,
    );
  });

  test('from another container by name, and nothing after it has stopped', () => {
    const site = new NetworkSite();
    const web = site.box('web', ['red']);
    const client = site.box('client', ['red']);
    const server = startNginx(site, web);
    expect(client.run('curl', '-s', 'http://web')).toEqual({
      code: 0,
      stdout: '<h1>Welcome to nginx!</h1>\n',
      stderr: '',
    });
    expect(client.run('wget', '-qO-', 'http://web')).toEqual({
      code: 0,
      stdout: '<h1>Welcome to nginx!</h1>\n',
      stderr: '',
    });
    server.stop('TERM');
    expect(client.run('wget', '-qO-', 'http://web').stderr).toBe(
      "wget: can't connect to remote host (172.18.0.2): Connection refused\n",
    );
    expect(client.run('curl', 'http://web').stderr).toMatch(
      /\ncurl: \(7\) Failed to connect to web port 80 after 0 ms: Couldn't connect to server\n$/,
    );
  });

  test('a frozen server is reached but does not answer', () => {
    const site = new NetworkSite();
    const web = site.box('web', ['bridge']);
    startNginx(site, web);
    site.publish(web, 8080, 80);
    site.machine.freeze('web');
    expect(site.run('curl', '-sS', '-m', '1', 'localhost:8080')).toEqual({
      code: 28,
      stdout: '',
      stderr: 'curl: (28) Operation timed out after 1000 milliseconds with 0 bytes received\n',
    });
    site.machine.thaw('web');
    expect(site.run('curl', '-s', 'localhost:8080').code).toBe(0);
  });
});

/** Asks nginx with one configuration; the answer of curl. */
function ask(conf: string, args: readonly string[], files: Readonly<Record<string, string>> = {}): string {
  const site = new NetworkSite();
  const web = site.box('web', ['red'], { '/etc/nginx/conf.d/default.conf': conf, ...files });
  startNginx(site, web);
  const { stdout, stderr } = web.run('curl', '-s', '-S', ...args);
  return stdout + stderr;
}

test.each<[string, string, string[], string]>([
  ['return with a text', 'server { listen 80; default_type text/plain; location / { return 200 "hello $host\\n"; } }', ['http://web/'], 'hello web\n'],
  ['return of a variable', 'server { listen 80; return 200 "$request_method $uri $args $remote_addr\\n"; }', ['-X', 'PUT', 'http://web/a%20b?x=1'], 'PUT /a b x=1 172.18.0.2\n'],
  ['redirection', 'server { listen 80; location /old { return 301 /new; } location /new { return 200 new; } }', ['-L', 'http://web/old'], 'new'],
  ['where a redirection leads', 'server { listen 80; location /old { return 302 https://example.com/x; } }', ['-o', '/dev/null', '-w', '%{http_code} %{redirect_url}', 'http://web/old'], '302 https://example.com/x'],
  ['exact before prefix', 'server { listen 80; location = /a { return 200 exact; } location /a { return 200 prefix; } }', ['http://web/a'], 'exact'],
  ['the longest prefix', 'server { listen 80; location /a { return 200 short; } location /a/b { return 200 long; } }', ['http://web/a/b/c'], 'long'],
  ['an expression before a prefix', 'server { listen 80; location /a { return 200 prefix; } location ~ \\.php$ { return 200 php; } }', ['http://web/a/x.php'], 'php'],
  ['a strong prefix before an expression', 'server { listen 80; location ^~ /a { return 200 strong; } location ~ \\.php$ { return 200 php; } }', ['http://web/a/x.php'], 'strong'],
  ['without regard to case', 'server { listen 80; location ~* \\.PNG$ { return 200 image; } location / { return 200 other; } }', ['http://web/x.png'], 'image'],
  ['groups of an expression', 'server { listen 80; location ~ ^/user/(?<name>\\w+)/(\\d+)$ { return 200 "$name $2"; } }', ['http://web/user/ann/7'], 'ann 7'],
  ['server by name', 'server { listen 80; server_name a.test; return 200 A; } server { listen 80; server_name b.test; return 200 B; }', ['-H', 'Host: b.test', 'http://web/'], 'B'],
  ['the default server', 'server { listen 80; server_name a.test; return 200 A; } server { listen 80 default_server; return 200 D; }', ['http://web/'], 'D'],
  ['a wildcard name', 'server { listen 80; return 200 X; } server { listen 80; server_name *.test; return 200 W; }', ['-H', 'Host: deep.a.test', 'http://web/'], 'W'],
  ['rewrite last', 'server { listen 80; rewrite ^/x/(.*)$ /y/$1 last; location /y { return 200 "$uri?$args"; } }', ['http://web/x/1?q=2'], '/y/1?q=2'],
  ['rewrite permanent', 'server { listen 80; rewrite ^/x$ /y permanent; }', ['-o', '/dev/null', '-w', '%{http_code} %{redirect_url}', 'http://web/x'], '301 http://web/y'],
  ['set and if', 'server { listen 80; set $who nobody; if ($arg_user) { set $who $arg_user; } return 200 $who; }', ['http://web/?user=eve'], 'eve'],
  ['if with an expression', 'server { listen 80; if ($http_user_agent ~* curl) { return 403; } return 200 x; }', ['-o', '/dev/null', '-w', '%{http_code}', 'http://web/'], '403'],
  ['try_files falls back', 'server { listen 80; root /usr/share/nginx/html; location / { try_files $uri $uri/ /index.html; } }', ['http://web/app/route'], '<h1>Welcome to nginx!</h1>\n'],
  ['try_files with a code', 'server { listen 80; root /usr/share/nginx/html; location / { try_files $uri =404; } }', ['-o', '/dev/null', '-w', '%{http_code}', 'http://web/none'], '404'],
  ['a named location', 'server { listen 80; root /srv; location / { try_files $uri @app; } location @app { return 200 app; } }', ['http://web/x'], 'app'],
  ['alias', 'server { listen 80; location /docs/ { alias /usr/share/nginx/html/; } }', ['http://web/docs/50x.html'], '<h1>An error occurred.</h1>\n'],
  ['a directory without its slash', 'server { listen 80; root /usr/share; }', ['-o', '/dev/null', '-w', '%{http_code} %{redirect_url}', 'http://web/nginx'], '301 http://web/nginx/'],
  ['a directory without an index', 'server { listen 80; root /usr/share; }', ['-o', '/dev/null', '-w', '%{http_code}', 'http://web/nginx/'], '403'],
  ['own error page', 'server { listen 80; root /usr/share/nginx/html; error_page 404 /50x.html; }', ['-w', '%{http_code}', 'http://web/none'], '<h1>An error occurred.</h1>\n404'],
  ['error page with another code', 'server { listen 80; root /usr/share/nginx/html; error_page 404 =200 /index.html; }', ['-w', '%{http_code}', 'http://web/none'], '<h1>Welcome to nginx!</h1>\n200'],
  ['add_header', 'server { listen 80; add_header X-Who $hostname; return 200 x; }', ['-D', '-', '-o', '/dev/null', 'http://web/'], ''],
  ['POST to a file', 'server { listen 80; root /usr/share/nginx/html; }', ['-d', 'a=1', '-o', '/dev/null', '-w', '%{http_code}', 'http://web/'], '405'],
  ['a part of a file', 'server { listen 80; root /usr/share/nginx/html; }', ['-r', '4-10', '-w', ' %{http_code}', 'http://web/'], 'Welcome 206'],
  ['deny', 'server { listen 80; root /usr/share/nginx/html; location / { allow 10.0.0.0/8; deny all; } }', ['-o', '/dev/null', '-w', '%{http_code}', 'http://web/'], '403'],
  ['map', 'map $arg_a $b { default none; 1 one; ~^x ex; } server { listen 80; return 200 $b; }', ['http://web/?a=xyz'], 'ex'],
  ['the type by the extension', 'server { listen 80; root /usr/share/nginx/html; }', ['-o', '/dev/null', '-w', '%{content_type}', 'http://web/data.json'], 'application/json'],
  ['a body that is too large', 'server { listen 80; client_max_body_size 4; location / { return 200 x; } }', ['-d', 'too long', '-o', '/dev/null', '-w', '%{http_code}', 'http://web/'], '413'],
])('%s', (name, conf, args, expected) => {
  const answer = ask(conf, args, { '/usr/share/nginx/html/data.json': '{}' });
  if (name === 'add_header') expect(answer).toMatch(/\r\nX-Who: web\r\n\r\n$/);
  else expect(answer).toBe(expected);
}); // prettier-ignore

describe('proxy_pass', () => {
  /** A front container that passes on to `app`, and curl's answer from the front itself. */
  function through(conf: string, args: readonly string[], withApp = true): string {
    const site = new NetworkSite();
    const app = site.box('app', ['red'], {
      '/etc/nginx/conf.d/default.conf':
        'server { listen 3000; return 200 "$request_method $request_uri host=$http_host for=$http_x_forwarded_for real=$http_x_real_ip\\n"; }',
    });
    const other = site.box('other', ['red'], {
      '/etc/nginx/conf.d/default.conf': 'server { listen 3000; return 200 "other\\n"; }',
    });
    const front = site.box('front', ['red'], { '/etc/nginx/conf.d/default.conf': conf });
    if (withApp) startNginx(site, app);
    if (withApp) startNginx(site, other);
    startNginx(site, front);
    const one = front.run('curl', '-sS', ...args);
    return one.stdout + one.stderr;
  }
  test.each<[string, string, string[], string]>([
    ['the request as it is', 'location / { proxy_pass http://app:3000; }', ['http://front/a/b?c=1'], 'GET /a/b?c=1 host=app:3000 for= real=\n'],
    ['the prefix replaced', 'location /api/ { proxy_pass http://app:3000/; }', ['http://front/api/users'], 'GET /users host=app:3000 for= real=\n'],
    ['headers set', 'location / { proxy_pass http://app:3000; proxy_set_header Host $host; proxy_set_header X-Real-IP $remote_addr; proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for; }', ['http://front/'], 'GET / host=front for=172.18.0.4 real=172.18.0.4\n'],
    ['a slash added', 'location /api/ { proxy_pass http://app:3000/; }', ['-o', '/dev/null', '-w', '%{http_code} %{redirect_url}', 'http://front/api'], '301 http://front/api/'],
  ])('%s', (_, location, args, expected) => {
    expect(through(`server { listen 80; ${location} }`, args)).toBe(expected);
  }); // prettier-ignore

  test('a group takes turns', () => {
    const conf =
      'upstream group { server app:3000; server other:3000; } server { listen 80; location / { proxy_pass http://group; } }';
    const answers = through(conf, ['http://front/1', 'http://front/2', 'http://front/3']);
    expect(answers).toBe('GET /1 host=group for= real=\nother\nGET /3 host=group for= real=\n');
  });

  test('nobody listens', () => {
    expect(
      through(
        'server { listen 80; location / { proxy_pass http://app:3000; } }',
        ['-o', '/dev/null', '-w', '%{http_code}', 'http://front/'],
        false,
      ),
    ).toBe('502');
  });
});

test.each<[string, string, string]>([
  ['unknown directive', 'foo bar;', 'unknown directive "foo" in /etc/nginx/conf.d/default.conf:1'],
  ['a missing semicolon', 'server { listen 81 }', 'unexpected "}" in /etc/nginx/conf.d/default.conf:1'],
  ['a block left open', 'server {\n', 'unexpected end of file, expecting "}" in /etc/nginx/conf.d/default.conf:2'],
  ['a word left open', 'server {\n listen 80', 'unexpected end of file, expecting ";" or "}" in /etc/nginx/conf.d/default.conf:2'],
  ['no argument', 'server { listen 81; root; }', 'invalid number of arguments in "root" directive in /etc/nginx/conf.d/default.conf:1'],
  ['the wrong place', 'server { listen 81; location / { listen 82; } }', '"listen" directive is not allowed here in /etc/nginx/conf.d/default.conf:1'],
  ['an unknown host', 'server { listen 81; location / {\nproxy_pass http://nosuch:90; } }', 'host not found in upstream "nosuch" in /etc/nginx/conf.d/default.conf:2'],
  ['a brace too many', '}', 'unexpected "}" in /etc/nginx/conf.d/default.conf:1'],
  ['a bad parameter', 'server { listen 81 82 xx; }', 'invalid parameter "82" in /etc/nginx/conf.d/default.conf:1'],
  ['a directive without its block', 'server;', 'directive "server" has no opening "{" in /etc/nginx/conf.d/default.conf:1'],
  ['a block that is none', 'server { root /x { } }', 'directive "root" is not terminated by ";" in /etc/nginx/conf.d/default.conf:1'],
  ['twice the same', 'server { listen 80; listen 80; }', 'a duplicate listen 0.0.0.0:80 in /etc/nginx/conf.d/default.conf:1'],
  ['a location twice', 'server { location /a { } location /a { } }', 'duplicate location "/a" in /etc/nginx/conf.d/default.conf:1'],
  ['a missing file', 'include /etc/nginx/nosuch.conf;', 'open() "/etc/nginx/nosuch.conf" failed (2: No such file or directory) in /etc/nginx/conf.d/default.conf:1'],
  ['a quote that goes on', 'server { return 200 "a"b; }', 'unexpected "b" in /etc/nginx/conf.d/default.conf:1'],
])('a configuration that is wrong: %s', (_, conf, message) => {
  const site = new NetworkSite();
  const web = site.box('web', ['red'], { '/etc/nginx/conf.d/default.conf': conf });
  const time = (text: string): string => text.replace(/^\d\S+ \S+ /gm, '').replace(/\d+#\d+/g, 'P');
  const tested = web.run('nginx', '-t');
  expect([tested.code, time(tested.stderr)]).toEqual([
    1,
    `[emerg] P: ${message}\nnginx: [emerg] ${message}\nnginx: configuration file /etc/nginx/nginx.conf test failed\n`,
  ]);
  const started = web.run(...foreground);
  expect([started.code, time(started.stderr)]).toEqual([1, `[emerg] P: ${message}\nnginx: [emerg] ${message}\n`]);
}); // prettier-ignore

describe('the command line', () => {
  const site = new NetworkSite();
  const web = site.box('web', ['red']);
  test.each<[string[], number, string]>([
    [['-t'], 0, 'nginx: the configuration file /etc/nginx/nginx.conf syntax is ok\nnginx: configuration file /etc/nginx/nginx.conf test is successful\n'],
    [['-t', '-q'], 0, ''],
    [['-v'], 0, 'nginx version: nginx/1.29.3\n'],
    [['-Z'], 1, 'nginx: invalid option: "Z"\n'],
    [['-s', 'nosuch'], 1, 'nginx: invalid option: "-s nosuch"\n'],
    [['-s'], 1, 'nginx: option "-s" requires parameter\n'],
    [['x'], 1, 'nginx: invalid option: "x"\n'],
  ])('nginx %j', (args, code, stderr) => {
    const result = web.run('nginx', ...args);
    expect([result.code, result.stderr]).toEqual([code, stderr]);
  }); // prettier-ignore
});

test('without `daemon off` it goes to the background, and in a container everything ends', () => {
  const site = new NetworkSite();
  const web = site.box('web', ['red']);
  expect(web.run('nginx').code).toBe(0);
  expect(web.run('curl', '-s', 'http://web').code).toBe(7);
});

test('a port that is taken', () => {
  const site = new NetworkSite();
  const web = site.box('web', ['red']);
  startNginx(site, web);
  const second = web.run(...foreground);
  const lines = second.stderr.split('\n');
  expect(second.code).toBe(1);
  expect(lines.filter((line) => line.startsWith('nginx:'))).toEqual([
    ...Array.from({ length: 5 }, () => 'nginx: [emerg] bind() to 0.0.0.0:80 failed (98: Address already in use)'),
    'nginx: [emerg] still could not bind()',
  ]);
});

test('reload takes a new configuration, and keeps the old one when the new is wrong', () => {
  const site = new NetworkSite();
  const web = site.box('web', ['red']);
  const files = web.options([]).files;
  const server = startNginx(site, web);
  files?.writeFile('/etc/nginx/conf.d/default.conf', 'server { listen 80; return 200 "new\\n"; }');
  server.signal('HUP');
  expect(web.run('curl', '-s', 'http://web').stdout).toBe('new\n');
  files?.writeFile('/etc/nginx/conf.d/default.conf', 'rubbish;');
  server.signal('HUP');
  expect(web.run('curl', '-s', 'http://web').stdout).toBe('new\n');
  files?.writeFile('/etc/nginx/conf.d/default.conf', defaultServer);
  server.signal('HUP');
  expect(web.run('curl', '-s', 'http://web').stdout).toBe('<h1>Welcome to nginx!</h1>\n');
  expect(server.stop().code).toBe(0);
});
