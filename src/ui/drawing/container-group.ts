// Several containers of one service or image, drawn as one.
import type { ContainerState, DrawnContainer } from './container-parts.ts';

export interface DrawnGroup {
  /** The service or image. */
  readonly name: string;
  /** The name without that of the project, where there is room for little more. */
  readonly shortName?: string;
  readonly count: number;
  /** How many there are in each state, the most frequent first. */
  readonly states: readonly { readonly state: ContainerState; readonly count: number }[];
  /** How many answer their health checks badly. */
  readonly unhealthy: number;
}

/** What there is to say of containers together. */
export function drawnGroup(name: string, members: readonly DrawnContainer[]): DrawnGroup {
  const counts = new Map<ContainerState, number>();
  for (const { state } of members) counts.set(state, (counts.get(state) ?? 0) + 1);
  const states = [...counts].map(([state, count]) => ({ state, count })).sort((a, b) => b.count - a.count);
  const short = new Set(members.map(({ shortName = '' }) => /^(.+)[-_]\d+$/.exec(shortName)?.[1]));
  const [shortName] = short.size === 1 ? short : [];
  return {
    name,
    ...(shortName === undefined ? {} : { shortName }),
    count: members.length,
    states,
    unhealthy: members.filter(({ health }) => health === 'unhealthy').length,
  };
}

/** Its states in a line: `28 running, 2 exited`. */
export const groupStates = ({ states, unhealthy }: DrawnGroup): string =>
  [...states.map(({ state, count }) => `${count} ${state}`), ...(unhealthy ? [`${unhealthy} unhealthy`] : [])].join(
    ', ',
  );

/** A group in words, for who does not see the drawing. */
export const groupInWords = (group: DrawnGroup): string =>
  `${group.name}, group of ${group.count} containers, ${groupStates(group)}`;
