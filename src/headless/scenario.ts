// A scenario: files in the learner's home and shell lines, with what each printed (the format of tests/transcripts).

export interface Step {
  /** One shell line (or several, for here-documents). */
  readonly command: string;
  /** Run under a terminal of 120 × 30: one stream, raw bytes, in `stdout`. */
  readonly tty?: boolean;
  readonly exit?: number;
  readonly stdout?: string;
  readonly stderr?: string;
}

export interface Scenario {
  readonly title: string;
  readonly docker?: Readonly<Record<string, string>>;
  /** Texts by path below the home folder. */
  readonly files: Readonly<Record<string, string>>;
  readonly steps: readonly Step[];
}

/** Checks a value that claims to be a scenario. Returns it, or in one sentence why it is none. */
export function parseScenario(value: unknown): Scenario | { readonly problem: string } {
  if (typeof value !== 'object' || value === null) return { problem: 'a scenario is a JSON object' };
  const { title = '', files = {}, steps } = value as Record<string, unknown>;
  if (typeof title !== 'string') return { problem: '"title" is not a text' };
  if (typeof files !== 'object' || files === null || !Object.values(files).every((text) => typeof text === 'string'))
    return { problem: '"files" is not an object of texts' };
  if (!Array.isArray(steps)) return { problem: '"steps" is not a list' };
  const wrong = (steps as unknown[]).findIndex(
    (step) => typeof step !== 'object' || step === null || typeof (step as { command?: unknown }).command !== 'string',
  );
  if (wrong !== -1) return { problem: `step ${wrong + 1} has no "command"` };
  return { ...value, title, files: files as Scenario['files'], steps: steps as Step[] };
}
