// process.stdin, process.stdout and process.stderr.
const { encode } = require('internal/text');
const { systemError } = require('internal/errors');
const loop = require('internal/loop');

/** Writes at once, as Node.js does to terminals, files and pipes; an error of the system or undefined. */
function writeNow(fd, chunk) {
  const data =
    typeof chunk === 'string'
      ? chunk.includes('\0')
        ? encode(chunk)
        : chunk
      : require('internal/text').exactly(chunk);
  if (chunk.length === 0) return undefined;
  const answer = sys('write', { fd }, data);
  return answer?.error ? systemError(answer.error, 'write') : undefined;
}

function writer(fd) {
  const { Writable } = require('stream');
  const info = sys('descriptor', { fd });
  const stream = new Writable({
    decodeStrings: false,
    write(chunk, encoding, done) {
      const text = typeof chunk === 'string' && !/^utf-?8$/i.test(encoding) ? Buffer.from(chunk, encoding) : chunk;
      done(writeNow(fd, text));
    },
  });
  stream.fd = fd;
  stream._type = info.terminal ? 'tty' : info.kind === 'file' ? 'fs' : 'pipe';
  stream._isStdio = true;
  stream.destroySoon = stream.destroy;
  stream.destroy = function () {
    return this;
  };
  if (info.terminal) require('tty').makeWritable(stream, info);
  return stream;
}

function reader() {
  const { Readable } = require('stream');
  const info = sys('descriptor', { fd: 0 });
  let reading = false;
  let operation;
  const stream = new Readable({
    highWaterMark: 65536,
    read() {
      if (reading) return;
      reading = true;
      operation = loop.begin('read', { fd: 0 }, (event) => {
        reading = false;
        operation = undefined;
        if (event.error) stream.destroy(systemError(event.error, 'read'));
        else if (event.bytes === undefined) stream.push(null);
        else stream.push(Buffer.from(sys('bytes', { id: event.bytes })));
      });
    },
  });
  stream.fd = 0;
  const { pause, resume } = stream;
  stream.pause = function () {
    if (operation !== undefined) loop.setRef(operation, false);
    return pause.call(this);
  };
  stream.resume = function () {
    if (operation !== undefined) loop.setRef(operation, true);
    return resume.call(this);
  };
  stream.ref = function () {
    if (operation !== undefined) loop.setRef(operation, true);
    return this;
  };
  stream.unref = function () {
    if (operation !== undefined) loop.setRef(operation, false);
    return this;
  };
  stream.setRawMode = undefined;
  if (info.terminal) require('tty').makeReadable(stream, info);
  else delete stream.setRawMode;
  return stream;
}

module.exports = { open: (fd) => (fd === 0 ? reader() : writer(fd)), writeNow };
