// `time`: the virtual clock, sleeping, and dates as texts. Local time is UTC, as in containers.
import { recordClass } from '../objects/record-class.ts';
import { tuple, typeName } from '../objects/types.ts';
import { type NativeCode, plainNumber, PyFloat, PyTuple, type Value } from '../objects/values.ts';
import type { NativeModule } from '../run/interpreter.ts';
import type { Thread } from '../run/thread.ts';
import { formatDate } from './format-date.ts';
import { addFunctions, addValues } from './native.ts';

const structTime = recordClass('time.struct_time', [
  'tm_year', 'tm_mon', 'tm_mday', 'tm_hour', 'tm_min', 'tm_sec', 'tm_wday', 'tm_yday', 'tm_isdst',
]); // prettier-ignore

const day = 86_400_000;

/** A number that an argument must be. */
function real(thread: Thread, value: Value): number {
  const plain = plainNumber(value);
  if (plain instanceof PyFloat) return plain.value;
  if (typeof plain === 'number' || typeof plain === 'bigint') return Number(plain);
  throw thread.error('TypeError', `'${typeName(value)}' object cannot be interpreted as an integer`);
}

/** The fields of an instant, in UTC. */
function fields(ms: number): number[] {
  const date = new Date(ms);
  const newYear = Date.UTC(date.getUTCFullYear(), 0, 1);
  return [
    date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate(), date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds(),
    (date.getUTCDay() + 6) % 7, Math.floor((ms - newYear) / day) + 1, 0,
  ]; // prettier-ignore
}

const now = (thread: Thread): number => thread.interpreter.process.machine.kernel.clock;

const broken: NativeCode = (thread, [seconds = null]) =>
  structTime.make(fields(seconds === null ? now(thread) : Math.floor(real(thread, seconds)) * 1000), {
    tm_zone: 'UTC',
    tm_gmtoff: 0,
  });

function given(thread: Thread, value: Value): readonly number[] {
  if (value instanceof PyTuple) return value.items as number[];
  return fields(now(thread));
}

/** ms of an instant from the first six fields. */
const instant = ([year = 1970, month = 1, date = 1, hour = 0, minute = 0, second = 0]: readonly number[]): number =>
  Date.UTC(year, month - 1, date, hour, minute, second);

const days = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const classic = (parts: readonly number[]): string => {
  const two = (value = 0): string => String(value).padStart(2, '0');
  const [year, month = 1, date = 1, hour, minute, second, weekday = 0] = parts;
  return `${days[weekday]} ${months[month - 1]} ${String(date).padStart(2)} ${two(hour)}:${two(minute)}:${two(second)} ${year}`;
};

/** Fills `time`. */
export const time: NativeModule = (interpreter, names) => {
  const { kernel } = interpreter.process.machine;
  addFunctions(names, {
    time: (thread) => new PyFloat(now(thread) / 1000),
    time_ns: (thread) => BigInt(Math.round(now(thread) * 1000)) * 1000n,
    monotonic: () => new PyFloat(1000 + kernel.now / 1000),
    monotonic_ns: () => Math.round((1000 + kernel.now / 1000) * 1e9),
    perf_counter: () => new PyFloat(1000 + kernel.now / 1000),
    perf_counter_ns: () => Math.round((1000 + kernel.now / 1000) * 1e9),
    process_time: () => new PyFloat(interpreter.process.info.cpuTime / 1000),
    thread_time: () => new PyFloat(interpreter.process.info.cpuTime / 1000),
    *sleep(thread, [seconds]) {
      const duration = real(thread, seconds);
      if (duration < 0) throw thread.error('ValueError', 'sleep length must be non-negative');
      yield* thread.interpreter.sleep(thread, duration * 1000);
      return null;
    },
    gmtime: broken,
    localtime: broken,
    mktime: (_thread, [parts]) => new PyFloat(instant((parts as PyTuple).items as number[]) / 1000),
    strftime: (thread, [format, parts]) => {
      const all = given(thread, parts);
      return formatDate(format as string, { fields: all, microsecond: 0, offset: undefined, zone: 'UTC' });
    },
    asctime: (thread, [parts]) => classic(given(thread, parts)),
    ctime: (thread, [seconds = null]) => classic(fields(seconds === null ? now(thread) : real(thread, seconds) * 1000)),
  });
  addValues(names, {
    timezone: 0,
    altzone: 0,
    daylight: 0,
    tzname: tuple(['UTC', 'UTC']),
    struct_time: structTime.cls,
  });
};
