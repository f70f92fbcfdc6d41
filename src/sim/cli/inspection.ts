// The common course of all inspect commands: documents as JSON, or a template on each; what is missing is reported at the end.
import type { Task } from '../kernel/task.ts';
import { fail, type Client } from './client.ts';
import { isFailure, type Failure } from './failure.ts';
import { indentJson, type Json } from './format/indent-json.ts';
import { inspectLine } from './format/inspect.ts';
import { parseTemplate } from './format/template/template.ts';

/** A found object: its document, and the Go type that templates see where there is one. */
export interface Found {
  readonly document: Json;
  readonly type: string | undefined;
}

/** A character that Go's encoder writes as an escape unless it is told not to. */
const escapeHtml = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** Looks each name up and prints what is found. Exit 1 when something is missing, 64 when the template does not parse. */
export function* inspectAll(
  client: Client,
  format: string,
  names: readonly string[],
  look: (name: string) => Task<Found | Failure>,
  escapesHtml = false,
): Task<number> {
  const asJson = format === '' || format === 'json';
  const template = asJson ? undefined : parseTemplate(format);
  if (template?.kind === 'template-error')
    return yield* fail(client, `template parsing error: ${template.message}`, 64);
  const documents: Json[] = [];
  const errors: string[] = [];
  let text = '';
  for (const name of names) {
    const found = yield* look(name);
    if (isFailure(found)) {
      errors.push(found.error);
      continue;
    }
    documents.push(found.document);
    if (!template) continue;
    const line = inspectLine(template, found.document, found.type);
    if (line.kind === 'text') text += line.text;
    else errors.push(line.message);
  }
  if (template) yield* client.stdout.print(text === '' ? '\n' : text);
  else {
    const json = format === 'json' ? JSON.stringify(documents) : indentJson(documents);
    yield* client.stdout.line(escapesHtml ? json.replace(/[<>&]/g, escapeHtml) : json);
  }
  for (const error of errors) yield* client.stderr.line(error);
  return errors.length > 0 ? 1 : 0;
}
