// A SCORM 1.2 package (Content Aggregation Model 1.2): the built page, a file that launches each lesson, and the manifest that names them.
import { zipSync } from 'fflate';
import type { LessonSummary } from '../lessons/lesson.ts';

/** A lesson of a package. */
export type PackagedLesson = { readonly id: string } & Pick<LessonSummary, 'title' | 'summary'>;

/** A package as the bytes of a zip file; the same files and lessons make the same bytes. */
export function scormPackage(page: ReadonlyMap<string, Uint8Array>, lessons: readonly PackagedLesson[]): Uint8Array {
  const text = new TextEncoder();
  const files = new Map<string, Uint8Array>(page);
  for (const lesson of lessons) files.set(launchName(lesson.id), text.encode(launchPage(lesson)));
  files.set('imsmanifest.xml', text.encode(manifest([...files.keys()], lessons)));
  const sorted = [...files].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return zipSync(Object.fromEntries(sorted), { level: 6, mtime: new Date('2000-01-01T12:00:00') });
}

const launchName = (id: string): string => `launch-${id.replace('/', '-')}.html`;

/** Platforms mangle addresses with `?` and `#` in a manifest: a file of its own leads to the lesson. */
function launchPage({ id, title }: PackagedLesson): string {
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <title>${escape(title)}</title>
    <script>
      location.replace('index.html?scorm#/lesson/${id}?lab');
    </script>
  </head>
  <body>
    <a href="index.html?scorm#/lesson/${id}?lab">${escape(title)}</a>
  </body>
</html>
`;
}

/** The manifest: an item and a resource for each lesson, and the page's files, which all share. */
export function manifest(files: readonly string[], lessons: readonly PackagedLesson[]): string {
  const name = (id: string): string => id.replace('/', '-');
  const title = lessons.length === 1 ? (lessons[0]?.title ?? '') : 'Drydock: Docker in a browser tab';
  const items = lessons.map(
    (
      lesson,
    ) => `      <item identifier="item-${name(lesson.id)}" identifierref="resource-${name(lesson.id)}" isvisible="true">
        <title>${escape(lesson.title)}</title>
        <adlcp:masteryscore>100</adlcp:masteryscore>
      </item>`,
  );
  const resources = lessons.map(
    ({
      id,
    }) => `    <resource identifier="resource-${name(id)}" type="webcontent" adlcp:scormtype="sco" href="${launchName(id)}">
      <file href="${launchName(id)}"/>
      <dependency identifierref="page"/>
    </resource>`,
  );
  const launches = new Set(lessons.map(({ id }) => launchName(id)));
  const shared = files.filter((file) => !launches.has(file)).map((file) => `      <file href="${escape(file)}"/>`);
  return `<?xml version="1.0" encoding="UTF-8"?>
<manifest identifier="drydock" version="1.2" xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2" xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2">
  <metadata>
    <schema>ADL SCORM</schema>
    <schemaversion>1.2</schemaversion>
  </metadata>
  <organizations default="course">
    <organization identifier="course">
      <title>${escape(title)}</title>
${items.join('\n')}
    </organization>
  </organizations>
  <resources>
${resources.join('\n')}
    <resource identifier="page" type="webcontent" adlcp:scormtype="asset">
${shared.join('\n')}
    </resource>
  </resources>
</manifest>
`;
}

const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
