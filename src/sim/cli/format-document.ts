// `--format` of version, info and events: one template on one document.
import type { Json } from './format/indent-json.ts';
import { rawDocument, typedDocument } from './format/inspect.ts';
import { executeTemplate, parseTemplate } from './format/template/template.ts';
import { GoStruct } from './format/value.ts';
import type { Failure } from './failure.ts';

/** What a template made of a document: its text, and what stopped it if something did. */
export interface Formatted {
  readonly text: string;
  readonly problem: string | undefined;
}

/** Runs a template that Go calls `name` on a document of a type that is known field by field (inspect-shapes.ts). */
export function executeTyped(
  source: string,
  document: Json,
  type: string,
  name: string,
): Formatted | (Failure & { status: number }) {
  const called = (message: string): string =>
    message.replace('template: :', `template: ${name}:`).replace('executing ""', `executing "${name}"`);
  const template = parseTemplate(source);
  if (template.kind === 'template-error')
    return { error: `template parsing error: ${called(template.message)}`, status: 64 };
  const executed = executeTemplate(template, typedDocument(document, type));
  return executed.kind === 'text'
    ? { text: executed.text, problem: undefined }
    : { text: executed.written, problem: called(executed.message) };
}

/** Runs a template; `type` is Go's name of the document, cited when it has no such field. A failure: it does not parse. */
export function executeNamed(
  source: string,
  document: { readonly [key: string]: Json },
  type: string,
): Formatted | (Failure & { status: number }) {
  const template = parseTemplate(source);
  if (template.kind === 'template-error') return { error: `template parsing error: ${template.message}`, status: 64 };
  const fields = Object.fromEntries(Object.entries(document).map(([name, value]) => [name, rawDocument(value)]));
  const executed = executeTemplate(template, new GoStruct({ type, fields }));
  return executed.kind === 'text'
    ? { text: executed.text, problem: undefined }
    : { text: executed.written, problem: executed.message };
}
