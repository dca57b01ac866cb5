import { z } from 'zod';
import type { LanguageModelSettings } from '../../../config/configuration';
import { LanguageModel, type Completion } from './language-model.port';

/** A person waits: later than this is no answer. */
const DEADLINE_MS = 3_000;
/** No proposal is longer; a server that sends more is cut off. */
const MOST_BYTES = 64 * 1024;

const completion = z.object({
  choices: z.array(z.object({ message: z.object({ content: z.string().max(4_000) }) })).min(1),
});

/** A server that speaks the OpenAI-compatible chat completions protocol (`POST …/chat/completions`). */
export class ChatCompletions extends LanguageModel {
  readonly available = true;
  private readonly address: string;

  constructor(private readonly settings: LanguageModelSettings) {
    super();
    const base = settings.url.replace(/\/+$/, '');
    this.address = base.endsWith('/chat/completions') ? base : `${base}/chat/completions`;
  }

  async complete(instruction: string, text: string): Promise<Completion> {
    const { key, name } = this.settings;
    const messages = [
      { role: 'system', content: instruction },
      { role: 'user', content: text },
    ];
    try {
      const response = await fetch(this.address, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(key === null ? {} : { authorization: `Bearer ${key}` }) },
        body: JSON.stringify({ model: name, messages, temperature: 0, max_tokens: 200, stream: false }),
        // What was meant for one server is not carried on to another.
        redirect: 'error',
        signal: AbortSignal.timeout(DEADLINE_MS),
      });
      if (!response.ok) {
        await response.body?.cancel();
        return { ok: false, reason: 'unreachable' };
      }
      return read(await shortBody(response));
    } catch (error) {
      const late = error instanceof DOMException && error.name === 'TimeoutError';
      return { ok: false, reason: late ? 'late' : 'unreachable' };
    }
  }
}

/** The body as text; null when it is too long. */
async function shortBody(response: Response): Promise<string | null> {
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  const body: AsyncIterable<Uint8Array> | null = response.body;
  for await (const piece of body ?? []) {
    bytes += piece.byteLength;
    // Leaving the loop cancels the rest.
    if (bytes > MOST_BYTES) return null;
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString('utf8');
}

function read(body: string | null): Completion {
  const parsed = completion.safeParse(body === null ? null : jsonOf(body));
  const text = parsed.success ? parsed.data.choices[0]?.message.content : undefined;
  return text === undefined ? { ok: false, reason: 'unusable' } : { ok: true, text };
}

/** null for what is no JSON. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}
