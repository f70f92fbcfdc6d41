// Errors and notices: their fields by letter (PostgreSQL documentation, "Error and Notice Message Fields").
import { FieldReader, Fields } from './bytes.ts';

/** Fields of an error or a notice: S severity, C code, M message, D detail, H hint, P position, W context … */
export type Report = Readonly<Record<string, string>>;

export function readReport(body: Uint8Array): Report {
  const reader = new FieldReader(body);
  const fields: Record<string, string> = {};
  for (let letter = reader.byte(); letter !== 0; letter = reader.byte())
    fields[String.fromCharCode(letter)] = reader.text();
  return fields;
}

/** The message of an error (`E`) or a notice (`N`). */
export function reportMessage(type: 'E' | 'N', report: Report): Uint8Array {
  const fields = new Fields();
  for (const [letter, value] of Object.entries(report)) fields.byte(letter.charCodeAt(0)).text(value);
  return fields.byte(0).message(type);
}

/** An error that ends the connection. */
export const fatal = (code: string, message: string, more: Report = {}): Uint8Array =>
  reportMessage('E', { S: 'FATAL', V: 'FATAL', C: code, M: message, ...more });

/** An error of a statement. */
export const failure = (code: string, message: string, more: Report = {}): Uint8Array =>
  reportMessage('E', { S: 'ERROR', V: 'ERROR', C: code, M: message, ...more });
