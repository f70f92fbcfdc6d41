// Numbers and dates as the locale en-US writes them, and a few other common ones.
const months = 'January February March April May June July August September October November December'.split(' ');
const days = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ');
const symbols = {
  USD: '$',
  EUR: '€',
  GBP: '£',
  JPY: '¥',
  INR: '₹',
  CNY: 'CN¥',
  KRW: '₩',
  BRL: 'R$',
  CAD: 'CA$',
  AUD: 'A$',
  MXN: 'MX$',
  CHF: 'CHF\u00a0',
};

/** How a locale writes numbers: separators of thousands and of decimals. */
function separators(locale) {
  const name = String([locale].flat()[0] ?? 'en-US');
  if (/^(de|es|it|nl|pt|id|tr|da)\b/.test(name)) return name === 'de-CH' ? ['’', '.'] : ['.', ','];
  if (/^fr/.test(name)) return ['\u202f', ','];
  if (/^(ru|pl|uk|cs|sv|nb|fi)/.test(name)) return ['\u00a0', ','];
  return [',', '.'];
}

function grouped(digits, separator, locale) {
  if (/^(en|hi)-IN/.test(String([locale].flat()[0] ?? ''))) return digits.replace(/\B(?=(?:\d{2})*\d{3}$)/g, separator);
  return digits.replace(/\B(?=(\d{3})+(?!\d))/g, separator);
}

function rounded(value, least, most) {
  let text = value.toFixed(Math.min(most, 100));
  // Half is rounded away from zero, as decimal digits show it.
  const exact = String(value);
  if (/^\d+\.\d+$/.test(exact) && exact.split('.')[1].length > most && most < 15) {
    const [whole, rest] = exact.split('.');
    if (rest[most] === '5' && /^50*$/.test(rest.slice(most)))
      text = (Number(`${whole}${rest.slice(0, most)}`) + 1)
        .toString()
        .padStart(most + 1, '0')
        .replace(new RegExp(`(\\d{${most}})$`), most === 0 ? '' : '.$1');
  }
  if (!text.includes('.')) return least > 0 ? `${text}.${'0'.repeat(least)}` : text;
  const [whole, rest] = text.split('.');
  const kept = rest.replace(/0+$/, '').padEnd(least, '0');
  return kept === '' ? whole : `${whole}.${kept}`;
}

function number(value, locale, options = {}) {
  if (typeof value === 'bigint') return grouped(String(value), separators(locale)[0], locale);
  if (Number.isNaN(value)) return 'NaN';
  const { style = 'decimal', currency = 'USD', notation, unit, useGrouping = true } = options;
  const places = style === 'currency' ? (['JPY', 'KRW'].includes(currency) ? 0 : 2) : undefined;
  let least = options.minimumFractionDigits ?? places ?? 0;
  let most = options.maximumFractionDigits ?? Math.max(least, places ?? (style === 'percent' ? 0 : 3));
  if (options.maximumFractionDigits !== undefined && options.minimumFractionDigits === undefined)
    least = Math.min(least, most);
  let size = Math.abs(style === 'percent' ? value * 100 : value);
  let suffix = '';
  if (notation === 'compact') {
    const index = size >= 1e12 ? 4 : size >= 1e9 ? 3 : size >= 1e6 ? 2 : size >= 1e3 ? 1 : 0;
    suffix = ['', 'K', 'M', 'B', 'T'][index];
    size /= 1000 ** index;
    if (options.maximumFractionDigits === undefined) most = size < 100 && index > 0 ? 1 : 0;
  }
  if (options.maximumSignificantDigits !== undefined && size !== 0 && Number.isFinite(size))
    size = Number(size.toPrecision(options.maximumSignificantDigits));
  const [thousands, decimal] = separators(locale);
  let text = '∞';
  if (Number.isFinite(size)) {
    const [whole, rest] = rounded(size, least, most).split('.');
    const padded = whole.padStart(options.minimumIntegerDigits ?? 1, '0');
    text =
      (useGrouping === false ? padded : grouped(padded, thousands, locale)) +
      (rest === undefined ? '' : decimal + rest);
  }
  text += suffix;
  const sign =
    value < 0 || Object.is(value, -0)
      ? '-'
      : options.signDisplay === 'always' || (options.signDisplay === 'exceptZero' && value !== 0)
        ? '+'
        : '';
  if (style === 'percent') return decimal === ',' ? `${sign}${text}\u00a0%` : `${sign}${text}%`;
  if (style === 'unit')
    return `${sign}${text} ${{ kilometer: 'km', 'kilometer-per-hour': 'km/h', liter: 'L', celsius: '°C', percent: '%', byte: 'byte', kilobyte: 'kB', megabyte: 'MB' }[unit] ?? unit}`;
  if (style !== 'currency') return sign + text;
  const symbol =
    options.currencyDisplay === 'code'
      ? `${currency}\u00a0`
      : options.currencyDisplay === 'name'
        ? ''
        : (symbols[currency] ?? `${currency}\u00a0`);
  if (decimal === ',') return `${sign}${text}\u00a0${symbol.trim()}`;
  return `${sign}${symbol}${text}`;
}

const two = (value) => String(value).padStart(2, '0');

/** Offset of a zone at a time in minutes; only UTC and fixed offsets are known. */
function shifted(date, zone) {
  if (zone === undefined || /^(utc|gmt|etc\/utc|etc\/gmt|z)$/i.test(zone)) return date;
  const match = /^([+-])(\d{2}):?(\d{2})$/.exec(zone);
  if (match)
    return new Date(date.getTime() + (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3])) * 60000);
  throw new RangeError(`not simulated: time zone ${zone}`);
}

const styles = {
  full: { weekday: 'long', year: 'numeric', month: 'long', day: 'numeric' },
  long: { year: 'numeric', month: 'long', day: 'numeric' },
  medium: { year: 'numeric', month: 'short', day: 'numeric' },
  short: { year: '2-digit', month: 'numeric', day: 'numeric' },
};

function date(value, locale, options = {}, parts = { date: true }) {
  if (Number.isNaN(value.getTime())) return 'Invalid Date';
  const moment = shifted(value, options.timeZone);
  let fields = { ...options };
  if (options.dateStyle) fields = { ...fields, ...styles[options.dateStyle] };
  if (options.timeStyle)
    fields = {
      ...fields,
      hour: 'numeric',
      minute: '2-digit',
      ...(options.timeStyle === 'short' ? {} : { second: '2-digit' }),
    };
  const hasDate = ['weekday', 'year', 'month', 'day'].some((name) => fields[name] !== undefined);
  const hasTime = ['hour', 'minute', 'second', 'fractionalSecondDigits'].some((name) => fields[name] !== undefined);
  if (!hasDate && !hasTime) {
    if (parts.date) Object.assign(fields, { year: 'numeric', month: 'numeric', day: 'numeric' });
    if (parts.time) Object.assign(fields, { hour: 'numeric', minute: '2-digit', second: '2-digit' });
  } else if (!hasDate && parts.date && !parts.time)
    Object.assign(fields, { year: 'numeric', month: 'numeric', day: 'numeric' });
  else if (!hasTime && parts.time && !parts.date)
    Object.assign(fields, { hour: 'numeric', minute: '2-digit', second: '2-digit' });
  const name = String([locale].flat()[0] ?? 'en-US');
  const day = dateText(moment, fields, name);
  const time = timeText(moment, fields, name, options);
  const between = options.dateStyle === 'full' || options.dateStyle === 'long' ? ' at ' : ', ';
  return [day, time].filter(Boolean).join(name.startsWith('sv') ? ' ' : between);
}

function dateText(moment, fields, name) {
  const { weekday, year, month, day } = fields;
  if (weekday === undefined && year === undefined && month === undefined && day === undefined) return '';
  const years =
    year === undefined
      ? undefined
      : year === '2-digit'
        ? two(moment.getUTCFullYear() % 100)
        : String(moment.getUTCFullYear());
  const number =
    day === undefined ? undefined : day === '2-digit' ? two(moment.getUTCDate()) : String(moment.getUTCDate());
  const week =
    weekday === undefined
      ? undefined
      : weekday === 'long'
        ? days[moment.getUTCDay()]
        : days[moment.getUTCDay()].slice(0, weekday === 'narrow' ? 1 : 3);
  if (month === 'long' || month === 'short' || month === 'narrow') {
    const word =
      month === 'long'
        ? months[moment.getUTCMonth()]
        : months[moment.getUTCMonth()].slice(0, month === 'narrow' ? 1 : 3);
    if (/^en-(GB|AU|IN|NZ|IE)/.test(name))
      return [week, [number, word, years].filter(Boolean).join(' ')]
        .filter(Boolean)
        .join(week && name !== 'en-GB' ? ', ' : ' ');
    const middle = [word, number].filter(Boolean).join(' ');
    return [
      week,
      number === undefined && years !== undefined ? `${middle} ${years}` : middle,
      number === undefined ? undefined : years,
    ]
      .filter(Boolean)
      .join(', ');
  }
  const value =
    month === undefined
      ? undefined
      : month === '2-digit'
        ? two(moment.getUTCMonth() + 1)
        : String(moment.getUTCMonth() + 1);
  let text;
  if (/^(de|ru|pl|tr|fi|nb|cs|uk)/.test(name)) text = [number, value, years].filter(Boolean).join('.');
  else if (/^en-(GB|AU|IN|NZ|IE)|^(fr|es|it|pt)/.test(name))
    text = [
      number === undefined ? undefined : name.startsWith('es') || name === 'en-IN' ? number : two(number),
      value === undefined ? undefined : name.startsWith('es') || name === 'en-IN' ? value : two(value),
      years,
    ]
      .filter(Boolean)
      .join('/');
  else if (/^(sv|en-CA)/.test(name))
    text = [years, value && two(value), number && two(number)].filter(Boolean).join('-');
  else text = [value, number, years].filter(Boolean).join('/');
  return week === undefined ? text : text === '' ? week : `${week}, ${text}`;
}

function timeText(moment, fields, name, options) {
  const { hour, minute, second } = fields;
  if (hour === undefined && minute === undefined && second === undefined) return '';
  const twelve = options.hour12 ?? (options.hourCycle ? /h1[12]/.test(options.hourCycle) : /^en(?!-GB)/.test(name));
  const hours = moment.getUTCHours();
  const shown = twelve ? hours % 12 || 12 : hours;
  const parts = [];
  if (hour !== undefined) parts.push(hour === '2-digit' || !twelve ? two(shown) : String(shown));
  if (minute !== undefined)
    parts.push(
      hour === undefined && minute === 'numeric' ? String(moment.getUTCMinutes()) : two(moment.getUTCMinutes()),
    );
  if (second !== undefined)
    parts.push(
      minute === undefined && second === 'numeric' ? String(moment.getUTCSeconds()) : two(moment.getUTCSeconds()),
    );
  let text = parts.join(':');
  if (fields.fractionalSecondDigits)
    text += `.${String(moment.getUTCMilliseconds()).padStart(3, '0').slice(0, fields.fractionalSecondDigits)}`;
  if (hour !== undefined && twelve) text += hours < 12 ? ' AM' : ' PM';
  if (fields.timeZoneName || options.timeStyle === 'full' || options.timeStyle === 'long') text += ' UTC';
  return text;
}

/** The order of words in a dictionary: letters before their accents and capitals. */
function compare(one, two_, options = {}) {
  const plain = (text) =>
    text
      .normalize('NFD')
      .replace(/[\u0300-\u036f]/g, '')
      .toLowerCase();
  const [a, b] = [plain(one), plain(two_)];
  if (options.numeric) {
    const parts = (text) => text.match(/\d+|\D+/g) ?? [];
    const [x, y] = [parts(a), parts(b)];
    for (let index = 0; index < Math.min(x.length, y.length); index++) {
      if (/^\d/.test(x[index]) && /^\d/.test(y[index]) && Number(x[index]) !== Number(y[index]))
        return Number(x[index]) < Number(y[index]) ? -1 : 1;
      if (x[index] !== y[index]) return order(x[index], y[index]);
    }
  }
  if (a !== b) return order(a, b);
  if (options.sensitivity === 'base') return 0;
  const [c, d] = [one.normalize('NFD').toLowerCase(), two_.normalize('NFD').toLowerCase()];
  if (c !== d) return c < d ? -1 : 1;
  if (options.sensitivity === 'accent') return 0;
  for (let index = 0; index < one.length; index++)
    if (one[index] !== two_[index]) return one[index] === one[index].toLowerCase() ? -1 : 1;
  return 0;
}

const rank = (letter) =>
  /\s/.test(letter) ? 0 : /[_\-,;:!?./`^~'"()[\]{}@$*\\&#%+<=>|]/.test(letter) ? 1 : /\d/.test(letter) ? 2 : 3;
function order(a, b) {
  for (let index = 0; index < Math.min(a.length, b.length); index++) {
    if (a[index] === b[index]) continue;
    const difference = rank(a[index]) - rank(b[index]);
    return difference !== 0 ? Math.sign(difference) : a[index] < b[index] ? -1 : 1;
  }
  return Math.sign(a.length - b.length);
}

class NumberFormat {
  constructor(locale, options) {
    this.format = (value) => number(value, locale, options);
    Object.defineProperty(this, 'format', { enumerable: false });
  }
  resolvedOptions() {
    return { locale: 'en-US', numberingSystem: 'latn' };
  }
}
class DateTimeFormat {
  constructor(locale, options) {
    this.format = (value) => date(value === undefined ? new Date() : new Date(value), locale, options);
    Object.defineProperty(this, 'format', { enumerable: false });
    Object.defineProperty(this, 'zone', { value: options?.timeZone ?? 'UTC', enumerable: false });
  }
  resolvedOptions() {
    return { locale: 'en-US', calendar: 'gregory', numberingSystem: 'latn', timeZone: this.zone };
  }
}
class Collator {
  constructor(locale, options) {
    this.compare = (one, two_) => compare(one, two_, options);
  }
}
class PluralRules {
  constructor(locale, { type = 'cardinal' } = {}) {
    this.type = type;
  }
  select(value) {
    if (this.type === 'cardinal') return value === 1 ? 'one' : 'other';
    const [last, teens] = [value % 10, value % 100];
    return last === 1 && teens !== 11
      ? 'one'
      : last === 2 && teens !== 12
        ? 'two'
        : last === 3 && teens !== 13
          ? 'few'
          : 'other';
  }
}
class ListFormat {
  constructor(locale, { type = 'conjunction' } = {}) {
    this.word = type === 'disjunction' ? 'or' : 'and';
  }
  format(list) {
    const all = [...list];
    if (all.length < 2) return all.join('');
    return all.length === 2
      ? `${all[0]} ${this.word} ${all[1]}`
      : `${all.slice(0, -1).join(', ')}, ${this.word} ${all.at(-1)}`;
  }
}
class RelativeTimeFormat {
  constructor(locale, { numeric = 'always' } = {}) {
    this.numeric = numeric;
  }
  format(value, unit) {
    const name = unit.replace(/s$/, '');
    if (this.numeric === 'auto' && name === 'day' && Math.abs(value) <= 1)
      return ['yesterday', 'today', 'tomorrow'][value + 1];
    const size = Math.abs(value);
    const words = `${number(size)} ${name}${size === 1 ? '' : 's'}`;
    return value < 0 ? `${words} ago` : `in ${words}`;
  }
}

const Intl = {
  NumberFormat,
  DateTimeFormat,
  Collator,
  PluralRules,
  ListFormat,
  RelativeTimeFormat,
  getCanonicalLocales: (locales) => [locales].flat(),
};
for (const name of ['NumberFormat', 'DateTimeFormat', 'Collator']) {
  const Type = Intl[name];
  Intl[name] = Object.assign(
    function (...args) {
      return new Type(...args);
    },
    { supportedLocalesOf: (locales) => [locales].flat() },
  );
  Intl[name].prototype = Type.prototype;
}

module.exports = { number, date, compare, Intl };
