import { greet } from 'greeter';
import { helper } from '#internal';
import { createRequire } from 'module';
import sub from 'greeter/sub';
const require = createRequire(import.meta.url);
console.log(greet('you'), helper, sub, require('./package.json').name, require('greeter').greet('cjs'));
try {
  require('greeter/private');
} catch (error) {
  console.log(error.code);
}
import('nowhere').catch((error) => console.log(error.code, error.message.replace(import.meta.dirname ?? '', '.')));
