// How pages speak: words in both languages side by side, and those that every page shares.

export const LANGUAGES = ['ja', 'en'] as const
export type Language = (typeof LANGUAGES)[number]

/** Words of a page: a key that one language lacks does not compile. */
export function inBoth<Words extends Record<string, unknown>>(words: {
  ja: Words
  en: NoInfer<Words>
}): Record<Language, Words> {
  return words
}

/** 12,345: the same in both languages. */
export const thousands = (count: number) => count.toLocaleString('en')

export const shared = inBoth({
  ja: {
    product: '記録簿',
    skip: '本文へ移動',
    menu: 'メニュー',
    signedInAs: 'サインイン中',
    account: 'アカウント',
    signOut: 'サインアウト',
    view: '表示の設定',
    otherLanguage: 'English',
    light: '明るい画面',
    dark: '暗い画面',
    system: '端末に合わせる',
    faultsTitle: '入力内容をご確認ください',
    faultTab: '要確認: ',
    unregistered: (code: string) => `未登録(${code})`,
    changedMeanwhile:
      'このページを開いた後に、ほかの方が内容を変更しました。最新の内容を確かめて、もう一度お送りください。',
    required: '必須',
    cancel: 'やめる',
    back: '戻る',
    next: '次のページ',
    first: '最初のページ',
    shownOnce: 'この表示は一度だけです。控えてから移動してください。',
    copy: 'コピー',
    copied: 'コピーしました',
    none: '―',
    yes: 'はい',
    no: 'いいえ',
  },
  en: {
    product: 'Kirokubo',
    skip: 'Skip to content',
    menu: 'Menu',
    signedInAs: 'Signed in',
    account: 'Account',
    signOut: 'Sign out',
    view: 'Display',
    otherLanguage: '日本語',
    light: 'Light',
    dark: 'Dark',
    system: 'As the device',
    faultsTitle: 'Please check what you entered',
    faultTab: 'Check: ',
    unregistered: (code: string) => `unregistered (${code})`,
    changedMeanwhile:
      'Somebody changed this after you opened the page. Look at it as it stands now, and send it again.',
    required: 'required',
    cancel: 'Cancel',
    back: 'Back',
    next: 'Next page',
    first: 'First page',
    shownOnce: 'This is shown once. Note it down before you leave the page.',
    copy: 'Copy',
    copied: 'Copied',
    none: '–',
    yes: 'Yes',
    no: 'No',
  },
})

export const roleWords = inBoth({
  ja: {
    officer: '担当者',
    restricted_officer: '担当者(保護情報を含む)',
    auditor: '監査担当',
    administrator: '管理者',
  },
  en: {
    officer: 'Officer',
    restricted_officer: 'Officer, protected records too',
    auditor: 'Auditor',
    administrator: 'Administrator',
  },
})
