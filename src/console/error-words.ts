// Every refusal in the officer's words: what happened, and what to do now. A new code does not compile without them.

import type { ErrorCode } from '../domain/domain-error.ts'
import type { Language } from './words.ts'

type Both = Record<Language, string>

/** What may come to a page beside the domain's codes. */
export type PageFault =
  | 'forbidden'
  | 'forged'
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
    ja: 'このページはご自分の役割ではご覧になれません。必要な場合は、管理者に役割の変更をご依頼ください。',
    en: 'Your role does not include this page. Ask an administrator if you need it.',
  },
  forged: {
    ja: 'この画面からの送信であることを確かめられませんでした。何も保存していません。ページを開き直して、もう一度お試しください。',
    en: 'We could not make sure that this was sent from our page; nothing was saved. Open the page again and repeat it.',
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
  clock_does_not_fit: {
    ja: '期限の扱いが今の状態に合いません。止まっている期限は再開してから、動いている期限は停止してからお試しください。停止の扱いを公表していない場合は、延長をご利用ください。',
    en: 'This does not fit the clock as it stands: resume what is stopped first, or put the day off instead where stopping is not published.',
  },
  method_not_changed: {
    ja: 'ご希望と異なる方法でお渡しするには、先に「開示の方法の変更」を記録してください。',
    en: 'To answer in another way than asked for, record the change of method first.',
  },
  letter_does_not_fit: {
    ja: 'この文書は、今のご請求の状態では作成できません。示された手順を先に済ませてください。',
    en: 'This letter does not fit the request as it stands. Take the step named first.',
  },
  letter_gone: {
    ja: 'この文書は、請求の保存期間が過ぎたため廃棄されています。',
    en: 'This letter was erased when the years of its request were over.',
  },
  not_delivered: {
    ja: 'まだお渡しの記録がありません。先に、お渡しした日と方法を記録してください。',
    en: 'Nothing was delivered yet. Record day and way of delivery first.',
  },
  already_settled: {
    ja: 'このお知らせは、すでに対応済みです。',
    en: 'This alert is settled already.',
  },
  register_too_large: {
    ja: '件数が多いため、一冊の記録簿にできません。期間を短くしてお試しください。',
    en: 'Too many records for one register. Choose a shorter period.',
  },
  run_not_finished: {
    ja: '廃棄の実行がまだ終わっていません。終わってから、もう一度お試しください。',
    en: 'The erasure is still running. Try again when it has ended.',
  },
  signing_unavailable: {
    ja: '電子署名ができないため、文書を発行していません。証明書の期限やタイムスタンプの設定を管理者にご確認ください。',
    en: 'The paper cannot be signed, so nothing was issued. Ask an administrator to look at the certificate and the time stamp setting.',
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
    ja: '裏付けとなる資料を記入してください。法定の記録事項を補うときは必ず必要です。',
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
  identity_not_verified: {
    ja: 'ご本人の確認が済んでいないため、記録をお見せできません。先に本人確認の結果を登録してください。',
    en: 'The person has not been verified yet. Register the identity check first.',
  },
  request_closed: {
    ja: 'この請求はすでに終了しています。',
    en: 'This request is closed.',
  },
  candidates_open: {
    ja: 'まだ判断していない候補の行が残っています。ご本人のものかどうかを決めてから進んでください。',
    en: 'Candidate lines are still open. Settle each of them first.',
  },
  not_a_candidate: {
    ja: 'その行は、この請求の候補ではありません。画面を開き直してご確認ください。',
    en: 'This line is no candidate of the request. Open the page again.',
  },
  outcome_does_not_fit: {
    ja: 'その結論は、いまの記録の状態に合いません。残っている行をご確認のうえ、選び直してください。',
    en: 'This outcome does not fit what is left. Look at the lines and choose again.',
  },
  not_decided: {
    ja: 'まだ決定されていません。先に開示・不開示を決定してください。',
    en: 'There is no decision yet. Decide first.',
  },
  extract_missing: {
    ja: '書面がまだ発行されていません。先に発行してください。',
    en: 'No document was issued yet. Issue it first.',
  },
  release_missing: {
    ja: '代理人にお渡しする前に、住所・電話番号・第三者の所在地を開示するかどうかを決めてください。',
    en: 'For an agent, decide first whether address, telephone and place are released.',
  },
  extract_gone: {
    ja: 'この書面は保存期間が過ぎて廃棄されています。',
    en: 'This document was erased after its time.',
  },
  letterhead_missing: {
    ja: '書面の差出人の情報が足りません。管理者に事業者の設定(名称・住所・代表者・窓口)の入力をご依頼ください。',
    en: 'The letterhead is incomplete. Ask an administrator to complete the operator’s settings.',
  },
  already_issued: {
    ja: 'この書面はすでに発行されています。',
    en: 'This document was issued before.',
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
    ja: 'この保全はすでに解除されています。',
    en: 'This hold was released before.',
  },
  glyph_missing: {
    ja: '印刷できない文字が含まれています。示された文字をご確認ください。',
    en: 'A character cannot be printed. Look at those named.',
  },
  extract_too_large: {
    ja: '書面が大きすぎて、この環境では発行できません。期間を分けて発行してください。',
    en: 'The document is too large for this runtime. Split the period.',
  },
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
  email_taken: {
    ja: 'このメールアドレスの利用者がすでにいます。別のアドレスにするか、その利用者に新しいリンクを発行してください。',
    en: 'There is a user with this address. Give another one, or make a new link for that user.',
  },
  last_administrator: {
    ja: '管理者がほかにいないため、変更できません。先にもう一人、管理者を登録してください。',
    en: 'This is the only administrator. Make another one first.',
  },
  link_gone: {
    ja: 'このリンクは、使用済みか期限切れです。管理者に新しいリンクの発行をご依頼ください。最初の管理者の登録では、サービスを起動し直すと新しいリンクが表示されます。',
    en: 'This link was used or is over. Ask an administrator for a new one; for the first administrator, start the service again.',
  },
  password_wrong: {
    ja: 'パスワードが正しくありません。続けて誤ると、しばらく受け付けなくなります。',
    en: 'The password does not fit. After several attempts there is a wait.',
  },
  password_too_short: {
    ja: 'パスワードが短すぎます。15文字以上(二段階認証かパスキーを設定済みの場合は8文字以上)にしてください。',
    en: 'The password is too short: 15 characters or more, 8 beside a second factor or a passkey.',
  },
  password_too_long: {
    ja: 'パスワードは256文字までにしてください。',
    en: 'A password has 256 characters at most.',
  },
  password_too_common: {
    ja: 'よく使われるか、推測されやすいパスワードです。関係のない言葉をいくつか組み合わせてください。',
    en: 'This password is easy to guess. Combine a few words that do not belong together.',
  },
  password_must_stand_alone: {
    ja: '二段階認証をやめるには、先にパスワードを15文字以上に変更してください。',
    en: 'Without a second factor the password needs 15 characters. Change it first.',
  },
  code_wrong: {
    ja: '確認コードが正しくありません。認証アプリに表示中の6桁を入力してください。端末の時刻がずれていると合わないことがあります。',
    en: 'The code does not fit. Type the six digits that the app shows now; a wrong clock on the phone can be the cause.',
  },
  passkey_refused: {
    ja: 'パスキーを登録できませんでした。もう一度お試しください。',
    en: 'The passkey was not accepted. Try again.',
  },
  too_late: {
    ja: '時間が経ったか、二重に送信されました。ページを開き直して、もう一度お試しください。',
    en: 'It took too long, or was sent twice. Open the page again and repeat it.',
  },
}
