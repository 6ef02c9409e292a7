// The words of the fields that fill an item or settle a conflict.

import type { ItemCode } from '../domain/record-rules.ts'
import { inBoth } from './words.ts'

interface ItemFields {
  words?: string
  hint?: string
  day?: string
}

type GapFieldWords = Record<
  | 'noneLabel'
  | 'none'
  | 'settleBy'
  | 'byBasis'
  | 'byBasisHint'
  | 'byBreach'
  | 'byBreachHint'
  | 'lastDay'
  | 'basis'
  | 'measures'
  | 'measuresHint',
  string
> & { fields: Partial<Record<ItemCode, ItemFields>> }

export const gapFieldWords = inBoth<GapFieldWords>({
  ja: {
    fields: {
      CONSENT: { day: '本人の同意を得た日(分かる場合)' },
      CONFIRM: {
        words: '本人の同意を確認した方法',
        hint: '例: 提供元から同意書面の写しの提示を受けた',
        day: '確認した日(分かる場合)',
      },
      FINFO: { day: '本人に情報を提供した日(分かる場合)' },
      PERIOD: { day: '期間の初日' },
      TP_NAME: { words: '第三者の氏名又は名称' },
      TP_ADDR: { words: '第三者の住所' },
      TP_REP: { words: '代表者(法人でない団体は管理人)の役職と氏名' },
      ACQ: {
        words: '提供元が個人データを取得した経緯',
        hint: '例: 申込書に本人が記入したもの',
      },
      ITEMS: { words: '個人データの項目', hint: '1行に1つ入力してください。例: 氏名' },
      PPC_PUB: { words: '届出番号(分かる場合)' },
    },
    lastDay: '期間の末日(続いているときは空欄)',
    noneLabel: '代表者がいない場合',
    none: '代表者又は管理人の定めがない',
    settleBy: '解消の方法',
    byBasis: '正しい根拠に改める',
    byBasisHint: '記録の根拠が誤っていた場合です。',
    byBreach: '違反として措置を記録する',
    byBreachHint: '提供が規定に合っていなかった場合です。',
    basis: '正しい根拠',
    measures: '講じた措置',
    measuresHint:
      '違反として記録する場合に入力してください。例: 提供先へ消去を依頼し、確認を受けた',
  },
  en: {
    fields: {
      CONSENT: { day: 'Day on which the person consented, if known' },
      CONFIRM: {
        words: 'How the consent was confirmed',
        hint: 'For example: the provider showed a copy of the written consent',
        day: 'Day of confirmation, if known',
      },
      FINFO: { day: 'Day on which the person was informed, if known' },
      PERIOD: { day: 'First day of the period' },
      TP_NAME: { words: 'Name of the third party' },
      TP_ADDR: { words: 'Address of the third party' },
      TP_REP: { words: 'Title and name of the representative' },
      ACQ: {
        words: 'How the provider came to have the data',
        hint: 'For example: filled in by the person in an application',
      },
      ITEMS: { words: 'Items of personal data', hint: 'One a line, for example: name' },
      PPC_PUB: { words: 'Filing number, if known' },
    },
    lastDay: 'Last day of the period, if it is over',
    noneLabel: 'When there is no representative',
    none: 'The body has no representative',
    settleBy: 'How to settle it',
    byBasis: 'Put the basis right',
    byBasisHint: 'When the record named a wrong basis.',
    byBreach: 'Record it as a breach, with the measures taken',
    byBreachHint: 'When the provision was not as the law asks.',
    basis: 'The right basis',
    measures: 'Measures taken',
    measuresHint: 'For a breach. For example: asked the recipient to erase the data; confirmed',
  },
})
