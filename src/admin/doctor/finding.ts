/** What one check came to. */
export interface Finding {
  /** The setting or the part that it is about. */
  readonly about: string;
  /** `note`: worth knowing, nothing to mend. */
  readonly state: 'good' | 'note' | 'problem';
  /** In Chinese, then in English; no secret in it. */
  readonly sentence: string;
}

export const good = (about: string, sentence: string): Finding => ({ about, state: 'good', sentence });
export const note = (about: string, sentence: string): Finding => ({ about, state: 'note', sentence });
export const problem = (about: string, sentence: string): Finding => ({ about, state: 'problem', sentence });

/** What went wrong, in one line and without the password of an address. */
export function reasonOf(error: unknown): string {
  const { message = '', code } = error as { message?: string; code?: unknown };
  const nested = (error as { errors?: { message?: string }[] }).errors?.[0]?.message;
  const cause = (error as { cause?: { message?: string; code?: string } }).cause;
  const said = cause?.message || cause?.code || message || nested || String(code ?? error);
  return withoutSecrets(said.replace(/\s+/g, ' ').trim());
}

/** An address as it may be shown to others. */
export const withoutSecrets = (text: string): string => text.replace(/(\/\/[^\s/:@]*):[^\s@/]*@/g, '$1:…@');
