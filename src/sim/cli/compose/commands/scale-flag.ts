// `--scale web=2`, and `docker compose scale web=2`.
import { Fault } from '../model/fault.ts';
import type { Project } from '../model/project.ts';
import type { Mapping } from '../model/tree.ts';

/** The project with other numbers of containers. */
export function scaled(project: Project, specifiers: readonly string[]): Project | Fault {
  const services = new Map(project.services);
  for (const specifier of specifiers) {
    const [name = '', count, ...more] = specifier.split('=');
    if (count === undefined || more.length > 0)
      return new Fault(`invalid --scale option ${JSON.stringify(specifier)}. Should be SERVICE=NUM`);
    if (!/^\d+$/.test(count)) return new Fault(`strconv.Atoi: parsing ${JSON.stringify(count)}: invalid syntax`);
    const fields = services.get(name);
    if (!fields) return new Fault(`no such service: ${name}: not found`);
    const { deploy } = fields;
    const changed: Mapping =
      typeof deploy === 'object' && deploy !== null
        ? { ...fields, scale: Number(count), deploy: { ...(deploy as Mapping), replicas: Number(count) } }
        : { ...fields, scale: Number(count) };
    services.set(name, changed);
  }
  return { ...project, services };
}
