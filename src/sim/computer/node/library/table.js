// console.table
const { inspect, isMap, isSet } = require('internal/inspect');

const format = (value) =>
  inspect(value, {
    maxArrayLength: 3,
    breakLength: Infinity,
    depth:
      value !== null && typeof value === 'object' && !Array.isArray(value) && Object.keys(value).length > 2 ? -1 : 0,
  });

/** Display cells of a text: wide letters take two. */
const widthOf = (text) => {
  let width = 0;
  for (const letter of text) {
    const code = letter.codePointAt(0);
    width +=
      code >= 0x1100 &&
      (code <= 0x115f ||
        (code >= 0x2e80 && code <= 0xa4cf) ||
        (code >= 0xac00 && code <= 0xd7a3) ||
        (code >= 0xf900 && code <= 0xfaff) ||
        (code >= 0xff00 && code <= 0xff60) ||
        code >= 0x1f300)
        ? 2
        : 1;
  }
  return width;
};

function draw(head, rows) {
  const widths = head.map((title, column) => Math.max(widthOf(title), ...rows.map((row) => widthOf(row[column]))) + 2);
  const padded = (text, width) => ` ${text}${' '.repeat(width - widthOf(text) - 1)}`;
  const line = (cells) => `│${cells.map((cell, column) => padded(cell, widths[column])).join('│')}│\n`;
  const rule = (left, middle, right) => left + widths.map((width) => '─'.repeat(width)).join(middle) + right;
  return `${rule('┌', '┬', '┐')}\n${line(head)}${rule('├', '┼', '┤')}\n${rows.map(line).join('')}${rule('└', '┴', '┘')}`;
}

function table(data, properties) {
  const entries = isMap(data)
    ? [...data].map(([key, value], index) => [index, value, key])
    : isSet(data)
      ? [...data].map((value, index) => [index, value])
      : Object.keys(data).map((key) => [key, data[key]]);
  const iteration = isMap(data) || isSet(data);
  const columns = properties ? [...properties] : [];
  let hasValues = false;
  for (const [, value] of entries) {
    if (value === null || typeof value !== 'object') hasValues = true;
    else if (!properties && !isMap(data))
      for (const key of Object.keys(value)) if (!columns.includes(key)) columns.push(key);
  }
  if (isMap(data))
    return draw(
      ['(iteration index)', 'Key', 'Values'],
      entries.map(([index, value, key]) => [String(index), format(key), format(value)]),
    );
  const head = [iteration ? '(iteration index)' : '(index)', ...columns, ...(hasValues ? ['Values'] : [])];
  const rows = entries.map(([key, value]) => {
    const isObject = value !== null && typeof value === 'object';
    const cells = columns.map((column) => (isObject && Object.hasOwn(value, column) ? format(value[column]) : ''));
    return [String(key), ...cells, ...(hasValues ? [isObject ? '' : format(value)] : [])];
  });
  return draw(head, rows);
}

module.exports = { table };
