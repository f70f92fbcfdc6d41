process.on('SIGTERM', (name, number) => {
  console.log('got', name, number);
  clearInterval(timer);
  process.exitCode = 7;
});
process.on('exit', (code) => console.log('exit', code));
const timer = setInterval(() => {}, 1000);
setTimeout(() => process.kill(process.pid, 'SIGTERM'), 20);
