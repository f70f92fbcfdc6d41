// Asking for one container, and the part of its description that commands of the client read.
import type { Task } from '../../kernel/task.ts';
import type { Client } from '../client.ts';
import { isFailure } from '../failure.ts';
import type { ApiError } from './connection.ts';

/** What `GET /containers/{id}/json` says, as far as the client itself reads it. */
export interface ContainerDetails {
  readonly Id: string;
  readonly Name: string;
  readonly State: { readonly Running: boolean; readonly Paused: boolean; readonly Restarting: boolean };
  readonly Config: { readonly Tty: boolean; readonly OpenStdin: boolean };
  readonly HostConfig: { readonly AutoRemove: boolean };
  readonly NetworkSettings: {
    readonly Ports: Readonly<
      Record<string, readonly { readonly HostIp: string; readonly HostPort: string }[] | null>
    > | null;
  };
}

/** The description of a container by name or id. */
export function* inspectContainer(client: Client, name: string): Task<ContainerDetails | ApiError> {
  const answer = yield* client.api.get(`/containers/${name}/json`);
  return isFailure(answer) ? answer : (answer.body as ContainerDetails);
}
