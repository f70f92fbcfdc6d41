// stdin: one\ntwo\nthree
const readline = require('node:readline');
(async () => {
  let count = 0;
  for await (const line of readline.createInterface({ input: process.stdin, crlfDelay: Infinity })) console.log(++count, line);
  console.log('total', count);
})();
