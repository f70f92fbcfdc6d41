// Loads a page over the machine's network, as a browser does: redirections, cookies, then its style sheets and images.
import type { SentForm } from '../../kernel/log.ts';
import type { Task } from '../../kernel/task.ts';
import { within } from '../http/client.ts';
import { cookieField, withCookies } from './cookies.ts';
import { contentOf, mediaType } from './content.ts';
import { absolute, mostParts, partsOfPage, partsOfSheet } from './parts.ts';
import type { BrowserFailure, BrowserPage, Content, Cookie } from './record.ts';
import type { Delivery, Lines } from './request.ts';

/** Redirections that are followed. */
const mostRedirects = 20;

/** Ms until a browser gives up waiting for the head of an answer. */
const patience = 300_000;

export interface Visit {
  readonly url: string;
  readonly form: SentForm | undefined;
  /** The page whose link led there. */
  readonly referer: string | undefined;
}

/** Where cookies are kept. */
export interface Jar {
  readonly get: () => readonly Cookie[];
  readonly set: (cookies: readonly Cookie[]) => void;
}

/** Loads the page itself. */
export function* loadPage(
  lines: Lines,
  { url: first, form, referer }: Visit,
  jar: Jar,
): Task<BrowserPage | BrowserFailure> {
  const { kernel } = lines.process.machine;
  const began = kernel.now;
  const redirects: { status: number; to: string }[] = [];
  let url = first;
  let sent = form;
  for (;;) {
    const delivery = yield* within(patience, ask(lines, url, jar, kernel.clock, { sent, referer, accept: pageTypes }));
    if (delivery === 'timeout') return { kind: 'failure', error: 'ERR_TIMED_OUT', url };
    if ('error' in delivery) return { kind: 'failure', error: delivery.error, url };
    const { status, reason, headers, body, rest } = delivery;
    const next = status >= 300 && status < 400 ? absolute(headers.get('location') ?? 'about:blank', url) : undefined;
    if (next === undefined) {
      const content = contentOf(body, rest, headers.get('content-type'));
      const type = mediaType(headers.get('content-type'), content);
      const took = kernel.now - began;
      const page = { url, redirects, status, reason, headers: [...headers], type, content, parts: {}, took };
      return { kind: 'page', ...page };
    }
    redirects.push({ status, to: next });
    if (redirects.length > mostRedirects) return { kind: 'failure', error: 'ERR_TOO_MANY_REDIRECTS', url };
    if (status !== 307 && status !== 308) sent = undefined;
    url = next;
  }
}

const pageTypes = 'text/html,application/xhtml+xml,application/xml;q=0.9,image/*,*/*;q=0.8';

/** Loads the style sheets and images that a page names; each is told as it comes. */
export function* loadParts(
  lines: Lines,
  { url, type, content }: BrowserPage,
  jar: Jar,
  told: (url: string, content: Content) => void,
): Task {
  if (content.kind !== 'text' || type !== 'text/html') return;
  const { sheets, images } = partsOfPage(content.text, url);
  let left = mostParts;
  // Style sheets may name more of both.
  for (const sheet of sheets) {
    if (left-- <= 0) return;
    const part = yield* loadPart(lines, sheet, url, jar);
    if (part?.kind !== 'text') continue;
    told(sheet, part);
    partsOfSheet(part.text, sheet, sheets, images);
  }
  for (const image of images) {
    if (left-- <= 0) return;
    const part = yield* loadPart(lines, image, url, jar);
    if (part) told(image, part);
  }
}

/** Loads what a page names; undefined when it does not come, or is an error of the server. */
export function* loadPart(lines: Lines, url: string, referer: string, jar: Jar): Task<Content | undefined> {
  let at: string | undefined = url;
  for (let hops = 0; at !== undefined && hops <= mostRedirects; hops++) {
    const request = { sent: undefined, referer, accept: '*/*' };
    const delivery: Delivery | 'timeout' = yield* within(
      patience,
      ask(lines, at, jar, lines.process.machine.kernel.clock, request),
    );
    if (delivery === 'timeout' || 'error' in delivery || delivery.status >= 400) return undefined;
    const { status, headers, body, rest } = delivery;
    if (status < 300) return contentOf(body, rest, headers.get('content-type'));
    at = absolute(headers.get('location') ?? 'about:blank', at);
  }
  return undefined;
}

/** The icon of a site: that which its page names or, for a page of HTML, the usual one. */
export function iconOf({ url, type, content }: BrowserPage): string | undefined {
  if (type !== 'text/html' || content.kind !== 'text') return undefined;
  const link = /<link\b[^>]*\brel\s*=\s*["']?[^"'>]*\bicon\b[^>]*>/i.exec(content.text)?.[0];
  const named = link === undefined ? undefined : /\bhref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/i.exec(link);
  return link === undefined
    ? absolute('/favicon.ico', url)
    : absolute(named?.[1] ?? named?.[2] ?? named?.[3] ?? 'about:blank', url);
}

interface Wanted {
  readonly sent: SentForm | undefined;
  readonly referer: string | undefined;
  readonly accept: string;
}

function* ask(lines: Lines, text: string, jar: Jar, clock: number, { sent, referer, accept }: Wanted): Task<Delivery> {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    return { error: 'ERR_INVALID_URL' };
  }
  const cookie = cookieField(jar.get(), url, clock);
  const delivery = yield* lines.ask(url, sent, {
    'User-Agent': 'Mozilla/5.0 (X11; Linux x86_64) Drydock/1.0',
    Accept: accept,
    'Accept-Language': 'en',
    ...(sent && referer !== undefined ? { Origin: new URL(referer).origin } : {}),
    ...(referer === undefined ? {} : { Referer: referer.replace(/#.*$/, '') }),
    ...(cookie === '' ? {} : { Cookie: cookie }),
  });
  if (!('error' in delivery)) {
    const set = [...delivery.headers].filter(([name]) => name.toLowerCase() === 'set-cookie').map(([, value]) => value);
    if (set.length > 0) jar.set(withCookies(jar.get(), url, set, clock));
  }
  return delivery;
}
