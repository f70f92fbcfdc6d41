// "(did you mean …?)": the nearest of the words that would have been right.

/** The hint for a word that is none of those known; empty when nothing is near. `exact`: capitals count. */
export function suggestion(word: string, known: readonly string[], exact = false): string {
  const plain = (text: string): string => (exact ? text : text.toLowerCase());
  const wanted = plain(word);
  let best: string | undefined;
  let least = 3;
  for (const candidate of known) {
    const distance = levenshtein(wanted, plain(candidate));
    if (distance === 0) return '';
    if (distance < least) [best, least] = [candidate, distance];
  }
  return best === undefined ? '' : ` (did you mean ${best}?)`;
}

function levenshtein(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++)
      next.push(
        Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)),
      );
    row = next;
  }
  return row[b.length] ?? 0;
}
