// docker network ls.
import { fail } from '../client.ts';
import { isFailure } from '../failure.ts';
import { filtersQuery } from '../format/filters.ts';
import { tableRow } from '../format/table.ts';
import { goTime, parseRfc3339 } from '../format/time.ts';
import { shortId } from '../format/truncate.ts';
import { chooseFormat, printList } from '../listing.ts';
import type { Command } from './command.ts';

interface NetworkSummary {
  readonly Id: string;
  readonly Name: string;
  readonly Created: string;
  readonly Scope: string;
  readonly Driver: string;
  readonly EnableIPv4: boolean;
  readonly EnableIPv6: boolean;
  readonly Internal: boolean;
  readonly Labels: Readonly<Record<string, string>> | null;
}

export const networkLs: Command = {
  name: 'network ls',
  *run(client, { flags }) {
    const answer = yield* client.api.get('/networks', { filters: filtersQuery(flags.filters()) });
    if (isFailure(answer)) return yield* fail(client, answer.error);
    const networks = [...(answer.body as readonly NetworkSummary[])].sort((a, b) =>
      a.Name < b.Name ? -1 : a.Name > b.Name ? 1 : 0,
    );
    const trunc = !flags.bool('no-trunc');
    const rows = networks.map((network) => {
      const labels = network.Labels ?? {};
      return tableRow(
        '*network.networkContext',
        {
          ID: () => (trunc ? shortId(network.Id) : network.Id),
          Name: () => network.Name,
          Driver: () => network.Driver,
          Scope: () => network.Scope,
          IPv4: () => String(network.EnableIPv4),
          IPv6: () => String(network.EnableIPv6),
          Internal: () => String(network.Internal),
          Labels: () =>
            Object.keys(labels)
              .sort()
              .map((name) => `${name}=${labels[name] ?? ''}`)
              .join(','),
          CreatedAt: () => goTime(parseRfc3339(network.Created) ?? 0),
        },
        { Label: (name) => (typeof name === 'string' ? (labels[name] ?? '') : '') },
      );
    });
    const format = chooseFormat(client, flags.string('format'), flags.bool('quiet'), {
      table: '{{.ID}}\t{{.Name}}\t{{.Driver}}\t{{.Scope}}',
      quiet: '{{.ID}}',
      raw: 'network_id: {{.ID}}\nname: {{.Name}}\ndriver: {{.Driver}}\nscope: {{.Scope}}\n',
      rawQuiet: 'network_id: {{.ID}}',
      config: 'networksFormat',
    });
    return yield* printList(client, {
      format,
      header: {
        ID: 'NETWORK ID',
        Name: 'NAME',
        Driver: 'DRIVER',
        Scope: 'SCOPE',
        IPv4: 'IPV4',
        IPv6: 'IPV6',
        Internal: 'INTERNAL',
        Labels: 'LABELS',
        CreatedAt: 'CREATED AT',
      },
      rows,
    });
  },
};
