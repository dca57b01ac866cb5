import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  IsBoolean,
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { IsMobile, IsText, PageQuery } from '../http/params';

const ONLY = ['unreachable', 'running-out', 'on-leave', 'trainee'] as const;
const WANTS = ['like', 'dislike'] as const;
const KEY_LENGTH = 64;

export class VolunteersQuery extends PageQuery {
  @ApiProperty({ required: false, description: 'A part of the name, of its pinyin or of its initials' })
  @IsOptional()
  @IsString()
  @MaxLength(60)
  called?: string;

  @ApiProperty({ required: false, description: 'The key of a qualification' })
  @IsOptional()
  @IsString()
  @MaxLength(KEY_LENGTH)
  qualification?: string;

  @ApiProperty({ required: false, enum: ONLY })
  @IsOptional()
  @IsIn(ONLY)
  only?: (typeof ONLY)[number];
}

class WindowDto {
  @ApiProperty({ minimum: 1, maximum: 7, description: '1 Monday … 7 Sunday' })
  @IsInt()
  @Min(1)
  @Max(7)
  weekday: number;

  @ApiProperty({ minimum: 0, maximum: 1440, description: 'Minutes of the local day' })
  @IsInt()
  fromMinute: number;

  @ApiProperty({
    minimum: 0,
    maximum: 1440,
    description: 'Minutes of the local day; 1440 is the midnight that ends it',
  })
  @IsInt()
  toMinute: number;
}

export class NewVolunteerDto {
  @ApiProperty({ example: '王芳' })
  @IsText(20)
  name: string;

  @ApiProperty({ description: 'She serves beside somebody else, never alone' })
  @IsBoolean()
  trainee: boolean;

  @ApiProperty({ required: false, example: '13800000000' })
  @IsOptional()
  @IsMobile()
  phone?: string;

  @ApiProperty({ required: false, description: 'That somebody of this name is here already is known' })
  @IsOptional()
  @IsBoolean()
  anyway?: boolean;
}

export class AvailabilityDto {
  @ApiProperty({ type: [WindowDto] })
  @IsArray()
  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  @Type(() => WindowDto)
  windows: WindowDto[];
}

class WishDto {
  @ApiProperty({ enum: WANTS })
  @IsIn(WANTS)
  want: (typeof WANTS)[number];

  @ApiProperty({ required: false, description: 'The key of a programme' })
  @IsOptional()
  @IsString()
  @MaxLength(KEY_LENGTH)
  programme?: string;

  @ApiProperty({ required: false, description: 'The key of a post' })
  @IsOptional()
  @IsString()
  @MaxLength(KEY_LENGTH)
  post?: string;

  @ApiProperty({ required: false, description: 'The key of a part of the day' })
  @IsOptional()
  @IsString()
  @MaxLength(KEY_LENGTH)
  dayPart?: string;

  @ApiProperty({ required: false, minimum: 1, maximum: 7, description: '1 Monday … 7 Sunday' })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(7)
  weekday?: number;

  @ApiProperty({ required: false, example: '2026-12-24' })
  @IsOptional()
  @Matches(/^\d{4}-\d{2}-\d{2}$/u)
  date?: string;
}

export class WishesDto {
  @ApiProperty({ type: [WishDto] })
  @IsArray()
  @ArrayMaxSize(200)
  @ValidateNested({ each: true })
  @Type(() => WishDto)
  wishes: WishDto[];
}
