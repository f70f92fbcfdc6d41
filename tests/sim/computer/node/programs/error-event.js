const { EventEmitter } = require('events');
const emitter = new EventEmitter();
setTimeout(() => emitter.emit('error', new Error('nobody listens')), 5);
