// Codes that a disclosure request is stated with, in the officer's words: channels, methods, ways of sending, what is missing.

import type { REQUESTER_KINDS } from '../domain/disclosure-request.ts'
import type { Delivery, NOT_ACCEPTED_FOR } from '../domain/disclosure-steps.ts'
import type { PointCode } from '../domain/letter-schema.ts'
import type { MatterKind } from '../domain/person-matters.ts'
import type { PlaceItem } from '../domain/refusals.ts'
import { inBoth, type Language } from './words.ts'

interface RequestCodes extends Record<string, unknown> {
  channels: Record<string, string>
  requesters: Record<(typeof REQUESTER_KINDS)[number], string>
  deliveries: Record<Delivery, string>
  means: Record<string, string>
  also: Record<string, string>
  matters: Record<MatterKind, string>
  places: Record<PlaceItem, string>
  points: Record<PointCode, string>
  notAccepted: Record<(typeof NOT_ACCEPTED_FOR)[number], string>
}

export const requestCodes = inBoth<RequestCodes>({
  ja: {
    channels: {
      web: 'ウェブサイト',
      email: '電子メール',
      post: '郵送',
      counter: '窓口',
      phone: '電話',
      fax: 'ファクシミリ',
      other: 'その他',
    },
    requesters: {
      self: 'ご本人',
      statutory_agent: '法定代理人(親権者・後見人など)',
      appointed_agent: '任意代理人(委任を受けた方)',
    },
    deliveries: {
      electronic_record: '電磁的記録の提供',
      document: '書面の交付',
      other: 'その他の方法(閲覧など)',
    },
    means: {
      download: '専用ページからのダウンロード',
      email: '電子メール',
      medium: '記録媒体の送付',
      post: '郵送',
      registered_post: '簡易書留',
      recipient_only_post: '本人限定受取郵便',
      counter: '窓口での手渡し',
    },
    also: {
      data_disclosure: '保有個人データの開示',
      correction: '訂正等',
      cessation: '利用の停止等',
      stop_provision: '第三者への提供の停止',
    },
    matters: {
      name: '氏名',
      kana: 'フリガナ',
      birth_date: '生年月日',
      address: '住所',
      member_id: '会員番号',
      identifier: '番号等',
      email: 'メールアドレス',
      phone: '電話番号',
    },
    places: {
      address: 'ご本人の住所',
      telephone: 'ご本人の電話番号',
      third_party_place: '第三者の名称・所在地',
    },
    points: {
      id_missing: '本人確認書類が添付されていない',
      id_expired: '本人確認書類の有効期限が過ぎている',
      id_illegible: '本人確認書類の文字が読み取れない',
      id_mismatch: '請求書と確認書類の氏名・住所が異なる',
      identifier_unproven: 'お申し出の番号等がご本人のものと確認できない',
      authority_missing: '代理権を確認できる書類がない',
      authority_scope: '委任状に開示請求の記載がない',
      authority_old: '証明書の発行日から期間が過ぎている',
      agent_id_missing: '代理人ご自身の確認書類がない',
      delivery_choice: '開示の方法のご希望が分からない',
      address_unclear: '送付先が確認書類の住所と異なる',
      fee: '手数料のお支払いを確認できない',
      target: '記録を探す手がかりが足りない',
    },
    notAccepted: {
      identity: 'ご本人であることを確認できない',
      authority: '代理権を確認できない',
      fee: '手数料のお支払いがない',
      procedure: '定めた方法による請求でない',
      not_eligible: 'ご本人以外の方からの請求(ご遺族など)',
    },
  },
  en: {
    channels: {
      web: 'Website',
      email: 'E-mail',
      post: 'Post',
      counter: 'Counter',
      phone: 'Telephone',
      fax: 'Fax',
      other: 'Another way',
    },
    requesters: {
      self: 'The person',
      statutory_agent: 'A statutory agent (parent, guardian)',
      appointed_agent: 'An appointed agent',
    },
    deliveries: {
      electronic_record: 'Electronic record',
      document: 'Document on paper',
      other: 'Another method, such as inspection',
    },
    means: {
      download: 'Download from their own page',
      email: 'E-mail',
      medium: 'Storage medium',
      post: 'Post',
      registered_post: 'Registered post',
      recipient_only_post: 'Post to the addressee in person',
      counter: 'Handed over at the counter',
    },
    also: {
      data_disclosure: 'Disclosure of retained personal data',
      correction: 'Correction',
      cessation: 'Cessation of use',
      stop_provision: 'Cessation of provision',
    },
    matters: {
      name: 'Name',
      kana: 'Reading',
      birth_date: 'Date of birth',
      address: 'Address',
      member_id: 'Member number',
      identifier: 'Identifier',
      email: 'E-mail address',
      phone: 'Telephone',
    },
    places: {
      address: 'Address of the person',
      telephone: 'Telephone of the person',
      third_party_place: 'Name and place of the third party',
    },
    points: {
      id_missing: 'No identity document is attached',
      id_expired: 'The identity document has expired',
      id_illegible: 'The identity document cannot be read',
      id_mismatch: 'Name or address differ between request and document',
      identifier_unproven: 'An identifier is not shown to be theirs',
      authority_missing: 'No paper shows the authority',
      authority_scope: 'The power of attorney does not name the request',
      authority_old: 'The certificate is too old',
      agent_id_missing: 'No identity document of the agent',
      delivery_choice: 'The method wished for is not known',
      address_unclear: 'The delivery address differs from the document',
      fee: 'The fee has not arrived',
      target: 'Too little to look for records',
    },
    notAccepted: {
      identity: 'The identity could not be verified',
      authority: 'The authority could not be verified',
      fee: 'The fee was not paid',
      procedure: 'Not made in the set way',
      not_eligible: 'Made by somebody else, such as heirs',
    },
  },
})

/** A code the operator's own systems send is shown as it came. */
export const wordOf = (words: Readonly<Record<string, string>>, code: string): string =>
  (Object.hasOwn(words, code) ? words[code] : undefined) ?? code

/** Choices of a field, in the order of the words. */
export const choicesOf = (words: Record<string, string>) =>
  Object.entries(words).map(([value, label]) => ({ value, label }))

/** Name of an identifier: of its kind, with its scheme where the kind says little. */
export function matterLabel(
  { kind, matter }: { kind: MatterKind; matter: string },
  language: Language,
): string {
  const label = requestCodes[language].matters[kind]
  return kind === 'identifier' ? `${label}(${matter.slice('identifiers.'.length)})` : label
}
