// chalk: colours in terminals.
const codes = {
  reset: [0, 0], bold: [1, 22], dim: [2, 22], italic: [3, 23], underline: [4, 24], overline: [53, 55], inverse: [7, 27],
  hidden: [8, 28], strikethrough: [9, 29], black: [30, 39], red: [31, 39], green: [32, 39], yellow: [33, 39], blue: [34, 39],
  magenta: [35, 39], cyan: [36, 39], white: [37, 39], blackBright: [90, 39], gray: [90, 39], grey: [90, 39], redBright: [91, 39],
  greenBright: [92, 39], yellowBright: [93, 39], blueBright: [94, 39], magentaBright: [95, 39], cyanBright: [96, 39],
  whiteBright: [97, 39], bgBlack: [40, 49], bgRed: [41, 49], bgGreen: [42, 49], bgYellow: [43, 49], bgBlue: [44, 49],
  bgMagenta: [45, 49], bgCyan: [46, 49], bgWhite: [47, 49], bgBlackBright: [100, 49], bgGray: [100, 49], bgGrey: [100, 49],
  bgRedBright: [101, 49], bgGreenBright: [102, 49], bgYellowBright: [103, 49], bgBlueBright: [104, 49],
  bgMagentaBright: [105, 49], bgCyanBright: [106, 49], bgWhiteBright: [107, 49],
}; // prettier-ignore

function levelOf(stream) {
  const { FORCE_COLOR, TERM, COLORTERM } = process.env;
  if (FORCE_COLOR !== undefined)
    return FORCE_COLOR === '' || FORCE_COLOR === 'true'
      ? 1
      : FORCE_COLOR === 'false'
        ? 0
        : Math.min(Number(FORCE_COLOR), 3);
  if (process.argv.includes('--no-color')) return 0;
  if (!stream.isTTY || TERM === 'dumb') return 0;
  if (COLORTERM === 'truecolor') return 3;
  return /-256(color)?$/i.test(TERM ?? '') ? 2 : 1;
}

const rgbOf = (hex) => {
  const match = /([a-f\d]{6}|[a-f\d]{3})/i.exec(hex);
  if (!match) return [0, 0, 0];
  const digits = match[0].length === 3 ? [...match[0]].map((digit) => digit + digit).join('') : match[0];
  return [0, 2, 4].map((at) => parseInt(digits.slice(at, at + 2), 16));
};

const to256 = (red, green, blue) =>
  red === green && green === blue
    ? red < 8
      ? 16
      : red > 248
        ? 231
        : Math.round(((red - 8) / 247) * 24) + 232
    : 16 + 36 * Math.round((red / 255) * 5) + 6 * Math.round((green / 255) * 5) + Math.round((blue / 255) * 5);

const rgb = (level, ground, values) => [
  level === 3 ? `${ground};2;${values.join(';')}` : `${ground};5;${to256(...values)}`,
  ground === 38 ? 39 : 49,
];

function build(state, styles) {
  const chalk = function chalk(first, ...rest) {
    const text =
      Array.isArray(first) && first.raw ? String.raw(first, ...rest) : [first, ...rest].map(String).join(' ');
    if (state.level <= 0 || text === '') return text;
    let result = text;
    for (const [open, close] of [...styles].reverse()) {
      if (open === undefined) continue;
      result = `\u001b[${open}m${result.replaceAll(`\u001b[${close}m`, `\u001b[${open}m`)}\u001b[${close}m`;
      result = result.replace(/\r?\n/g, (line) => `\u001b[${close}m${line}\u001b[${open}m`);
    }
    return result;
  };
  Object.setPrototypeOf(chalk, prototype);
  Object.defineProperty(chalk, 'state_', { value: { state, styles } });
  return chalk;
}

const prototype = Object.create(Function.prototype);
for (const [name, code] of Object.entries(codes))
  Object.defineProperty(prototype, name, {
    get() {
      const { state, styles } = this.state_;
      return build(state, [...styles, code]);
    },
  });
Object.defineProperty(prototype, 'visible', {
  get() {
    return this;
  },
});
Object.defineProperty(prototype, 'level', {
  get() {
    return this.state_.state.level;
  },
  set(level) {
    this.state_.state.level = level;
  },
});
for (const [name, ground] of [
  ['', 38],
  ['bg', 48],
]) {
  const method = (own) => (name === '' ? own : `bg${own[0].toUpperCase()}${own.slice(1)}`);
  prototype[method('rgb')] = function (...values) {
    const { state, styles } = this.state_;
    return build(state, [...styles, rgb(state.level, ground, values)]);
  };
  prototype[method('hex')] = function (value) {
    const { state, styles } = this.state_;
    return build(state, [...styles, rgb(state.level, ground, rgbOf(value))]);
  };
  prototype[method('ansi256')] = function (code) {
    const { state, styles } = this.state_;
    return build(state, [...styles, [`${ground};5;${code}`, ground === 38 ? 39 : 49]]);
  };
}

class Instance {
  constructor({ level } = {}) {
    return build({ level: level ?? levelOf(process.stdout) }, []);
  }
}

const chalk = build({ level: levelOf(process.stdout) }, []);
chalk.Instance = Instance;
chalk.supportsColor =
  chalk.level > 0 ? { level: chalk.level, hasBasic: true, has256: chalk.level >= 2, has16m: chalk.level >= 3 } : false;
chalk.stderr = build({ level: levelOf(process.stderr) }, []);
module.exports = chalk;
