import { createReadStream, createWriteStream, type WriteStream } from 'node:fs';
import { open, rename, rm, stat, writeFile } from 'node:fs/promises';
import { once } from 'node:events';
import { join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { Fault } from '../../kernel/fault';
import { newEncryption, passageInto, passageOutOf, trailerBytes } from './copy-cipher';
import { readHeader, type CopyHeader } from './copy-header';

/** What can lie in a copy: the embedded database itself, or the rows of a server's; and the key beside it. */
export type PartName = 'xinyue.db' | 'rows.jsonl' | 'secret.key';

const PARTS: readonly string[] = ['xinyue.db', 'rows.jsonl', 'secret.key'] satisfies PartName[];

/**
 * Writes one file: a readable first line, then the parts, compressed and, with a passphrase, encrypted, then what proves
 * that all of it is as it was written. It is there under its name when it is whole, or not at all.
 */
export async function writeCopy(
  path: string,
  about: Omit<CopyHeader, 'format' | 'encryption'>,
  parts: readonly { readonly name: PartName; readonly path: string }[],
  passphrase: string | null,
): Promise<CopyHeader> {
  const encryption = passphrase === null ? null : newEncryption(passphrase);
  const header: CopyHeader = { format: 'xinyue/copy@1', ...about, encryption };
  const line = Buffer.from(`${JSON.stringify(header)}\n`, 'utf8');
  const unfinished = `${path}.unfinished`;
  try {
    await writeFile(unfinished, line, { mode: 0o600 });
    const passage = passageInto(line, encryption, passphrase);
    const target = createWriteStream(unfinished, { flags: 'a' });
    await pipeline(Readable.from(framed(parts)), createGzip(), passage.through, target);
    const file = await open(unfinished, 'a');
    try {
      await file.write(passage.trailer());
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(unfinished, path);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
  return header;
}

async function* framed(parts: readonly { readonly name: PartName; readonly path: string }[]): AsyncIterable<Buffer> {
  for (const { name, path } of parts) {
    const { size } = await stat(path);
    yield Buffer.from(`${JSON.stringify({ name, bytes: size })}\n`, 'utf8');
    yield* createReadStream(path) as AsyncIterable<Buffer>;
  }
}

/**
 * Lays the parts of a copy into a folder. Only when this is fulfilled is any of them to be trusted. Throws Fault for a
 * copy that is damaged, cut short, or not opened by the passphrase.
 */
export async function unpackCopy(path: string, folder: string, passphrase: string | null): Promise<CopyHeader> {
  const { header, line } = await readHeader(path);
  const { size } = await stat(path);
  const end = size - trailerBytes(header.encryption);
  if (end <= line.length) throw damaged(path);
  const passage = passageOutOf(line, header.encryption, passphrase, await bytesOf(path, end, size));
  const laying = new PartsLaid(folder);
  try {
    await pipeline(createReadStream(path, { start: line.length, end: end - 1 }), passage, createGunzip(), laying);
  } catch (error) {
    const { code } = error as { code?: string };
    if (code === 'ENOSPC' || code === 'EACCES') throw error;
    throw damaged(path);
  }
  return header;
}

const damaged = (path: string): Fault =>
  new Fault(`${path} 损坏或不完整 is damaged or was cut short; nothing was done with it`);

async function bytesOf(path: string, from: number, to: number): Promise<Buffer> {
  const file = await open(path, 'r');
  try {
    const { buffer } = await file.read(Buffer.alloc(to - from), 0, to - from, from);
    return buffer;
  } finally {
    await file.close();
  }
}

/** Takes the stream of parts apart into files. */
class PartsLaid extends Writable {
  private head = Buffer.alloc(0);
  private file: WriteStream | null = null;
  private left = 0;

  constructor(private readonly folder: string) {
    super();
  }

  override _write(chunk: Buffer, _: BufferEncoding, done: (error?: Error | null) => void): void {
    this.take(chunk).then(() => {
      done();
    }, done);
  }

  override _final(done: (error?: Error | null) => void): void {
    done(this.left > 0 || this.head.length > 0 ? new Error('cut short') : null);
  }

  private async take(chunk: Buffer): Promise<void> {
    for (let rest = chunk; rest.length > 0;) {
      if (!this.file) {
        const end = rest.indexOf('\n');
        this.head = Buffer.concat([this.head, end < 0 ? rest : rest.subarray(0, end)]);
        if (end < 0) return;
        rest = rest.subarray(end + 1);
        await this.begin();
      } else {
        const part = rest.subarray(0, this.left);
        rest = rest.subarray(part.length);
        this.left -= part.length;
        if (!this.file.write(part)) await once(this.file, 'drain');
      }
      if (this.left === 0) await this.endFile();
    }
  }

  private async begin(): Promise<void> {
    const { name, bytes } = JSON.parse(this.head.toString('utf8')) as { name: string; bytes: number };
    if (!PARTS.includes(name)) throw new Error('not a part of a copy');
    this.head = Buffer.alloc(0);
    this.left = bytes;
    this.file = createWriteStream(join(this.folder, name), { mode: 0o600 });
    // a disk that is full is told between two writes
    this.file.on('error', (error) => this.destroy(error));
    await once(this.file, 'open');
  }

  private async endFile(): Promise<void> {
    const { file } = this;
    this.file = null;
    if (file) {
      file.end();
      await once(file, 'close');
    }
  }
}
