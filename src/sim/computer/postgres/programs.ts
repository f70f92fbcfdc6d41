// The programs of PostgreSQL by the names that binaries carry.
import type { Program } from '../contract.ts';
import { psql } from './psql/psql.ts';
import { initdb } from './server/initdb.ts';
import { postgres } from './server/postgres.ts';
import { createdb, dropdb } from './tools/databases.ts';
import { pgCtl } from './tools/pg-ctl.ts';
import { pgIsReady } from './tools/pg-isready.ts';
import { pgRestore } from './tools/pg-restore.ts';

export const postgresPrograms: Readonly<Record<string, Program>> = {
  createdb,
  dropdb,
  initdb,
  pg_ctl: pgCtl,
  pg_isready: pgIsReady,
  pg_restore: pgRestore,
  postgres,
  postmaster: postgres,
  psql,
};
