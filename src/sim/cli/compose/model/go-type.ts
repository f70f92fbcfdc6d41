// How Go names the type of a value that YAML gave, for the errors that show it.
import { isMapping, isSequence, type Tree } from './tree.ts';

/** `map[string]interface {}`, `int`, `string` … */
export function goType(value: Tree): string {
  if (value === null) return '<nil>';
  if (isSequence(value)) return '[]interface {}';
  if (isMapping(value)) return 'map[string]interface {}';
  if (typeof value === 'number') return Number.isInteger(value) ? 'int' : 'float64';
  return typeof value === 'boolean' ? 'bool' : 'string';
}
