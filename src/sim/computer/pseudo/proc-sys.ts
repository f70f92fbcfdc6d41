// /proc/sys: the settings of the kernel as files, read and written for the namespaces of who asks.
import { fail, type Failure } from '../filesystem/errno.ts';
import { syntheticDirectory, type Synthetic, type SyntheticDirectory } from '../filesystem/synthetic.ts';
import type { ProcessTable } from '../processes/process-table.ts';
import { askerOf, type Asker } from './asker.ts';
import { settingOf, settings, type Scope, type Settings } from './sysctl.ts';

/** The directory, worked out when somebody looks. */
export function settingsDirectory(table: ProcessTable): SyntheticDirectory {
  const tree: Tree = new Map();
  place(tree, 'kernel.hostname', hostname(table));
  for (const { name, scope, writable } of settings) place(tree, name, setting(table, name, scope, writable));
  return directoryOf(tree);
}

type Tree = Map<string, Tree | Synthetic>;

function place(tree: Tree, name: string, file: Synthetic): void {
  const parts = name.split('.');
  const last = parts.pop() ?? '';
  let at = tree;
  for (const part of parts) {
    let below = at.get(part);
    if (!(below instanceof Map)) at.set(part, (below = new Map()));
    at = below;
  }
  at.set(last, file);
}

const directoryOf = (tree: Tree): SyntheticDirectory =>
  syntheticDirectory(
    Object.fromEntries([...tree].map(([name, entry]) => [name, entry instanceof Map ? directoryOf(entry) : entry])),
  );

function setting(table: ProcessTable, name: string, scope: Scope, writable: boolean): Synthetic {
  const holder = (asker: Asker): Settings =>
    scope === 'network' ? asker.network.settings : scope === 'ipc' ? asker.ipc : table.settings;
  return {
    kind: 'file',
    read: (reader) => `${settingOf(holder(askerOf(table, reader)), name)}\n`,
    ...(writable
      ? {
          mode: 0o644,
          write: (bytes) => write(table, (asker, text) => void holder(asker).changed.set(name, text), bytes),
        }
      : {}),
  };
}

const hostname = (table: ProcessTable): Synthetic => ({
  kind: 'file',
  mode: 0o644,
  read: (reader) => `${askerOf(table, reader).hostname}\n`,
  write: (bytes) =>
    write(
      table,
      (asker, text) => {
        asker.hostname = text;
      },
      bytes,
    ),
});

function write(table: ProcessTable, put: (asker: Asker, text: string) => void, bytes: Uint8Array): Failure | undefined {
  const text = new TextDecoder().decode(bytes).trim().replaceAll(/\s+/g, '\t');
  if (text === '') return fail('EINVAL');
  put(askerOf(table, undefined), text);
  return undefined;
}
