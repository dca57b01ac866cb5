/* That somebody did not come. */

export const noDuty = (name: string): string =>
  `最近两周没有${name}已经开始的班，什么都没有记。\n要记缺席请带上日子，比如：王芳 昨晚 缺席`;
export const preview = (name: string, line: string): string =>
  `要记${name}缺席吗？${line}\n这一班的服务时长会记 0，不通知任何人；以后可以在网页上改。\n回复 是 就记；回复 算了 就不记。`;
export const marked = (name: string, line: string): string => `✓ 已记${name}缺席：${line}\n记错了请在网页的班表上改。`;
