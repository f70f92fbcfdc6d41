// The checksum of Ethernet, gzip and zip (ISO 3309, RFC 1952 § 8).

const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

/** CRC-32 of bytes. `begin`: that of what stands before them. */
export function crc32(bytes: Uint8Array, begin = 0): number {
  let value = ~begin;
  for (const byte of bytes) value = (value >>> 8) ^ (table[(value ^ byte) & 255] ?? 0);
  return ~value >>> 0;
}
