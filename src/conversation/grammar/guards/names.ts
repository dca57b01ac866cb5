/** Every reason for which an act is not carried out as it was read; each has its sentence in the wording. */
export type GuardName =
  | 'rehearsal' | 'quoted' | 'other-subject' | 'third-person' | 'not-hers' | 'with-whom' | 'session-off' | 'impossible-number' | 'count' | 'no-note' | 'short-absence' | 'later'
  | 'telling' | 'wh' | 'timetable' | 'past' | 'habit' | 'hedged' | 'condition' | 'negated' | 'partial-hours' | 'unknown-day' | 'look-unread' | 'unread' | 'elsewhere' | 'disagrees'
  | 'implausible' | 'roughly' | 'asked' | 'planned'; // prettier-ignore
