/**
 * What no database keeps the same and no screen shows: NUL and the other control characters but tab and line breaks, and
 * halves of characters.
 */
// eslint-disable-next-line no-control-regex -- these are exactly the characters that are refused
const BROKEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\p{Cs}]/u;
/** Letters by their class that are drawn as nothing: the fillers of Hangul, and the empty pattern of braille. */
const BLANK_LETTERS = /[\u115f\u1160\u3164\uffa0\u2800]/gu;
const SEEN = /[\p{L}\p{N}\p{P}\p{S}]/u;

/** False for a text that holds a control character or half of a character. */
export const isWhole = (text: string): boolean => !BROKEN.test(text);

/** False for a text of blanks alone, whatever they are called. */
export const isSeen = (text: string): boolean => SEEN.test(text.replace(BLANK_LETTERS, ''));
