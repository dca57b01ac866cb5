/* What is said where a life may be in danger. */

export const crisis = (): string =>
  [
    '你现在的安全最要紧。请马上联系能帮到你的人：',
    '全国统一心理援助热线 12356（24 小时）',
    '有生命危险请打 110 或 120',
    '妇女维权服务热线 12338',
    '如果身边有人，请先告诉他，不要一个人待着。',
    '我已提醒值班的同事留意。我是程序，不能代替他们，请先打电话。',
  ].join('\n');
export const noticeCrisis = (at: string): string =>
  `【紧急】${at} 有人发来的话像是有危险，已给出求助电话。请值班的同事马上查看热线，按预案处理；内容不在这里转述。`;
