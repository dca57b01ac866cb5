import type { Reply } from '../channel';
import { cutText } from './cut-text';

/** The messages that actually go out: texts cut to what the channel takes, everything else as it is. */
export function piecesOf(replies: readonly Reply[], maxTextBytes: number): Reply[] {
  return replies.flatMap((reply): Reply[] =>
    'text' in reply ? cutText(reply.text, maxTextBytes).map((text) => ({ text })) : [reply],
  );
}
