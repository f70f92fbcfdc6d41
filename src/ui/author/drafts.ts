// Lessons that are being written, kept in this browser. `draft/<name>` is their id wherever a lesson has one.

export interface Draft {
  /** Text of `lesson.md`. */
  readonly lesson: string;
  /** Text of `tries.yaml`; empty for none. */
  readonly tries: string;
}

const prefix = 'drydock:draft:';

/** What ids of drafts begin with. */
export const draftPart = 'draft/';

/** Names of all drafts. */
export function draftNames(): readonly string[] {
  try {
    return Object.keys(localStorage)
      .filter((key) => key.startsWith(prefix))
      .map((key) => key.slice(prefix.length))
      .toSorted();
  } catch {
    return [];
  }
}

/** Reads a draft; undefined when there is none of this name. */
export function readDraft(name: string): Draft | undefined {
  try {
    const { lesson, tries } = JSON.parse(localStorage.getItem(prefix + name) ?? '{}') as Partial<
      Record<keyof Draft, unknown>
    >;
    return typeof lesson === 'string' ? { lesson, tries: typeof tries === 'string' ? tries : '' } : undefined;
  } catch {
    return undefined;
  }
}

/** Keeps a draft. False when the browser refuses. */
export function saveDraft(name: string, draft: Draft): boolean {
  try {
    localStorage.setItem(prefix + name, JSON.stringify(draft));
    return true;
  } catch {
    return false;
  }
}

/** Forgets a draft. */
export function removeDraft(name: string): void {
  localStorage.removeItem(prefix + name);
}

/** A name as folders of lessons have them: lower case, hyphens. */
export const folderName = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 50) || 'lesson';

/** What a new draft begins with. */
export const newDraft: Draft = {
  lesson: `---
title: A lesson of mine
summary: Say in one sentence what one learns.
minutes: 5
---

Say what it is about.

## The first step

Say what to expect.

\`\`\`sh
docker run -d --name web nginx
\`\`\`

\`\`\`goals
\`web\` is running:
  container: web
  state: running
\`\`\`

## The second step

\`\`\`sh
docker stop web
\`\`\`

\`\`\`goals
\`web\` has ended:
  container: web
  state: exited
\`\`\`
`,
  tries: '',
};
