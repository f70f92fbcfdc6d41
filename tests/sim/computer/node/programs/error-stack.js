class Store {
  constructor(items) {
    this.items = items;
  }
  find(id) {
    const item = this.items[id];
    return item.name;
  }
}

function load() {
  const store = new Store({ a: { name: 'first' } });
  console.log(store.find('a'));
  return store.find('b');
}

load();
