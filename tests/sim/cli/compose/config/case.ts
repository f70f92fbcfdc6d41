// A row of the table: files, a command line in their folder, and what the real Compose printed.

export interface Case {
  readonly name: string;
  /** Texts by path below the home folder. */
  readonly files: Readonly<Record<string, string>>;
  readonly command: string;
  /** Where the command runs, below the home folder; `app` when left out. */
  readonly directory?: string;
}

export interface Recording {
  readonly exit: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Warnings without the time at which they were given. */
export const withoutTimes = (text: string): string => text.replace(/time="[^"]*"/g, 'time="T"');
