// What the inspector says of any object: a heading, groups of facts, and the commands that one could run on it.
/** A fact; `link` is the id of another object that the value names. */
export interface Fact {
  readonly name: string;
  readonly value: string;
  readonly link?: string;
}

export interface FactGroup {
  readonly title: string;
  readonly facts: readonly Fact[];
}

/** A command that acts on the object, and a word for its button. */
export interface Action {
  readonly label: string;
  readonly command: string;
}

export interface Facts {
  readonly kind:
    'container' | 'image' | 'layer' | 'network' | 'volume' | 'process' | 'registry' | 'repository' | 'host';
  readonly name: string;
  /** What it is, in a line. */
  readonly what: string;
  /** State of the container's statechart. */
  readonly state: string | undefined;
  readonly groups: readonly FactGroup[];
  readonly actions: readonly Action[];
  /** Addresses at which a browser can open it. */
  readonly pages?: readonly string[];
}

/** A group, or none when there is nothing in it. */
export const group = (title: string, facts: readonly (Fact | undefined)[]): FactGroup[] => {
  const some = facts.filter((fact) => fact !== undefined);
  return some.length ? [{ title, facts: some }] : [];
};
/** A fact, or none when its value is empty. */
export const fact = (name: string, value: string, link?: string): Fact | undefined =>
  value === '' ? undefined : { name, value, ...(link === undefined ? {} : { link }) };
/** A virtual clock time (ms since 1970) as `docker inspect` has it, in whole seconds; empty for never. */
export const when = (ms: number): string => (ms > 0 ? new Date(ms).toISOString().replace('T', ' ').slice(0, 19) : '');
