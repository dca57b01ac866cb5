/** Whether seats of a shift can be taken; it is cancelled with its session. */
export type ShiftState = 'open' | 'cancelled';
