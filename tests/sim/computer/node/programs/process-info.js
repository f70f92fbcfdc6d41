console.log(process.argv0, process.platform, process.version, process.cwd() === __dirname, process.title, typeof process.pid, process.exitCode, process.argv.length);
process.emitWarning('careful', { code: 'MY001' });
console.log(process.stdout.isTTY, process.stdin.isTTY, Object.keys(process.versions).includes('node'), typeof process.memoryUsage().heapUsed);
process.on('beforeExit', (code) => console.log('before', code));
process.on('exit', (code) => console.log('exit', code));
process.on('uncaughtException', (error, origin) => console.log('uncaught', error.message, origin));
setTimeout(() => { throw new Error('later'); }, 1);
