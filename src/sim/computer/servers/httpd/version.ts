// Which release httpd is.

/** The version that the image says. */
export const versionOf = (env: ReadonlyMap<string, string>): string => env.get('HTTPD_VERSION') ?? '2.4.65';
