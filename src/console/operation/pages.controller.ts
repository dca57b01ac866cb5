import { join } from 'node:path';
import { Controller, Get, Redirect, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Response } from 'express';
import { webRoot } from '../http/web-root';

/** The pages; everything they consist of lies under /assets. */
@ApiExcludeController()
@Controller()
export class PagesController {
  private readonly root = webRoot();

  @Get()
  @Redirect('/chat', 302)
  home(): void {
    // the decorator answers
  }

  @Get('chat')
  chat(@Res() response: Response): void {
    this.page(response, 'chat');
  }

  @Get(['console', 'console/{*path}'])
  console(@Res() response: Response): void {
    this.page(response, 'console');
  }

  @Get(['h5', ...['me', 'session', 'duty', 'answer', 'calendar', 'poster/:id'].map((page) => `h5/${page}`)])
  h5(@Res() response: Response): void {
    this.page(response, 'h5');
  }

  private page(response: Response, name: string): void {
    response.setHeader('Cache-Control', 'no-cache');
    response.sendFile(join(this.root, name, 'index.html'));
  }
}
