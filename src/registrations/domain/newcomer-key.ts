/** Begins the key of whoever came by a poster: what she gave her number for was said there. */
export const NEWCOMER_PREFIX = 'newcomer-';

/** Whether this is the key of somebody who came by a poster and has no account of her own by it. */
export const isNewcomer = (key: string): boolean => key.startsWith(NEWCOMER_PREFIX);
