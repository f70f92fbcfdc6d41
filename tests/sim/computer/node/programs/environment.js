// env: GREETING=hi PORT=8080 EMPTY=
const port = process.env.PORT || 3000;
console.log(process.env.GREETING, port, typeof port, process.env.EMPTY === '', process.env.MISSING);
console.log('PORT' in process.env, Number(port) + 1);
process.env.NUMBER = 5;
console.log(typeof process.env.NUMBER);
