// A copy of a value that shares nothing with it.
import { Stream } from './stream.ts';
import { SortedSet, type Value } from './value.ts';

export function copyOf(value: Value): Value {
  switch (value.type) {
    case 'string':
      return value;
    case 'list':
      return { type: 'list', items: [...value.items] };
    case 'set':
      return { type: 'set', members: new Set(value.members) };
    case 'hash':
      return { type: 'hash', fields: new Map(value.fields) };
    case 'zset':
      return { type: 'zset', members: new SortedSet(value.members.sorted.map(({ member, score }) => [member, score])) };
    case 'stream': {
      const stream = new Stream();
      stream.entries = [...value.stream.entries];
      stream.last = value.stream.last;
      stream.added = value.stream.added;
      for (const [name, { last, pending, consumers }] of value.stream.groups)
        stream.groups.set(name, {
          last,
          pending: new Map([...pending].map(([id, each]) => [id, { ...each }])),
          consumers: new Map([...consumers].map(([id, each]) => [id, { ...each }])),
        });
      return { type: 'stream', stream };
    }
  }
}
