// `--filter` values on their way to the engine.

/** Filters by name, as flags give them. */
export type Filters = Readonly<Record<string, readonly string[]>>;

/** The `filters` query of the Engine API: `{"status":{"exited":true}}`; empty without filters. */
export function filtersQuery(filters: Filters): string {
  const names = Object.keys(filters).sort();
  if (names.length === 0) return '';
  const entries = names.map((name) => [
    name,
    Object.fromEntries([...(filters[name] ?? [])].sort().map((value) => [value, true])),
  ]);
  return JSON.stringify(Object.fromEntries(entries));
}
