import { timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Installation } from '../organisations/installation.service';
import { Secrets } from '../organisations/secrets.service';

/** What a link in a mail says when it is used. */
export interface LinkWords {
  readonly invitationId: string;
  readonly partstat: 'ACCEPTED' | 'DECLINED';
  /** The revision of the entry that the mail told of. */
  readonly sequence: number;
}

const TOKEN = /^([0-9A-Z]{26})-([ad])(\d{1,9})-([0-9a-f]{40})$/;

/** Links that answer an invitation without signing in; whoever holds one was sent it, or it was made by somebody else. */
@Injectable()
export class AnswerLinks {
  constructor(
    private readonly secrets: Secrets,
    private readonly installation: Installation,
  ) {}

  urlOf(words: LinkWords): string {
    const text = textOf(words);
    return `${this.installation.baseUrl}/h5/answer/${text}-${this.signatureOf(text)}`;
  }

  /** null for a token that was not made here. */
  read(token: string): LinkWords | null {
    const [, invitationId = '', act, sequence, signature = ''] = TOKEN.exec(token) ?? [];
    if (act === undefined) return null;
    const words: LinkWords = {
      invitationId,
      partstat: act === 'a' ? 'ACCEPTED' : 'DECLINED',
      sequence: Number(sequence),
    };
    const expected = this.signatureOf(textOf(words));
    return timingSafeEqual(Buffer.from(expected), Buffer.from(signature)) ? words : null;
  }

  private signatureOf(text: string): string {
    return this.secrets.hash('answer-link', text).slice(0, 40);
  }
}

const textOf = ({ invitationId, partstat, sequence }: LinkWords): string =>
  `${invitationId}-${partstat === 'ACCEPTED' ? 'a' : 'd'}${String(sequence)}`;
