import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsBoolean, IsInt, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { IsMobile } from '../http/params';

export class PartyDto {
  @ApiProperty({ description: 'How many people come', example: 3 })
  @IsInt()
  party: number;
}

/** A household by the name that it gives. */
class NamedDto extends PartyDto {
  @ApiProperty({ example: '黄女士' })
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.normalize('NFC').trim() : value))
  @Matches(/^[\p{L}\p{N}·. ]{1,20}$/u, { message: '称呼用一到二十个字，不带符号' })
  name: string;
}

export class NewcomerDto extends NamedDto {
  @ApiProperty({ example: '13800000000', description: 'A mobile number of mainland China' })
  @IsMobile()
  phone: string;
}

export class HouseholdDto extends NamedDto {
  @ApiProperty({ required: false, example: '13800000000', description: 'By which the household is known again' })
  @IsOptional()
  @IsMobile()
  phone?: string;

  @ApiProperty({ description: 'It is here and comes in now; false: it signs up' })
  @IsBoolean()
  here: boolean;
}

export class RegisterDto extends PartyDto {
  @ApiProperty({ required: false, description: 'For whom; a coordinator signs others up' })
  @IsOptional()
  @IsString()
  @MaxLength(64)
  personId?: string;
}

export class AdmitDto {
  @ApiProperty({ required: false, description: 'How many really came; left out: as signed up' })
  @IsOptional()
  @IsInt()
  party?: number;
}

export class CheckInDto extends AdmitDto {
  @ApiProperty({ example: '4821' })
  @IsString()
  @MaxLength(12)
  code: string;
}

export class FeedbackDto {
  @ApiProperty({ minimum: 1, maximum: 5 })
  @IsInt()
  score: number;

  @ApiProperty({ required: false })
  @IsOptional()
  @IsString()
  @MaxLength(2000)
  text?: string;
}
