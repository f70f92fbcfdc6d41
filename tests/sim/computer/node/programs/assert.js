const assert = require('assert');
const attempts = [
  () => assert.strictEqual(1, 2),
  () => assert.equal(1, 2, 'my message'),
  () => assert(0),
  () => assert.deepStrictEqual({ a: 1, b: [1, 2] }, { a: 1, b: [1, 3] }),
  () => assert.strictEqual('a longer text here', 'another longer text'),
  () => assert.throws(() => {}),
  () => assert.throws(() => { throw new Error('x'); }, /y/),
  () => assert.notStrictEqual(1, 1),
  () => assert.ok(null, 'must be there'),
  () => assert.fail('failed'),
  () => assert.match('abc', /x/),
  () => assert.equal(null, undefined),
  () => assert.deepEqual([1, 2, '3'], [1, 2, 3]),
];
for (const attempt of attempts.filter((_, index) => index !== 2))
  try {
    attempt();
    console.log('passed');
  } catch (error) {
    console.log(error.name, error.code, error.message, error.generatedMessage);
  }
assert.rejects(Promise.reject(new TypeError('t')), TypeError).then(() => console.log('rejected as expected'));
