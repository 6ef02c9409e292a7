// Every refusal in the officer's words: what happened, and what to do now. A new code does not compile without them.

import type { ErrorCode } from '../domain/domain-error.ts'
import { ACCOUNT_ERRORS } from './account-error-words.ts'
import { APPROVAL_ERRORS } from './approval-error-words.ts'
import { REQUEST_ERRORS } from './request-error-words.ts'
import { type Language, shared } from './words.ts'

type Both = Record<Language, string>

/** What may come to a page beside the domain's codes. */
export type PageFault =
  | 'forbidden'
  | 'forged'
  | 'sent_before'
  | 'body_too_large'
  | 'send_again'
  | 'storage_full'
  | 'internal'

export const ERROR_WORDS: Record<ErrorCode | PageFault, Both> = {
  not_found: {
    ja: 'お探しのページは見つかりませんでした。番号やアドレスをご確認ください。廃棄された記録も同じ表示になります。',
    en: 'There is nothing here. Check the number or the address; an erased record looks the same.',
  },
  forbidden: {
    ja: 'このページは、現在の役割ではご覧になれません。必要な場合は、管理者に役割の変更をご依頼ください。',
    en: 'Your role does not include this page. Ask an administrator if you need it.',
  },
  forged: {
    ja: 'この画面からの送信であることを確かめられませんでした。何も保存していません。ページを開き直して、もう一度お試しください。',
    en: 'We could not make sure that this was sent from our page; nothing was saved. Open the page again and repeat it.',
  },
  sent_before: {
    ja: 'すでに送信されています。一覧をご確認ください。同じ内容をもう一度登録する場合は、入力の画面を開き直してください。',
    en: 'This was sent before. Look at the list. To enter the same once more, open the form again.',
  },
  body_too_large: {
    ja: '送信された内容が大きすぎます。何も保存していません。入力を短くしてからお試しください。',
    en: 'What was sent is too large; nothing was saved. Shorten it and try again.',
  },
  send_again: {
    ja: 'ただいま混み合っています。何も保存していません。少し待ってから、もう一度お試しください。',
    en: 'The ledger is busy; nothing was saved. Wait a moment and try again.',
  },
  storage_full: {
    ja: '保存場所に空きがないため、何も保存していません。管理者に空き容量の確保をご依頼ください。',
    en: 'The storage is full; nothing was saved. Ask an administrator to free space.',
  },
  internal: {
    ja: '予期しない問題が起きました。保存できたかどうかを一覧でご確認のうえ、もう一度お試しください。続く場合は、下の受付番号を管理者にお伝えください。',
    en: 'Something unexpected happened. Look at the list to see whether it was saved, then try again; if it goes on, give an administrator the number below.',
  },
  event_conflict: {
    ja: '同じ番号で内容の異なる記録がすでにあります。訂正は、その記録の画面から行ってください。',
    en: 'There is a record of this id with other content. Amend that record instead.',
  },
  event_erased: {
    ja: 'この記録は保存期間が過ぎて廃棄されています。',
    en: 'This record was erased after its retention period.',
  },
  gaps_refused: {
    ja: '記録すべき事項に欠けがあるため、受け付けられませんでした。示された項目を補ってください。',
    en: 'Refused because statutory items are missing. Fill the items named.',
  },
  invalid_body: {
    ja: '入力内容に誤りがあります。示された項目を直して、もう一度お送りください。何も保存していません。',
    en: 'There are faults in what you entered. Mend the fields named; nothing was saved.',
  },
  no_such_line: {
    ja: 'その行はこの記録にありません。画面を開き直してご確認ください。',
    en: 'The record has no such line. Open the page again.',
  },
  no_such_conflict: {
    ja: 'その不整合は、すでに解消されているか、この記録にはありません。画面を開き直してご確認ください。',
    en: 'This conflict was settled, or the record has none such. Open the page again.',
  },
  evidence_needed: {
    ja: '証跡を記入してください。法定の記録事項を補うときは必ず必要です。',
    en: 'State the evidence: filling a statutory item needs it.',
  },
  already_void: {
    ja: 'この記録はすでに取り消されています。',
    en: 'This record was voided before.',
  },
  nothing_changed: {
    ja: '変わるところがないため、保存していません。',
    en: 'Nothing would change, so nothing was saved.',
  },
  clock_not_trusted: {
    ja: '時計が合っているか確かめられないため、廃棄を行いませんでした。管理者に時刻の確認をご依頼ください。',
    en: 'The clock cannot be trusted, so nothing was erased. Ask an administrator to confirm it.',
  },
  run_in_progress: {
    ja: '廃棄の処理が進んでいます。終わってからもう一度お試しください。',
    en: 'An erasure is running. Try again when it has ended.',
  },
  future_run: {
    ja: '先の日付では、試算だけができます。',
    en: 'For a day to come there is a trial run only.',
  },
  already_released: {
    ja: 'すでに解除されています。',
    en: 'It was released before.',
  },
  changed_meanwhile: { ja: shared.ja.changedMeanwhile, en: shared.en.changedMeanwhile },
  ledger_taken: {
    ja: '取り込み先に別の記録があります。空の記録簿に取り込んでください。',
    en: 'The ledger holds something else. Import into an empty one.',
  },
  ledger_differs: {
    ja: '記録簿の形式が異なるため、取り込めません。同じ版のKirokuboをお使いください。',
    en: 'The ledgers differ in their tables. Use the same version.',
  },
  ledger_busy: {
    ja: '記録簿が処理中です。終わってからもう一度お試しください。',
    en: 'The ledger is at work. Try again when it has ended.',
  },
  master_key_differs: {
    ja: 'マスターキーが異なるため、取り込めません。',
    en: 'The master keys differ.',
  },
  not_on_this_runtime: {
    ja: 'この環境では行えない操作です。',
    en: 'This is not possible on this runtime.',
  },
  key_unusable: {
    ja: '取り込みの後に使えなくなるAPIキーです。別のキーをお使いください。',
    en: 'The key would not work after the import. Use another one.',
  },
  ...REQUEST_ERRORS,
  ...ACCOUNT_ERRORS,
  ...APPROVAL_ERRORS,
}
