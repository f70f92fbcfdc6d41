// /proc/<pid>/net (proc_pid_net(5)): interfaces, routes, neighbours and sockets of its network namespace.
import { syntheticDirectory, type Synthetic, type SyntheticDirectory } from '../filesystem/synthetic.ts';
import { parseAddress } from '../network/address.ts';
import type { NamespaceOfNetworks } from '../network/namespace.ts';
import type { LinuxProcess } from '../processes/process.ts';
import type { ProcessTable } from '../processes/process-table.ts';

/** The directory of a process. */
export function networkDirectory(_table: ProcessTable, process: LinuxProcess): SyntheticDirectory {
  const file = (text: (network: NamespaceOfNetworks) => string): Synthetic => ({
    kind: 'file',
    read: () => text(process.network as NamespaceOfNetworks),
  });
  return syntheticDirectory({
    arp: file(arpText),
    dev: file(deviceText),
    if_inet6: file(inet6Text),
    route: file(routeText),
    tcp: file((network) => socketText(network, 'tcp')),
    tcp6: file(() => tcpHead),
    udp: file((network) => socketText(network, 'udp')),
    unix: file(() => 'Num       RefCount Protocol Flags    Type St Inode Path\n'),
  });
}

/** An address as these files have it: bytes from the last to the first. */
function hexAddress(address: string): string {
  const number = parseAddress(address) ?? 0;
  const bytes = [0, 8, 16, 24].map((shift) => Math.floor(number / 2 ** shift) % 256);
  return bytes.map((byte) => byte.toString(16).toUpperCase().padStart(2, '0')).join('');
}

const port = (number: number): string => number.toString(16).toUpperCase().padStart(4, '0');

function deviceText({ links }: NamespaceOfNetworks): string {
  const head = `Inter-|   Receive                                                |  Transmit
 face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed
`;
  const rows = links.map(
    ({ name, received, sent }) =>
      `${name.padStart(6)}: ${String(received.bytes).padStart(7)} ${String(received.packets).padStart(7)}    0    0    0     0          0         0 ${String(sent.bytes).padStart(8)} ${String(sent.packets).padStart(7)}    0    0    0     0       0          0\n`,
  );
  return head + rows.join('');
}

function routeText({ routes }: NamespaceOfNetworks): string {
  const line = (cells: readonly string[]): string => `${cells.join('\t').padEnd(127)}\n`;
  const head = line([
    'Iface',
    'Destination',
    'Gateway ',
    'Flags',
    'RefCnt',
    'Use',
    'Metric',
    'Mask\t\tMTU',
    'Window',
    'IRTT',
  ]);
  const rows = routes.map(({ destination, prefix, gateway, link }) => {
    const mask = prefix === 0 ? 0 : 2 ** 32 - 2 ** (32 - prefix);
    const bytes = [0, 8, 16, 24].map((shift) => Math.floor(mask / 2 ** shift) % 256);
    const hexMask = bytes.map((byte) => byte.toString(16).toUpperCase().padStart(2, '0')).join('');
    const flags = gateway === undefined ? '0001' : '0003';
    return line([
      link,
      hexAddress(destination),
      hexAddress(gateway ?? '0.0.0.0'),
      flags,
      '0',
      '0',
      '0',
      hexMask,
      '0',
      '0',
      '0',
    ]);
  });
  return head + rows.join('');
}

function arpText({ neighbours }: NamespaceOfNetworks): string {
  const head = 'IP address       HW type     Flags       HW address            Mask     Device\n';
  const rows = neighbours.map(
    ({ address, mac, link }) => `${address.padEnd(16)} 0x1         0x2         ${mac}     *        ${link}\n`,
  );
  return head + rows.join('');
}

function inet6Text({ links }: NamespaceOfNetworks): string {
  return links
    .flatMap(({ ipv6, index, name }) =>
      ipv6.map(({ address, prefix, scope, unasked }) => {
        const code = { host: '10', link: '20', global: '00' }[scope];
        return `${expanded(address)} ${index.toString(16).padStart(2, '0')} ${prefix.toString(16)} ${code} ${unasked ? '82' : '80'} ${name.padStart(8)}\n`;
      }),
    )
    .join('');
}

/** All 32 digits of an IPv6 address. */
function expanded(address: string): string {
  const [head = '', tail = ''] = address.split('::');
  const parts = (text: string): string[] => (text === '' ? [] : text.split(':').map((part) => part.padStart(4, '0')));
  const missing = 8 - parts(head).length - parts(tail).length;
  return [...parts(head), ...Array<string>(missing).fill('0000'), ...parts(tail)].join('');
}

const tcpHead =
  '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode                                                     \n';
const udpHead =
  '   sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode ref pointer drops            \n';

const states = { ESTABLISHED: '01', TIME_WAIT: '06', LISTEN: '0A', UNCONN: '07' } as const;

function socketText({ sockets }: NamespaceOfNetworks, protocol: 'tcp' | 'udp'): string {
  const rows = sockets
    .filter((socket) => socket.protocol === protocol)
    .map(({ local, remote, state, uid }, index) => {
      const near = `${hexAddress(local.address)}:${port(local.port)}`;
      const far = `${hexAddress(remote?.address ?? '0.0.0.0')}:${port(remote?.port ?? 0)}`;
      return `${String(index).padStart(4)}: ${near} ${far} ${states[state]} 00000000:00000000 00:00000000 00000000 ${String(uid).padStart(5)}        0 ${20_000 + index}\n`;
    });
  return (protocol === 'tcp' ? tcpHead : udpHead) + rows.join('');
}
