const place = (sessionId: string): string => `own page ${sessionId}`;

/** The page of whoever signed up for a session on this telephone; null when nobody did, or nothing is kept here. */
export function keptPage(sessionId: string): string | null {
  try {
    return localStorage.getItem(place(sessionId));
  } catch {
    return null;
  }
}

export function keepPage(sessionId: string, page: string): void {
  try {
    localStorage.setItem(place(sessionId), page);
  } catch {
    // she keeps the page herself, as the form asked her to
  }
}
