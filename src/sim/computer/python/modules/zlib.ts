// `_zlib`: compressed bytes, with zlib's header, gzip's or none.
import { gunzipSync, gzipSync, deflateSync, inflateSync, unzlibSync, zlibSync, type DeflateOptions } from 'fflate';
import { bytes } from '../objects/types.ts';
import { PyBytes, type Value } from '../objects/values.ts';
import type { NativeModule } from '../run/interpreter.ts';
import { addFunctions } from './native.ts';

const content = (value: Value): Uint8Array => (value instanceof PyBytes ? value.bytes : new Uint8Array());

/** Fills `_zlib`. `wbits` says the header: more than 15 gzip's, less than 0 none. What cannot be read is told by its text. */
export const zlib: NativeModule = (_interpreter, names) => {
  addFunctions(names, {
    compress: (_thread, [data, level, wbits]) => {
      const options = Number(level) < 0 ? {} : { level: Number(level) as NonNullable<DeflateOptions['level']> };
      const make = Number(wbits) > 15 ? gzipSync : Number(wbits) < 0 ? deflateSync : zlibSync;
      return bytes(make(content(data), { ...options, mtime: 0 }));
    },
    decompress: (_thread, [data, wbits]) => {
      const input = content(data);
      const width = Number(wbits);
      try {
        if (width < 0) return bytes(inflateSync(input));
        return bytes(width > 15 && input[0] === 0x1f ? gunzipSync(input) : unzlibSync(input));
      } catch {
        return input.length < 6
          ? 'Error -5 while decompressing data: incomplete or truncated stream'
          : 'Error -3 while decompressing data: incorrect header check';
      }
    },
  });
};
