// Words of the page of the day.

import type { CalendarDate } from '../../domain/calendar-date.ts'
import { inBoth, thousands } from '../words.ts'

const dateInWords = (day: CalendarDate, language: string, weekday: 'short' | 'long') =>
  new Intl.DateTimeFormat(language, {
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    weekday,
    timeZone: 'UTC',
  }).format(Date.parse(day))

const ja = {
  title: '今日',
  /** 2026年11月22日(日) */
  date: (day: CalendarDate) => dateInWords(day, 'ja-JP', 'short'),
  receive: '受付する',
  findPerson: '本人の記録を探す',
  fillGaps: '欠落を補う',
  uncounted: (records: number) =>
    `以前からの記録を集計しています(あと約${thousands(records)}件)。終わるまで、件数とグラフは少なく表示されます。`,
  requests: '開示請求(期限の近い順)',
  noRequests: '対応中の開示請求はありません。',
  noRequestsHint: '請求が届いたら「受付する」から登録してください。期限の近い順にここに並びます。',
  moreRequests: (count: number) => `ほかに${thousands(count)}件あります。すべての請求を見る`,
  number: '受付番号',
  daysLeft: '残り',
  due: '回答期限',
  article39: '訴えを提起できる日(法第39条)',
  move: '対応する人',
  by: { office: '担当者', person: '請求者', nobody: '対応済み' },
  todo: '足りないこと',
  approvals: '回答が必要な承認の依頼',
  noApprovals: '回答が必要な承認の依頼はありません。',
  approvalKind: '内容',
  approvalSubject: '対象',
  askedAt: '依頼の日時',
  requestGaps: '対応中の請求に関わる欠落・不整合',
  requestGapsHint:
    '上の請求の本人の行、又はその可能性のある行を含む記録です。開示の前に補ってください。',
  noRequestGaps: '上の請求に関わる欠落はありません。',
  moreRequestGaps: (count: number) => `ほかに${thousands(count)}件あります。`,
  record: '記録番号',
  gap: '欠けている事項・不整合',
  requestOf: '請求',
  and: '、',
  gaps: 'そのほかの欠落(古い順)',
  noGaps: '欠けている事項のある記録はありません。',
  gapsSum: (records: number, parties: number) =>
    `欠けている事項のある記録は${thousands(records)}件、第三者は${thousands(parties)}者です。第三者ごとに、1回の入力でまとめて補えます。`,
  conflicts: '不整合',
  noConflicts: '不整合のある記録はありません。',
  conflictsSum: (records: number, parties: number) =>
    `不整合のある記録は${thousands(records)}件、第三者は${thousands(parties)}者です。補うのではなく、正しい根拠又は講じた措置を記して解消します。`,
  allGaps: 'すべての第三者を見る',
  party: '第三者',
  noCode: 'コードのない第三者',
  sum: '計',
  alerts: '要対応(発行した書面に関わる変更、戻ってきた郵便)',
  noAlerts: '対応が必要なことはありません。',
  moreAlerts: 'ほかにもあります。すべて見る',
  alert: '内容',
  at: '日時',
  sources: '記録を送るシステム(直近30日)',
  noSources: '記録を送るシステムはまだありません。',
  noSourcesHint: '管理者がAPIキーを作成すると、ここに並びます。',
  source: 'システム',
  lastEvent: '最後の記録',
  never: 'まだありません',
  recorded: '記録',
  refused: '拒否された行',
  late: '遅れた記録',
  lateHint: (days: number) =>
    `「遅れた記録」は、提供・受領の日から${days}日を過ぎて届いた記録です。記録は速やかに作成します(施行規則第19条第2項・第23条第2項)。`,
  notes: '確認すること',
  silent: (days: number) => `${days}日間、記録が届いていません`,
  keyEnds: (days: number) =>
    days <= 0 ? 'APIキーの期限が今日切れます' : `APIキーの期限があと${days}日で切れます`,
  erasures: '30日以内の廃棄',
  coming: (records: number, due: number) =>
    `30日以内に新たに廃棄の時期を迎える記録は${thousands(records)}件、すでに時期を過ぎて残っている記録は${thousands(due)}件です。`,
  stopped: '前回の廃棄で残した記録と、その理由',
  noStopped: '前回の廃棄で残した記録はありません。',
  reason: '理由',
  records: '件数',
  lastRun: (run: { as_of: string; erased: number }) =>
    `前回は${run.as_of}を基準日として${thousands(run.erased)}件を廃棄しました。`,
  noRun: 'まだ廃棄は行われていません。',
  toRetention: '廃棄の予定と報告を見る',
  holds: '見直しの日が来た保全',
  inForce: (count: number) => `保全中は${count}件です。`,
  noPastReview: '見直しの日が来た保全はありません。',
  hold: '保全の番号',
  reviewOn: '見直しの日',
  checks: '検査と控え',
  verified: '最後の検査',
  notVerified: (isAdministrator: boolean): string =>
    isAdministrator
      ? 'まだ行われていません。kirokubo verify で検査します。'
      : 'まだ行われていません。管理者に検査をご依頼ください。',
  sound: '異常はありません',
  faults: (count: number) => `異常が${thousands(count)}件あります`,
  exported: '最後の控え(書き出し)',
  notExported: (isAdministrator: boolean): string =>
    isAdministrator
      ? 'まだ行われていません。kirokubo export で書き出します。'
      : 'まだ行われていません。管理者に控えの書き出しをご依頼ください。',
  drill: '復元の訓練',
  drilled: (at: string) => `この記録簿は ${at} に控えから取り込まれました。`,
  notDrilled: (isAdministrator: boolean): string =>
    isAdministrator
      ? '記録がありません。控えを空の記録簿に取り込み(kirokubo import)、kirokubo verify で異常がないことを年に一度お確かめください。'
      : '記録がありません。控えから元に戻せることを年に一度確かめるよう、管理者にご依頼ください。',
  lastErasure: '最後の廃棄',
  law: '6か月以内に変わる法令',
  noLaw: '6か月以内に適用が変わる規定はありません。',
  rule: '規定',
  begins: '適用開始',
  ends: '適用終了',
  quiet: '対応が必要なことはありません。',
  toUsers: '利用者を見る',
  toKeys: 'APIキーを見る',
  waiting: (count: number) => `まだパスワードを設定していない利用者が${count}人います。`,
}

const en: typeof ja = {
  title: 'Today',
  date: day => dateInWords(day, 'en-GB', 'long'),
  receive: 'Receive a request',
  findPerson: 'Find a person’s records',
  fillGaps: 'Fill gaps',
  uncounted: records =>
    `Older records are still being counted (about ${thousands(records)} to go). Until that is done, figures and charts are too low.`,
  requests: 'Disclosure requests by due date',
  noRequests: 'No request is open.',
  noRequestsHint:
    'When one arrives, register it with “Receive a request”. The nearest due day stands first.',
  moreRequests: count => `${thousands(count)} more. See all requests`,
  number: 'Receipt no.',
  daysLeft: 'Left',
  due: 'Due',
  article39: 'May sue from (Art. 39)',
  move: 'Whose move',
  by: { office: 'Officer', person: 'Requester', nobody: 'Done' },
  todo: 'What is missing',
  approvals: 'Waiting for your approval',
  noApprovals: 'Nothing waits for your approval.',
  approvalKind: 'What',
  approvalSubject: 'Of',
  askedAt: 'Asked',
  requestGaps: 'Gaps that touch an open request',
  requestGapsHint:
    'Records with a line that is, or may be, of a person who asks above. Fill them before you disclose.',
  noRequestGaps: 'No gap touches a request above.',
  moreRequestGaps: count => `${thousands(count)} more.`,
  record: 'Record',
  gap: 'Missing, or in conflict',
  requestOf: 'Requests',
  and: ', ',
  gaps: 'Other gaps, the oldest first',
  noGaps: 'No record lacks an item.',
  gapsSum: (records, parties) =>
    `${thousands(records)} records lack an item, of ${thousands(parties)} third parties. One form fills all of a third party.`,
  conflicts: 'Conflicts',
  noConflicts: 'No record has a conflict.',
  conflictsSum: (records, parties) =>
    `${thousands(records)} records have a conflict, of ${thousands(parties)} third parties. They are settled by the right basis or by the measures taken.`,
  allGaps: 'All third parties',
  party: 'Third party',
  noCode: 'Third parties without a code',
  sum: 'Total',
  alerts: 'To be dealt with: issued documents overtaken, mail returned',
  noAlerts: 'Nothing is open.',
  moreAlerts: 'There are more. See all',
  alert: 'Alert',
  at: 'At',
  sources: 'Systems that send records (last 30 days)',
  noSources: 'No system sends records yet.',
  noSourcesHint: 'They stand here once an administrator has made an API key.',
  source: 'System',
  lastEvent: 'Last record',
  never: 'None yet',
  recorded: 'Recorded',
  refused: 'Refused',
  late: 'Late',
  lateHint: days =>
    `Late: recorded more than ${days} days after the provision. Records are made promptly (Rules, Art. 19(2), 23(2)).`,
  notes: 'To check',
  silent: days => `No record for ${days} days`,
  keyEnds: days => (days <= 0 ? 'An API key ends today' : `An API key ends in ${days} days`),
  erasures: 'Erasures of the next 30 days',
  coming: (records, due) =>
    `${thousands(records)} more records may be erased within 30 days; ${thousands(due)} already may and are still kept.`,
  stopped: 'What the last erasure kept, and why',
  noStopped: 'The last erasure kept nothing.',
  reason: 'Why',
  records: 'Records',
  lastRun: run => `The last one erased ${thousands(run.erased)} records as of ${run.as_of}.`,
  noRun: 'Nothing has been erased yet.',
  toRetention: 'See what comes, and the reports',
  holds: 'Holds due for review',
  inForce: count => `${count} in force.`,
  noPastReview: 'No hold is due for review.',
  hold: 'Hold',
  reviewOn: 'Review',
  checks: 'Checks and copies',
  verified: 'Last check',
  notVerified: isAdministrator =>
    isAdministrator ? 'Never. Run kirokubo verify.' : 'Never. Ask an administrator for a check.',
  sound: 'sound',
  faults: count => `${thousands(count)} faults`,
  exported: 'Last copy (export)',
  notExported: isAdministrator =>
    isAdministrator ? 'Never. Run kirokubo export.' : 'Never. Ask an administrator for a copy.',
  drill: 'Restore drill',
  drilled: at => `This ledger was imported from a copy at ${at}.`,
  notDrilled: isAdministrator =>
    isAdministrator
      ? 'No record of one. Once a year, import a copy into an empty ledger (kirokubo import) and run kirokubo verify there.'
      : 'No record of one. Ask an administrator to make sure once a year that a copy can be restored.',
  lastErasure: 'Last erasure',
  law: 'Law that changes within six months',
  noLaw: 'No rule changes within six months.',
  rule: 'Rule',
  begins: 'Begins',
  ends: 'Ends',
  quiet: 'Nothing asks for attention.',
  toUsers: 'Users',
  toKeys: 'API keys',
  waiting: count =>
    count === 1
      ? '1 user has not set a password yet.'
      : `${count} users have not set a password yet.`,
}

export const todayWords = inBoth({ ja, en })
