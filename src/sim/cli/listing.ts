// Printing a list as `--format` asks: which format is meant, and Docker's words when it cannot be.
import type { Task } from '../kernel/task.ts';
import { fail, type Client } from './client.ts';
import { formatRows, type TableRequest } from './format/table.ts';

/** The formats of one kind of list. */
export interface ListFormats {
  /** What `table` alone means, without the word: `{{.ID}}\t{{.Name}}`. */
  readonly table: string;
  /** What `--quiet` prints. */
  readonly quiet: string;
  /** What `raw` means, if the list knows it. */
  readonly raw?: string;
  /** What `raw` means with `--quiet`. */
  readonly rawQuiet?: string;
  /** Key of the configuration that may hold another default: `psFormat`. */
  readonly config?: string;
}

/** The format to use: `--quiet` before `--format`, that before the configured one, that before the table. */
export function chooseFormat(client: Client, given: string, quiet: boolean, formats: ListFormats): string {
  const configured = !quiet && formats.config !== undefined ? client.config.text(formats.config) : '';
  const source = given || configured || 'table';
  if (source === 'raw' && formats.raw !== undefined) return quiet ? (formats.rawQuiet ?? formats.raw) : formats.raw;
  if (quiet) return formats.quiet;
  return source === 'table' ? `table ${formats.table}` : source;
}

/** Prints a list; exit 1 with an error text when the format is bad, and then nothing else is printed. */
export function* printList(client: Client, request: TableRequest): Task<number> {
  const formatted = formatRows(request);
  if (formatted.kind !== 'text') return yield* fail(client, formatted.message);
  yield* client.stdout.print(formatted.text);
  return 0;
}
