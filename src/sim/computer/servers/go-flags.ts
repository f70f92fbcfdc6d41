// Options as Go's flag package reads them: -name value, -name=value, one dash or two, until the first other word.

/**
 * Reads options. `known` says which there are: `switch` for one without a value. The result has those that were given;
 * a text is what the package says about a wrong one (`help` when help was asked for).
 */
export function goFlags(
  words: readonly string[],
  known: Readonly<Record<string, string>>,
): ReadonlyMap<string, string> | string {
  const given = new Map<string, string>();
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? '';
    const match = /^--?([^-=][^=]*)(?:=(.*))?$/s.exec(word);
    if (!match || word === '--') break;
    const [, name = '', value] = match;
    if (!Object.hasOwn(known, name))
      return name === 'h' || name === 'help' ? 'help' : `flag provided but not defined: -${name}`;
    if (known[name] === 'switch') {
      if (value !== 'false') given.set(name, value ?? 'true');
    } else if (value !== undefined) given.set(name, value);
    else if (at + 1 < words.length) given.set(name, words[++at] ?? '');
    else return `flag needs an argument: -${name}`;
  }
  return given;
}
