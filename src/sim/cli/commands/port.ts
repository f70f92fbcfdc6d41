// docker port: where the ports of a container are published.
import { inspectContainer } from '../api/container.ts';
import { fail } from '../client.ts';
import { isFailure } from '../failure.ts';
import { quote } from '../format/quote.ts';
import type { Command } from './command.ts';

export const port: Command = {
  name: 'container port',
  *run(client, { args }) {
    const [name = '', wanted] = args;
    const found = yield* inspectContainer(client, name);
    if (isFailure(found)) return yield* fail(client, found.error);
    const ports = found.NetworkSettings.Ports ?? {};
    const address = ({ HostIp, HostPort }: { HostIp: string; HostPort: string }): string =>
      HostIp.includes(':') ? `[${HostIp}]:${HostPort}` : `${HostIp}:${HostPort}`;
    if (wanted !== undefined) {
      const [number = '', protocol = 'tcp'] = wanted.split('/');
      const why = !/^\d+$/.test(number) ? 'invalid syntax' : Number(number) > 65535 ? 'value out of range' : undefined;
      if (why !== undefined)
        return yield* fail(
          client,
          `Error: invalid port (${number}): strconv.ParseUint: parsing ${quote(number)}: ${why}`,
        );
      const bindings = ports[`${number}/${protocol}`];
      if (!bindings) return yield* fail(client, `Error: No public port '${wanted}' published for ${name}`);
      for (const binding of bindings) yield* client.stdout.line(address(binding));
      return 0;
    }
    const lines = Object.entries(ports).flatMap(([inside, bindings]) =>
      (bindings ?? []).map((binding) => `${inside} -> ${address(binding)}`),
    );
    lines.sort((a, b) => Number.parseInt(a) - Number.parseInt(b) || compareNatural(a, b));
    for (const line of lines) yield* client.stdout.line(line);
    return 0;
  },
};

/** Runs of digits compare as numbers. */
function compareNatural(a: string, b: string): number {
  const parts = (text: string): string[] => text.match(/\d+|\D+/g) ?? [];
  const [left, right] = [parts(a), parts(b)];
  for (let index = 0; index < Math.min(left.length, right.length); index++) {
    const [one = '', two = ''] = [left[index], right[index]];
    if (one === two) continue;
    const both = /^\d/.test(one) && /^\d/.test(two);
    return both ? Number(one) - Number(two) : one < two ? -1 : 1;
  }
  return left.length - right.length;
}
