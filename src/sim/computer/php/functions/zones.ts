// Time zones: how far a place is from UTC, by the rules that hold today.

interface Zone {
  /** Minutes east of UTC. */
  readonly offset: number;
  readonly name: string;
  /** Name in summer, and whose rules say when that is. */
  readonly summer?: { readonly name: string; readonly rule: 'europe' | 'america' };
}

const central: Zone = { offset: 60, name: 'CET', summer: { name: 'CEST', rule: 'europe' } };
const eastern: Zone = { offset: 120, name: 'EET', summer: { name: 'EEST', rule: 'europe' } };

const zones: Readonly<Record<string, Zone>> = {
  utc: { offset: 0, name: 'UTC' }, gmt: { offset: 0, name: 'GMT' }, z: { offset: 0, name: 'Z' },
  'europe/london': { offset: 0, name: 'GMT', summer: { name: 'BST', rule: 'europe' } },
  'europe/dublin': { offset: 0, name: 'GMT', summer: { name: 'IST', rule: 'europe' } },
  'europe/lisbon': { offset: 0, name: 'WET', summer: { name: 'WEST', rule: 'europe' } },
  ...Object.fromEntries('berlin paris madrid rome vienna zurich amsterdam brussels prague warsaw copenhagen oslo stockholm budapest belgrade'.split(' ').map((city) => [`europe/${city}`, central])),
  ...Object.fromEntries('athens helsinki kiev kyiv bucharest sofia riga vilnius tallinn'.split(' ').map((city) => [`europe/${city}`, eastern])),
  'europe/moscow': { offset: 180, name: 'MSK' }, 'europe/istanbul': { offset: 180, name: '+03' },
  'america/new_york': { offset: -300, name: 'EST', summer: { name: 'EDT', rule: 'america' } },
  'america/chicago': { offset: -360, name: 'CST', summer: { name: 'CDT', rule: 'america' } },
  'america/denver': { offset: -420, name: 'MST', summer: { name: 'MDT', rule: 'america' } },
  'america/los_angeles': { offset: -480, name: 'PST', summer: { name: 'PDT', rule: 'america' } },
  'america/toronto': { offset: -300, name: 'EST', summer: { name: 'EDT', rule: 'america' } },
  'america/sao_paulo': { offset: -180, name: '-03' }, 'america/bogota': { offset: -300, name: '-05' },
  'america/mexico_city': { offset: -360, name: 'CST' }, 'america/argentina/buenos_aires': { offset: -180, name: '-03' },
  'asia/tokyo': { offset: 540, name: 'JST' }, 'asia/seoul': { offset: 540, name: 'KST' }, 'asia/shanghai': { offset: 480, name: 'CST' },
  'asia/hong_kong': { offset: 480, name: 'HKT' }, 'asia/singapore': { offset: 480, name: '+08' }, 'asia/taipei': { offset: 480, name: 'CST' },
  'asia/kolkata': { offset: 330, name: 'IST' }, 'asia/calcutta': { offset: 330, name: 'IST' }, 'asia/dubai': { offset: 240, name: '+04' },
  'asia/jakarta': { offset: 420, name: 'WIB' }, 'asia/bangkok': { offset: 420, name: '+07' }, 'asia/ho_chi_minh': { offset: 420, name: '+07' },
  'asia/manila': { offset: 480, name: 'PST' }, 'asia/karachi': { offset: 300, name: 'PKT' }, 'asia/dhaka': { offset: 360, name: '+06' },
  'asia/tehran': { offset: 210, name: '+0330' }, 'australia/brisbane': { offset: 600, name: 'AEST' }, 'africa/cairo': { offset: 120, name: 'EET' },
  'africa/lagos': { offset: 60, name: 'WAT' }, 'africa/nairobi': { offset: 180, name: 'EAT' }, 'africa/johannesburg': { offset: 120, name: 'SAST' },
}; // prettier-ignore

/** Whether a name or an offset like +02:00 is a zone that is known. */
export const isZone = (name: string): boolean =>
  Object.hasOwn(zones, name.toLowerCase()) || /^[+-]\d\d:?\d\d$/.test(name);

/** The last, or nth, Sunday of a month as ms of UTC, at an hour. */
function sunday(year: number, month: number, nth: number, hour: number): number {
  const first = new Date(Date.UTC(year, month, 1)).getUTCDay();
  let day = 1 + ((7 - first) % 7) + (nth > 0 ? (nth - 1) * 7 : 0);
  if (nth < 0) {
    const days = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
    while (day + 7 <= days) day += 7;
  }
  return Date.UTC(year, month, day, hour);
}

/** What holds in a zone at a moment: minutes east of UTC, its abbreviation, and whether it is summer time. */
export function zoneAt(
  name: string,
  ms: number,
): { readonly offset: number; readonly name: string; readonly summer: boolean } {
  const fixed = /^([+-])(\d\d):?(\d\d)$/.exec(name);
  if (fixed) {
    const offset = (fixed[1] === '-' ? -1 : 1) * (Number(fixed[2]) * 60 + Number(fixed[3]));
    return { offset, name: `${fixed[1] ?? ''}${fixed[2] ?? ''}:${fixed[3] ?? ''}`, summer: false };
  }
  const zone = zones[name.toLowerCase()] ?? { offset: 0, name: 'UTC' };
  if (!zone.summer) return { offset: zone.offset, name: zone.name, summer: false };
  const year = new Date(ms).getUTCFullYear();
  const [from, to] =
    zone.summer.rule === 'europe'
      ? [sunday(year, 2, -1, 1), sunday(year, 9, -1, 1)]
      : [sunday(year, 2, 2, 2) - zone.offset * 60_000, sunday(year, 10, 1, 1) - zone.offset * 60_000];
  const summer = ms >= from && ms < to;
  return summer
    ? { offset: zone.offset + 60, name: zone.summer.name, summer }
    : { offset: zone.offset, name: zone.name, summer };
}
