import { ApiProperty } from '@nestjs/swagger';
import { IsOptional, IsString, MaxLength, MinLength } from 'class-validator';

export class SayDto {
  @ApiProperty({
    required: false,
    description: "A sample person's key, or a chat session; left out: the browser's own",
  })
  @IsOptional()
  @IsString()
  @MinLength(1)
  @MaxLength(100)
  from?: string;

  @ApiProperty({ description: 'What is said', example: '空班 这周' })
  @IsString()
  text: string;

  @ApiProperty({ required: false, name: 'in', description: 'The group in which it is said; left out: a private chat' })
  @IsOptional()
  @IsString()
  @MinLength(1)
  @MaxLength(100)
  in?: string;
}

export class ListenDto {
  @IsOptional()
  @IsString()
  @MaxLength(100)
  from?: string;

  @IsOptional()
  @IsString()
  @MaxLength(100)
  after?: string;
}
