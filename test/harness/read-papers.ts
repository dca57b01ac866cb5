import { inflateRawSync, inflateSync } from 'node:zlib';

/** The text of a part of an archive such as a Word document; read by its directory at the end, as other programs do. */
export function partOf(archive: Buffer, name: string): string {
  const end = archive.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  let at = archive.readUInt32LE(end + 16);
  for (let left = archive.readUInt16LE(end + 10); left > 0; left--) {
    const [nameLength, extra, comment] = [28, 30, 32].map((offset) => archive.readUInt16LE(at + offset));
    const called = archive.toString('utf8', at + 46, at + 46 + (nameLength ?? 0));
    if (called === name) return entryAt(archive, at);
    at += 46 + (nameLength ?? 0) + (extra ?? 0) + (comment ?? 0);
  }
  throw new Error(`no part ${name}`);
}

function entryAt(archive: Buffer, entry: number): string {
  const packed = archive.readUInt16LE(entry + 10) === 8;
  const size = archive.readUInt32LE(entry + 20);
  const local = archive.readUInt32LE(entry + 42);
  const begin = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
  const bytes = archive.subarray(begin, begin + size);
  return (packed ? inflateRawSync(bytes) : bytes).toString('utf8');
}

/** Every character that the fonts within a PDF draw, read from the tables that map what is drawn back to text. */
export function charactersIn(pdf: Buffer): Set<string> {
  const found = new Set<string>();
  let at = 0;
  for (;;) {
    const begin = pdf.indexOf('stream\n', at);
    if (begin < 0) return found;
    const end = pdf.indexOf('endstream', begin);
    for (const character of mapped(pdf.subarray(begin + 7, end))) found.add(character);
    at = end + 9;
  }
}

function mapped(stream: Buffer): string[] {
  let text: string;
  try {
    text = inflateSync(stream).toString('latin1');
  } catch {
    return [];
  }
  const lists = text.includes('beginbfrange') ? [...text.matchAll(/\[([^\]]*)\]/g)] : [];
  return lists.flatMap(([, list = '']) => [...list.matchAll(/<([0-9a-f]+)>/gi)].map(([, hex = '']) => ofUtf16(hex)));
}

const ofUtf16 = (hex: string): string =>
  String.fromCharCode(...(hex.match(/.{4}/g) ?? []).map((unit) => Number.parseInt(unit, 16)));
