const { add, PI } = require('./lib/math');
const config = require('./config.json');
const Greeter = require('./lib');
console.log(add(2, 3), PI, config, config.nested.list);
console.log(new Greeter('Ann').greet(), require('./lib/math') === require('./lib/math.js'));
console.log(typeof require.main, require.main === module, module.children.length, __filename, __dirname);
