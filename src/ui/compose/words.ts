// A project's services in words.
import type { ProjectService } from './project.ts';

const conditions: Readonly<Record<string, string>> = {
  service_started: 'started',
  service_healthy: 'healthy',
  service_completed_successfully: 'completed',
};

/** What of a service is waited for, in a word. */
export const conditionText = (condition: string): string => conditions[condition] ?? condition;

/** A service in a line. */
export function serviceText({ name, image, containers, dependsOn, order, ports, lines }: ProjectService): string {
  const running = containers.filter(({ record }) => record.state === 'running').length;
  return [
    `service ${name}`,
    image,
    containers.length === 0 ? 'no containers yet' : `${running} of ${containers.length} running`,
    order === undefined ? '' : `started as number ${order}`,
    ...dependsOn.map(({ service, condition }) => `waits until ${service} is ${conditionText(condition)}`),
    ...ports.map((port) => `port ${port.replace('→', ' of the host leads to ')}`),
    lines === undefined ? 'not in the file' : '',
  ]
    .filter(Boolean)
    .join(', ');
}
