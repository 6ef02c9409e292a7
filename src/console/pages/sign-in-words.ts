// Words of signing in.

import { inBoth } from '../words.ts'

export const signInWords = inBoth({
  ja: {
    title: 'サインイン',
    secondTitle: '二段階認証',
    email: 'メールアドレス',
    password: 'パスワード',
    go: 'サインイン',
    passkey: 'パスキーでサインイン',
    code: '確認コード',
    codeHint: '認証アプリに表示された6桁の数字。お手元にない場合は、回復コードを入力してください。',
    recoveryCode: '回復コード',
    recoveryHint: 'パスキーが使えない場合は、控えておいた回復コードを入力してください。',
    refused:
      'メールアドレスかパスワードが正しくないか、しばらく受け付けられない状態です。続けて誤ると、正しく入力しても一定の時間サインインできなくなります。時間をおいてお試しください。',
    codeRefused:
      'コードが正しくないか、使用済みか、しばらく受け付けられない状態です。次の数字が表示されるのを待ってお試しください。',
    passkeyRefused: 'このパスキーではサインインできませんでした。パスワードをお使いください。',
    tooLate: '時間が経ったため、はじめからサインインしてください。',
    signedOut: 'サインアウトしました。',
    over: '時間が過ぎたためサインアウトしました。',
    notSignedIn: 'サインインしていません。',
    kept: '入力した内容は保持しています。30分以内に同じ方がサインインすると、続けて送信できます。',
    unsent: '入力した内容は送信されていません。サインインしてから、もう一度入力してください。',
    lost: 'サインインできなくなった場合は、管理者に新しいリンクの発行をご依頼ください。',
    unsafe: (site: string) =>
      `このアドレス(${site})は暗号化されていないため、サインインできません。管理者に、https:// のアドレスの設定(KIROKUBO_BASE_URL)をご依頼ください。`,
  },
  en: {
    title: 'Sign in',
    secondTitle: 'Second step',
    email: 'E-mail address',
    password: 'Password',
    go: 'Sign in',
    passkey: 'Sign in with a passkey',
    code: 'Code',
    codeHint: 'The six digits of your authenticator app; without it, one of your recovery codes.',
    recoveryCode: 'Recovery code',
    recoveryHint: 'If you cannot use your passkey, one of the recovery codes you noted down.',
    refused:
      'The address or the password does not fit, or there is a wait. After several attempts even the right password is refused for a while; try again later.',
    codeRefused:
      'The code does not fit, was used, or there is a wait. Wait for the next one and try again.',
    passkeyRefused: 'This passkey did not sign you in. Use your password.',
    tooLate: 'It took too long: please sign in from the beginning.',
    signedOut: 'You are signed out.',
    over: 'You were signed out because time ran out.',
    notSignedIn: 'You are not signed in.',
    kept: 'What you entered is kept: sign in again within thirty minutes, and you can send it.',
    unsent: 'What you entered was not sent. Sign in, and enter it again.',
    lost: 'If you cannot sign in any more, ask an administrator for a new link.',
    unsafe: (site: string) =>
      `This address (${site}) is not encrypted, so nobody can sign in. Ask an administrator to set an https:// address (KIROKUBO_BASE_URL).`,
  },
})
