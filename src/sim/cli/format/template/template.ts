// The templates of `--format`: parse once, execute on each row.
import type { GoValue } from '../value.ts';
import { execute, type Execution } from './execute.ts';
import { dockerFunctions, goFunctions, headerFunctions, type FunctionTable } from './functions.ts';
import { parse, type ParsedTemplate, type TemplateError } from './parse.ts';

export type { Execution, ParsedTemplate, TemplateError };

const all: FunctionTable = { ...goFunctions, ...dockerFunctions };
const forHeader: FunctionTable = { ...goFunctions, ...headerFunctions };

/** Parses a template with Docker's functions; an error's text starts `template: :1: `. */
export const parseTemplate = (source: string): ParsedTemplate | TemplateError =>
  parse(source, (name) => Object.hasOwn(all, name));

/** Runs a template on a value. Structs refuse unknown fields, maps give `<no value>`. */
export const executeTemplate = (template: ParsedTemplate, data: GoValue): Execution =>
  execute(template, data, { functions: all });

/** Runs a template on decoded JSON, where a missing key is an error (missingkey=error). */
export const executeStrict = (template: ParsedTemplate, data: GoValue): Execution =>
  execute(template, data, { functions: all, strict: true });

/** Runs a template on a table's header: functions such as `upper` and `truncate` leave the titles alone. */
export const executeHeader = (template: ParsedTemplate, data: GoValue): Execution =>
  execute(template, data, { functions: forHeader });
