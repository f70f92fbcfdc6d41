// What a client says of a build that fails, without what differs from run to run.

/** The excerpt and the last line; ids are blanked. */
export function reportOf(stderr: string): string {
  const lines = stderr.trimEnd().split('\n');
  const start = lines.findIndex((line) => /^\S+:\d+$/.test(line));
  const last = lines.findLastIndex((line) => line.startsWith('ERROR: '));
  const shown = start < 0 ? lines.slice(Math.max(last, 0)) : lines.slice(start);
  return shown.join('\n').replace(/ref [a-z0-9-]+::[a-z0-9]+/g, 'ref <ref>');
}
