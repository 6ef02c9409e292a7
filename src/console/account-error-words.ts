// What is refused about accounts, in the officer's words.

export const ACCOUNT_ERRORS = {
  email_taken: {
    ja: 'このメールアドレスの利用者がすでにいます。別のアドレスにするか、その利用者に新しいリンクを発行してください。',
    en: 'There is a user with this address. Give another one, or make a new link for that user.',
  },
  last_administrator: {
    ja: '管理者がほかにいないため、変更できません。先に別の管理者を登録し、その方がパスワードを設定してから変更してください。',
    en: 'This is the only administrator. Make another one first, who opens the link and sets a password.',
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
    ja: 'よく使われるか、同じ言葉のくり返しなど、推測されやすいパスワードです。関係のない言葉をいくつか組み合わせてください。',
    en: 'This password is easy to guess. Combine a few words that do not belong together.',
  },
  password_must_stand_alone: {
    ja: '二段階認証を解除するには、先にパスワードを15文字以上に変更してください。',
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
