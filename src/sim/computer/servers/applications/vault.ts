// Vault in development mode, with a store of secrets.
import type { Program } from '../../contract.ts';
import { strerror } from '../../filesystem/errno.ts';
import { say, warn } from '../../programs/net/say.ts';
import { goFlags } from '../go-flags.ts';
import { isoTime, json, onStop, openPorts, page, portOf, serveSites, unsimulated, answering } from './site.ts';

/** `vault server -dev` */
export const vault: Program = function* (process) {
  const [command = ''] = process.argv.slice(1);
  if (command !== 'server' || !process.argv.includes('-dev')) {
    yield* warn(process, `drydock: vault: not simulated: ${process.argv.slice(1).join(' ')}\n`);
    return 1;
  }
  const flags = goFlags(process.argv.slice(2), {
    dev: 'switch',
    'dev-root-token-id': '',
    'dev-listen-address': '',
    'log-level': '',
  });
  if (typeof flags === 'string') {
    yield* warn(process, `${flags}\n`);
    return 1;
  }
  const version = process.env.get('VERSION') ?? '1.21.0';
  const random = process.machine.kernel.random('vault');
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
  const made = `hvs.${Array.from({ length: 24 }, () => letters.charAt(Math.floor(random.next() * letters.length))).join('')}`;
  const token = flags.get('dev-root-token-id') ?? process.env.get('VAULT_DEV_ROOT_TOKEN_ID') ?? made;
  const address = flags.get('dev-listen-address') ?? process.env.get('VAULT_DEV_LISTEN_ADDRESS') ?? '0.0.0.0:8200';
  const secrets = new Map<string, unknown>();
  const handle = answering((path, { head, body }) => {
    if (path === '/v1/sys/health')
      return json({ initialized: true, sealed: false, standby: false, version, cluster_name: 'vault-cluster-dev' });
    if (path === '/v1/sys/seal-status')
      return json({ type: 'shamir', initialized: true, sealed: false, t: 1, n: 1, version });
    if (path === '/' || path.startsWith('/ui'))
      return page('Vault', '<h1>Vault</h1>\n<p>Its pages are not simulated.</p>');
    if ((head.headers.get('x-vault-token') ?? '') !== token) return json({ errors: ['permission denied'] }, 403);
    const secret = /^\/v1\/secret\/data\/(.+)$/.exec(path)?.[1];
    if (secret === undefined) return unsimulated(path);
    if (head.method === 'POST' || head.method === 'PUT') {
      try {
        secrets.set(secret, (JSON.parse(new TextDecoder().decode(body)) as { data?: unknown }).data);
      } catch {
        return json({ errors: ['failed to parse JSON input: invalid character'] }, 400);
      }
      return json({ data: { created_time: isoTime(process), deletion_time: '', destroyed: false, version: 1 } });
    }
    return secrets.has(secret)
      ? json({ data: { data: secrets.get(secret), metadata: { destroyed: false, version: 1 } } })
      : json({ errors: [] }, 404);
  });
  const sites = [{ port: portOf(address), handle }];
  const listeners = openPorts(process, sites);
  if ('errno' in listeners) {
    yield* warn(
      process,
      `Error initializing listener of type tcp: listen tcp4 ${address}: bind: ${strerror(listeners.errno).toLowerCase()}\n`,
    );
    return 1;
  }
  process.useMemory(120_000_000);
  yield* say(
    process,
    `==> Vault server configuration:\n\n             Api Address: http://${address}\n              Listener 1: tcp (addr: "${address}", tls: "disabled")\n               Log Level: info\n                 Storage: inmem\n                 Version: Vault v${version}\n\n==> Vault server started! Log data will stream in below:\n\n`,
  );
  yield* say(
    process,
    `WARNING! dev mode is enabled! In this mode, Vault runs entirely in-memory\nand starts unsealed with a single unseal key. The root token is already\nauthenticated to the CLI, so you can immediately begin using Vault.\n\nYou may need to set the following environment variables:\n\n    $ export VAULT_ADDR='http://${address}'\n\nThe unseal key and root token are displayed below in case you want to\nseal/unseal the Vault or re-authenticate.\n\nRoot Token: ${token}\n\nDevelopment mode should NOT be used in production installations!\n\n`,
  );
  onStop(process, 0, () => '==> Vault shutdown triggered\n');
  yield* serveSites(process, sites, listeners);
  return 0;
};
