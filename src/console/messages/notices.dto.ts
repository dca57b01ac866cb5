import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import { IsText } from '../http/params';

const ID_LENGTH = 64;
const KINDS = ['volunteers', 'programme', 'families', 'person'] as const;

export class AudienceDto {
  @ApiProperty({
    enum: KINDS,
    description: 'All volunteers, those of a programme, the families of a session, or one person',
  })
  @IsIn(KINDS)
  to: (typeof KINDS)[number];

  @ApiProperty({ required: false, description: 'The key of the programme, or the id of the session or person' })
  @IsOptional()
  @IsString()
  @MaxLength(ID_LENGTH)
  id?: string;
}

export class NoticeDto extends AudienceDto {
  @ApiProperty({ description: 'What is sent' })
  @IsText(500)
  text: string;
}
