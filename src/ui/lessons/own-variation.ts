// By what a graded lab is varied in this browser when the address does not say: chosen once for each lesson, and kept.

/** Letters and digits. Where the browser keeps nothing it is another one each time. */
export function ownVariation(lesson: string): string {
  const key = `drydock:lab:${lesson}`;
  const fresh = crypto.randomUUID().replaceAll('-', '').slice(0, 12);
  try {
    const kept = localStorage.getItem(key);
    if (kept !== null && /^\w{1,40}$/.test(kept)) return kept;
    localStorage.setItem(key, fresh);
  } catch {
    // A private window: the lab is graded all the same, as long as the page is open.
  }
  return fresh;
}
