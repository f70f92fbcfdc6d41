// Writes the cluster that the simulated initdb lays out: what PostgreSQL's own initdb makes, without the log of making it.
// Run after an update of @electric-sql/pglite: node scripts/postgres-cluster.mjs
import { PGlite } from '@electric-sql/pglite';
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const target = new URL('../src/sim/computer/postgres/engine/cluster.gz', import.meta.url);
const segmentSize = 1024 * 1024;
const pageSize = 8192;
/** The long header of a segment's first page. */
const headerSize = 40;

const database = await PGlite.create({ initDbStartParams: ['--locale=en_US.utf8', '--wal-segsize=1'] });
const { FS } = database.Module;
await database.close();

/** Files and empty directories (undefined) of the data directory. */
const files = new Map();
/**
 * @param {string} directory
 * @param {string} prefix of the names in `files`
 */
function collect(directory, prefix) {
  for (const name of FS.readdir(directory)) {
    if (name === '.' || name === '..') continue;
    const path = `${directory}/${name}`;
    if (FS.isDir(FS.stat(path).mode)) {
      files.set(`${prefix}${name}`, undefined);
      collect(path, `${prefix}${name}/`);
    } else files.set(`${prefix}${name}`, FS.readFile(path));
  }
}
collect('/pglite/data', '');

// A clean cluster needs only the checkpoint that was written at the end.
const control = files.get('global/pg_control');
const position = Number(new DataView(control.buffer, control.byteOffset).getBigUint64(40, true));
const current = Math.floor(position / segmentSize);
const name = `pg_wal/00000001${'0'.repeat(8)}${current.toString(16).toUpperCase().padStart(8, '0')}`;
for (const path of [...files.keys()]) if (/^pg_wal\/[0-9A-F]{24}$/.test(path) && path !== name) files.delete(path);
const page = (position % segmentSize) - (position % pageSize);
files.get(name).fill(0, headerSize, Math.max(headerSize, page));

const contents = new Map();
const index = [];
for (const [path, bytes] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
  if (!bytes) {
    index.push([path]);
    continue;
  }
  const digest = createHash('sha256').update(bytes).digest('hex');
  if (!contents.has(digest)) contents.set(digest, { number: contents.size, bytes });
  index.push([path, contents.get(digest).number]);
}
const sizes = [...contents.values()].map(({ bytes }) => bytes.length);
const head = Buffer.from(JSON.stringify({ files: index, sizes }));
const length = Buffer.alloc(4);
length.writeUInt32LE(head.length);
const packed = gzipSync(Buffer.concat([length, head, ...[...contents.values()].map(({ bytes }) => bytes)]), {
  level: 9,
});
writeFileSync(target, packed);
console.log(`${index.length} entries, ${contents.size} contents, ${packed.length} bytes`);
process.exit(0);
