const crypto = require('crypto');
console.log(crypto.createHash('sha256').update('hello').digest('hex'), crypto.createHash('md5').update('a').update('b').digest('base64'), crypto.createHash('sha1').update('').digest('hex'));
console.log(crypto.createHmac('sha256', 'key').update('message').digest('hex'), /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(crypto.randomUUID()));
console.log(crypto.randomBytes(8).length, crypto.randomBytes(4).toString('hex').length, crypto.randomInt(5) < 5, crypto.timingSafeEqual(Buffer.from('a'), Buffer.from('a')));
console.log(crypto.pbkdf2Sync('secret', 'salt', 1000, 32, 'sha512').toString('hex'), crypto.scryptSync('password', 'salt', 16).toString('hex'));
try {
  crypto.createHash('nope');
} catch (error) {
  console.log(error.message);
}
