// What the gallery shows: one small world, the same on every sheet.
import type { DrawnLayer } from '../drawing/layer.ts';

const layer = (id: string, name: string, size: string): DrawnLayer => ({
  digest: `sha256:${id}9ab27c`,
  name,
  note: size,
});

export const nginx = [
  layer('5c32499ab806', 'debian.sh bookworm', '29.8 MB'),
  layer('375a694db734', 'RUN install nginx 1.29', '43.9 MB'),
  layer('5f825f15e2e0', 'docker-entrypoint.sh', '629 B'),
  layer('16d05858bb8d', '10-listen-on-ipv6…', '955 B'),
  layer('08cfef42fd24', '15-local-resolvers…', '405 B'),
  layer('3cc5fdd1317a', '20-envsubst…', '1.21 kB'),
  layer('4f4fb700ef54', '30-tune-worker…', '1.4 kB'),
] as const;
const [debian] = nginx;
export const node = [
  debian,
  layer('e1a6c02f77d1', 'node 22 binaries', '148 MB'),
  layer('7b40d8e4f2c0', 'yarn 1.22', '5.3 MB'),
  layer('c90fa1183e6b', 'docker-entrypoint.sh', '446 B'),
] as const;
export const shopApi = [
  ...node,
  layer('2f9e6b81c4d0', 'COPY package*.json', '71.2 kB'),
  layer('d48b13fa9e07', 'RUN npm ci', '48.1 MB'),
  layer('9ab27c50e1f8', 'COPY . .', '212 kB'),
] as const;
export const postgres = [
  debian,
  layer('b83c7f2a6d19', 'RUN useradd postgres', '9.4 kB'),
  layer('64e0d5b1a873', 'locales, gosu', '18.9 MB'),
  layer('f15a9c3e7b04', 'postgresql-17', '301 MB'),
  layer('0d7be94c21a6', 'docker-entrypoint.sh', '14.8 kB'),
] as const;
export const shopWeb = layer('c0ffee12ab98', 'COPY web/ .', '1.9 MB');

/** Twelve letters of a layer's digest, as Docker prints them. */
export const shortId = ({ digest }: DrawnLayer): string => digest.replace('sha256:', '').slice(0, 12);
