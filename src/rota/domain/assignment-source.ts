/** By which way somebody came to her seat. */
export type AssignmentSource = 'claim' | 'cover' | 'coordinator' | 'draft' | 'exchange' | 'undo' | 'import';
