// The protocol of Redis (RESP 2): commands out, replies in.
const net = require('net');
const { EventEmitter } = require('events');

class ReplyError extends Error {
  constructor(message) {
    super(message);
    Object.defineProperty(this, 'name', { value: 'ReplyError', enumerable: false });
  }
}

const encode = (words) => {
  const parts = [Buffer.from(`*${words.length}\r\n`)];
  for (const word of words) {
    const bytes = Buffer.isBuffer(word) ? word : Buffer.from(String(word));
    parts.push(Buffer.from(`$${bytes.length}\r\n`), bytes, Buffer.from('\r\n'));
  }
  return Buffer.concat(parts);
};

/** One reply at the front of the bytes, and where it ends; undefined when it is not all there. */
function readReply(bytes, at, ErrorClass) {
  const end = bytes.indexOf('\r\n', at);
  if (end < 0) return undefined;
  const kind = String.fromCharCode(bytes[at]);
  const rest = bytes.toString('utf8', at + 1, end);
  const next = end + 2;
  if (kind === '+') return { value: rest, next };
  if (kind === '-') return { value: new ErrorClass(rest), next };
  if (kind === ':') return { value: Number(rest), next };
  const size = Number(rest);
  if (size < 0) return { value: null, next };
  if (kind === '$') {
    if (bytes.length < next + size + 2) return undefined;
    return { value: bytes.toString('utf8', next, next + size), next: next + size + 2 };
  }
  const items = [];
  let place = next;
  for (let index = 0; index < size; index++) {
    const item = readReply(bytes, place, ErrorClass);
    if (!item) return undefined;
    items.push(item.value);
    place = item.next;
  }
  return { value: items, next: place };
}

/** A connection: `connect`, `end` and `error` are told; replies go to who asked, the rest is a `push`. */
class Link extends EventEmitter {
  waiting = [];
  open = false;
  constructor({ host, port, ErrorClass = ReplyError }) {
    super();
    let bytes = Buffer.alloc(0);
    this.socket = net.connect({ host, port }, () => {
      this.open = true;
      this.emit('connect');
    });
    this.socket.on('data', (part) => {
      bytes = Buffer.concat([bytes, part]);
      let at = 0;
      for (let reply = readReply(bytes, at, ErrorClass); reply; reply = readReply(bytes, at, ErrorClass)) {
        at = reply.next;
        this.take(reply.value);
        if (at >= bytes.length) break;
      }
      bytes = bytes.subarray(at);
    });
    this.socket.on('error', (error) => this.emit('error', error));
    this.socket.on('close', () => {
      this.open = false;
      this.emit('end');
    });
  }
  take(value) {
    const pushed = Array.isArray(value) && /^p?message$/.test(value[0]);
    if (pushed) {
      this.emit('push', value);
      return;
    }
    const one = this.waiting[0];
    if (!one) return;
    if (one.left > 1) {
      one.left--;
      return;
    }
    this.waiting.shift();
    if (value instanceof Error) one.reject(value);
    else one.resolve(value);
  }
  /** `replies`: how many the server gives (SUBSCRIBE gives one for each channel). */
  send(words, replies = 1) {
    return new Promise((resolve, reject) => {
      this.waiting.push({ resolve, reject, left: replies });
      this.socket.write(encode(words));
    });
  }
}

module.exports = { Link, ReplyError };
