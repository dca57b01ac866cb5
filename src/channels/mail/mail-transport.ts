import { createTransport } from 'nodemailer';
import type { SendResult } from '../../messaging/channel';
import type { Mail } from './mail';

/** How long a mail server may take to answer, in milliseconds. */
const PATIENCE = 20_000;
/** Connections to the mail server, and what is said on them: these codes mean that nothing was handed over. */
const NOT_YET: readonly string[] = ['ECONNECTION', 'EDNS', 'ESOCKET', 'EAUTH', 'ETLS', 'ENOAUTH', 'EENVELOPE'];

/** Hands mails to an SMTP server; the only user of nodemailer. */
export class MailTransport {
  private readonly transporter: ReturnType<typeof pooled>;

  constructor(
    url: string,
    private readonly from: { readonly name: string; readonly email: string },
  ) {
    this.transporter = pooled(url);
  }

  /** Never throws. The same `ref` makes the same Message-ID, so that a mail sent twice is one to most programs. */
  async send(mail: Mail, ref: string): Promise<SendResult> {
    const { name, email } = this.from;
    const domain = email.slice(email.lastIndexOf('@') + 1);
    try {
      const sent: { messageId?: string } = await this.transporter.sendMail({
        from: { name, address: email },
        to: mail.to,
        subject: mail.subject,
        text: mail.text,
        html: mail.html,
        messageId: `<${ref.replaceAll(/[^\w.-]/g, '')}@${domain}>`,
        headers: { 'Auto-Submitted': 'auto-generated' },
        textEncoding: 'base64',
        attachments: mail.attachments.map(({ name: filename, type, content }) => ({
          filename,
          contentType: type,
          content,
        })),
        icalEvent: mail.invitation && { ...mail.invitation, filename: 'invite.ics' },
      });
      return { state: 'sent', providerMessageId: sent.messageId?.slice(0, 191) };
    } catch (error) {
      return outcomeOf(error);
    }
  }

  close(): void {
    this.transporter.close();
  }
}

/** Greets the server and signs in as a sending would, without sending. Throws what it refuses with. */
export async function greetMailServer(url: string): Promise<void> {
  const transporter = pooled(url);
  try {
    await transporter.verify();
  } finally {
    transporter.close();
  }
}

const pooled = (url: string) =>
  createTransport({
    url,
    pool: true,
    maxConnections: 2,
    connectionTimeout: PATIENCE,
    greetingTimeout: PATIENCE,
    socketTimeout: PATIENCE,
    disableFileAccess: true,
    disableUrlAccess: true,
  });

function outcomeOf(error: unknown): SendResult {
  const { code, responseCode, message } = error as { code?: string; responseCode?: number; message?: string };
  const reason = `${code ?? 'error'}: ${message ?? String(error)}`.slice(0, 200);
  if (responseCode !== undefined && responseCode >= 500 && code !== 'EAUTH') return { state: 'refused', reason };
  if (responseCode !== undefined || (code !== undefined && NOT_YET.includes(code))) return { state: 'retry', reason };
  return { state: 'unknown', reason };
}
