/* What is said where a life may be in danger: plainly where it was named, gently where it was only hinted at. */

const HELPLINE = '全国统一心理援助热线 12356（24 小时，有人听）';

export const crisis = (): string =>
  [
    '你现在的安全最要紧。请马上联系能帮到你的人：',
    '全国统一心理援助热线 12356（24 小时）',
    '有生命危险请打 110 或 120',
    '妇女维权服务热线 12338',
    '如果身边有人，请先告诉他，不要一个人待着。',
    '我已提醒值班的同事留意。我是程序，不能代替他们，请先打电话。',
  ].join('\n');

export const otherInDanger = (told: boolean): string =>
  [
    '谢谢你替 TA 着急。有生命危险，请马上打 110 或 120，说清楚人在哪里。',
    '能联系上就先陪着 TA，别让 TA 一个人待着；把药、刀这些东西拿开，直接问、好好听，不用讲道理。',
    `${HELPLINE}，替别人问也可以；妇女维权 12338。`,
    told ? '我已提醒值班的同事留意，没有转你的话。我是程序，不能代替他们，请先打电话。' : '我是程序，请先打电话。',
  ].join('\n');

/** To a counsellor who tells of a caller. */
export const callerInDanger = (told: boolean): string =>
  [
    '这是来电人的情况吧？先稳住，别让对方挂断：问清人在哪里、身边有没有人、手边有什么，按危机预案走。',
    '有生命危险马上打 110 或 120；12356 可以转介。',
    told ? '我已请值班的同事和统筹员来支援你，没有转你的话。' : '请马上打电话找统筹员支援。',
    '个案内容不要发在这里：这一条我没有保存，也没有记进交接，请当面或打电话说。',
    '接完这样的电话，自己也歇一歇。要是说的是你自己，12356 随时有人听。',
  ].join('\n');

export const worries = (offer: boolean): string =>
  [
    '听你这样说，我有点放心不下。难受的时候愿意说出来，已经很不容易。',
    `${HELPLINE}，现在就可以打；有危险请打 110 或 120。`,
    offer
      ? '要不要请统筹员给你回个电话？回 要，我只告诉她你想有人联系，不转你的话；回 不用 也没关系。'
      : '身边要是有信得过的人，也可以先跟 TA 说说，别一个人扛着。',
  ].join('\n');

export const worriesAgain = (told: boolean, named: boolean): string =>
  [
    '你又说到这样的话，我更放心不下了。你不用一个人扛着。',
    `${HELPLINE}，现在就可以打；有危险请打 110 或 120。`,
    told
      ? named
        ? '我已请统筹员来关心你一下：只说了请她联系你，没有转你的话。'
        : '我已提醒统筹员留意，没有转你的话。'
      : '身边要是有信得过的人，请现在就告诉 TA。',
  ].join('\n');

export const otherWorries = (offer: boolean): string =>
  [
    '听起来你很担心 TA。多陪一陪，直接问一句“是不是很难受、有没有想过不活了”，不会把人问坏。',
    `${HELPLINE}，替别人问也可以；有危险请打 110 或 120。`,
    ...(offer ? ['要不要请统筹员给你回个电话，一起想想怎么办？回 要 或 不用。我不转你的话。'] : []),
  ].join('\n');

/** To a counsellor who tells of a caller. */
export const callerWorries = (): string =>
  [
    '听起来这位来电人让你不太放心。拿不准就按危机预案评估，直接问有没有想过死、有没有打算；有危险打 110 或 120。',
    '个案内容不要发在这里：这一条我没有保存，也没有记进交接，请当面或打电话说。',
    '要不要请统筹员联系你？回 要 或 不用。要是说的是你自己，12356 随时有人听。',
  ].join('\n');

export const willBeCalled = (): string =>
  '好，我已经告诉统筹员，请她尽快联系你，只说了你想有人联系，没有转你的话。\n等的时候要是难受，随时打 12356；有危险请打 110 或 120。';
export const nobodyToCall = (): string =>
  '现在没有别的同事可以叫，对不起。请先打 12356（24 小时，有人听）；有危险请打 110 或 120。';
export const noCallBack = (): string => '好，听你的，谁也没有告诉。什么时候想找人说说，跟我说一声，或者直接打 12356。';
/** She says that it was nothing; whoever was alarmed may still ask after her. */
export const notMeant = (alarmed: boolean): string =>
  [
    '没事就好，说出来也没关系，不用不好意思。',
    ...(alarmed ? ['刚才已经提醒了值班的同事，要是有人来问一声，是惦记，不用解释什么。'] : []),
    '哪天心里闷，12356 一直有人听，也可以随时跟我说。',
  ].join('\n');

export const noticeCrisis = (at: string): string =>
  `【紧急】${at} 有人发来的话像是有危险，已给出求助电话。请值班的同事马上查看热线，按预案处理；内容不在这里转述。`;
export const noticeAsked = (at: string, name: string): string =>
  `【请联系】${name} ${at} 说想有人联系她。请尽快打个电话给她，先听她说；说了什么不在这里转述。`;
export const noticeAgain = (at: string, name: string): string =>
  `【请关心】${name} 一天里第二次说了让人放心不下的话（${at}）。她知道我请你联系她。请尽快打个电话，先听她说；内容不在这里转述。`;
