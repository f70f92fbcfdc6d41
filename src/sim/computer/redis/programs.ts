// The programs of Redis by the names that binaries carry.
import type { Program } from '../contract.ts';
import { redisCli } from './cli/redis-cli.ts';
import { redisServer } from './redis-server.ts';

export const redisPrograms: Readonly<Record<string, Program>> = {
  'redis-server': redisServer,
  'redis-cli': redisCli,
};
