// `--subnet`, `--ip-range`, `--gateway`, `--aux-address` of network create: one pool a subnet.
import { isFailure, type Failure } from '../failure.ts';
import type { FlagValues } from '../flags/flag-values.ts';

/** A pool of addresses in the form of the Engine API. */
export interface AddressPool {
  readonly Subnet: string;
  IPRange?: string;
  Gateway?: string;
  AuxiliaryAddresses?: Record<string, string>;
}

/** Puts ranges, gateways and reserved addresses to the subnets that they lie in. */
export function parseAddressPools(flags: FlagValues): AddressPool[] | Failure {
  const subnets = flags.list('subnet');
  const ranges = flags.list('ip-range');
  const gateways = flags.list('gateway');
  if (subnets.length < ranges.length || subnets.length < gateways.length)
    return { error: 'every ip-range or gateway must have a corresponding subnet' };
  const pools: AddressPool[] = [];
  for (const subnet of subnets) {
    if (pools.some((pool) => contains(pool.Subnet, subnet) || contains(subnet, pool.Subnet)))
      return { error: 'multiple overlapping subnet configuration is not supported' };
    pools.push({ Subnet: subnet });
  }
  const matching = (address: string, what: string): AddressPool | Failure =>
    pools.find((pool) => contains(pool.Subnet, address)) ?? { error: `no matching subnet for ${what} ${address}` };
  for (const range of ranges) {
    const pool = matching(range, 'range');
    if (isFailure(pool)) return pool;
    if (pool.IPRange !== undefined)
      return {
        error: `cannot configure multiple ranges (${range}, ${pool.IPRange}) on the same subnet (${pool.Subnet})`,
      };
    pool.IPRange = range;
  }
  for (const gateway of gateways) {
    const pool = matching(gateway, 'gateway');
    if (isFailure(pool)) return pool;
    if (pool.Gateway !== undefined)
      return {
        error: `cannot configure multiple gateways (${gateway}, ${pool.Gateway}) for the same subnet (${pool.Subnet})`,
      };
    pool.Gateway = gateway;
  }
  for (const [name, address] of Object.entries(flags.map('aux-address'))) {
    const pool = matching(address, 'aux-address');
    if (isFailure(pool)) return pool;
    (pool.AuxiliaryAddresses ??= {})[name] = address;
  }
  return pools;
}

/** Whether an address, or the first address of a range, lies in a subnet. */
function contains(subnet: string, address: string): boolean {
  const [base = '', length = ''] = subnet.split('/');
  const [start = ''] = address.split('/');
  const network = toNumber(base);
  const inside = toNumber(start);
  if (!network || network.bits !== inside?.bits || !/^\d+$/.test(length)) return false;
  const shift = BigInt(network.bits - Number(length));
  return network.value >> shift === inside.value >> shift;
}

function toNumber(address: string): { readonly value: bigint; readonly bits: number } | undefined {
  if (/^\d+\.\d+\.\d+\.\d+$/.test(address))
    return { value: address.split('.').reduce((sum, part) => (sum << 8n) | BigInt(part), 0n), bits: 32 };
  if (!/^[0-9a-fA-F:]+$/.test(address)) return undefined;
  const [head = '', tail] = address.split('::');
  const groups = (text: string): string[] => (text === '' ? [] : text.split(':'));
  const [left, right] = [groups(head), groups(tail ?? '')];
  const missing = 8 - left.length - right.length;
  if (missing < 0 || (tail === undefined && missing !== 0)) return undefined;
  const all = [...left, ...Array.from({ length: missing }, () => '0'), ...right];
  return { value: all.reduce((sum, group) => (sum << 16n) | BigInt(`0x${group}`), 0n), bits: 128 };
}
