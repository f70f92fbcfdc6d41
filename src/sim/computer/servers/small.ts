// Servers of a page or two, and what starts servers, by the names that binaries carry.
import type { Program } from '../contract.ts';
import { httpEcho } from './http-echo.ts';
import { tini } from './tini.ts';
import { jwilderWhoami, traefikWhoami } from './whoami.ts';

export const smallServers: Readonly<Record<string, Program>> = {
  'http-echo': httpEcho,
  'jwilder-whoami': jwilderWhoami,
  tini,
  'traefik-whoami': traefikWhoami,
};
