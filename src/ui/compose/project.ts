// Compose projects at a moment: what their files ask for, and what of it is there.
import type { ContainerRecord } from '../../sim/engine/records.ts';
import { recordKey } from '../../sim/engine/records.ts';
import type { View } from '../../sim/kernel/view.ts';
import { composeFilesOf, readComposeFile, type ComposeFile, type FileService } from './compose-file.ts';

const label = (name: string): string => `com.docker.compose.${name}`;

export interface ProjectContainer {
  /** Record key. */
  readonly id: string;
  readonly record: ContainerRecord;
}

export interface ProjectService {
  readonly name: string;
  readonly image: string;
  readonly dependsOn: FileService['dependsOn'];
  /** Undefined: no file that can be read has it (any more). */
  readonly lines: FileService['lines'] | undefined;
  readonly containers: readonly ProjectContainer[];
  /** Its place in the order in which services were started, from 1; undefined: not started. */
  readonly order: number | undefined;
  readonly ports: readonly string[];
}

export interface Project {
  readonly name: string;
  readonly file: ComposeFile | undefined;
  readonly services: readonly ProjectService[];
  readonly networks: readonly { readonly id: string; readonly name: string }[];
  readonly volumes: readonly { readonly id: string; readonly name: string }[];
}

/** Projects that have containers, and those whose file is on the disk. */
export function projectsOf(view: View): Project[] {
  const tree = view.all('disk')[0]?.tree;
  const files = tree ? composeFilesOf(tree) : [];
  const containers = view.all('container').filter(({ config }) => config.Labels[label('project')] !== undefined);
  const projectOf = ({ config }: ContainerRecord): string => config.Labels[label('project')] ?? '';
  const names = new Set([...containers.map(projectOf), ...files.map(({ project }) => project)]);
  return [...names].map((name) => {
    const own = containers.filter((container) => projectOf(container) === name);
    const path = own[0]?.config.Labels[label('project.config_files')]?.split(',')[0];
    const file =
      files.find((candidate) => candidate.path === path) ??
      (tree && path ? readComposeFile(tree, path) : undefined) ??
      files.find(({ project }) => project === name);
    return {
      name,
      file,
      services: servicesOf(own, file),
      networks: view
        .all('network')
        .filter(({ labels }) => labels[label('project')] === name)
        .map(({ engine, id, name: network }) => ({ id: recordKey(engine, id), name: network })),
      volumes: view
        .all('volume')
        .filter(({ labels }) => labels?.[label('project')] === name)
        .map(({ engine, name: volume }) => ({ id: recordKey(engine, volume), name: volume })),
    };
  });
}

function servicesOf(containers: readonly ContainerRecord[], file: ComposeFile | undefined): ProjectService[] {
  const serviceOf = ({ config }: ContainerRecord): string => config.Labels[label('service')] ?? '';
  const described = new Map(file?.services.map((service) => [service.name, service]));
  const names = [...new Set([...described.keys(), ...containers.map(serviceOf)])];
  const firstStart = (name: string): number =>
    Math.min(...containers.filter((it) => serviceOf(it) === name && it.startedAt > 0).map((it) => it.startedAt));
  const started = names.filter((name) => firstStart(name) < Infinity).sort((a, b) => firstStart(a) - firstStart(b));
  return names.map((name): ProjectService => {
    const own = containers.filter((container) => serviceOf(container) === name);
    const fromFile = described.get(name);
    const place = started.indexOf(name);
    return {
      name,
      image: fromFile?.image || (own[0]?.imageName ?? ''),
      dependsOn: fromFile?.dependsOn ?? dependsIn(own[0]),
      lines: fromFile?.lines,
      order: place < 0 ? undefined : place + 1,
      containers: own
        .toSorted((a, b) => numberOf(a) - numberOf(b))
        .map((record) => ({ id: recordKey(record.engine, record.id), record })),
      ports: [
        ...new Set(
          own.flatMap(({ ports }) =>
            ports
              .filter(({ hostPort }) => hostPort > 0)
              .map(({ hostPort, containerPort }) => `${hostPort}→${containerPort}`),
          ),
        ),
      ],
    };
  });
}

const numberOf = ({ config }: ContainerRecord): number => Number(config.Labels[label('container-number')] ?? 0);

/** Dependencies as a container's label has them: `db:service_started:false,cache:service_healthy:false`. */
function dependsIn(container: ContainerRecord | undefined): FileService['dependsOn'] {
  return (container?.config.Labels[label('depends_on')] ?? '')
    .split(',')
    .filter(Boolean)
    .map((entry) => {
      const [service = '', condition = ''] = entry.split(':');
      return { service, condition };
    });
}

/** How deep a service stands: 0 for those that wait for nobody, one more than the deepest it waits for. */
export function levelsOf(services: readonly ProjectService[]): ReadonlyMap<string, number> {
  const levels = new Map<string, number>();
  const visit = (name: string, path: readonly string[]): number => {
    const known = levels.get(name);
    if (known !== undefined) return known;
    const service = services.find((candidate) => candidate.name === name);
    // A circle is refused by Compose; here it only must end.
    if (!service || path.includes(name)) return -1;
    const level = 1 + Math.max(-1, ...service.dependsOn.map((on) => visit(on.service, [...path, name])));
    levels.set(name, level);
    return level;
  };
  for (const { name } of services) visit(name, []);
  return levels;
}
