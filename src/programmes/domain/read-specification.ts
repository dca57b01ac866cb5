import type { ProgrammeSpecification } from './specification';

const KEPT_TEXTS = 500;
const parsed = new Map<string, ProgrammeSpecification>();

/** The specification held in a programme's column. The same text is parsed once; treat the result as frozen. */
export function readSpecification(text: string): ProgrammeSpecification {
  const known = parsed.get(text);
  if (known) return known;
  const specification = JSON.parse(text) as ProgrammeSpecification;
  if (parsed.size >= KEPT_TEXTS) parsed.clear();
  parsed.set(text, specification);
  return specification;
}
