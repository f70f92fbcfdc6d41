// stdin: add Buy milk\nadd Write code\ndone 1\nlist\nremove 7\nnope\nsave\nquit\n
// A to-do program that asks for commands: readline with a prompt, a store in a file, classes as modules, process events.
const readline = require('readline');
const fs = require('fs');
const os = require('os');
const path = require('path');

const file = path.join(os.tmpdir(), `todo-${process.pid}.json`);

class Todo {
  static next = 1;
  done = false;
  constructor(text) {
    this.id = Todo.next++;
    this.text = text;
  }
  toString() {
    return `${this.id}. [${this.done ? 'x' : ' '}] ${this.text}`;
  }
}

const todos = [];
const find = (id) => todos.find((todo) => todo.id === Number(id)) ?? (() => { throw new Error(`no to-do ${id}`); })();
const commands = {
  add: (...words) => { todos.push(new Todo(words.join(' '))); },
  done: (id) => { find(id).done = true; },
  remove(id) { todos.splice(todos.indexOf(find(id)), 1); },
  list() { todos.forEach((todo) => console.log(String(todo))); console.log(`${todos.filter((t) => !t.done).length} left`); },
  save() { fs.writeFileSync(file, JSON.stringify(todos, null, 1)); console.log(JSON.parse(fs.readFileSync(file, 'utf8'))); fs.unlinkSync(file); },
  quit: () => rl.close(),
};

const rl = readline.createInterface({ input: process.stdin, output: process.stdout, prompt: 'todo> ' });
rl.prompt();
rl.on('line', (line) => {
  const [name, ...args] = line.trim().split(/\s+/);
  try {
    if (!Object.hasOwn(commands, name)) throw new TypeError(`unknown command: ${name}`);
    commands[name](...args);
  } catch (error) {
    console.error(`${error.name}: ${error.message}`);
  }
  if (name !== 'quit') rl.prompt();
});
rl.on('close', () => {
  console.log('bye');
  console.info(todos.at(-1), todos[0] instanceof Todo, Object.entries(todos[0]));
  console.group('Group');
  console.warn('warned');
  console.log('inside\ntwo lines');
  console.groupEnd();
  console.count(); console.count('x'); console.count();
  console.assert(1 === 2, 'assertion %s', 'text');
  console.dir({ a: { b: { c: { d: {} } } } }, { depth: 0 });
  console.error(new RangeError('logged').message);
});
process.on('beforeExit', (code) => { console.log('beforeExit', code); process.exitCode = 2; });
process.on('exit', (code) => console.log('exit', code, process.exitCode));
