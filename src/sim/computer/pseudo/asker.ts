// Whose view a file of /proc or /sys shows: that of the process that reads it.
import type { Reader } from '../filesystem/node.ts';
import type { NamespaceOfNetworks } from '../network/namespace.ts';
import { LinuxProcess } from '../processes/process.ts';
import type { ProcessTable } from '../processes/process-table.ts';

/** A process whose network namespace shows all that the kernel knows of it. */
export type Asker = LinuxProcess & { readonly network: NamespaceOfNetworks };

/** The process behind a reader; the one that runs when it is none itself, the machine's first when nothing runs. */
export function askerOf(table: ProcessTable, reader: Reader | undefined): Asker {
  const process = reader instanceof LinuxProcess ? reader : (table.running ?? table.root.init);
  if (!process) throw new Error('a machine without a first process');
  return process as Asker;
}
