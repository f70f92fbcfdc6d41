// Reading fields of a model whose values have the form in which they are written.
import { parseDuration } from '../../format/duration.ts';
import { ramInBytes } from '../../format/units.ts';
import { isMapping, isSequence, scalarText, type Mapping, type Tree } from '../model/tree.ts';

/** A text; empty when the field is not there. */
export const textOf = (mapping: Mapping, field: string): string => {
  const value = mapping[field];
  return value === undefined || value === null ? '' : scalarText(value);
};

/** A list of texts. */
export const textsOf = (mapping: Mapping, field: string): string[] => {
  const value = mapping[field];
  return isSequence(value) ? value.map(scalarText) : [];
};

/** A list of mappings. */
export const mappingsOf = (mapping: Mapping, field: string): Mapping[] => {
  const value = mapping[field];
  return isSequence(value) ? value.filter((item): item is Mapping => isMapping(item)) : [];
};

/** A mapping of texts. */
export const mapOf = (mapping: Mapping, field: string): Record<string, string> => {
  const value = mapping[field];
  return isMapping(value)
    ? Object.fromEntries(
        Object.entries(value).map(([key, item]: [string, Tree]) => [key, item === null ? '' : scalarText(item)]),
      )
    : {};
};

/** A number; 0 when the field is not there. */
export const numberOf = (mapping: Mapping, field: string): number => Number(mapping[field] ?? 0);

/** Nanoseconds of a duration; undefined when the field is not there. */
export function durationOf(mapping: Mapping, field: string): number | undefined {
  const value = mapping[field];
  if (value === undefined || value === null) return undefined;
  const parsed = parseDuration(scalarText(value));
  return 'error' in parsed ? undefined : parsed.value;
}

/** Bytes; 0 when the field is not there. */
export function bytesOf(mapping: Mapping, field: string): number {
  const text = textOf(mapping, field);
  if (text === '') return 0;
  if (text.startsWith('-')) return -1;
  const parsed = ramInBytes(text);
  return 'error' in parsed ? 0 : parsed.value;
}
