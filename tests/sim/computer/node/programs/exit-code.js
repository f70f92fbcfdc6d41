process.on('exit', (code) => console.log('leaving with', code));
process.exitCode = 3;
setTimeout(() => {
  console.log('about to exit');
  process.exit();
  console.log('not reached');
}, 5);
