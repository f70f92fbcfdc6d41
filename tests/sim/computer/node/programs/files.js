const fs = require('fs');
const path = require('path');
const dir = path.join(__dirname, 'data');
fs.mkdirSync(dir, { recursive: true });
const file = path.join(dir, 'notes.txt');
fs.writeFileSync(file, 'first line\n');
fs.appendFileSync(file, 'second líne ✓\n');
console.log(fs.readFileSync(file, 'utf8'), fs.readFileSync(file).length, fs.existsSync(file), fs.existsSync('nothing'));
fs.writeFileSync(path.join(dir, 'data.json'), JSON.stringify({ name: 'x', list: [1, 2] }, null, 2));
console.log(JSON.parse(fs.readFileSync(path.join(dir, 'data.json'))), fs.readdirSync(dir));
const stat = fs.statSync(file);
console.log(stat.isFile(), stat.isDirectory(), stat.size);
fs.renameSync(file, path.join(dir, 'renamed.txt'));
fs.copyFileSync(path.join(dir, 'renamed.txt'), path.join(dir, 'copy.txt'));
console.log(fs.readdirSync(dir, { withFileTypes: true }).map((e) => [e.name, e.isFile()]));
fs.unlinkSync(path.join(dir, 'copy.txt'));
for (const action of [() => fs.readFileSync('missing.txt'), () => fs.mkdirSync(dir), () => fs.rmdirSync(dir), () => fs.readdirSync(path.join(dir, 'data.json'))])
  try {
    action();
  } catch (error) {
    console.log(error.code, error.syscall, error.message.replace(__dirname, '.'));
  }
(async () => {
  await new Promise((resolve) =>
    fs.readFile(path.join(dir, 'renamed.txt'), 'utf8', (error, text) => {
      console.log('callback', error, text.split('\n').length);
      fs.readFile('missing.txt', (problem) => resolve(console.log(problem)));
    }),
  );
  console.log('promise', await fs.promises.readdir(dir));
  const out = fs.createWriteStream(path.join(dir, 'stream.txt'));
  for (let i = 0; i < 3; i++) out.write(`row ${i}\n`);
  await new Promise((resolve) => out.end(resolve));
  for await (const text of fs.createReadStream(path.join(dir, 'stream.txt'), 'utf8')) console.log('stream', text);
  await fs.promises.rm(dir, { recursive: true });
  await fs.promises.readFile(file).catch((error) => console.log(error.code, fs.existsSync(dir)));
})();
