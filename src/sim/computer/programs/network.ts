// The network programs by the names that binaries carry.
import type { Program } from '../contract.ts';
import { curl } from './curl/curl.ts';
import { nginx } from './nginx/nginx.ts';
import { nslookup, busyboxNslookup } from './nslookup.ts';
import { busyboxPing, ping } from './ping.ts';
import { busyboxWget, wget } from './wget.ts';

/** Programs with a binary of their own. */
export const networkPrograms: Readonly<Record<string, Program>> = { curl, nginx, nslookup, ping, wget };

/** Applets of busybox. */
export const busyboxNetworkApplets: Readonly<Record<string, Program>> = {
  nslookup: busyboxNslookup,
  ping: busyboxPing,
  wget: busyboxWget,
};
