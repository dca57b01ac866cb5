export type Completion =
  | { readonly ok: true; readonly text: string }
  /** `late`: no answer within the deadline; `unreachable`: no connection, a redirect or an error status; `unusable`: no completion. */
  | { readonly ok: false; readonly reason: 'late' | 'unreachable' | 'unusable' };

/** Any language model that continues a text. Never throws; what it answers is somebody else's word and believed in nothing. */
export abstract class LanguageModel {
  /** False where none is set up; then nothing ever leaves. */
  abstract readonly available: boolean;
  abstract complete(instruction: string, text: string): Promise<Completion>;
}

export class NoLanguageModel extends LanguageModel {
  readonly available = false;

  complete(): Promise<Completion> {
    return Promise.resolve({ ok: false, reason: 'unreachable' });
  }
}
