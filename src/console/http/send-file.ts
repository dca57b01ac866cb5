import type { Response } from 'express';
import type { FileAttachment } from '../../messaging/channel';
import { notFound } from './problem';

/** Answers with a file to be saved under its own, possibly Chinese, name; 404 when there is none. */
export function sendFile(response: Response, file: FileAttachment | null): void {
  if (!file) throw notFound();
  response.setHeader('Content-Type', file.type);
  response.setHeader('Content-Disposition', attachmentNamed(file.name));
  response.setHeader('Cache-Control', 'private, no-store');
  response.end(Buffer.from(file.base64, 'base64'));
}

/** RFC 6266: the real name in UTF-8 and one of plain characters for programs that know no other. */
export function attachmentNamed(name: string): string {
  const plain = name.replace(/[^\w.-]+/gu, '_');
  const encoded = encodeURIComponent(name).replace(/['()*]/gu, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
