// Links between lessons: a relative path to the other's file, so that they work wherever the Markdown is read.

/** Id of the lesson that a link in `lesson` leads to; undefined when it leads elsewhere. */
export function lessonLink(lesson: string, href: string): string | undefined {
  const path = /^((?:\.\.?\/)+[\w/-]*)lesson\.md$/.exec(href)?.[1];
  if (path === undefined) return undefined;
  const here = lesson.split('/');
  for (const part of path.split('/').filter((name) => name !== '' && name !== '.'))
    if (part === '..') here.pop();
    else here.push(part);
  return here.length === 2 ? here.join('/') : undefined;
}
