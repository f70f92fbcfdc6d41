// `_zlib`: compressed bytes, with zlib's header, gzip's or none.
import { gzipSync, deflateSync, zlibSync, type DeflateOptions } from 'fflate';
import { expandDeflate, expandGzip, type ExpandFailure } from '../../../kernel/expand.ts';
import { bytes } from '../objects/types.ts';
import { PyBytes, type Value } from '../objects/values.ts';
import type { NativeModule } from '../run/interpreter.ts';
import { addFunctions } from './native.ts';

const content = (value: Value): Uint8Array => (value instanceof PyBytes ? value.bytes : new Uint8Array());

const failures: Readonly<Record<ExpandFailure, string>> = {
  truncated: 'Error -5 while decompressing data: incomplete or truncated stream',
  malformed: 'Error -3 while decompressing data: incorrect header check',
  checksum: 'Error -3 while decompressing data: incorrect data check',
  'too large': 'not simulated: more than 256 MiB of content',
};

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
      const expanded =
        width > 15 && input[0] === 0x1f ? expandGzip(input) : expandDeflate(input, width < 0 ? 'none' : 'zlib');
      if (typeof expanded !== 'string') return bytes(expanded);
      return failures[expanded];
    },
  });
};
