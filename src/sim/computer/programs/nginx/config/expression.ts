// Regular expressions as configurations write them (PCRE).
import { mayNeverEnd, mayNeverEndText } from '../../regex-cost.ts';

/** A PCRE pattern as a regular expression; undefined if it is none that we understand. */
export function compile(pattern: string, ignoreCase = false): RegExp | undefined {
  const insensitive = pattern.startsWith('(?i)');
  const source = pattern.replace(/^\(\?i\)/, '').replace(/\(\?P</g, '(?<');
  if (mayNeverEnd(source)) return undefined;
  try {
    return new RegExp(source, ignoreCase || insensitive ? 'i' : '');
  } catch {
    return undefined;
  }
}

/** What PCRE says about an expression that it cannot use; undefined for a good one. */
export function expressionProblem(pattern: string): string | undefined {
  if (compile(pattern)) return undefined;
  if (mayNeverEnd(pattern)) return mayNeverEndText;
  const bare = pattern.replace(/\\./g, '');
  if (/\[[^\]]*$/.test(bare)) return 'missing terminating ] for character class';
  const without = bare.replace(/\[[^\]]*\]/g, '');
  const opened = (without.match(/\(/g) ?? []).length;
  const closed = (without.match(/\)/g) ?? []).length;
  if (opened > closed) return 'missing closing parenthesis';
  return opened < closed ? 'unmatched closing parenthesis' : 'quantifier does not follow a repeatable item';
}
