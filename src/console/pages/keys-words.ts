// Words of the pages about API keys.

import { inBoth } from '../words.ts'

export const keyWords = inBoth({
  ja: {
    title: 'APIキー',
    add: 'APIキーを発行する',
    addLead:
      'システムごとに1つずつ発行してください。キーの文字列は、発行した直後に一度だけ表示されます。',
    make: '発行する',
    key: 'APIキー',
    source: 'システム名',
    sourceHint:
      '半角の英小文字・数字・「.」「_」「-」で64文字まで(例: booking)。記録に残る名前です。',
    scopes: 'できること',
    and: '、',
    scopeNames: {
      'provisions:write': '提供・受領の記録を送る',
      'provisions:read': '記録を読む',
      disclosures: '開示請求に対応する',
      restricted: '保護の対象となる記録を扱う',
      retention: '保存と廃棄を行う',
      admin: 'キーと利用者を管理する',
    },
    days: '有効な日数',
    daysHint: '空欄のままにすると期限はありません。',
    state: '状態',
    valid: '有効',
    over: '期限切れ',
    revoked: '失効',
    expires: '有効期限',
    used: '最後に使った日時',
    id: 'キー番号',
    revoke: '失効させる',
    revokeTitle: 'APIキーを失効させますか',
    revokeLead: (source: string, id: string) =>
      `「${source}」のキー ${id} は直ちに使えなくなり、元に戻せません。新しいキーに切り替えてから行ってください。`,
    empty: 'APIキーはまだありません。',
    emptyHint: '記録を送るシステムのために、最初のキーを発行してください。',
    done: { made: 'APIキーを発行しました。', revoked: 'APIキーを失効させました。' },
    faults: {
      sourceShape:
        '半角の英小文字・数字・「.」「_」「-」で入力してください。先頭は英小文字か数字です。',
    },
  },
  en: {
    title: 'API keys',
    add: 'Make an API key',
    addLead: 'One for each system. The text of the key is shown once, right after it is made.',
    make: 'Make it',
    key: 'API key',
    source: 'System',
    sourceHint:
      'Up to 64 of a–z, 0–9, dot, underscore and hyphen, such as booking. Records keep this name.',
    scopes: 'It may',
    and: ', ',
    scopeNames: {
      'provisions:write': 'post provisions',
      'provisions:read': 'read records',
      disclosures: 'answer disclosure requests',
      restricted: 'handle protected records',
      retention: 'keep and erase',
      admin: 'manage keys and users',
    },
    days: 'Valid for days',
    daysHint: 'Without a number it has no end.',
    state: 'State',
    valid: 'Valid',
    over: 'Over',
    revoked: 'Revoked',
    expires: 'Valid until',
    used: 'Last used',
    id: 'Key id',
    revoke: 'Revoke',
    revokeTitle: 'Revoke this key?',
    revokeLead: (source: string, id: string) =>
      `Key ${id} of “${source}” stops working at once and does not come back. Switch to a new key first.`,
    empty: 'There is no API key yet.',
    emptyHint: 'Make the first one for the system that will post provisions.',
    done: { made: 'The key was made.', revoked: 'The key was revoked.' },
    faults: {
      sourceShape: 'Use a–z, 0–9, dot, underscore and hyphen, a letter or digit first.',
    },
  },
})
