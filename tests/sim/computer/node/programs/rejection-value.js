process.on('unhandledRejection', (reason) => console.log('unhandled:', reason));
Promise.reject('first');
Promise.reject(new TypeError('second').message);
