import { inflateRawSync } from 'node:zlib';

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_HEADER = 0x04034b50;
const STORED = 0;
const DEFLATED = 8;

export interface ZipLimits {
  readonly entries: number;
  /** Of everything unpacked together. */
  readonly bytes: number;
}

/**
 * The names in a ZIP archive when all of it, really unpacked, stays within the limits; null when it does not, or when
 * it is no archive that an office program writes. What the archive says about its own sizes is not believed.
 */
export function namesWithin(archive: Buffer, limits: ZipLimits): string[] | null {
  try {
    return unpackedNames(archive, limits);
  } catch {
    return null;
  }
}

function unpackedNames(archive: Buffer, limits: ZipLimits): string[] | null {
  const end = archive.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0 || archive.readUInt32LE(end) !== END_OF_DIRECTORY) return null;
  const count = archive.readUInt16LE(end + 10);
  if (count > limits.entries) return null;
  const names: string[] = [];
  let left = limits.bytes;
  let at = archive.readUInt32LE(end + 16);
  for (let i = 0; i < count; i++) {
    if (archive.readUInt32LE(at) !== DIRECTORY_ENTRY) return null;
    const nameLength = archive.readUInt16LE(at + 28);
    names.push(archive.toString('utf8', at + 46, at + 46 + nameLength));
    left -= unpackedSize(archive, at, left);
    if (left < 0) return null;
    at += 46 + nameLength + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
  }
  return names;
}

/** Throws when the entry is larger than `left` or packed in an unknown way. */
function unpackedSize(archive: Buffer, entry: number, left: number): number {
  const method = archive.readUInt16LE(entry + 10);
  const packed = archive.readUInt32LE(entry + 20);
  const header = archive.readUInt32LE(entry + 42);
  if (archive.readUInt32LE(header) !== LOCAL_HEADER) throw new RangeError('no entry there');
  const from = header + 30 + archive.readUInt16LE(header + 26) + archive.readUInt16LE(header + 28);
  const data = archive.subarray(from, from + packed);
  if (method === STORED) return data.length;
  if (method !== DEFLATED) throw new RangeError('packed in an unknown way');
  return data.length === 0 ? 0 : inflateRawSync(data, { maxOutputLength: Math.max(1, left) }).length;
}
