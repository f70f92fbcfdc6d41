// tty: what streams of a terminal have besides.
const { ReadStream, WriteStream } = { ReadStream: class ReadStream {}, WriteStream: class WriteStream {} };

function makeWritable(stream, info) {
  stream.isTTY = true;
  stream.columns = info.columns;
  stream.rows = info.rows;
  const escape = (text, callback) => {
    stream.write(text, callback);
    return true;
  };
  Object.assign(stream, {
    getWindowSize: () => [stream.columns, stream.rows],
    getColorDepth: (env = process.env) => {
      if (env.NO_COLOR || env.NODE_DISABLE_COLORS || env.TERM === 'dumb' || env.FORCE_COLOR === '0') return 1;
      if (/^(truecolor|24bit)$/.test(env.COLORTERM ?? '')) return 24;
      return /256/.test(env.TERM ?? '') ? 8 : 4;
    },
    hasColors: (count = 16) => count <= 2 ** stream.getColorDepth(),
    clearLine: (direction, callback) => escape(`\u001b[${direction < 0 ? '1' : direction > 0 ? '0' : '2'}K`, callback),
    clearScreenDown: (callback) => escape('\u001b[0J', callback),
    cursorTo: (x, y, callback) =>
      escape(typeof y === 'number' ? `\u001b[${y + 1};${x + 1}H` : `\u001b[${x + 1}G`, callback),
    moveCursor: (dx, dy, callback) =>
      escape(
        (dx < 0 ? `\u001b[${-dx}D` : dx > 0 ? `\u001b[${dx}C` : '') +
          (dy < 0 ? `\u001b[${-dy}A` : dy > 0 ? `\u001b[${dy}B` : ''),
        callback,
      ),
  });
  for (const name of [
    'getWindowSize',
    'getColorDepth',
    'hasColors',
    'clearLine',
    'clearScreenDown',
    'cursorTo',
    'moveCursor',
  ])
    Object.defineProperty(stream, name, { enumerable: false });
  stream.on('newListener', (name) => {
    if (name !== 'resize' || stream.listenerCount('resize') > 0) return;
    process.on('SIGWINCH', () => {
      const now = sys('descriptor', { fd: stream.fd });
      stream.columns = now.columns;
      stream.rows = now.rows;
      stream.emit('resize');
    });
  });
}

function makeReadable(stream) {
  stream.isTTY = true;
  stream.isRaw = false;
  stream.setRawMode = function setRawMode(raw) {
    stream.isRaw = Boolean(raw);
    sys('rawMode', { fd: stream.fd, raw: stream.isRaw });
    return stream;
  };
}

module.exports = {
  isatty: (fd) => Number.isInteger(fd) && fd >= 0 && Boolean(sys('descriptor', { fd })?.terminal),
  ReadStream,
  WriteStream,
};
Object.defineProperty(module.exports, 'makeWritable', { value: makeWritable, enumerable: false });
Object.defineProperty(module.exports, 'makeReadable', { value: makeReadable, enumerable: false });
