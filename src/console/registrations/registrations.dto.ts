import { ApiProperty } from '@nestjs/swagger';
import { IsInt, IsOptional, IsString, MaxLength } from 'class-validator';

export class PartyDto {
  @ApiProperty({ description: 'How many people come', example: 3 })
  @IsInt()
  party: number;
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
