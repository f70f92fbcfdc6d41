console.log('start');
setTimeout(() => console.log('timeout 0'), 0);
setTimeout(() => console.log('timeout 20'), 20);
process.nextTick(() => console.log('tick'));
Promise.resolve().then(() => console.log('then 1')).then(() => console.log('then 2'));
queueMicrotask(() => console.log('microtask'));
(async () => {
  console.log('in async');
  await null;
  console.log('after await');
})();
let count = 0;
const interval = setInterval(() => {
  console.log('interval', ++count);
  if (count === 3) clearInterval(interval);
}, 30);
const cancelled = setTimeout(() => console.log('never'), 5);
clearTimeout(cancelled);
console.log('end');
