/** How the search ended: somebody else has the seat, its holder comes after all, or it is over without. */
export type VacancyEnd = 'filled' | 'kept' | 'closed';
