/** How a rota is looked at: a month or a week of shifts, or the month of each volunteer. */
export const VIEWS = ['month', 'week', 'people'] as const;
export type RotaView = (typeof VIEWS)[number];
