// child_process: exec, execFile, spawn, sync variants; signals, codes, pipes.
const { exec, execFile, spawn, execSync, spawnSync, execFileSync } = require('node:child_process');
const { promisify } = require('node:util');

main();

async function main() {
  console.log(execSync('echo sync; echo err >&2', { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim());
  console.log(execFileSync('printf', ['%s-%s', 'a', 'b c']).toString());
  const { status, stdout, stderr, signal } = spawnSync('sh', ['-c', 'echo out; echo oops >&2; exit 3']);
  console.log(status, String(stdout), String(stderr), signal);
  try {
    execSync('exit 5', { stdio: 'pipe' });
  } catch (error) {
    console.log(error.status, error.message);
  }
  const run = promisify(exec);
  console.log(await run('echo $GREETING | tr a-z A-Z', { env: { ...process.env, GREETING: 'hello' } }));
  await run('ls /nowhere-at-all; exit 2').catch(({ code, killed, cmd }) => console.log(code, killed, cmd));
  await new Promise((done) => execFile('sh', ['-c', 'kill -TERM $$'], (error) => done(console.log('ended by', error.signal, error.code))));
  const cat = spawn('cat');
  let read = '';
  cat.stdout.on('data', (data) => (read += data)).on('end', () => console.log('cat:', read));
  cat.stdin.write('through ');
  cat.stdin.end('a pipe');
  await new Promise((done) => cat.on('close', (code, sig) => (console.log('cat ended', code, sig), done())));
  const sleeper = spawn('sleep', ['60']);
  sleeper.on('exit', (code, sig) => console.log('sleeper', code, sig, sleeper.killed));
  await new Promise((done) => setTimeout(done, 20));
  sleeper.kill('SIGINT');
  await new Promise((done) => sleeper.on('close', done));
  await new Promise((done) => spawn('no-such-program', ['x']).on('error', (error) => done(console.log(error.code, error.syscall, error.path, error.spawnargs))));
  const inherited = spawn('echo', ['to our own output'], { stdio: 'inherit' });
  await new Promise((done) => inherited.on('close', done));
  const sort = spawn('sort', { stdio: ['pipe', 'pipe', 'inherit'] });
  spawn('printf', ['b\\na\\n']).stdout.pipe(sort.stdin);
  let sorted = '';
  for await (const chunk of sort.stdout) sorted += chunk;
  console.log(JSON.stringify(sorted));
  await null;
  {
    const node = spawnSync(process.execPath, ['-e', 'console.log(process.argv.length, 6 * 7); process.exit(9)']);
    console.log(node.status, node.stdout.toString());
    exec('sleep 5', { timeout: 50 }, (error) => {
      console.log(error.killed, error.signal);
      process.exitCode = 4;
    });
  }
}
