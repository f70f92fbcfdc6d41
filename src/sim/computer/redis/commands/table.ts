// All commands by name, and the names of those that Redis has besides.
import type { Command } from '../command.ts';
import { administrationCommands } from './administration.ts';
import { bitCommands } from './bits.ts';
import { connectionCommands } from './connection.ts';
import { hashCommands } from './hashes.ts';
import { keyCommands } from './keys.ts';
import { listCommands } from './lists.ts';
import { messageCommands } from './messages.ts';
import { setCommands } from './sets.ts';
import { sortedSetRangeCommands } from './sorted-set-ranges.ts';
import { sortedSetCommands } from './sorted-sets.ts';
import { sortingCommands } from './sorting.ts';
import { streamGroupCommands } from './stream-groups.ts';
import { streamCommands } from './streams.ts';
import { stringCommands } from './strings.ts';
import { transactionCommands } from './transactions.ts';

/** Commands by name, in lower case. */
export const commandTable: ReadonlyMap<string, Command> = new Map(
  [
    ...stringCommands,
    ...bitCommands,
    ...keyCommands,
    ...listCommands,
    ...setCommands,
    ...hashCommands,
    ...sortedSetCommands,
    ...sortedSetRangeCommands,
    ...streamCommands,
    ...streamGroupCommands,
    ...sortingCommands,
    ...messageCommands,
    ...transactionCommands,
    ...connectionCommands,
    ...administrationCommands,
  ].map((command) => [command.name, command]),
);

/** Commands that are not simulated. */
export const otherCommands: ReadonlySet<string> = new Set(
  (
    'asking bitfield bitfield_ro cluster debug dump eval eval_ro evalsha evalsha_ro failover fcall fcall_ro function geoadd ' +
    'geodist geohash geopos georadius georadius_ro georadiusbymember georadiusbymember_ro geosearch geosearchstore latency ' +
    'lcs lolwut migrate module pfadd pfcount pfdebug pfmerge pfselftest psync readonly readwrite replconf restore ' +
    'restore-asking script spublish ssubscribe sunsubscribe sync waitaof xsetid'
  ).split(' '),
);
