// Variables of a lesson: `{{name}}` becomes one of the choices that its front matter gives, by seed.
import { readMap } from './yaml-fields.ts';

/** The values of a lesson's variables. Each is chosen by the seed and the variable's name; without a seed: the first. */
export function readVariables(head: string, seed: string | undefined): ReadonlyMap<string, string> {
  // What is wrong with the YAML is reported by who reads all of it.
  const fields = readMap(head, 1, () => undefined)?.map('variables');
  const values = new Map<string, string>();
  for (const name of fields?.keys ?? []) {
    const choices = fields?.texts(name) ?? [];
    const index = seed === undefined ? 0 : hash(`${seed}/${name}`) % Math.max(1, choices.length);
    values.set(name, choices[index] ?? '');
  }
  return values;
}

/** Puts values in their places. Braces around anything else (`{{.Names}}`) stay. */
export function fillIn(text: string, values: ReadonlyMap<string, string>): string {
  return text.replaceAll(/\{\{(\w+)\}\}/g, (whole, name: string) => values.get(name) ?? whole);
}

/** FNV-1a, 32 bits. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) value = Math.imul(value ^ text.charCodeAt(index), 0x01000193) >>> 0;
  return value;
}
