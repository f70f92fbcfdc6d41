// `key=value` pairs inside the values of flags.

/** Splits at the first `=`; without one the value is undefined. */
export const pair = (field: string): [string, string | undefined] => {
  const at = field.indexOf('=');
  return at < 0 ? [field, undefined] : [field.slice(0, at), field.slice(at + 1)];
};

/** Puts `key=value` into a record; without `=` the value is empty. */
export const setEntry = (record: Record<string, string>, text: string): void => {
  const [key, value = ''] = pair(text);
  record[key] = value;
};
