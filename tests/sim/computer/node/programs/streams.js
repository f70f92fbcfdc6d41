const { Readable, Writable, Transform, PassThrough, pipeline } = require('stream');
const { pipeline: run } = require('stream/promises');
const upper = new Transform({
  transform(chunk, encoding, callback) {
    callback(null, chunk.toString().toUpperCase());
  },
});
const collected = [];
const sink = new Writable({
  write(chunk, encoding, callback) {
    collected.push(chunk.toString());
    callback();
  },
});
pipeline(Readable.from(['a', 'b', 'c']), upper, sink, (error) => {
  console.log('done', error, collected);
  (async () => {
    const parts = [];
    for await (const part of Readable.from([1, 2, 3])) parts.push(part * 2);
    console.log(parts);
    await run(
      Readable.from(['x', 'y']),
      async function* (source) {
        for await (const part of source) yield `<${part}>`;
      },
      new Writable({ objectMode: true, write(part, _, next) { console.log('part', part); next(); } }),
    );
    const through = new PassThrough();
    through.end('the end');
    through.on('data', (data) => console.log(String(data))).on('end', () => console.log('end')).on('close', () => console.log('close'));
  })();
});
class Counter extends Readable {
  constructor() {
    super();
    this.n = 0;
  }
  _read() {
    this.n++;
    this.push(this.n > 3 ? null : String(this.n));
  }
}
new Counter().on('data', (d) => console.log('counter', d.toString())).on('end', () => console.log('counted'));
