import { ApiProperty } from '@nestjs/swagger';
import { IsString, MaxLength } from 'class-validator';

export class QuestionParam {
  @ApiProperty()
  @IsString()
  @MaxLength(26)
  id: string;
}

export class AnswerDto {
  @ApiProperty({ example: '可以，二楼有儿童角。' })
  @IsString()
  @MaxLength(2000)
  text: string;
}
