// Messages of HTTP/1.1 read from a connection as its bytes arrive (RFC 9112).
const { Buffer } = require('buffer');

/** Calls back with heads, pieces of bodies and ends. `kind`: request or response. */
class MessageParser {
  constructor(kind, handlers) {
    this.kind = kind;
    this.handlers = handlers;
    this.rest = Buffer.alloc(0);
    this.state = 'head';
    this.left = 0;
  }

  /** Takes bytes; an error when they are no HTTP. */
  take(bytes) {
    this.rest = this.rest.length === 0 ? bytes : Buffer.concat([this.rest, bytes]);
    while (this.state !== 'stopped' && this.step());
    return this.error;
  }

  /** The connection has ended: so has a body that goes on until then. */
  end() {
    if (this.state === 'until-end') {
      this.state = 'head';
      this.handlers.end();
      return 'whole';
    }
    return this.state === 'head' && this.rest.length === 0 ? 'idle' : 'cut';
  }

  line() {
    const at = this.rest.indexOf(10);
    if (at < 0) return undefined;
    const text = this.rest.toString('latin1', 0, at > 0 && this.rest[at - 1] === 13 ? at - 1 : at);
    this.rest = this.rest.subarray(at + 1);
    return text;
  }

  step() {
    switch (this.state) {
      case 'head':
        return this.head();
      case 'length': {
        if (this.rest.length === 0) return false;
        const part = this.rest.subarray(0, this.left);
        this.rest = this.rest.subarray(part.length);
        this.left -= part.length;
        this.handlers.body(part);
        if (this.left === 0) this.finish();
        return true;
      }
      case 'until-end':
        if (this.rest.length > 0) this.handlers.body(this.rest);
        this.rest = Buffer.alloc(0);
        return false;
      case 'chunk-size': {
        const line = this.line();
        if (line === undefined) return false;
        const size = parseInt(line, 16);
        if (Number.isNaN(size)) return this.fail('HPE_INVALID_CHUNK_SIZE', 'Invalid character in chunk size');
        this.left = size;
        this.state = size === 0 ? 'trailer' : 'chunk';
        return true;
      }
      case 'chunk': {
        if (this.rest.length === 0) return false;
        const part = this.rest.subarray(0, this.left);
        this.rest = this.rest.subarray(part.length);
        this.left -= part.length;
        this.handlers.body(part);
        if (this.left === 0) this.state = 'chunk-end';
        return true;
      }
      case 'chunk-end':
        if (this.line() === undefined) return false;
        this.state = 'chunk-size';
        return true;
      default: {
        const line = this.line();
        if (line === undefined) return false;
        if (line === '') this.finish();
        return true;
      }
    }
  }

  finish() {
    this.state = 'head';
    this.handlers.end();
  }

  fail(code, reason) {
    this.state = 'stopped';
    this.error = Object.assign(new Error(`Parse Error: ${reason}`), { code, reason, rawPacket: this.rest });
    return false;
  }

  head() {
    while (this.rest[0] === 13 || this.rest[0] === 10) this.rest = this.rest.subarray(1);
    let end = this.rest.indexOf('\r\n\r\n');
    let skip = 4;
    if (end < 0) {
      end = this.rest.indexOf('\n\n');
      skip = 2;
    }
    if (end < 0) {
      if (this.rest.length > 16384) return this.fail('HPE_HEADER_OVERFLOW', 'Header overflow');
      if (this.kind === 'request' && this.rest.length > 0 && !/^[A-Za-z]/.test(String.fromCharCode(this.rest[0])))
        return this.fail('HPE_INVALID_METHOD', 'Invalid method encountered');
      return false;
    }
    const lines = this.rest.toString('latin1', 0, end).split(/\r?\n/);
    this.rest = this.rest.subarray(end + skip);
    const head = this.first(lines[0]);
    if (!head)
      return this.fail(
        this.kind === 'request' ? 'HPE_INVALID_METHOD' : 'HPE_INVALID_CONSTANT',
        this.kind === 'request' ? 'Invalid method encountered' : 'Expected HTTP/',
      );
    head.rawHeaders = [];
    for (const line of lines.slice(1)) {
      const colon = line.indexOf(':');
      if (colon <= 0) return this.fail('HPE_INVALID_HEADER_TOKEN', 'Invalid header token');
      head.rawHeaders.push(line.slice(0, colon), line.slice(colon + 1).trim());
    }
    const value = (name) => {
      for (let index = 0; index < head.rawHeaders.length; index += 2)
        if (head.rawHeaders[index].toLowerCase() === name) return head.rawHeaders[index + 1];
      return undefined;
    };
    const connection = (value('connection') ?? '').toLowerCase();
    head.keepAlive = head.version === '1.1' ? !connection.includes('close') : connection.includes('keep-alive');
    head.upgrade = connection.includes('upgrade') && value('upgrade') !== undefined;
    const noBody =
      this.handlers.head(head) === 'no-body' ||
      (this.kind === 'response' && (head.status < 200 || head.status === 204 || head.status === 304));
    if (head.upgrade && this.state === 'stopped') return false;
    const length = value('content-length');
    if (noBody) this.finish();
    else if ((value('transfer-encoding') ?? '').toLowerCase().includes('chunked')) this.state = 'chunk-size';
    else if (length !== undefined) {
      this.left = Number(length);
      if (!Number.isInteger(this.left))
        return this.fail('HPE_INVALID_CONTENT_LENGTH', 'Invalid character in Content-Length');
      this.state = 'length';
      if (this.left === 0) this.finish();
    } else if (this.kind === 'request') this.finish();
    else this.state = 'until-end';
    return true;
  }

  first(line) {
    if (this.kind === 'request') {
      const match = /^([A-Za-z-]+) (\S+) HTTP\/(1\.[01])$/.exec(line);
      return match && { method: match[1], url: match[2], version: match[3] };
    }
    const match = /^HTTP\/(1\.[01]) (\d{3}) ?(.*)$/.exec(line);
    return match && { version: match[1], status: Number(match[2]), reason: match[3] };
  }
}

module.exports = { MessageParser };
