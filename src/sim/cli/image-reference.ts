// Image references on the command line: read with the OCI grammar, refused in the client's words.
import {
  familiarName,
  familiarReference,
  formatReference,
  nameOnly,
  parseReference as read,
  withDefaultTag,
  type Reference,
} from '../oci/reference.ts';
import type { Failure } from './failure.ts';

/** A reference in the parts that requests need. */
export interface ImageReference {
  /** With domain and path: `docker.io/library/nginx`. */
  readonly name: string;
  /** Empty when there is none. */
  readonly tag: string;
  /** Empty when there is none. */
  readonly digest: string;
  /** As people write it, with `:latest` where nothing else is said: `nginx:latest`. */
  readonly familiar: string;
  /** The whole text, with `:latest` where nothing else is said: `docker.io/library/nginx:latest`. */
  readonly full: string;
  /** Host of its registry: `docker.io`. */
  readonly domain: string;
}

/** Reads a reference. `tag` stays empty when none is written. */
export function parseReference(text: string): ImageReference | Failure {
  const reading = read(text);
  if (!reading.ok) return { error: reading.message };
  const { reference } = reading;
  const tagged: Reference = withDefaultTag(reference);
  return {
    name: formatReference(nameOnly(reference)),
    tag: reference.tag ?? '',
    digest: reference.digest ?? '',
    familiar: familiarReference(tagged),
    full: formatReference(tagged),
    domain: reference.domain,
  };
}

/** The repository of a reference as people write it, without tag and digest: `nginx`; the text itself if it is no reference. */
export function familiarRepository(text: string): string {
  const reading = read(text);
  return reading.ok ? familiarName(reading.reference) : text;
}
