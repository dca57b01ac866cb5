/** The part of fontkit that tells which characters a font can draw. */
declare module 'fontkit' {
  export function create(bytes: Buffer): { readonly characterSet: readonly number[] };
}
