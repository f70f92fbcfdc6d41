// Header fields of an HTTP message, in order, names without regard to case (RFC 9110, section 5).

export class Headers {
  readonly #fields: { name: string; value: string }[] = [];

  constructor(fields: Readonly<Record<string, string>> = {}) {
    for (const [name, value] of Object.entries(fields)) this.add(name, value);
  }

  /** The value of a field; several of one name are joined with commas. */
  get(name: string): string | undefined {
    const values = this.#fields.filter((field) => same(field.name, name)).map((field) => field.value);
    return values.length > 0 ? values.join(', ') : undefined;
  }

  has(name: string): boolean {
    return this.#fields.some((field) => same(field.name, name));
  }

  /** Adds a field after those there are. */
  add(name: string, value: string): void {
    this.#fields.push({ name, value });
  }

  /** Replaces the fields of a name, where the first of them stood. */
  set(name: string, value: string): void {
    const first = this.#fields.find((field) => same(field.name, name));
    if (!first) {
      this.add(name, value);
      return;
    }
    first.value = value;
    const rest = this.#fields.filter((field) => field === first || !same(field.name, name));
    this.#fields.splice(0, this.#fields.length, ...rest);
  }

  delete(name: string): void {
    const rest = this.#fields.filter((field) => !same(field.name, name));
    this.#fields.splice(0, this.#fields.length, ...rest);
  }

  *[Symbol.iterator](): Generator<[name: string, value: string], void> {
    for (const { name, value } of this.#fields) yield [name, value];
  }

  /** The fields as lines, each with its CR LF. */
  toString(): string {
    return this.#fields.map(({ name, value }) => `${name}: ${value}\r\n`).join('');
  }
}

const same = (one: string, two: string): boolean => one.toLowerCase() === two.toLowerCase();
