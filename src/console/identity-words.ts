// Papers and checks of an identity in the officer's words.

import type { VerifiedPart } from '../domain/disclosure-steps.ts'
import { inBoth } from './words.ts'

interface IdentityWords extends Record<string, unknown> {
  documents: Record<string, string>
  /** How it was checked. */
  checks: Record<string, string>
  /** What an agent acts on. */
  authorities: Record<string, string>
  parts: Record<VerifiedPart | 'requester', string>
}

export const identityWords = inBoth<IdentityWords>({
  ja: {
    documents: {
      request_form: '開示請求書',
      driving_licence: '運転免許証',
      driving_record_certificate: '運転経歴証明書',
      my_number_card: '個人番号カード(表面)',
      passport: '旅券',
      residence_card: '在留カード',
      special_permanent_resident_certificate: '特別永住者証明書',
      eligibility_certificate: '資格確認書',
      resident_record: '住民票の写し',
      seal_certificate: '印鑑登録証明書',
      family_register: '戸籍の証明書',
      guardianship_certificate: '登記事項証明書',
      power_of_attorney: '委任状',
      other: 'その他の書類',
    },
    checks: {
      counter: '窓口で書類の提示を受けた',
      post: '郵送された書類の写しを確かめた',
      online: '会員サイト等でのサインインで確かめた',
      jpki: '公的個人認証の電子署名で確かめた',
      phone: '登録済みの電話番号に折り返して確かめた',
      other: 'その他の方法で確かめた',
    },
    authorities: {
      power_of_attorney: '委任状',
      family_register: '戸籍の証明書',
      resident_record: '住民票の写し',
      guardianship_certificate: '登記事項証明書',
      other: 'その他の書類',
    },
    parts: {
      requester: '請求者全体',
      data_subject: 'ご本人',
      agent: '代理人',
      authority: '代理権',
    },
  },
  en: {
    documents: {
      request_form: 'Request form',
      driving_licence: 'Driving licence',
      driving_record_certificate: 'Driving record certificate',
      my_number_card: 'Individual Number Card (front)',
      passport: 'Passport',
      residence_card: 'Residence card',
      special_permanent_resident_certificate: 'Special permanent resident certificate',
      eligibility_certificate: 'Eligibility certificate',
      resident_record: 'Copy of the resident record',
      seal_certificate: 'Certificate of seal registration',
      family_register: 'Certificate of the family register',
      guardianship_certificate: 'Certificate of registered matters',
      power_of_attorney: 'Power of attorney',
      other: 'Another paper',
    },
    checks: {
      counter: 'Papers shown at the counter',
      post: 'Copies of papers sent by post',
      online: 'Sign-in to the member site',
      jpki: 'Electronic signature (JPKI)',
      phone: 'Call back to the registered number',
      other: 'Another way',
    },
    authorities: {
      power_of_attorney: 'Power of attorney',
      family_register: 'Certificate of the family register',
      resident_record: 'Copy of the resident record',
      guardianship_certificate: 'Certificate of registered matters',
      other: 'Another paper',
    },
    parts: {
      requester: 'The whole requester',
      data_subject: 'The person',
      agent: 'The agent',
      authority: 'The authority',
    },
  },
})
