// The words of the protective marks.

import { inBoth } from '../words.ts'

export const markWords = inBoth({
  ja: {
    title: '保護',
    lead: '存在が明らかになると危害などのおそれがある記録を、ほかの方の画面、一覧、件数、番号から外します(施行令第11条)。このページは、保護情報を扱う担当者だけに表示されます。',
    add: '保護を指定する',
    empty: '保護の指定はまだありません。',
    emptyHint:
      '配偶者からの暴力の被害者の所在など、記録があること自体を知られてはならないときに指定してください。',
    code: '番号',
    codeHint: '半角の英数字と . _ -。人の名前を含めないでください。空欄の場合は自動で付けます。',
    codeTaken: 'この番号の指定があります。別の番号にしてください。',
    ground: '根拠',
    reason: '保護が必要な理由',
    reasonHint:
      'どのような危害などのおそれがあるかを具体的に入力してください。暗号化して保管します。',
    scope: '範囲',
    hides: '隠している件数',
    hidden: (records: number, lines: number) =>
      lines > 0 ? `記録${records}件(うち${lines}行)` : `記録${records}件`,
    nothing: '今はありません',
    at: '登録日時',
    by: '登録した方',
    state: '状態',
    inForce: '保護中',
    released: '解除済み',
    place: '指定する',
    ask: '承認を依頼する',
    release: '解除する',
    releaseTitle: '保護を解除する',
    releaseLead: (code: string) =>
      `保護「${code}」を解除します。隠れていた記録は、すぐにほかの方の画面に表示されます。`,
    issued: '指定する前に発行した文書は、そのまま残ります。',
    asked: '承認されるまで、記録は隠れません。',
    done: { placed: '保護を指定しました。', released: '保護を解除しました。' },
  },
  en: {
    title: 'Marks',
    lead: 'Records that must not even be known to exist (Order 11) are taken out of everybody else’s pages, lists, counts and numbers. Only officers for protected records see this page.',
    add: 'Place a mark',
    empty: 'There is no mark yet.',
    emptyHint:
      'Place one when nobody may learn that a record exists: where a victim of violence lives, for example.',
    code: 'Code',
    codeHint: 'Letters, digits and . _ -, nobody’s name; left empty, one is made.',
    codeTaken: 'There is a mark of this code. Give another one.',
    ground: 'Ground',
    reason: 'Why it has to be protected',
    reasonHint: 'What harm the knowledge would do. Kept sealed.',
    scope: 'Covers',
    hides: 'Hides',
    hidden: (records: number, lines: number) =>
      lines > 0 ? `${records} records (${lines} lines)` : `${records} records`,
    nothing: 'nothing at the moment',
    at: 'Registered at',
    by: 'Registered by',
    state: 'State',
    inForce: 'in force',
    released: 'released',
    place: 'Place it',
    ask: 'Ask for the approval',
    release: 'Release',
    releaseTitle: 'Release the mark',
    releaseLead: (code: string) =>
      `Mark ${code} will be released: what it hid is there for everybody at once.`,
    issued: 'Documents issued before it was placed stay as they are.',
    asked: 'Nothing is hidden until it is approved.',
    done: { placed: 'The mark is in force.', released: 'The mark is released.' },
  },
})
