// A Vite plugin: what the course map needs of lessons and parts is read from them when the page is built, so that it costs the page
// neither their text nor the readers of Markdown and YAML.
import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';
import { readPart } from '../src/lessons/course.ts';
import { taughtBy } from '../src/lessons/taught.ts';
import { readFrontMatter, splitFrontMatter, stepTitles } from '../src/lessons/read-lesson.ts';

/** `…/lesson.md?summary` is its LessonSummary, `…/lesson.md?taught` what it teaches, `…/<part>/part.yaml?part` its Part. Problems are for `npm run lessons` to tell. */
export function lessonSummaries(): Plugin {
  return {
    name: 'drydock:lesson-summaries',
    load(id) {
      const match = /^(.*\/([\w-]+)\/(?:lesson\.md|part\.yaml))\?(summary|part|taught)$/.exec(id);
      if (!match) return null;
      const [, path = '', folder = '', kind] = match;
      this.addWatchFile(path);
      const text = readFileSync(path, 'utf8');
      const value =
        kind === 'part' ? readPart(folder, text).part : kind === 'taught' ? taughtBy(text) : summaryOf(text);
      return { code: `export default ${JSON.stringify(value ?? null)};`, moduleType: 'js' };
    },
  };
}

function summaryOf(text: string): object {
  const { head, body } = splitFrontMatter(text);
  const { title, summary, minutes, kind } = readFrontMatter(head, () => undefined);
  return { title, summary, minutes, kind, steps: stepTitles(body) };
}
