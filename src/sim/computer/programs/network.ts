// The network programs by the names that binaries carry.
import type { Program } from '../contract.ts';
import { asGnu, type Applet } from './flavour.ts';
import { arp } from './net/arp.ts';
import { brctl } from './net/brctl.ts';
import { curl } from './curl/curl.ts';
import { dig, host } from './net/dig.ts';
import { ifconfig } from './net/ifconfig.ts';
import { ip } from './net/ip.ts';
import { iptables } from './net/iptables.ts';
import { nc } from './net/nc.ts';
import { netstat } from './net/netstat.ts';
import { route } from './net/route.ts';
import { ss } from './net/ss.ts';
import { tcpdump } from './net/tcpdump.ts';
import { telnet } from './net/telnet.ts';
import { traceroute } from './net/traceroute.ts';
import { nginx } from './nginx/nginx.ts';
import { nslookup, busyboxNslookup } from './nslookup.ts';
import { busyboxPing, ping } from './ping.ts';
import { busyboxWget, wget } from './wget.ts';

/** Those that both families have. */
const both: Readonly<Record<string, Applet>> = { arp, brctl, ifconfig, ip, nc, netstat, route, telnet, traceroute };

const inFlavour = (start: (applet: Applet) => Program): Readonly<Record<string, Program>> =>
  Object.fromEntries(Object.entries(both).map(([name, applet]) => [name, start(applet)]));

/** Programs with a binary of their own. */
export const networkPrograms: Readonly<Record<string, Program>> = {
  ...inFlavour(asGnu),
  curl,
  dig,
  host,
  iptables,
  netcat: asGnu(nc),
  nginx,
  nslookup,
  ping,
  ss: asGnu(ss),
  tcpdump,
  wget,
};

/** Applets of busybox. */
export const busyboxNetworkApplets: Readonly<Record<string, Program>> = {
  ...inFlavour((applet) => (process) => applet(process, 'busybox')),
  nslookup: busyboxNslookup,
  ping: busyboxPing,
  wget: busyboxWget,
};
