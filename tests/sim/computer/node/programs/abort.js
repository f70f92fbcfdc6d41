const { setTimeout: sleep } = require('timers/promises');
const controller = new AbortController();
controller.signal.addEventListener('abort', () => console.log('aborted', controller.signal.aborted));
sleep(1000, 'late', { signal: controller.signal }).catch((error) => console.log(error.name, error.code, error.message));
setTimeout(() => controller.abort(), 5);
(async () => {
  console.log(await sleep(1, 'value'));
  const target = new EventTarget();
  target.addEventListener('ping', (event) => console.log(event.type));
  target.dispatchEvent(new Event('ping'));
  const start = performance.now();
  await sleep(20);
  console.log(performance.now() - start >= 19, typeof process.hrtime.bigint());
})();
