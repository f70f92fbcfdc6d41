// Recognises HTTP/1 in the bytes of a connection and logs its requests and responses as messages, whoever speaks (RFC 9112).
import type { Kernel } from '../../kernel/kernel.ts';
import type { Endpoint } from '../../kernel/log.ts';

const headLimit = 65536;
const requestLine = /^([A-Z]+) (\S+) HTTP\/1\.[01]$/;
const statusLine = /^HTTP\/1\.[01] (\d{3})/;

interface Head {
  readonly first: string;
  readonly headers: ReadonlyMap<string, string>;
}

/** Follows one direction: finds the heads of messages and skips their bodies. */
class HeadReader {
  #text = '';
  /** Bytes of body to skip; `end`: all that follows. */
  #body: number | 'end' | 'chunked' = 0;
  #state: 'following' | 'other' = 'following';
  readonly #onHead: (head: Head) => number | 'end' | 'chunked';

  constructor(onHead: (head: Head) => number | 'end' | 'chunked') {
    this.#onHead = onHead;
  }

  feed(bytes: Uint8Array): void {
    if (this.#state === 'other' || this.#body === 'end') return;
    if (this.#text === '' && typeof this.#body === 'number' && this.#body >= bytes.length) {
      this.#body -= bytes.length;
      return;
    }
    let text = '';
    for (const byte of bytes) text += String.fromCharCode(byte);
    this.#text += text;
    while (this.#skipBody()) {
      const end = this.#text.indexOf('\r\n\r\n');
      if (end < 0) {
        if (this.#text.length > headLimit) this.#state = 'other';
        return;
      }
      const [first = '', ...lines] = this.#text.slice(0, end).split('\r\n');
      this.#text = this.#text.slice(end + 4);
      if (!requestLine.test(first) && !statusLine.test(first)) {
        this.#state = 'other';
        this.#text = '';
        return;
      }
      const headers = new Map<string, string>();
      for (const line of lines) {
        const colon = line.indexOf(':');
        headers.set(line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim());
      }
      this.#body = this.#onHead({ first, headers });
      if (this.#body === 'end') this.#text = '';
    }
  }

  #skipBody(): boolean {
    if (this.#body === 'end') return false;
    if (this.#body === 'chunked') {
      const end = this.#text.indexOf('0\r\n\r\n');
      if (end < 0) {
        this.#text = this.#text.slice(-4);
        return false;
      }
      this.#text = this.#text.slice(end + 5);
      this.#body = 0;
    }
    const skipped = Math.min(this.#body, this.#text.length);
    this.#body -= skipped;
    this.#text = this.#text.slice(skipped);
    return this.#body === 0 && this.#text.length > 0;
  }
}

const lengthOf = (headers: ReadonlyMap<string, string>): number | 'chunked' | undefined => {
  if (headers.get('transfer-encoding')?.toLowerCase().includes('chunked')) return 'chunked';
  const length = Number(headers.get('content-length'));
  return Number.isInteger(length) && headers.has('content-length') ? length : undefined;
};

/** Observers for the two directions of a connection between two endpoints. */
export function httpTap(
  kernel: Kernel,
  from: Endpoint,
  to: Endpoint,
): { request: (bytes: Uint8Array, arrives: number) => void; response: (bytes: Uint8Array, arrives: number) => void } {
  const waiting: { id: number; method: string }[] = [];
  let received = 0;
  const requests = new HeadReader(({ first, headers }) => {
    const [, method = '', path = ''] = requestLine.exec(first) ?? [];
    const id = kernel.log.length;
    const length = lengthOf(headers);
    const size = typeof length === 'number' && length > 0 ? { size: length } : {};
    kernel.log.append({
      type: 'message',
      role: 'request',
      exchange: id,
      from,
      to,
      protocol: 'http',
      method,
      path,
      received,
      headers: Object.fromEntries(headers),
      ...size,
    });
    waiting.push({ id, method });
    return length ?? 0;
  });
  const responses = new HeadReader(({ first, headers }) => {
    const status = Number(statusLine.exec(first)?.[1]);
    const length = lengthOf(headers);
    const size = typeof length === 'number' ? { size: length } : {};
    const answered = status < 200 ? waiting[0] : waiting.shift();
    if (answered)
      kernel.log.append({
        type: 'message', role: 'response', exchange: answered.id, cause: answered.id, from: to, to: from,
        protocol: 'http', status, received, headers: Object.fromEntries(headers), ...size,
      }); // prettier-ignore
    if (status < 200 || status === 204 || status === 304 || answered?.method === 'HEAD') return 0;
    return length ?? 'end';
  });
  return {
    request: (bytes, arrives) => {
      received = arrives;
      requests.feed(bytes);
    },
    response: (bytes, arrives) => {
      received = arrives;
      responses.feed(bytes);
    },
  };
}
