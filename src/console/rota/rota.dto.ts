import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsInt,
  IsOptional,
  IsString,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { IsCivilDateTime, IsMonth, IsText, MonthParam } from '../http/params';

const ID_LENGTH = 64;

export class OverrideDto {
  @ApiProperty({ description: 'Why the rule is set aside; it is recorded' })
  @IsText(200)
  reason: string;
}

export class OverridableDto {
  @ApiProperty({ required: false, type: OverrideDto, description: 'A coordinator sets a soft rule aside' })
  @IsOptional()
  @ValidateNested()
  @Type(() => OverrideDto)
  override?: OverrideDto;
}

export class SeenDto extends OverridableDto {
  @ApiProperty({
    required: false,
    type: [String],
    description: 'The assignments that were seen on the shift; when others live there by now, nothing is done (409)',
  })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(100)
  @IsString({ each: true })
  seen?: string[];
}

export class MoveDto extends SeenDto {
  @ApiProperty({ description: 'The shift to which she moves' })
  @IsString()
  @MaxLength(ID_LENGTH)
  toShiftId: string;
}

export class VerdictsQuery {
  @ApiProperty({ description: 'Whom it is about' })
  @IsString()
  @MaxLength(ID_LENGTH)
  personId: string;

  @ApiProperty({ required: false, description: 'An assignment that she would leave' })
  @IsOptional()
  @IsString()
  @MaxLength(ID_LENGTH)
  without?: string;
}

export class CopyDto {
  @ApiProperty({ example: '2026-11' })
  @IsMonth()
  from: string;
}

export class AssignDto extends SeenDto {
  @ApiProperty({ description: 'Who is to serve' })
  @IsString()
  @MaxLength(ID_LENGTH)
  personId: string;
}

export class DraftDto {
  @ApiProperty({
    required: false,
    minimum: 1,
    maximum: 300,
    description: 'How long to search at most; 15 when left out',
  })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(300)
  seconds?: number;
}

export class RepairDto {
  @ApiProperty({ description: 'The shift that lacks somebody' })
  @IsString()
  @MaxLength(ID_LENGTH)
  shiftId: string;
}

export class GiveDto {
  @ApiProperty({ description: 'Who is asked to take the shift' })
  @IsString()
  @MaxLength(ID_LENGTH)
  toPersonId: string;
}

export class SwapDto {
  @ApiProperty({ description: 'The assignment that is wanted in return' })
  @IsString()
  @MaxLength(ID_LENGTH)
  otherAssignmentId: string;
}

export class HandoverDto {
  @ApiProperty({ required: false, description: 'Without anything that tells who a caller is' })
  @IsOptional()
  @IsString()
  @MaxLength(1000)
  note?: string;
}

export class ServedDto {
  @ApiProperty({ required: false, description: 'Minutes served; left out: as planned' })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(10_000)
  minutes?: number;

  @ApiProperty({ required: false, description: 'Why hours are entered after the shift' })
  @IsOptional()
  @IsString()
  @MaxLength(200)
  reason?: string;
}

export class LeaveDto {
  @ApiProperty({ required: false, description: 'Whose leave; a coordinator enters it for others' })
  @IsOptional()
  @IsString()
  @MaxLength(ID_LENGTH)
  personId?: string;

  @ApiProperty({ example: '2026-12-01T00:00' })
  @IsCivilDateTime()
  from: string;

  @ApiProperty({ example: '2026-12-06T00:00', description: 'The first moment that is no leave any more' })
  @IsCivilDateTime()
  to: string;
}

export class OnDutyQuery {
  @ApiProperty({ required: false, example: '2026-12-08T20:00', description: 'Left out: now' })
  @IsOptional()
  @IsCivilDateTime()
  at?: string;
}

export class PublishDto {
  @ApiProperty({ description: 'The version of the draft that was looked at' })
  @IsInt()
  @Min(0)
  version: number;
}

export class VersionParam extends MonthParam {
  @ApiProperty({ example: 3 })
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(100_000)
  version: number;
}
