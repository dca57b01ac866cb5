import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  IsArray,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  Length,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateIf,
} from 'class-validator';
import type { ProgrammeChange } from '../../sessions/change-programme.service';

export class HolidaysQuery {
  @ApiProperty({ required: false, example: 2026 })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(2000)
  @Max(2100)
  year?: number;
}

export class ProgrammeParam {
  @ApiProperty({ example: 'tiantianxun' })
  @Matches(/^[\w.-]{1,64}$/u)
  key: string;
}

export class PreviewChangeDto {
  @ApiProperty({
    description:
      'name, names, place, recurrence, since, dayParts, start, end, capacity, posts, rules, goals, reminders, handover or measures, as in the file',
  })
  @IsObject()
  change: ProgrammeChange;
}

export class ChangeProgrammeDto extends PreviewChangeDto {
  @ApiProperty({ description: 'The version that was read before' })
  @IsString()
  @Length(1, 40)
  seen: string;
}

export class OrganisationParam {
  @ApiProperty()
  @IsString()
  @MaxLength(26)
  id: string;
}

export class ChangeOrganisationDto {
  @ApiProperty({ description: 'The version that was read before' })
  @IsString()
  @Length(1, 40)
  seen: string;

  @ApiProperty({ required: false })
  @IsOptional()
  @IsString()
  name?: string;

  @ApiProperty({ required: false, type: String, nullable: true, description: 'null: the usual text' })
  @IsOptional()
  @IsString()
  crisisText?: string | null;

  @ApiProperty({ required: false, type: Object, nullable: true, example: { from: '22:00', to: '08:00' } })
  @ValidateIf((dto: ChangeOrganisationDto) => dto.quietHours !== null && dto.quietHours !== undefined)
  @IsObject()
  quietHours?: object | null;

  @ApiProperty({
    required: false,
    type: Object,
    isArray: true,
    nullable: true,
    example: [{ question: ['停车', '车停哪'], answer: '院子里可以停，先到先得。' }],
    description: 'The whole list of questions and answers',
  })
  @ValidateIf((dto: ChangeOrganisationDto) => dto.answers !== null && dto.answers !== undefined)
  @IsArray()
  answers?: object[] | null;

  @ApiProperty({ required: false, description: 'Tables by year; null for a year: the published one' })
  @IsOptional()
  @IsObject()
  holidays?: Record<string, unknown>;
}

export class NewOrganisationDto {
  @ApiProperty({ description: 'Under which organisation' })
  @IsString()
  @MaxLength(26)
  parentId: string;

  @ApiProperty({ example: '柳北区妇女联合会' })
  @IsString()
  name: string;
}
