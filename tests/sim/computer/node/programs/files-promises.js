// fs/promises, streams of files, directories, watching nothing; path; errors of the file system.
const fs = require('node:fs/promises');
const { createReadStream, createWriteStream, existsSync, readFileSync, writeFileSync, constants, mkdtempSync } = require('node:fs');
const path = require('node:path');
const os = require('node:os');
const readline = require('node:readline');
const { pipeline } = require('node:stream/promises');
const { Transform } = require('node:stream');

class Upper extends Transform {
  _transform(chunk, encoding, done) {
    this.bytes = (this.bytes ?? 0) + chunk.length;
    done(null, chunk.toString().toUpperCase());
  }
  _flush(done) {
    this.push('-- end\n');
    done();
  }
}

async function main() {
  const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'demo-'));
  const file = path.join(folder, 'a', 'b', 'notes.txt');
  await fs.mkdir(path.dirname(file), { recursive: true });
  await fs.writeFile(file, 'one\ntwo\n');
  await fs.appendFile(file, 'three ü\n');
  console.log(await fs.readFile(file, 'utf8'), (await fs.readFile(file)).length, (await fs.stat(file)).size);
  const stat = await fs.stat(path.dirname(file));
  console.log(stat.isDirectory(), stat.isFile(), (stat.mode & 0o777).toString(8), stat.mtime instanceof Date);
  const upper = new Upper();
  await pipeline(createReadStream(file), upper, createWriteStream(file + '.up'));
  console.log(upper.bytes, readFileSync(file + '.up', 'utf8').split('\n'));
  const lines = readline.createInterface({ input: createReadStream(file), crlfDelay: Infinity });
  let number = 0;
  for await (const line of lines) console.log(`${++number}: ${line}`);
  for await (const chunk of createReadStream(file, { encoding: 'utf8', highWaterMark: 4, start: 2, end: 9 })) process.stdout.write(`[${chunk.replace('\n', '|')}]`);
  console.log();
  await fs.copyFile(file, path.join(folder, 'copy.txt'));
  await fs.rename(path.join(folder, 'copy.txt'), path.join(folder, 'moved.txt'));
  await fs.symlink('moved.txt', path.join(folder, 'link'));
  console.log((await fs.readdir(folder)).sort(), await fs.readlink(path.join(folder, 'link')));
  const entries = await fs.readdir(folder, { withFileTypes: true });
  console.log(entries.map((e) => `${e.name}${e.isDirectory() ? '/' : e.isSymbolicLink() ? '@' : ''}`).sort());
  console.log((await fs.readdir(folder, { recursive: true })).sort());
  for (const attempt of [
    () => fs.readFile(path.join(folder, 'none')),
    () => fs.mkdir(folder),
    () => fs.rmdir(path.join(folder, 'a')),
    () => fs.readFile(folder),
    () => fs.writeFile(path.join(folder, 'x', 'y'), ''),
    () => fs.access(path.join(folder, 'none'), constants.R_OK),
    () => fs.readdir(file),
  ])
    await attempt().catch(({ code, syscall, message }) => console.log(code, syscall, message.replaceAll(folder, 'DIR')));
  const handle = await fs.open(path.join(folder, 'handle.txt'), 'w+');
  await handle.write('hello world');
  const { bytesRead, buffer } = await handle.read(Buffer.alloc(5), 0, 5, 6);
  console.log(bytesRead, buffer.toString());
  await handle.close();
  await fs.truncate(path.join(folder, 'handle.txt'), 4);
  console.log(await fs.readFile(path.join(folder, 'handle.txt'), { encoding: 'utf8' }));
  await fs.writeFile(path.join(folder, 'data.json'), JSON.stringify({ users: [{ name: 'Ada' }] }));
  console.log(JSON.parse(await fs.readFile(path.join(folder, 'data.json'))).users[0], require(path.join(folder, 'data.json')).users.length);
  await fs.chmod(file, 0o600);
  console.log(((await fs.stat(file)).mode & 0o777).toString(8));
  await fs.unlink(path.join(folder, 'link'));
  await fs.rm(folder, { recursive: true, force: true });
  console.log(existsSync(folder));
  const out = createWriteStream(path.join(os.tmpdir(), 'demo-out.txt'));
  out.write('a');
  out.end('b', () => {
    console.log('written', readFileSync(out.path, 'utf8'), out.bytesWritten);
    require('fs').unlinkSync(out.path);
  });
  console.log(path.resolve('/a', '../b', './c.txt'), path.relative('/a/b', '/a/c/d'), path.parse('/home/ada/file.tar.gz'), path.join('a', '', '..', 'b'), path.extname('.bashrc'), path.isAbsolute('x'), path.normalize('/a//b/../c/'), path.format({ dir: '/x', base: 'y.z' }), path.sep);
  try {
    writeFileSync('/nowhere/file', 'x');
  } catch (error) {
    console.log(error.code, error.errno, error.path);
  }
}
main().then(() => require('fs').readFileSync('/nope'));
