// A terminal's text without what depends on how long things took before it: times of day, ports of clients.

/** The text with marks in their place, and without carriage returns. */
export const steady = (text: string): string =>
  text
    .replaceAll('\r', '')
    .replace(/\d\d:\d\d:\d\d(?:\.\d+)?/g, '<time>')
    .replace(/\bsignal-handler \(\d+\)/g, 'signal-handler (<seconds>)')
    .replace(/\bRDB age \d+ seconds/g, 'RDB age <n> seconds')
    .replace(/:3[23]\d{3}\b/g, ':<port>')
    .replace(/^(\|?ETag: )"[\da-f]+-[\da-f]+"/gm, '$1"<tag>"')
    .replace(/\b2\.000\d+/g, '2.000');
