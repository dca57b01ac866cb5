import { parseMail, type ArrivedMail } from './reply-parser';

export const job = (source: Uint8Array): Promise<ArrivedMail> => parseMail(Buffer.from(source));
