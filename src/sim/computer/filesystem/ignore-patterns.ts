// Patterns that keep files out of a build context, as `.dockerignore` has them (moby/patternmatcher).

interface Pattern {
  readonly regexp: RegExp;
  readonly negated: boolean;
}

/** Whether paths are ignored; the last pattern that matches decides. */
export class Ignore {
  readonly #patterns: readonly Pattern[];

  constructor(patterns: readonly string[]) {
    this.#patterns = patterns.map((pattern) => {
      const negated = pattern.startsWith('!');
      return { regexp: patternRegexp(negated ? pattern.slice(1) : pattern), negated };
    });
  }

  /** Reads a file's text. */
  static parse(text: string): Ignore {
    return new Ignore(readPatterns(text));
  }

  /** Whether a path relative to the context, or a directory above it, is ignored. */
  matches(path: string): boolean {
    let ignored = false;
    const above = path.split('/').map((_, index, all) => all.slice(0, index + 1).join('/'));
    for (const { regexp, negated } of this.#patterns)
      if (negated === ignored && above.some((each) => regexp.test(each))) ignored = !negated;
    return ignored;
  }
}

/** The patterns of a file: comments and blank lines dropped, paths cleaned. */
export function readPatterns(text: string): string[] {
  const patterns: string[] = [];
  for (const line of text.replace(/^\uFEFF/, '').split('\n')) {
    if (line.startsWith('#')) continue;
    const trimmed = line.trim();
    if (trimmed === '') continue;
    const negated = trimmed.startsWith('!');
    if (trimmed === '!') continue;
    const path = cleanPath((negated ? trimmed.slice(1) : trimmed).trim()).replace(/^\/(?=.)/, '');
    if (path !== '') patterns.push(negated ? `!${path}` : path);
  }
  return patterns;
}

/** What is wrong with the patterns of a file, as BuildKit says it; undefined when they can be read. */
export function patternsProblem(text: string): string | undefined {
  if (text.split('\n').some((line) => line.trim() === '!')) return 'illegal exclusion pattern: "!"';
  const broken = readPatterns(text).some((pattern) => /\\$|\[(?:[^\]\\]|\\.)*$|\[\^?\]/.test(pattern));
  return broken ? 'syntax error in pattern' : undefined;
}

/** Go's filepath.Clean. */
export function cleanPath(path: string): string {
  const rooted = path.startsWith('/');
  const out: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..' && out.length > 0 && out.at(-1) !== '..') out.pop();
    else if (part !== '..' || !rooted) out.push(part);
  }
  const text = out.join('/');
  return rooted ? `/${text}` : text === '' ? '.' : text;
}

/** A pattern with `*`, `?`, `[…]` and `**` as a regular expression over a whole path. */
export function patternRegexp(pattern: string): RegExp {
  let source = '';
  for (let at = 0; at < pattern.length; at++) {
    const char = pattern.charAt(at);
    if (char === '*') {
      if (pattern.charAt(at + 1) !== '*') source += '[^/]*';
      else {
        at++;
        if (pattern.charAt(at + 1) === '/') at++;
        source += at + 1 >= pattern.length ? '.*' : '(?:.*/)?';
      }
    } else if (char === '?') source += '[^/]';
    else if (char === '[') {
      const end = pattern.indexOf(']', at + 1);
      if (end < 0) source += '\\[';
      else {
        source += `[${pattern.slice(at + 1, end).replaceAll('\\', '\\\\')}]`;
        at = end;
      }
    } else if (char === '\\') source += pattern.charAt(++at).replace(/[^\w]/g, '\\$&');
    else source += char.replace(/[.+^${}()|\]/]/g, '\\$&');
  }
  return new RegExp(`^${source}$`);
}
