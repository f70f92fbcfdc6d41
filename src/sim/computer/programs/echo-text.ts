// What echo prints, in its three forms: GNU's and bash's, busybox's (alike), and dash's, which always interprets escapes.
import { unescape } from './unescape.ts';

/** The text for echo's arguments. */
export function echoText(args: readonly string[], flavour: 'options' | 'dash'): string {
  let escapes = flavour === 'dash';
  let newline = true;
  let first = 0;
  if (flavour === 'dash') {
    if (args[0] === '-n') {
      newline = false;
      first = 1;
    }
  } else
    for (; first < args.length && /^-[neE]+$/.test(args[first] ?? ''); first++)
      for (const letter of (args[first] ?? '').slice(1))
        if (letter === 'n') newline = false;
        else escapes = letter === 'e';
  const text = args.slice(first).join(' ');
  if (!escapes) return text + (newline ? '\n' : '');
  const { text: interpreted, stops } = unescape(text, { octalNeedsZero: true });
  return interpreted + (newline && !stops ? '\n' : '');
}
