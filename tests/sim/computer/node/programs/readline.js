// stdin: Alice\n33\nred\nblue\n
const readline = require('readline');
const rl = readline.createInterface({ input: process.stdin, output: process.stdout });
rl.question('Name? ', (name) => {
  rl.question('Age? ', (age) => {
    console.log(`Hello ${name}, next year you are ${Number(age) + 1}`);
    rl.setPrompt('colour> ');
    rl.prompt();
    rl.on('line', (line) => {
      console.log(`got ${line.trim()}`);
      rl.prompt();
    }).on('close', () => console.log('bye'));
  });
});
