// The JSON object that a message carries.

/** The body as an object; empty where it is none. Registries send theirs as text. */
export function bodyOf(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value === 'string' && value.startsWith('{')) {
    try {
      return bodyOf(JSON.parse(value));
    } catch {
      return {};
    }
  }
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
