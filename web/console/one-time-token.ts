/**
 * The token of a one-time link, taken out of the address before anything else looks at it: nothing of it stays in the
 * history of the browser. Empty when the page was opened otherwise.
 */
export const oneTimeToken = ((): string => {
  if (!location.pathname.endsWith('/console/sign-in')) return '';
  const token = location.hash.slice(1);
  history.replaceState(null, '', '/console/');
  return token;
})();
