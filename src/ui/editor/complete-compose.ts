// Completion in a compose file: the keys that the specification has at this place, and images.
import type { Completion, CompletionContext, CompletionResult } from '@codemirror/autocomplete';
import type { Text } from '@codemirror/state';
import { composeSchema, type Schema } from '../../sim/cli/compose/model/schema.ts';
import { imageCompletions } from './complete-images.ts';

/** Completions at the cursor. `local`: images that the engine has. */
export function completeCompose(context: CompletionContext, local: readonly string[]): CompletionResult | null {
  const line = context.state.doc.lineAt(context.pos);
  const before = line.text.slice(0, context.pos - line.from);
  const image = /^\s*(?:- )?image:\s+(\S*)$/.exec(before);
  if (image)
    return {
      from: context.pos - (image[1]?.length ?? 0),
      options: imageCompletions(local),
      validFor: /^[\w./:-]*$/,
    };
  const value = /^(\s*(?:- )?)([\w-]+):\s+(\S*)$/.exec(before);
  if (value) {
    const schemas = at(pathTo(context.state.doc, line.number, (value[1] ?? '').length)).flatMap((schema) => {
      const field = schema.fields?.[value[2] ?? ''];
      return field ? alternatives(field) : [];
    });
    const words = schemas.flatMap((schema) => [
      ...(schema.choices ?? []),
      ...(schema.types?.includes('boolean') ? ['true', 'false'] : []),
    ]);
    return words.length === 0
      ? null
      : {
          from: context.pos - (value[3]?.length ?? 0),
          options: [...new Set(words)].map((label) => ({ label, type: 'constant' })),
          validFor: /^[\w-]*$/,
        };
  }
  const key = /^(\s*(?:- )?)([\w-]*)$/.exec(before);
  if (!key || (key[2] === '' && !context.explicit)) return null;
  const fields = new Map<string, Schema>();
  for (const schema of at(pathTo(context.state.doc, line.number, (key[1] ?? '').length)))
    for (const [name, field] of Object.entries(schema.fields ?? {})) fields.set(name, field);
  return {
    from: context.pos - (key[2]?.length ?? 0),
    options: [...fields].map(([label, field]): Completion => ({
      label,
      apply: `${label}:${isSimple(field) ? ' ' : ''}`,
      type: 'property',
    })),
    validFor: /^[\w-]*$/,
  };
}

const isSimple = (schema: Schema): boolean =>
  alternatives(schema).some(({ types }) => types?.some((type) => type !== 'object' && type !== 'array') ?? false);

/** Keys above a line that are less and less indented: where it stands. `-` stands for an item of a list. */
function pathTo(doc: Text, number: number, indent: number): string[] {
  const path: string[] = [];
  let column = indent;
  if (/^\s*- /.test(doc.line(number).text)) {
    column = doc.line(number).text.indexOf('-');
    path.unshift('-');
  }
  for (let above = number - 1; above > 0 && column > 0; above--) {
    const { text } = doc.line(above);
    const [, blank = '', dash = '', key] = /^(\s*)(- )?([\w.-]+|"[^"]+"):(?:\s|$)/.exec(text) ?? [];
    const start = blank.length + dash.length;
    if (key === undefined || start > column) continue;
    if (start === column && dash !== '') {
      // The first key of the item that the cursor is in.
      path.unshift('-');
    } else if (start < column || path[0] === '-') path.unshift(...(dash === '' ? [key] : ['-', key]));
    else continue;
    column = blank.length;
  }
  return path;
}

/** What may stand at a path: several schemas where there are alternatives. */
function at(path: readonly string[]): Schema[] {
  let schemas = alternatives(composeSchema);
  for (const key of path)
    schemas = schemas.flatMap((schema) => {
      if (key === '-') return schema.items ? alternatives(schema.items) : [];
      const field = schema.fields && Object.hasOwn(schema.fields, key) ? schema.fields[key] : undefined;
      if (field) return alternatives(field);
      return (schema.forms ?? []).filter(([form]) => form.test(key)).flatMap(([, inner]) => alternatives(inner));
    });
  return schemas;
}

const alternatives = (schema: Schema): Schema[] => [schema, ...(schema.oneOf ?? []).flatMap(alternatives)];
