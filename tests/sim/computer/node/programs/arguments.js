// args: one --two=2 three
console.log(process.argv.length, process.argv.slice(2));
const [, , first = 'nobody', ...rest] = process.argv;
console.log(`first: ${first}`, rest);
