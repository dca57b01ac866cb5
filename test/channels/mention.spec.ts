import { withoutMention } from '../../src/channels/mention';

describe('a call in a group', () => {
  it.each([
    ['@小约\u2005认领 3', '认领 3'],
    ['@小约 认领 3', '认领 3'],
    ['@小约认领 3', '认领 3'],
    ['＠小约 认领 3', '认领 3'],
    ['认领 3 @小约', '认领 3'],
    ['@小约', ''],
  ])('is heard and cut out of %j', (text, rest) => {
    expect(withoutMention(text, ['小约'])).toEqual({ mentioned: true, text: rest });
  });

  it.each(['认领 3', '@小王 认领 3', '小约 认领 3'])('is not found in %j', (text) => {
    expect(withoutMention(text, ['小约'])).toEqual({ mentioned: false, text });
  });

  it('takes the longer of two names, and names with signs in them', () => {
    expect(withoutMention('@小约(热线) 帮助', ['小约', '小约(热线)', '']).text).toBe('帮助');
  });
});
