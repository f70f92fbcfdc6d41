// `--format` of version, info and events: one template on one document.
import type { Json } from './format/indent-json.ts';
import { rawDocument } from './format/inspect.ts';
import { executeTemplate, parseTemplate } from './format/template/template.ts';
import { GoStruct } from './format/value.ts';
import type { Failure } from './failure.ts';

/** What a template made of a document: its text, and what stopped it if something did. */
export interface Formatted {
  readonly text: string;
  readonly problem: string | undefined;
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
