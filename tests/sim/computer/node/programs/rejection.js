async function connect() {
  await new Promise((resolve) => setTimeout(resolve, 5));
  throw new Error('connection failed');
}
connect();
setTimeout(() => console.log('never'), 1000);
