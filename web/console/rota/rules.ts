import { RULE_NAMES } from '../../../src/rota/domain/rule-names';
import type { Candidate } from '../../shared/api';

/** Why a candidate needs a reason; empty: she fits. */
export const reasonsOf = ({ violations }: Candidate): string =>
  violations.map(({ rule }) => RULE_NAMES[rule]).join('、');
