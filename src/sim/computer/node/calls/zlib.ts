// System calls that compress and expand: zlib's header, gzip's or none.
import { deflateSync, gzipSync, zlibSync, type DeflateOptions } from 'fflate';
import { expandDeflate, expandGzip } from '../../../kernel/expand.ts';
import { numberOf, textOf, type Call } from '../host.ts';

/** MB/s at which a usual computer compresses, and expands. */
const speed = { compress: 50, expand: 250 };

const packers = { gzip: gzipSync, deflate: zlibSync, deflateRaw: deflateSync };
const openers = {
  gunzip: expandGzip,
  inflate: (bytes: Uint8Array) => expandDeflate(bytes, 'zlib'),
  inflateRaw: (bytes: Uint8Array) => expandDeflate(bytes, 'none'),
};

const isIn = <T extends object>(table: T, name: string): name is Extract<keyof T, string> => Object.hasOwn(table, name);

const bytesOf = (data: string | Uint8Array | undefined): Uint8Array =>
  data instanceof Uint8Array ? data : new TextEncoder().encode(data ?? '');

/** Calls by name; what is no compressed data answers the number 0. */
export const zlibCalls: Readonly<Record<string, Call>> = {
  *pack({ process }, args, data) {
    const method = textOf(args, 'method');
    const level = numberOf(args, 'level');
    const bytes = bytesOf(data);
    yield* process.compute(bytes.length / 1000 / speed.compress);
    const options = level < 0 ? {} : { level: level as NonNullable<DeflateOptions['level']> };
    return isIn(packers, method) ? packers[method](bytes, { ...options, mtime: 0 }) : 0;
  },
  *unpack({ process }, args, data) {
    const method = textOf(args, 'method');
    const bytes = bytesOf(data);
    yield* process.compute(bytes.length / 1000 / speed.expand);
    const content = isIn(openers, method) ? openers[method](bytes) : 0;
    return typeof content === 'string' ? 0 : content;
  },
};
