const EXACT =
  /^(?:空班|空缺|我的班|我的排班|我的班表|谁在班|谁值班|认领|退班|求替|换班|撤销|同意|确认|到岗|交接|交班|离岗|登记|请假|心愿|我的心愿|取消心愿|提醒|免打扰|日历|我的统计|活动|报名|取消报名|签到|评价|生成班表|发布|缺口|未确认|补班|代|通知|统计|年报|我的请假|我的换班|谁有空|值班排行|交接记录|没登记的|常见问题|班表|帮助|绑定|help)(?:[TNPGOCHLK和给的班,、:]|$)*$/;

/** 登记 手册120册: whose measure that is, nobody knows before the sender is known. */
const ANY_REPORT = /^登记(?:[\u4e00-\u9fff]{2,8}:?[NHCK][\u4e00-\u9fff]?,?)+$/;

/** True for the skeleton of a bare command with nothing but its particulars, as somebody types it to the service and to no one else. */
export function isCommandForm(skeleton: string): boolean {
  return (
    EXACT.test(skeleton) ||
    ANY_REPORT.test(skeleton) ||
    (/^(?:\+1|交接.*|交班.*|通知.+)$/.test(skeleton) && !/^通知(?:大家|一下)?[^:,]*[吗?]$/.test(skeleton))
  );
}
