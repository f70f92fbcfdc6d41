// `--push`: the image that was built goes to its registry, as a push of the daemon's own.
import { request as message } from '../../kernel/message.ts';
import { Latch } from '../../kernel/trigger.ts';
import type { Task } from '../../kernel/task.ts';
import { familiarName, parseReference, withDefaultTag } from '../../oci/reference.ts';
import { pushImage } from '../images/push.ts';
import type { Progress } from '../images/progress.ts';
import type { Builder } from './builder.ts';

/** Pushes every name of the image; the registry's refusal, if there is one. */
export function* pushResult({ engine, progress, request }: Builder): Task<string | undefined> {
  for (const tag of request.tags) {
    const reading = parseReference(tag);
    if (!reading.ok) throw new Error(`bad tag ${tag}`);
    const reference = withDefaultTag(reading.reference);
    const vertex = progress.vertex(`pushing ${tag} with docker`).start();
    const asked = message('POST', `/images/${familiarName(reference)}/push`, {
      query: { tag: reference.tag ?? 'latest' },
      headers: { 'x-registry-auth': request.authorisation },
    });
    const exchange = { from: engine.endpoint, id: 0, abandoned: new Latch() };
    const answer = yield* pushImage(engine, { name: familiarName(reference) }, asked, exchange);
    const stream = answer.stream;
    let refusal = answer.status >= 400 ? String((answer.body as { readonly message?: string }).message) : undefined;
    for (let line = stream && (yield* stream.read()); line !== undefined; line = stream && (yield* stream.read())) {
      const { id, status, error } = line as Progress;
      if (error !== undefined) refusal = error;
      else if (id !== undefined && (status === 'Pushed' || status === 'Layer already exists'))
        vertex.status(`pushing layer ${id}`, true);
    }
    if (refusal !== undefined) {
      vertex.fail(refusal);
      return refusal;
    }
    vertex.done();
  }
  return undefined;
}
