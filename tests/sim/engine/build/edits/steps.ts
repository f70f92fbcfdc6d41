// What a build without a terminal tells of its steps.

/** Each step and what became of it (`CACHED`, `ran`, `failed`), by name; bases and what the builder does for itself are left out. */
export function stepsOf(stderr: string): string[] {
  const names = new Map<string, string>();
  const outcomes = new Map<string, string>();
  for (const line of stderr.split('\n')) {
    const [, number = '', text = ''] = /^#(\d+) (.*)$/.exec(line) ?? [];
    if (number === '') continue;
    if (!names.has(number)) names.set(number, text);
    else if (text === 'CACHED') outcomes.set(number, 'CACHED');
    else if (/^DONE \d/.test(text)) outcomes.set(number, 'ran');
    else if (text.startsWith('ERROR')) outcomes.set(number, 'failed');
  }
  return [...names]
    .filter(([, name]) => /^\[(?!internal)/.test(name) && !/^\[[^\]]*\] FROM /.test(name))
    .map(([number, name]) => `${name}: ${outcomes.get(number) ?? 'not done'}`)
    .sort();
}
