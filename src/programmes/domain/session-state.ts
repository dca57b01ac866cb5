export type SessionState = 'planned' | 'cancelled';
