import {
  DEFAULT_HANDOVER,
  DEFAULT_REMINDERS,
  relieveOneAnother,
  type HandoverPolicy,
  type ProgrammeSpecification,
} from './specification';

type Kept = Omit<ProgrammeSpecification, 'handover'> & { readonly handover?: HandoverPolicy | null };

const KEPT_TEXTS = 500;
const parsed = new Map<string, ProgrammeSpecification>();

/** The specification held in a programme's column. The same text is parsed once; treat the result as frozen. */
export function readSpecification(text: string): ProgrammeSpecification {
  const known = parsed.get(text);
  if (known) return known;
  const specification = completed(JSON.parse(text) as Kept);
  if (parsed.size >= KEPT_TEXTS) parsed.clear();
  parsed.set(text, specification);
  return specification;
}

/** What was kept before a setting existed has its default. */
function completed(kept: Kept): ProgrammeSpecification {
  const usual = relieveOneAnother(kept.dayParts) ? DEFAULT_HANDOVER : null;
  const handover = kept.handover === undefined ? usual : kept.handover;
  return { ...kept, reminders: { ...DEFAULT_REMINDERS, ...kept.reminders }, handover };
}
