const EventEmitter = require('node:events');
class Shop extends EventEmitter {
  sell(item, price) {
    this.emit('sold', item, price);
    return this;
  }
}
const shop = new Shop();
shop.on('sold', (item, price) => console.log(`sold ${item} for ${price}`));
shop.once('sold', function (item) {
  console.log('first sale', item, this === shop);
});
shop.prependListener('sold', () => console.log('before'));
shop.sell('tea', 3).sell('milk', 2);
console.log(shop.listenerCount('sold'), shop.eventNames(), shop.emit('nothing'));
shop.off('sold', shop.listeners('sold')[0]);
shop.sell('bread', 4);
shop.on('error', (error) => console.log('handled:', error.message));
shop.emit('error', new Error('no change'));
EventEmitter.once(shop, 'ready').then(([value]) => console.log('ready', value));
shop.emit('ready', 42);
console.log(shop);
