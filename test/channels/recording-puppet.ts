import { mock, PuppetMock } from 'wechaty-puppet-mock';
import type { FileBoxInterface } from 'file-box';

export type Sent =
  | { readonly kind: 'text'; readonly to: string; readonly text: string }
  | { readonly kind: 'file'; readonly to: string; readonly name: string; readonly bytes: Buffer };

/** wechaty's mock, keeping what the bot handed over, with the failures that real puppets have. */
export class RecordingPuppet extends PuppetMock {
  readonly sent: Sent[] = [];
  /** The next send fails with this. */
  failNext: Error | null = null;

  constructor(readonly people: mock.Mocker = new mock.Mocker()) {
    super({ mocker: people });
  }

  override async messageSendText(to: string, text: string): Promise<void> {
    this.fail();
    this.sent.push({ kind: 'text', to, text });
    await super.messageSendText(to, text);
  }

  override async messageSendFile(to: string, file: FileBoxInterface): Promise<void> {
    this.fail();
    this.sent.push({ kind: 'file', to, name: file.name, bytes: await file.toBuffer() });
    await super.messageSendFile(to, file);
  }

  private fail(): void {
    const error = this.failNext;
    this.failNext = null;
    if (error) throw error;
  }
}

/** Waits until `condition` holds; fails with `what` when it does not in time. */
export async function eventually(what: string, condition: () => boolean, ms = 8_000): Promise<void> {
  const until = performance.now() + ms;
  while (!condition()) {
    if (performance.now() > until) throw new Error(`never: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
