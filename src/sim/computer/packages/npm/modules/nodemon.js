#!/usr/bin/env node
// nodemon: starts a program again whenever its files change.
const fs = require('fs');
const path = require('path');
const { spawn } = require('child_process');
const { version } = require('../package.json');

const colours = { yellow: 33, green: 32, red: 31 };
const say = (text, colour = 'yellow') =>
  console.log(process.stdout.isTTY ? `\u001b[${colours[colour]}m[nodemon] ${text}\u001b[39m` : `[nodemon] ${text}`);

const options = { watch: [], ext: undefined, exec: undefined, ignore: [], delay: 0, quiet: false };
const args = process.argv.slice(2);
const command = [];
while (args.length > 0) {
  const arg = args.shift();
  if (arg === '-v' || arg === '--version') {
    console.log(version);
    process.exit(0);
  } else if (arg === '-w' || arg === '--watch') options.watch.push(args.shift());
  else if (arg === '-e' || arg === '--ext') options.ext = args.shift();
  else if (arg === '-x' || arg === '--exec') options.exec = args.shift();
  else if (arg === '-i' || arg === '--ignore') options.ignore.push(args.shift());
  else if (arg === '-d' || arg === '--delay') options.delay = Number.parseFloat(args.shift()) * 1000;
  else if (arg === '-q' || arg === '--quiet') options.quiet = true;
  else if (arg === '-L' || arg === '--legacy-watch') continue;
  else if (command.length === 0 && /^--inspect/.test(arg)) {
    console.error(`nodemon: not simulated: ${arg}`);
    process.exit(1);
  } else {
    command.push(arg, ...args.splice(0));
  }
}

let settings = {};
try {
  settings = JSON.parse(fs.readFileSync('nodemon.json', 'utf8'));
} catch {
  settings = {};
}
const manifest = fs.existsSync('package.json') ? JSON.parse(fs.readFileSync('package.json', 'utf8')) : {};
settings = { ...manifest.nodemonConfig, ...settings };
options.exec ??= settings.exec;
options.ext ??= settings.ext;
if (options.watch.length === 0) options.watch = [settings.watch ?? []].flat();
if (command.length === 0 && !options.exec)
  command.push(manifest.main && fs.existsSync(manifest.main) ? manifest.main : 'index.js');
const isTypeScript = /\.ts$/.test(command[0] ?? '');
const run = options.exec ? [...options.exec.split(' '), ...command] : [isTypeScript ? 'ts-node' : 'node', ...command];
const extensions = (options.ext ?? 'js,mjs,cjs,json').split(/[ ,]+/);
const paths = options.watch.length > 0 ? options.watch : ['.'];

let child;
let state = 'running';

function start() {
  state = 'running';
  if (!options.quiet) say(`starting \`${run.join(' ')}\``, 'green');
  child = spawn(run[0], run.slice(1), { stdio: 'inherit', shell: Boolean(options.exec) });
  const own = child;
  own.on('error', (error) => say(`failed to start process, "${run[0]}" exec not found (${error.code})`, 'red'));
  own.on('exit', (code, signal) => {
    if (own !== child || state === 'restarting') return;
    state = 'waiting';
    if (code === 0) say('clean exit - waiting for changes before restart', 'green');
    else if (signal === null) say('app crashed - waiting for file changes before starting...', 'red');
  });
}

let pending;
function restart() {
  clearTimeout(pending);
  pending = setTimeout(() => {
    if (!options.quiet) say('restarting due to changes...', 'green');
    if (state !== 'running') return start();
    state = 'restarting';
    const old = child;
    old.once('exit', start);
    old.kill('SIGUSR2');
  }, options.delay);
}

if (!options.quiet) {
  say(version);
  say('to restart at any time, enter `rs`');
  say(
    `watching path(s): ${options.watch.length > 0 ? paths.map((one) => (path.extname(one) === '' ? `${one.replace(/\/$/, '')}/**/*` : one)).join(' ') : '*.*'}`,
  );
  say(`watching extensions: ${extensions.join(',')}`);
}
const ignored = [...options.ignore, ...[settings.ignore ?? []].flat(), 'node_modules', '.git'].map((one) =>
  one.replace(/\/?\**$/, ''),
);
for (const one of paths)
  fs.watch(one.replace(/\/\*.*$/, ''), { recursive: true }, (type, name) => {
    if (
      extensions.includes(path.extname(name).slice(1)) &&
      !ignored.some((part) => path.join(one, name).split(path.sep).includes(part))
    )
      restart();
  });
process.stdin.on('data', (text) => {
  if (String(text).trim() === 'rs') restart();
});
for (const signal of ['SIGINT', 'SIGTERM'])
  process.on(signal, () => {
    child?.kill(signal);
    process.exit(signal === 'SIGINT' ? 130 : 143);
  });
start();
