import type { Configuration } from '../../../config/configuration';
import { NoDatabaseYet, surveyDatabase, type Survey } from '../../database/survey';
import { SECOND, type Instant } from '../../kernel/clock';
import { schemaState } from '../upgrade';
import { SAYS } from './doctor-texts';
import { good, note, problem, reasonOf, type Finding } from './finding';

const MOST_APART_S = 5;

/** The state of the database itself; `survey` is null when nothing further can be asked of it. */
export async function checkDatabase(
  { databaseUrl }: Configuration,
  now: Instant,
): Promise<{ readonly findings: Finding[]; readonly survey: Survey | null }> {
  const about = 'DATABASE_URL';
  try {
    const survey = await surveyDatabase(databaseUrl);
    const findings = [collationOf(survey), schemaOf(survey), ...clockOf(survey, now), useOf(survey)];
    const usable = schemaState(survey.executed).state === 'same';
    return { findings, survey: usable ? survey : null };
  } catch (error) {
    if (error instanceof NoDatabaseYet)
      return { findings: [note(about, SAYS.databaseNone(databaseUrl))], survey: null };
    return { findings: [problem(about, SAYS.databaseAway(reasonOf(error)))], survey: null };
  }
}

function collationOf({ engine, version, place, looseCollation }: Survey): Finding {
  if (!looseCollation) return good('database', SAYS.databaseRight(place, `${engine} ${version}`));
  const { of, is, wanted } = looseCollation;
  return problem('collation', SAYS.collationLoose(of, is, wanted));
}

function schemaOf({ executed }: Survey): Finding {
  const { state, pending, unknown } = schemaState(executed);
  if (state === 'newer') return problem('schema', SAYS.schemaNewer(unknown.join(', ')));
  if (state === 'same') return good('schema', SAYS.schemaRight(executed.length));
  const older = SAYS.schemaOlder(pending.length);
  return state === 'older' ? problem('schema', older) : note('schema', older);
}

function clockOf({ clock }: Survey, now: Instant): Finding[] {
  if (!clock) return [];
  const apart = (now - clock.ms) / SECOND;
  if (Math.abs(apart) <= MOST_APART_S + clock.answeredInMs / SECOND)
    return [good('clock', SAYS.clockRight(MOST_APART_S))];
  return [problem('clock', SAYS.clockApart(Math.round(apart)))];
}

const useOf = ({ usedBy }: Survey): Finding =>
  usedBy === null ? note('service', SAYS.notInUse) : good('service', SAYS.inUse(usedBy));
