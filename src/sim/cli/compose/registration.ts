// The compose commands as the client's table knows them: names and what they lack; the rest is loaded with the first use.
import { load } from '../../kernel/task.ts';
import type { Command } from '../commands/command.ts';

const loadCompose = () => import('./run.ts');

/** Commands, and those of their flags that are not simulated. */
const registered: Readonly<Record<string, readonly string[]>> = {
  attach: [],
  build: ['check', 'memory', 'provenance', 'push', 'sbom', 'ssh'],
  commit: ['dry-run'],
  config: ['lock-image-digests', 'resolve-image-digests'],
  cp: [],
  create: [],
  down: [],
  events: [],
  exec: [],
  export: ['dry-run'],
  images: [],
  kill: [],
  logs: [],
  ls: [],
  pause: [],
  port: [],
  ps: [],
  pull: ['dry-run'],
  push: ['dry-run'],
  restart: [],
  rm: [],
  run: [],
  scale: [],
  start: [],
  stats: [],
  stop: [],
  top: [],
  unpause: [],
  up: [],
  version: [],
  volumes: [],
  wait: ['down-project'],
  watch: ['dry-run', 'prune'],
};

/** The rows of the client's table. */
export const composeRegistrations: readonly Command[] = Object.entries(registered).map(([name, notSimulated]) => ({
  name: `compose ${name}`,
  notSimulated,
  offline: name === 'config' || name === 'version',
  *run(client, call) {
    const { runCompose } = yield* load(loadCompose);
    return yield* runCompose(client, call);
  },
}));
