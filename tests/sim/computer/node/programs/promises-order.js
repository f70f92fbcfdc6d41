console.log('1');
setImmediate(() => console.log('immediate'));
setTimeout(() => console.log('timeout'), 0);
Promise.resolve().then(() => console.log('micro 1')).finally(() => console.log('finally'));
process.nextTick(() => console.log('tick 1'));
(async () => {
  try {
    await Promise.reject(new Error('nope'));
  } catch (e) {
    console.log('caught', e.message);
  }
  const all = await Promise.all([1, Promise.resolve(2), new Promise((r) => setTimeout(r, 10, 3))]);
  console.log('all', all);
  console.log('settled', await Promise.allSettled([1, Promise.reject(new Error('x'))]).then((r) => r.map((s) => s.status)));
  console.log('race', await Promise.race([new Promise((r) => setTimeout(r, 30, 'slow')), new Promise((r) => setTimeout(r, 5, 'fast'))]));
  console.log('any', await Promise.any([Promise.reject(1), Promise.resolve('ok')]));
  for await (const value of (async function* () { yield 'a'; yield 'b'; })()) console.log(value);
})();
console.log('2', Promise.resolve(4), new Promise(() => {}), Promise.reject(5).catch(() => {}) instanceof Promise);
