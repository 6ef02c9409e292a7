// What is refused on the way of a disclosure request, in the officer's words.

export const REQUEST_ERRORS = {
  clock_does_not_fit: {
    ja: '期限の扱いが現在の状態に合いません。止まっている期限は再開してから、動いている期限は停止してからお試しください。停止の扱いを公表していない場合は、延長をご利用ください。',
    en: 'This does not fit the clock as it stands: resume what is stopped first, or put the day off instead where stopping is not published.',
  },
  method_not_changed: {
    ja: 'ご希望と異なる方法でお渡しするには、先に「開示の方法の変更」を記録してください。',
    en: 'To answer in another way than asked for, record the change of method first.',
  },
  letter_does_not_fit: {
    ja: 'この文書は、現在のご請求の状態では作成できません。示された手順を先に済ませてください。',
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
    ja: 'この件は、すでに対応済みです。',
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
    ja: 'その結論は、現在の記録の状態に合いません。残っている行をご確認のうえ、選び直してください。',
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
  glyph_missing: {
    ja: '印刷できない文字が含まれています。示された文字をご確認ください。',
    en: 'A character cannot be printed. Look at those named.',
  },
  extract_too_large: {
    ja: '書面が大きすぎて、この環境では発行できません。期間を分けて発行してください。',
    en: 'The document is too large for this runtime. Split the period.',
  },
}
