// Git's configuration files (git-config(1), "CONFIGURATION FILE"): sections, subsections, keys.

/** A configuration file as text; changing gives a new one. Keys are `section.key` or `section.subsection.key`. */
export class Configuration {
  readonly text: string;
  readonly entries: readonly (readonly [key: string, value: string])[];

  constructor(text: string) {
    this.text = text;
    let section = '';
    const entries: [string, string][] = [];
    for (const line of text.split('\n')) {
      const head = /^\s*\[([^\s"\]]+)(?:\s+"((?:[^"\\]|\\.)*)")?\]/.exec(line);
      const pair = /^\s*([A-Za-z][\w-]*)\s*(?:=\s*(.*?))?\s*$/.exec(line);
      if (head) section = `${(head[1] ?? '').toLowerCase()}${head[2] === undefined ? '' : `.${head[2]}`}`;
      else if (pair) entries.push([`${section}.${(pair[1] ?? '').toLowerCase()}`, unquoted(pair[2] ?? 'true')]);
    }
    this.entries = entries;
  }

  /** The last value of a key. */
  get(key: string): string | undefined {
    const wanted = normal(key);
    return this.entries.findLast(([name]) => name === wanted)?.[1];
  }

  /** Subsections of a section, for instance the names of remotes. */
  subsections(section: string): string[] {
    const names = this.entries
      .filter(([key]) => key.startsWith(`${section}.`) && key.indexOf('.') !== key.lastIndexOf('.'))
      .map(([key]) => key.slice(section.length + 1, key.lastIndexOf('.')));
    return [...new Set(names)];
  }

  /** With a key set to a value, or without it. */
  with(key: string, value: string | undefined): Configuration {
    const [section, name] = split(key);
    const lines = this.text === '' ? [] : this.text.replace(/\n$/, '').split('\n');
    const header = heading(section);
    const wanted = normal(key);
    let current = '';
    let end = -1;
    for (const [at, line] of lines.entries()) {
      if (line.trim().startsWith('[')) current = line.trim();
      if (current !== header) continue;
      end = at + 1;
      const found = /^\s*([\w-]+)/.exec(line)?.[1];
      if (line.trim().startsWith('[') || found === undefined || normal(`${section}.${found}`) !== wanted) continue;
      lines.splice(at, 1, ...(value === undefined ? [] : [`\t${name} = ${value}`]));
      return new Configuration(joined(lines));
    }
    if (value === undefined) return this;
    if (end < 0) lines.push(header, `\t${name} = ${value}`);
    else lines.splice(end, 0, `\t${name} = ${value}`);
    return new Configuration(joined(lines));
  }

  /** Without a section and all of its keys. */
  without(section: string): Configuration {
    const header = heading(section);
    let current = '';
    const lines = this.text.split('\n').filter((line) => {
      if (line.trim().startsWith('[')) current = line.trim();
      return current !== header;
    });
    return new Configuration(joined(lines));
  }
}

const joined = (lines: readonly string[]): string =>
  lines
    .filter((line) => line !== '')
    .map((line) => `${line}\n`)
    .join('');

const unquoted = (value: string): string => value.replace(/^"(.*)"$/, '$1');

function split(key: string): [section: string, name: string] {
  const dot = key.lastIndexOf('.');
  return [key.slice(0, dot), key.slice(dot + 1)];
}

function normal(key: string): string {
  const parts = key.split('.');
  const middle = parts.slice(1, -1);
  return [(parts[0] ?? '').toLowerCase(), ...middle, (parts.at(-1) ?? '').toLowerCase()].join('.');
}

function heading(section: string): string {
  const dot = section.indexOf('.');
  return dot < 0 ? `[${section}]` : `[${section.slice(0, dot)} "${section.slice(dot + 1)}"]`;
}
