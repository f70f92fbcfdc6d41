// Plain YAML scalars as go-yaml understands them, and which texts need quotes so that they are not taken for something else.
import type { Tree } from './tree.ts';

const integer = /^[-+]?(?:0b[01_]+|0o?[0-7_]+|0x[0-9a-fA-F_]+|[0-9][0-9_]*)$/;
const decimal = /^[-+]?(?:\.[0-9]+|[0-9][0-9_]*(?:\.[0-9_]*)?)(?:[eE][-+]?[0-9]+)?$/;

/** The value of an unquoted scalar. */
export function resolveScalar(text: string): Tree {
  if (/^(?:~|null|Null|NULL|)$/.test(text)) return null;
  if (/^(?:true|True|TRUE)$/.test(text)) return true;
  if (/^(?:false|False|FALSE)$/.test(text)) return false;
  if (integer.test(text)) {
    const plain = text.replaceAll('_', '');
    const negative = plain.startsWith('-');
    const digits = plain.replace(/^[-+]/, '');
    const octal = /^0[0-7]+$/.exec(digits);
    const value = octal ? parseInt(digits, 8) : Number(digits);
    if (!Number.isNaN(value)) return negative ? -value : value;
  }
  if (decimal.test(text)) {
    const value = Number(text.replaceAll('_', ''));
    if (!Number.isNaN(value)) return value;
  }
  return text;
}

/** Whether an unquoted scalar is a date, with or without a time, to go-yaml. */
export const isDate = (text: string): boolean =>
  /^\d{4}-\d{1,2}-\d{1,2}(?:(?:[Tt]|[ \t]+)\d{1,2}:\d{1,2}:\d{1,2}(?:\.\d*)?(?:[ \t]*Z|[ \t]*[-+]\d{1,2}(?::?\d{2})?)?)?$/.test(
    text,
  ) && !Number.isNaN(Date.parse(text.slice(0, 10).replace(/-(\d)(?=-|$)/g, '-0$1')));

/** Whether a text written without quotes would be read as something else, by YAML 1.1 or 1.2. */
export const looksLikeOther = (text: string): boolean =>
  typeof resolveScalar(text) !== 'string' ||
  /^(?:y|Y|yes|Yes|YES|n|N|no|No|NO|on|On|ON|off|Off|OFF)$/.test(text) ||
  /^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?$/.test(text) ||
  /^[-+]?\.(?:inf|Inf|INF)$|^\.(?:nan|NaN|NAN)$/.test(text) ||
  text === '<<' ||
  /^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:$|[Tt ])/.test(text);
