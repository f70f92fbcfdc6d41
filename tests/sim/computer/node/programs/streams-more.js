// Readable.from, async generators in pipeline, object mode, back pressure, PassThrough, Duplex, errors, events.
const { Readable, Writable, Transform, PassThrough, Duplex, pipeline, finished } = require('stream');
const { pipeline: pipe } = require('stream/promises');
const EventEmitter = require('events');

class Ticker extends Readable {
  constructor(limit) {
    super({ objectMode: true, highWaterMark: 2 });
    this.n = 0;
    this.limit = limit;
  }
  _read() {
    this.push(this.n < this.limit ? { n: this.n++ } : null);
  }
}

class Slow extends Writable {
  constructor() {
    super({ objectMode: true, highWaterMark: 2 });
    this.seen = [];
  }
  _write(chunk, encoding, done) {
    this.seen.push(chunk);
    setTimeout(done, 1);
  }
  _final(done) {
    console.log('final', this.seen.length);
    done();
  }
}

const double = new Transform({ objectMode: true, transform({ n }, _, done) { done(null, { n: n * 2 }); } });
const csv = () => new Transform({
  readableObjectMode: true,
  construct(done) { this.rest = ''; done(); },
  transform(chunk, _, done) {
    const lines = (this.rest + chunk).split('\n');
    this.rest = lines.pop();
    for (const line of lines) this.push(line.split(','));
    done();
  },
  flush(done) { if (this.rest) this.push(this.rest.split(',')); done(); },
});

(async () => {
  const slow = new Slow();
  await pipe(new Ticker(5), double, slow);
  console.log(slow.seen, slow.writableFinished, slow.destroyed);
  await pipe(Readable.from(['id,na', 'me\n1,Ada\n2,', 'Bob']), csv(), async function* (rows) { for await (const row of rows) yield row.join('|') + ';'; }, process.stdout, { end: false }).catch((e) => console.log(e.message));
  console.log();
  const w = new Slow();
  console.log(w.write(1), w.write(2), w.write(3), w.writableLength, w.writableNeedDrain);
  w.once('drain', () => { console.log('drain'); w.end(); });
  await new Promise((done) => w.on('finish', done).on('close', () => console.log('close')));
  const through = new PassThrough();
  through.on('data', (d) => console.log('data', d.toString())).on('end', () => console.log('end'));
  through.write('a');
  through.end('b');
  await new Promise((done) => finished(through, (error) => done(console.log('finished', error))));
  pipeline(Readable.from(['x']), new Transform({ transform(c, e, done) { done(new Error('transform broke')); } }), new PassThrough(), (error) => console.log('pipeline:', error.message));
  await new Promise((r) => setTimeout(r, 5));
  const duplex = new Duplex({ read() { this.push('from duplex'); this.push(null); }, write(c, e, done) { console.log('to duplex', c.toString()); done(); } });
  duplex.end('hi');
  for await (const chunk of duplex) console.log(chunk.toString());
  console.log(await Readable.from([1, 2, 3, 4]).filter((n) => n % 2).map((n) => n * 10).toArray());
  const paused = Readable.from('abc'.split(''));
  console.log(paused.readableFlowing);
  paused.on('readable', () => { let c; while ((c = paused.read()) !== null) console.log('read', c); });
  await new Promise((done) => paused.on('end', done));
  const broken = new Readable({ read() { this.destroy(new Error('cannot read')); } });
  broken.on('error', (error) => console.log('error', error.message)).on('close', () => console.log('closed', broken.destroyed));
  broken.resume();
  await new Promise((r) => setTimeout(r, 5));
  try {
    const ended = new PassThrough();
    ended.on('error', (e) => console.log(e.code, e.message));
    ended.end();
    ended.write('late');
  } catch (error) {
    console.log('thrown', error.message);
  }
  await new Promise((r) => setTimeout(r, 5));
  const bus = new EventEmitter();
  bus.once('a', () => console.log('once')).on('a', function (x) { console.log('on', x, this === bus); }).prependListener('a', () => console.log('first'));
  console.log(bus.emit('a', 1), bus.emit('a', 2), bus.emit('none'), bus.listenerCount('a'), bus.eventNames());
  for (let i = 0; i < 11; i++) bus.on('many', () => {});
  await new Promise((r) => setTimeout(r, 5));
  bus.emit('error', new Error('nobody listens'));
})();
