// Small images that tutorials run for one purpose: to send a request, to answer one, to look into a network, to build.
import { alpine319, alpine322 } from './alpine.ts';
import { nginxOn } from './nginx.ts';
import {
  alpineAccount,
  apk,
  apt,
  certificates,
  copyScripts,
  envs,
  exposes,
  run,
  tags,
  user,
  volume,
  workdir,
} from './instructions.ts';
import { directory, link, program, programs, text } from './files.ts';
import { cmd, entrypoint, expose, label } from './recipe.ts';
import { nodeOnAlpine, nodeSlim } from './node.ts';
import { pythonSlim } from './python.ts';
import { owned, singleBinary } from './single-binary.ts';
import { ubuntuJammy } from './ubuntu.ts';
import type { CatalogueImage } from './catalogue-image.ts';
import type { Recipe } from './recipe.ts';

const curl = (version: string): Recipe => ({
  base: alpine322,
  created: '2025-11-05T08:44:38Z',
  steps: [
    label('maintainer', 'James Fuller <jim.fuller@webcomposite.com>'),
    label('version', version),
    ...envs(`CURL_RELEASE_TAG=curl-${version.replaceAll('.', '_')}`, 'CURL_VERSION='.concat(version)),
    apk(
      'brotli brotli-dev libssh2 nghttp2-dev zstd-dev',
      [5.9, 2.4],
      [...certificates, ...alpineAccount('curl_user', 100, '/home/curl_user'), owned('home/curl_user', 100)],
      'usr/lib/libbrotlicommon.so.1 usr/lib/libnghttp2.so.14 usr/lib/libzstd.so.1 usr/lib/libpsl.so.5',
    ),
    run(
      'COPY /rootfs/usr /usr',
      [8.1, 3.1],
      [program('usr/bin/curl', 342_000)],
      'usr/lib/libcurl.so.4.8.0 usr/lib/libcurl.a=2',
    ),
    copyScripts(
      {
        'entrypoint.sh':
          '#!/bin/sh\nset -eu\n\n# options are for curl\nif [ "${1:0:1}" = \'-\' ] || ! command -v "$1" > /dev/null; then\n  set -- curl "$@"\nfi\n\nexec "$@"\n',
      },
      '/',
    ),
    user('curl_user'),
    workdir('/home/curl_user'),
    entrypoint('/entrypoint.sh'),
    cmd('curl'),
  ],
});

const git = (version: string): Recipe => ({
  base: alpine322,
  created: '2025-11-01T02:14:09Z',
  steps: [
    apk(
      'git git-lfs git-subtree git-daemon less openssh gnupg tini',
      [53.8, 20.6],
      [
        program('usr/bin/git', 3_100_000),
        ...programs('usr/bin', 'git-lfs=12000000 less=160000 ssh=820000 gpg=1000000', 30_000),
      ],
      'usr/libexec/git-core/git-remote-http=2 usr/libexec/git-core/git-http-backend=2 usr/lib/libgcrypt.so.20',
    ),
    label('version', version),
    volume('/git'),
    workdir('/git'),
    entrypoint('git'),
    cmd('--help'),
  ],
});

const whale = `$the_cow = <<EOC;
    $thoughts
     $thoughts
      $thoughts
                    ##        .
              ## ## ##       ==
           ## ## ## ##      ===
       /""""""""""""""""___/ ===
  ~~~ {~~ ~~~~ ~~~ ~~~~ ~~ ~ /  ===- ~~~
       \\\\______ o          __/
        \\\\    \\\\        __/
          \\\\____\\\\______/
EOC
`;

const whalesay: Recipe = {
  base: ubuntuJammy,
  created: '2015-05-25T22:04:23Z',
  steps: [
    apt(
      '-y git',
      [131, 45],
      [program('usr/bin/git', 1_700_000)],
      'usr/lib/perl/5.18.2/CORE/libperl.so usr/share/perl/5.18.2/unicore/Name.pl',
    ),
    { ...workdir('/cowsay'), files: () => [directory('cowsay')], compressedSize: 30 },
    run(
      'git reset --hard origin/master',
      [0.2, 0.1],
      [
        program('usr/local/bin/cowsay', 4_600),
        link('usr/local/bin/cowthink', 'cowsay'),
        text('usr/local/share/cows/docker.cow', whale),
        text('usr/local/share/cows/default.cow', whale),
      ],
      '',
    ),
    ...envs('PATH=/usr/local/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'),
  ],
};

const netshoot: Recipe = {
  base: alpine322,
  created: '2025-07-31T12:02:51Z',
  steps: [
    apk(
      'apache2-utils bash bind-tools bridge-utils conntrack-tools curl dhcping drill ethtool fping httpie iftop iperf iperf3 ipset iptables iputils ipvsadm jq mtr nftables ngrep nmap openssl socat speedtest-cli strace tcpdump tcptraceroute tshark util-linux vim websocat zsh',
      [360, 142],
      [
        program('bin/bash', 764_000),
        program('bin/zsh', 900_000),
        ...programs(
          'usr/bin',
          'curl=260000 dig=170000 host=130000 nslookup=160000 jq=30000 nmap=3100000 ab=60000 drill=60000 http=220 iperf3=25000 mtr=90000 socat=390000 strace=1900000 tcpdump=1300000 tshark=340000 vim=3900000 openssl=700000 nc=40000 telnet=20000 traceroute=30000',
          30_000,
        ),
        ...programs(
          'usr/sbin',
          'ethtool=700000 iftop=60000 ipset=20000 iptables=90000 nft=30000 tcptraceroute=30000 conntrack=80000',
          30_000,
        ),
        ...programs('sbin', 'ip=600000 ss=150000 bridge=120000 tc=600000', 100_000),
      ],
      'usr/lib/libwireshark.so.18=90 usr/lib/libpython3.12.so.1.0=8 usr/share/nmap/nmap-os-db=5 usr/share/vim/vim91/doc/help.txt=30 usr/lib/libicudata.so.76=31',
    ),
    user('root'),
    workdir('/root'),
    ...envs('HOSTNAME=netshoot'),
    cmd('zsh'),
  ],
};

const dockerCli = (version: string): Recipe => ({
  base: alpine322,
  created: '2025-11-06T18:21:14Z',
  steps: [
    apk(
      'ca-certificates openssh-client git',
      [15.3, 6.8],
      [...certificates, program('usr/bin/git', 3_100_000), program('usr/bin/ssh', 820_000)],
      'usr/libexec/git-core/git-remote-http=2 usr/lib/libcurl.so.4',
    ),
    ...envs(`DOCKER_VERSION=${version}`),
    run(
      "set -eux; 		wget -O 'docker.tgz' \"$url\"; 		tar --extract --file docker.tgz --strip-components 1 --directory /usr/local/bin/ --no-same-owner 'docker/docker'; 		docker --version",
      [41.2, 19.4],
      [program('usr/local/bin/docker', 39_000_000)],
      'usr/local/share/docker/LICENSE',
    ),
    ...envs('DOCKER_BUILDX_VERSION=0.29.1', 'DOCKER_COMPOSE_VERSION=2.40.3', 'DOCKER_TLS_CERTDIR=/certs'),
    run(
      'set -eux; 		wget -O "$plugin" "$url"; 	chmod +x "$plugin"; 	docker buildx version; 	docker compose version',
      [141, 47],
      programs('usr/local/libexec/docker/cli-plugins', 'docker-buildx=65000000 docker-compose=73000000', 60_000_000),
      'usr/local/libexec/docker/LICENSE',
    ),
    {
      createdBy: 'RUN /bin/sh -c mkdir /certs /certs/client && chmod 1777 /certs /certs/client # buildkit',
      compressedSize: 150,
      files: () => [directory('certs/client', { mode: 0o1777 }), directory('certs', { mode: 0o1777 })],
    },
    copyScripts(
      {
        modprobe: '#!/bin/sh\nset -eu\n\nfor module; do\n	ip link show "$module" > /dev/null 2>&1 || true\ndone\n',
        'docker-entrypoint.sh':
          '#!/bin/sh\nset -eu\n\n# options, and names of its own commands, are for docker\nif [ "${1#-}" != "$1" ] || docker help "$1" > /dev/null 2>&1; then\n	set -- docker "$@"\nfi\n\nif [ -z "${DOCKER_HOST:-}" ] && [ ! -S /var/run/docker.sock ]; then\n	export DOCKER_HOST=\'tcp://docker:2375\'\nfi\n\nexec "$@"\n',
      },
      '/usr/local/bin/',
    ),
    entrypoint('docker-entrypoint.sh'),
    cmd('sh'),
  ],
});

const dind = (version: string): Recipe => ({
  base: dockerCli(version),
  created: '2025-11-06T18:24:40Z',
  steps: [
    apk(
      'btrfs-progs e2fsprogs ip6tables iptables openssl pigz shadow-uidmap xfsprogs xz zfs',
      [26.7, 10.1],
      programs('usr/sbin', 'iptables=90000 ip6tables=90000', 90_000),
      'usr/sbin/zfs.bin=3 usr/sbin/xfs_repair=2',
    ),
    run(
      'set -eux; 		wget -O \'docker.tgz\' "$url"; 		tar --extract --file docker.tgz --strip-components 1 --directory /usr/local/bin/ --no-same-owner; 	dockerd --version; 	containerd --version; 	runc --version',
      [197, 71],
      programs(
        'usr/local/bin',
        'dockerd=85000000 containerd=40000000 containerd-shim-runc-v2=13000000 runc=16000000 ctr=21000000 docker-proxy=2400000 docker-init=700000',
        1_000_000,
      ),
      'usr/local/share/docker/dockerd.LICENSE',
    ),
    volume('/var/lib/docker'),
    exposes(2375, 2376),
    copyScripts(
      {
        'dockerd-entrypoint.sh':
          '#!/bin/sh\nset -eu\n\nif [ "$#" -eq 0 ] || [ "${1#-}" != "$1" ]; then\n	set -- dockerd --host=unix:///var/run/docker.sock --host=tcp://0.0.0.0:2375 "$@"\nfi\n\nexec "$@"\n',
      },
      '/usr/local/bin/',
    ),
    entrypoint('dockerd-entrypoint.sh'),
    { createdBy: 'CMD []', config: { Cmd: [] } },
  ],
});

const vote: Recipe = {
  base: pythonSlim('3.11'),
  created: '2023-11-15T14:02:19Z',
  steps: [
    apt(
      'curl',
      [5.4, 2.1],
      [program('usr/bin/curl', 280_312)],
      'usr/lib/TRIPLET/libcurl.so.4.8.0 usr/lib/TRIPLET/libldap-2.5.so.0',
    ),
    { ...workdir('/usr/local/app'), files: () => [directory('usr/local/app')], compressedSize: 120 },
    run(
      'pip install --no-cache-dir -r requirements.txt',
      [12.3, 3.9],
      [program('usr/local/bin/gunicorn', 230, 'voting-vote')],
      'usr/local/lib/python3.11/site-packages/flask/app.py usr/local/lib/python3.11/site-packages/redis/client.py usr/local/lib/python3.11/site-packages/gunicorn/app/base.py',
    ),
    expose(80),
    cmd(
      'gunicorn',
      'app:app',
      '-b',
      '0.0.0.0:80',
      '--log-file',
      '-',
      '--access-logfile',
      '-',
      '--workers',
      '4',
      '--keep-alive',
      '0',
    ),
  ],
};

const result: Recipe = {
  base: nodeSlim('18'),
  created: '2023-11-15T14:05:52Z',
  steps: [
    apt(
      'curl tini',
      [5.7, 2.2],
      [program('usr/bin/curl', 280_312), program('usr/bin/tini', 22_000)],
      'usr/lib/TRIPLET/libcurl.so.4.8.0 usr/lib/TRIPLET/libldap-2.5.so.0',
    ),
    { ...workdir('/usr/local/app'), files: () => [directory('usr/local/app')], compressedSize: 120 },
    run(
      'npm ci &&  npm cache clean --force &&  mv /usr/local/app/node_modules /node_modules',
      [22.1, 4.6],
      [program('usr/local/app/server.js', 2_400, 'voting-result')],
      'node_modules/express/lib/express.js node_modules/pg/lib/index.js node_modules/socket.io/dist/index.js=2',
    ),
    ...envs('PORT=80'),
    expose(80),
    entrypoint('/usr/bin/tini', '--'),
    cmd('node', 'server.js'),
  ],
};

const gettingStarted: Recipe = {
  base: nginxOn.alpine,
  created: '2023-05-05T16:40:10Z',
  steps: [
    {
      createdBy: 'COPY /app/site /usr/share/nginx/html # buildkit',
      compressedSize: 4_512_000,
      files: () => [
        text(
          'usr/share/nginx/html/index.html',
          '<!doctype html>\n<html>\n<head><title>Getting Started</title></head>\n<body>\n<h1>Getting Started</h1>\n<p>You started a container. The command was <code>docker run -d -p 80:80 docker/getting-started</code>.</p>\n</body>\n</html>\n',
        ),
      ],
    },
  ],
};

const welcome: Recipe = {
  base: nodeOnAlpine('22'),
  created: '2024-12-02T15:14:08Z',
  steps: [
    { ...workdir('/app'), files: () => [directory('app')], compressedSize: 90 },
    run(
      'COPY /app/build ./build',
      [1.9, 0.7],
      [
        text(
          'app/build/index.html',
          '<!doctype html>\n<html>\n<head><title>Welcome to Docker</title></head>\n<body>\n<h1>Congratulations!!!</h1>\n<p>You ran your first container.</p>\n</body>\n</html>\n',
        ),
      ],
      'app/build/static/js/main.js',
    ),
    run(
      'npm install -g serve',
      [9.1, 2.3],
      [
        program('usr/local/lib/node_modules/serve/build/main.js', 12_000, 'serve'),
        link('usr/local/bin/serve', '../lib/node_modules/serve/build/main.js'),
      ],
      'usr/local/lib/node_modules/serve/node_modules/ajv.js',
    ),
    expose(3000),
    cmd('serve', '-s', 'build'),
  ],
};

const small = (
  repository: string,
  names: string,
  created: string,
  binary: string,
  size: number,
  ports: readonly number[],
  command: Partial<Parameters<typeof singleBinary>[0]> = {},
): CatalogueImage =>
  singleBinary({
    repository,
    names,
    created,
    on: 'scratch',
    binary,
    size,
    ports,
    entrypoint: [`/${binary}`],
    ...command,
  });

const worker = (repository: string): CatalogueImage =>
  singleBinary({
    repository,
    names: 'latest',
    created: '2023-11-15T14:08:31Z',
    on: 'debian',
    binary: 'app/Worker',
    size: 118.2,
    workdir: '/app',
    files: [program('usr/bin/dotnet', 70_000, 'voting-worker')],
    entrypoint: ['dotnet', 'Worker.dll'],
  });

const nginxProxy = (repository: string, names: string): CatalogueImage =>
  small(repository, names, '2025-06-03T19:32:54Z', 'usr/local/bin/forego', 30.2, [80, 443], {
    on: nginxOn.alpine,
    program: 'nginx-proxy',
    env: ['DOCKER_HOST=unix:///tmp/docker.sock'],
    entrypoint: ['/app/docker-entrypoint.sh'],
    files: [text('app/docker-entrypoint.sh', '#!/bin/sh\nset -e\n\nexec "$@"\n', { mode: 0o755 })],
    command: ['forego', 'start', '-r'],
  });

export const tools: readonly CatalogueImage[] = [
  { repository: 'curlimages/curl', tags: tags('latest,8.17.0'), recipe: curl('8.17.0') },
  { repository: 'curlimages/curl', tags: tags('8.12.1'), recipe: curl('8.12.1') },
  { repository: 'alpine/git', tags: tags('latest,2.49.1,v2.49.1'), recipe: git('2.49.1') },
  {
    repository: 'alpine/curl',
    tags: tags('latest,8.14.1'),
    recipe: {
      base: alpine322,
      created: '2025-10-09T02:10:14Z',
      steps: [
        apk(
          'curl',
          [5.1, 2.2],
          [program('usr/bin/curl', 263_048)],
          'usr/lib/libcurl.so.4.8.0 usr/lib/libnghttp2.so.14',
        ),
        entrypoint('curl'),
        cmd('--help'),
      ],
    },
  },
  { repository: 'docker/whalesay', tags: tags('latest'), recipe: whalesay },
  { repository: 'docker/getting-started', tags: tags('latest,pwd'), recipe: gettingStarted },
  { repository: 'docker/welcome-to-docker', tags: tags('latest'), recipe: welcome },
  { repository: 'nicolaka/netshoot', tags: tags('latest,v0.14'), recipe: netshoot },
  { repository: 'library/docker', tags: tags('28.5.2,28.5,28,', 'cli'), recipe: dockerCli('28.5.2') },
  { repository: 'library/docker', tags: tags('28.5.2,28.5,28,', ',dind'), recipe: dind('28.5.2') },
  { repository: 'dockersamples/examplevotingapp_vote', tags: tags('latest,before'), recipe: vote },
  { repository: 'dockersamples/examplevotingapp_result', tags: tags('latest,before'), recipe: result },
  { repository: 'bretfisher/examplevotingapp_vote', tags: tags('latest'), recipe: vote },
  { repository: 'bretfisher/examplevotingapp_result', tags: tags('latest'), recipe: result },
  worker('dockersamples/examplevotingapp_worker'),
  worker('bretfisher/examplevotingapp_worker'),
  singleBinary({
    repository: 'dockersamples/visualizer',
    names: 'latest,stable',
    created: '2021-09-23T21:41:47Z',
    on: alpine319,
    binary: 'app/visualizer',
    size: 92.4,
    ports: [8080],
    workdir: '/app',
    files: [program('usr/local/bin/npm', 5_000, 'visualizer'), program('usr/local/bin/node', 5_000)],
    entrypoint: ['npm', 'start'],
  }),
  ...['dockersamples/static-site', 'prakhar1989/static-site'].map((repository) =>
    singleBinary({
      repository,
      names: 'latest',
      created: '2016-03-18T16:45:34Z',
      on: nginxOn.debian,
      binary: 'usr/share/nginx/html/logo.bin',
      size: 1.2,
      ports: [80, 443],
      env: ['AUTHOR=Docker'],
      command: [
        '/bin/sh',
        '-c',
        'cd /usr/share/nginx/html/ && sed -e s/Docker/"$AUTHOR"/ Hello_docker.html > index.html ; nginx -g "daemon off;"',
      ],
      files: [
        text(
          'usr/share/nginx/html/Hello_docker.html',
          '<!DOCTYPE html>\n<html>\n<head><title>Hello Docker!</title></head>\n<body>\n<h1>Hello Docker!</h1>\n<p>This is being served from a <b>docker</b> container running Nginx.</p>\n</body>\n</html>\n',
        ),
      ],
    }),
  ),
  small('traefik/whoami', 'latest,v1.11,v1.11.0', '2025-04-22T08:10:02Z', 'whoami', 6.6, [80], {
    program: 'traefik-whoami',
  }),
  small('containous/whoami', 'latest,v1.5.0', '2020-03-10T13:03:11Z', 'whoami', 6.4, [80], {
    program: 'traefik-whoami',
  }),
  small('jwilder/whoami', 'latest', '2017-12-02T20:11:40Z', 'app/http', 5.9, [8000], {
    on: alpine319,
    program: 'jwilder-whoami',
    env: ['PORT=8000'],
    entrypoint: ['/app/http'],
  }),
  small('hashicorp/http-echo', 'latest,1.0,1.0.0', '2023-09-18T17:22:09Z', 'http-echo', 9.8, [5678], {
    user: '65532:65532',
    env: ['PRODUCT_VERSION=1.0.0'],
  }),
  nginxProxy('jwilder/nginx-proxy', 'latest,alpine'),
  nginxProxy('nginxproxy/nginx-proxy', 'latest,1.8,1.8.0,1,alpine,1.8-alpine'),
  small('wagoodman/dive', 'latest,v0.13.1', '2025-03-26T21:03:16Z', 'usr/local/bin/dive', 17.1, []),
  small('hadolint/hadolint', 'latest,v2.14.0', '2025-09-22T10:41:55Z', 'bin/hadolint', 16.4, [], {
    entrypoint: [],
    command: ['/bin/hadolint', '-'],
  }),
  small('aquasec/trivy', 'latest,0.67.2', '2025-10-10T06:13:20Z', 'usr/local/bin/trivy', 160.2, [], {
    on: 'alpine',
    entrypoint: ['trivy'],
  }),
  small('amazon/aws-cli', 'latest,2.31.34', '2025-11-12T19:44:30Z', 'usr/local/bin/aws', 290.3, [], {
    on: 'debian',
    workdir: '/aws',
  }),
  small('containrrr/watchtower', 'latest,1.7.1', '2023-11-11T13:05:12Z', 'watchtower', 14.7, [8080], {
    labels: { 'com.centurylinklabs.watchtower': 'true' },
  }),
  small('moby/buildkit', 'latest,buildx-stable-1,v0.25.2', '2025-10-30T20:12:18Z', 'usr/bin/buildkitd', 218.5, [], {
    on: 'alpine',
    volumes: ['/var/lib/buildkit'],
    entrypoint: ['buildkitd'],
  }),
];
