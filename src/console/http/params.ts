import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import { IsInt, IsOptional, Matches, Max, Min, registerDecorator } from 'class-validator';
import {
  addDays,
  civilDateOf,
  isCivilDate,
  isCivilDateTime,
  isWithinReach,
  startOfDay,
  type CivilDate,
} from '../../kernel/civil-time';
import type { Interval } from '../../kernel/interval';
import { isSeen } from '../../kernel/text';
import type { ActContext, OrgScope } from '../../acts/domain/act-context';
import { Problem } from './problem';

const LONGEST_DAYS = 400;

function check(name: string, message: string, test: (text: string) => boolean): PropertyDecorator {
  return (target, property) => {
    registerDecorator({
      name,
      target: target.constructor,
      propertyName: String(property),
      validator: {
        validate: (value: unknown) => typeof value === 'string' && test(value),
        defaultMessage: () => `${String(property)} ${message}`,
      },
    });
  };
}

const YEARS = 'of the years 1900 to 2199';

/** A calendar day, `2026-12-08`. */
export const IsCivilDate = (): PropertyDecorator =>
  check('isCivilDate', `must be a date like 2026-12-08, ${YEARS}`, (text) => isCivilDate(text) && isWithinReach(text));

/** A wall time in the organisation's zone, `2026-12-08T20:00`. */
export const IsCivilDateTime = (): PropertyDecorator =>
  check(
    'isCivilDateTime',
    `must be a time like 2026-12-08T20:00, ${YEARS}`,
    (text) => isCivilDateTime(text) && isWithinReach(text),
  );

/** Something that people read: not only blanks, and at most so many characters. */
export const IsText = (most: number): PropertyDecorator =>
  check('isText', `must be a text of 1 to ${String(most)} characters`, (text) => isSeen(text) && text.length <= most);

/** From the first moment of `from` to the last of `to`, both days in the organisation's zone. */
export class PeriodQuery {
  @ApiProperty({ required: false, type: String, example: '2026-12-01' })
  @IsOptional()
  @IsCivilDate()
  from?: CivilDate;

  @ApiProperty({ required: false, type: String, example: '2026-12-31', description: 'The last day, included' })
  @IsOptional()
  @IsCivilDate()
  to?: CivilDate;
}

const PAGE_SIZE = 50;

/** A page of a list, from 1; the server pages, never the browser. */
export class PageQuery {
  @ApiProperty({ required: false, example: 1 })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(10_000)
  page?: number;
}

export const pageOf = ({ page = 1 }: PageQuery): { offset: number; limit: number } => ({
  offset: (page - 1) * PAGE_SIZE,
  limit: PAGE_SIZE,
});

const MONTH = /^\d{4}-(?:0[1-9]|1[0-2])$/u;

/** A month, `2026-12`. */
export const IsMonth = (): PropertyDecorator =>
  check('isMonth', `must be a month like 2026-12, ${YEARS}`, (text) => MONTH.test(text) && isWithinReach(text));

export class MonthParam {
  @ApiProperty({ example: '2026-12' })
  @IsMonth()
  month: string;
}

/** The days that were asked for; `days` from today when nothing was said. Throws a problem for a senseless range. */
export function daysOf(query: PeriodQuery, context: ActContext, days: number): { from: CivilDate; to: CivilDate } {
  const from = query.from ?? civilDateOf(context.now, context.scope.zone);
  const to = query.to ?? addDays(from, days - 1);
  if (to < from || addDays(from, LONGEST_DAYS) < to) {
    throw new Problem(400, {
      detail: `from 不能晚于 to，最多 ${String(LONGEST_DAYS)} 天`,
      errors: [{ pointer: '/to', detail: 'to must not be before from, nor too long after it' }],
    });
  }
  return { from, to };
}

export function intervalOf(days: { from: CivilDate; to: CivilDate }, scope: OrgScope): Interval {
  return { from: startOfDay(days.from, scope.zone), to: startOfDay(addDays(days.to, 1), scope.zone) };
}

/** As `daysOf`, as instants. */
export function rangeOf(query: PeriodQuery, context: ActContext, days: number): Interval {
  return intervalOf(daysOf(query, context, days), context.scope);
}

/** A mobile number of mainland China, kept as its digits however it was typed. */
export const IsMobile = (): PropertyDecorator =>
  applyDecorators(
    Transform(({ value }: { value: unknown }) =>
      typeof value === 'string' ? value.replace(/[\s-]/gu, '').replace(/^\+?86(?=1\d{10}$)/u, '') : value,
    ),
    Matches(/^1\d{10}$/u, { message: '请填十一位的手机号' }),
  );
