// POST /images/{name}/tag
import type { Request, Response } from '../../kernel/message.ts';
import type { Task } from '../../kernel/task.ts';
import { familiarReference, parseReference, whyNotTaggable, withDefaultTag } from '../../oci/reference.ts';
import type { Engine } from '../engine.ts';
import { ApiError, errorResponse, errors } from '../errors.ts';
import { emitImageEvent } from './image-event.ts';

/** Gives an image one more name; `repo` and `tag`. */
export function* tagImage(engine: Engine, params: { name: string }, message: Request): Task<Response> {
  const { repo = '', tag = '' } = message.query;
  const reading = parseReference(repo);
  if (!reading.ok) return errorResponse(errors.invalidReference(reading.message));
  if (tag !== '' && !/^\w[\w.-]{0,127}$/.test(tag)) return errorResponse(errors.invalidTag());
  const reference = withDefaultTag(tag === '' ? reading.reference : { ...reading.reference, tag });
  const refusal = whyNotTaggable(reference);
  if (refusal !== undefined) return errorResponse(errors.invalidReference(refusal));
  const image = engine.images.resolve(params.name);
  if (image instanceof ApiError) return errorResponse(image);
  engine.images.tag(image.id, reference, engine.kernel.clock);
  emitImageEvent(engine, 'tag', image.id, familiarReference(reference));
  return { status: 201, headers: {} };
}
