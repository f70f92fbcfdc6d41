// The number of CPUs (`--cpus 1.5`, `1/2`) as billionths of a CPU, the unit of the Engine API.
import type { Parsed } from '../format/duration.ts';

const billion = 1_000_000_000n;

/** Parses a decimal or a fraction exactly; finer than a billionth is refused. */
export function nanoCpus(text: string): Parsed<number> {
  const match = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?(?:\/(\d+))?$/.exec(text);
  const [, sign, whole = '', fraction = '', exponent = '0', divisor] = match ?? [];
  const bad = { error: `failed to parse ${text} as a rational number` };
  if (!match || whole + fraction === '' || (divisor !== undefined && (fraction !== '' || match[4] !== undefined)))
    return bad;
  if (divisor !== undefined && BigInt(divisor) === 0n) return bad;
  const power = Number(exponent) - fraction.length;
  if (Math.abs(power) > 1000) return { error: 'value is too precise' };
  const numerator = BigInt(whole + fraction) * billion * (power > 0 ? 10n ** BigInt(power) : 1n);
  const denominator = (power < 0 ? 10n ** BigInt(-power) : 1n) * BigInt(divisor ?? '1');
  if (numerator % denominator !== 0n) return { error: 'value is too precise' };
  const value = Number(numerator / denominator);
  return { value: sign === '-' ? -value : value };
}
