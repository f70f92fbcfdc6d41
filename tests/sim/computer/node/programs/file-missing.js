const fs = require('fs');
const config = fs.readFileSync('config.json', 'utf8');
console.log(config);
