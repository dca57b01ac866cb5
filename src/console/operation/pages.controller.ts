import { join } from 'node:path';
import { Controller, Get, Header, Redirect, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Response } from 'express';
import { webRoot } from '../http/web-root';
import { privacyPage } from './privacy-page';

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

  @Get('privacy')
  @Header('Content-Type', 'text/html; charset=utf-8')
  @Header('Cache-Control', 'public, max-age=3600')
  privacy(): string {
    return privacyPage();
  }

  private page(response: Response, name: string): void {
    response.setHeader('Cache-Control', 'no-cache');
    response.sendFile(join(this.root, name, 'index.html'));
  }
}
