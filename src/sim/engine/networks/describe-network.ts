// The document that `docker network inspect` shows, in Docker's order: a function of records.
import type { ContainerRecord, NetworkRecord } from '../records.ts';
import { timestamp } from '../times.ts';

/** The containers that run on a network, by id, among these. */
export function containersOn(network: NetworkRecord, among: readonly ContainerRecord[]): Record<string, object> {
  const containers: [string, object][] = [];
  for (const record of among) {
    const endpoint = record.pid > 0 ? record.endpoints.find((each) => each.network === network.id) : undefined;
    if (endpoint)
      containers.push([
        record.id,
        {
          Name: record.name,
          EndpointID: endpoint.endpointId,
          MacAddress: endpoint.mac,
          IPv4Address: endpoint.address === '' ? '' : `${endpoint.address}/${endpoint.prefix}`,
          IPv6Address: endpoint.address6 === '' ? '' : `${endpoint.address6}/${endpoint.prefix6}`,
        },
      ]);
  }
  return Object.fromEntries(containers.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The whole document; `containers` are those that `containersOn` finds, or none in a list. */
export function describeNetwork(network: NetworkRecord, containers: object): object {
  return {
    Name: network.name,
    Id: network.id,
    Created: timestamp(network.createdAt),
    Scope: network.scope,
    Driver: network.driver,
    EnableIPv4: true,
    EnableIPv6: network.enableIPv6,
    IPAM: network.ipam,
    Internal: network.internal,
    Attachable: network.attachable,
    Ingress: false,
    ConfigFrom: { Network: network.configFrom ?? '' },
    ConfigOnly: network.configOnly ?? false,
    Containers: containers,
    Options: network.options,
    Labels: network.labels,
  };
}
