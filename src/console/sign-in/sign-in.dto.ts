import { ApiProperty } from '@nestjs/swagger';
import { IsObject, IsString, MaxLength, MinLength } from 'class-validator';
import { IsText } from '../http/params';
import type { PasskeyMade, PasskeyUsed } from '../../accounts/passkeys.service';

export class SignInDto {
  @ApiProperty({ description: 'The token of a one-time link' })
  @IsString()
  @MaxLength(100)
  token: string;
}

export class AskCodeDto {
  @ApiProperty({ example: '李统筹' })
  @IsString()
  @MinLength(1)
  @MaxLength(120)
  name: string;
}

export class CodeDto {
  @ApiProperty({ example: '7K2M-QX4D', description: 'As the bot told it; dashes and small letters are fine' })
  @IsString()
  @MinLength(1)
  @MaxLength(20)
  code: string;
}

export class PasskeyDto {
  @ApiProperty({ example: '办公室电脑' })
  @IsText(60)
  label: string;

  @ApiProperty({ description: 'RegistrationResponseJSON as the browser made it (WebAuthn Level 3, section 5.5)' })
  @IsObject()
  response: PasskeyMade;
}

export class AssertionDto {
  @ApiProperty({ description: 'AuthenticationResponseJSON as the browser made it (WebAuthn Level 3, section 5.6)' })
  @IsObject()
  response: PasskeyUsed;
}

export class WorkplaceDto {
  @ApiProperty({ description: 'An organisation in which a role of hers holds' })
  @IsString()
  @MaxLength(26)
  organisationId: string;
}
