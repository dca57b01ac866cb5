import type { Undone, UndoRefusal } from '../../acts/undo.service';

/* Taking back what was just done. */

export function undone(result: Undone): string {
  const names: Readonly<Record<string, string>> = {
    claim: '认领',
    assign: '安排',
    drop: '退班',
    offer: '求替',
    give: '换班请求',
    swap: '换班请求',
    'wish-swap': '换班愿望',
    agree: '同意',
    'agree-ring': '同意',
    'take-leave': '请假',
    'wish-rota': '排班心愿',
    'tally.report': '登记',
    report: '登记',
    'registration.register': '报名',
    'programme.change': '项目设置',
    'organisation.change': '组织设置',
  };
  return `✓ 已撤销刚才的${names[result.act] ?? '操作'}。\n回复 我的班 看现在的安排。`;
}

export function undoRefusal(refusal: UndoRefusal): string {
  switch (refusal.rule) {
    case 'nothing-to-undo':
      return '没有可以撤销的操作。\n要让出班请说：退班 或 求替。';
    case 'too-late-to-undo':
      return '撤销只在 10 分钟内有效，已经过时了。\n要让出班请说：退班 或 求替。';
    case 'cannot-undo':
      return '之后情况已经变了，撤销不了，什么都没有改动。\n回复 我的班 看现在的安排。';
  }
}
