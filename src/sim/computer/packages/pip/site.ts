// What pypi.example serves: the page of a project, the metadata and the wheel of a version (PEP 503, 658, 691).
import type { Lookup } from '../sites.ts';
import { allProjects, normalise, requiresOf } from './index.ts';

/** `/simple/flask/`, `/files/flask-3.1.2-py3-none-any.whl.metadata`, `/files/flask-3.1.2-py3-none-any.whl`. */
export const lookup: Lookup = (path) => {
  const [, page] = /^\/simple\/([^/]+)\/?$/.exec(path) ?? [];
  if (page !== undefined) {
    const project = allProjects().get(normalise(page));
    if (!project) return undefined;
    const { name, versions } = project;
    return { type: 'application/vnd.pypi.simple.v1+json', text: JSON.stringify({ name, versions }) };
  }
  const [, distribution = '', version = '', rest = ''] = /^\/files\/([^/-]+)-([^-/]+)-(.*)$/.exec(path) ?? [];
  const project = allProjects().get(normalise(distribution));
  if (!project || !/^\d/.test(version)) return undefined;
  if (!rest.endsWith('.metadata')) return { size: project.wheelSize, head: 'PK\u0003\u0004' };
  const lines = [
    'Metadata-Version: 2.4',
    `Name: ${project.name}`,
    `Version: ${version}`,
    `Summary: ${project.summary}`,
    ...requiresOf(project, version, []).map((requirement) => `Requires-Dist: ${requirement}`),
  ];
  return { type: 'text/plain', text: `${lines.join('\n')}\n` };
};
