// Patterns of file names: * ? [abc], which do not match a slash (fnmatch).

/** A test for a pattern. */
export function globTest(pattern: string): (name: string) => boolean {
  const source = pattern
    .replace(/[.+^${}()|\\]/g, '\\$&')
    .replaceAll('*', '[^/]*')
    .replaceAll('?', '[^/]')
    .replace(/\[!/g, '[^');
  const expression = new RegExp(`^${source}$`);
  return (name) => expression.test(name);
}
