class Animal {
  #secret = 1;
  static count = 0;
  constructor(name) {
    this.name = name;
    Animal.count++;
  }
  get loud() {
    return this.name.toUpperCase();
  }
  speak() {
    return `${this.name} makes a sound (${this.#secret})`;
  }
  static create(...args) {
    return new this(...args);
  }
}
class Dog extends Animal {
  tricks = ['sit'];
  speak() {
    return `${super.speak()} — woof`;
  }
  toString() {
    return `Dog(${this.name})`;
  }
}
const dog = Dog.create('Rex');
console.log(dog, `${dog}`, dog.speak(), dog.loud, Dog.count, dog instanceof Animal, Object.getPrototypeOf(Dog) === Animal);
console.log(Animal, Dog, [Dog], { Dog }, class {}, function named() {}, () => {}, async () => {}, function* gen() {}, Symbol('s'));
console.log(Object.create(null), Object.create({ a: 1 }), new (class extends Array {})(3), new (class Foo { get x() { return 1; } set y(v) {} })());
console.log({ get a() { return 1; }, set a(v) {}, get b() { return 2; }, set c(v) {} });
