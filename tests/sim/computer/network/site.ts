// A machine with bridges and containers for network tests.
import type { Kernel } from '../../../../src/sim/kernel/kernel.ts';
import type { InitOptions } from '../../../../src/sim/computer/contract.ts';
import type { LinuxMachine } from '../../../../src/sim/computer/machine.ts';
import { parseSubnet } from '../../../../src/sim/computer/network/address.ts';
import type { NamespaceOfNetworks } from '../../../../src/sim/computer/network/namespace.ts';
import { simulatedInternet } from '../../../../src/sim/computer/network/outside-world.ts';
import { busyboxNetworkApplets, networkPrograms } from '../../../../src/sim/computer/programs/network.ts';
import { bareMachine, epoch, makeFiles, run, type Files, type Outcome } from '../support.ts';

const mimeTypes = 'types { text/html html htm; text/css css; application/json json; image/png png; }\n';

/** nginx.conf as its image has it, but with logs on descriptors. */
export const nginxConf = `user nginx;
worker_processes auto;
error_log /var/log/nginx/error.log notice;
pid /run/nginx.pid;
events { worker_connections 1024; }
http {
  include /etc/nginx/mime.types;
  default_type application/octet-stream;
  log_format main '$remote_addr - $remote_user [$time_local] "$request" '
                  '$status $body_bytes_sent "$http_referer" '
                  '"$http_user_agent" "$http_x_forwarded_for"';
  access_log /var/log/nginx/access.log main;
  sendfile on;
  keepalive_timeout 65;
  include /etc/nginx/conf.d/*.conf;
}
`;

export const defaultServer = `server {
    listen       80;
    server_name  localhost;
    location / {
        root   /usr/share/nginx/html;
        index  index.html index.htm;
    }
    error_page   500 502 503 504  /50x.html;
    location = /50x.html {
        root   /usr/share/nginx/html;
    }
}
`;

/** Files of an nginx container; `extra` replaces some. */
export const nginxFiles = (extra: Files = {}): Files => ({
  '/bin/nginx': 'program:nginx',
  '/bin/curl': 'program:curl',
  '/bin/wget': 'program:busybox-wget',
  '/bin/ping': 'program:busybox-ping',
  '/bin/nslookup': 'program:busybox-nslookup',
  '/etc/passwd': 'root:x:0:0::/root:/bin/sh\nnginx:x:101:101::/:/bin/false\n',
  '/etc/nginx/nginx.conf': nginxConf,
  '/etc/nginx/mime.types': mimeTypes,
  '/etc/nginx/conf.d/default.conf': defaultServer,
  '/usr/share/nginx/html/index.html': '<h1>Welcome to nginx!</h1>\n',
  '/usr/share/nginx/html/50x.html': '<h1>An error occurred.</h1>\n',
  '/run/.keep': '',
  ...extra,
});

export interface Box {
  readonly name: string;
  readonly namespace: NamespaceOfNetworks;
  readonly options: (argv: readonly string[]) => Partial<InitOptions>;
  /** Runs a command in it to its end. */
  readonly run: (...argv: string[]) => Outcome;
}

/** A machine with the default bridge and two networks, `red` and `blue`, and `inner`, which is internal. */
export class NetworkSite {
  readonly kernel: Kernel;
  readonly machine: LinuxMachine;
  readonly #addresses = new Map<string, number>();

  constructor() {
    const busybox = Object.entries(busyboxNetworkApplets).map(
      ([name, program]) => [`busybox-${name}`, program] as const,
    );
    const { kernel, machine } = bareMachine(
      { ...networkPrograms, ...Object.fromEntries(busybox) },
      { '/etc/hosts': '127.0.0.1 localhost\n', '/etc/resolv.conf': 'nameserver 192.168.64.1\n' },
      simulatedInternet(() => epoch + kernel.now),
    );
    this.kernel = kernel;
    this.machine = machine;
    this.#bridge('bridge', 'docker0', '172.17', false, false);
    this.#bridge('red', 'br-red', '172.18', true, false);
    this.#bridge('blue', 'br-blue', '172.19', true, false);
    this.#bridge('inner', 'br-inner', '172.20', true, true);
  }

  #bridge(id: string, interfaceName: string, start: string, names: boolean, internal: boolean): void {
    const subnet = parseSubnet(`${start}.0.0/16`);
    if (!subnet) throw new Error(start);
    this.machine.networks.createBridge({
      id, name: id, interfaceName, subnet, gateway: `${start}.0.1`, mac: '02:42:00:00:00:01', internal, names, communication: true,
    }); // prettier-ignore
    this.#addresses.set(id, 2);
  }

  /** A container on these networks. */
  box(name: string, networks: readonly string[], extra: Files = {}, aliases: readonly string[] = []): Box {
    const { machine, kernel } = this;
    const namespace = machine.networks.createNamespace(name);
    let first = '';
    for (const id of networks) {
      const number = this.#addresses.get(id) ?? 2;
      this.#addresses.set(id, number + 1);
      const start = { bridge: '172.17', red: '172.18', blue: '172.19', inner: '172.20' }[id] ?? '';
      const address = `${start}.0.${number}`;
      first ||= address;
      machine.networks.attach(namespace, id, { address, mac: `02:42:ac:00:00:0${number}`, names: [name, ...aliases] });
    }
    const named = networks.some((id) => id !== 'bridge');
    const files = makeFiles(kernel, {
      ...nginxFiles(extra),
      '/etc/hosts': `127.0.0.1\tlocalhost\n::1\tlocalhost ip6-localhost\n${first ? `${first}\t${name}\n` : ''}`,
      '/etc/resolv.conf': `nameserver ${named ? '127.0.0.11' : '192.168.64.1'}\n`,
    });
    files.mkdir('/var');
    files.mkdir('/var/log');
    files.mkdir('/var/log/nginx');
    files.symlink('/dev/stdout', '/var/log/nginx/access.log');
    files.symlink('/dev/stderr', '/var/log/nginx/error.log');
    const options = (): Partial<InitOptions> => ({
      files, network: namespace, container: name, hostname: name,
      env: new Map([['PATH', '/bin'], ['NGINX_VERSION', '1.29.3']]),
    }); // prettier-ignore
    return {
      name,
      namespace,
      options,
      run: (...argv) => run(machine, argv, { ...options(), container: `${name}-exec` }),
    };
  }

  /** Publishes a port of a container. */
  publish(box: Box, hostPort: number, containerPort: number, hostAddress = '0.0.0.0'): string {
    const address = box.namespace.attachments[0]?.address ?? '';
    const port = { protocol: 'tcp', hostAddress, hostPort, namespace: box.namespace, address, containerPort } as const;
    return this.machine.networks.publish(port) ?? 'open';
  }

  /** Runs a command on the machine itself. */
  run(...argv: string[]): Outcome {
    return run(this.machine, argv, { container: 'machine', shares: { pid: 'machine' } });
  }
}
