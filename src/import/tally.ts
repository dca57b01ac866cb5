export type ImportCounts = Readonly<Record<string, { created: number; changed: number; unchanged: number }>>;

/** Counts what an import made, changed and found as it was, by part of the file. */
export class Tally {
  private readonly parts: Record<string, { created: number; changed: number; unchanged: number }> = {};

  created(part: string, number = 1): void {
    this.of(part).created += number;
  }

  compared(part: string, same: boolean): void {
    if (same) this.of(part).unchanged++;
    else this.of(part).changed++;
  }

  /** What was kept as it stands here counts as unchanged. */
  became(part: string, outcome: 'created' | 'changed' | 'unchanged' | 'kept'): void {
    this.of(part)[outcome === 'kept' ? 'unchanged' : outcome]++;
  }

  changedAnything(): boolean {
    return Object.values(this.parts).some(({ created, changed }) => created + changed > 0);
  }

  counts(): ImportCounts {
    return this.parts;
  }

  private of(part: string): { created: number; changed: number; unchanged: number } {
    return (this.parts[part] ??= { created: 0, changed: 0, unchanged: 0 });
  }
}
