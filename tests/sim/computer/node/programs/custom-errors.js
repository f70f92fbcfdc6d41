class ValidationError extends Error {
  constructor(field, message) {
    super(message);
    this.name = 'ValidationError';
    this.field = field;
  }
}
class HttpError extends Error {
  status = 404;
}
try {
  throw new ValidationError('email', 'is required');
} catch (error) {
  console.log(error.name, error.message, error.field, error instanceof ValidationError, error instanceof Error, String(error));
  console.log(error.stack.split('\n').slice(0, 2));
}
const wrapped = new Error('outer', { cause: new TypeError('inner') });
console.log(wrapped.cause.message, Object.prototype.toString.call(wrapped), new HttpError('gone').status);
for (const action of [() => null.x, () => undefined.y.z, () => missing, () => { const c = 1; c = 2; }, () => { const o = {}; o.f(); }, () => { let o = {}; o.a.b = 1; }, () => JSON.parse('{"a":1,}'), () => JSON.parse('not json'), () => JSON.parse(''), () => new Array(-1), () => 'x'.repeat(-1), () => BigInt(1) + 1, () => { const [a] = null; }, () => decodeURIComponent('%'), () => Symbol() + '', () => new URL('nope'), () => structuredClone(() => {})])
  try {
    action();
    console.log('no error');
  } catch (error) {
    console.log(`${error.name}: ${error.message}`);
  }
console.log(new ValidationError('f', 'shown'));
