// The programs of MySQL and MariaDB by the names that binaries carry.
import type { Program } from '../contract.ts';
import { mysql } from './client/mysql.ts';
import { mysqladmin } from './client/mysqladmin.ts';
import { installDb, mysqld } from './server/mysqld.ts';

export const mysqlPrograms: Readonly<Record<string, Program>> = {
  mysql,
  mariadb: mysql,
  mysqladmin,
  'mariadb-admin': mysqladmin,
  mysqld,
  mariadbd: mysqld,
  'mariadb-install-db': installDb,
};
