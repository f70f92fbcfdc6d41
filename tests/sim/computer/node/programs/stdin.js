// stdin: 3\n4\n5\n
let text = '';
process.stdin.setEncoding('utf8');
process.stdin.on('data', (chunk) => (text += chunk));
process.stdin.on('end', () => console.log('sum', text.trim().split('\n').map(Number).reduce((a, b) => a + b, 0)));
