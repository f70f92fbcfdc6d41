// Registries of clouds: Amazon's, which wants repositories to be made first, Microsoft's, which anybody may read, and
// others, which have accounts and namespaces as Docker Hub has.
import { AwsCloud, isEcrHost } from './aws/aws-cloud.ts';
import type { Kernel } from './kernel/kernel.ts';
import type { Service } from './kernel/message.ts';
import { microsoftSource } from './registry/catalogue/index.ts';
import { createRegistry } from './registry/registry.ts';
import { emptySource } from './registry/source.ts';
import { accounts } from './registry/state.ts';
import { passwordsAt } from './simulated-accounts.ts';

/** The service of a cloud's registry. */
export function createCloudRegistry(kernel: Kernel, host: string): Service {
  if (isEcrHost(host)) return AwsCloud.of(kernel).registry(host).service;
  if (host.startsWith('mcr.')) return createRegistry(kernel, { host, source: microsoftSource }).service;
  const passwords = passwordsAt(host);
  const authentication = {
    kind: 'token',
    realm: `https://${host}/token`,
    service: host,
    accepts: accounts(passwords),
  } as const;
  const isBeyond = (name: string): boolean => !((name.split('/')[0] ?? '') in passwords);
  return createRegistry(kernel, { host, authentication, source: { ...emptySource, isBeyond } }).service;
}
