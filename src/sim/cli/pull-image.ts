// Asking the daemon to pull an image: for `docker pull`, and for run and create when the image is missing.
import type { Task } from '../kernel/task.ts';
import type { Client } from './client.ts';
import { isFailure, type Failure } from './failure.ts';
import type { ImageReference } from './image-reference.ts';
import type { Output } from './output.ts';
import { showProgress } from './progress.ts';

/** How to pull. */
export interface PullOptions {
  /** Empty for the daemon's own. */
  readonly platform: string;
  readonly quiet: boolean;
  readonly output: Output;
  /** All tags of the repository. */
  readonly all?: boolean;
}

/** Pulls, showing progress; a failure when the daemon or the registry refuses. */
export function* pullImage(client: Client, reference: ImageReference, options: PullOptions): Task<Failure | undefined> {
  const answer = yield* client.api.send('POST', '/images/create', {
    query: {
      fromImage: reference.name,
      platform: options.platform,
      tag: options.all === true ? undefined : reference.digest || reference.tag || 'latest',
    },
    headers: { 'x-registry-auth': client.config.authHeader(reference.domain) },
  });
  if (isFailure(answer)) return answer;
  return answer.stream ? yield* showProgress(answer.stream, options.quiet ? undefined : options.output) : undefined;
}
