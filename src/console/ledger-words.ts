// The ledger's codes in the officer's words: what pages of records, gaps, requests and retention share.

import type { ConflictCode } from '../domain/gaps.ts'
import type { BasisCode, Direction, ExemptionCode } from '../domain/legal-basis.ts'
import type { RecordMethod, ThirdPartyKind } from '../domain/provision-event.ts'
import type { ItemCode } from '../domain/record-rules.ts'
import type { RetentionClass } from '../domain/retention-period.ts'
import type { AmendmentKind, VoidReason } from '../usecases/ports.ts'
import { inBoth } from './words.ts'

export interface LedgerWords extends Record<string, unknown> {
  directions: Record<Direction, string>
  bases: Record<BasisCode | 'article_16_2_body', string>
  methods: Record<RecordMethod, string>
  items: Record<ItemCode, string>
  conflicts: Record<ConflictCode, string>
  exemptions: Record<ExemptionCode, string>
  kinds: Record<ThirdPartyKind, string>
  equivalences: Record<'designated_country' | 'equivalent_system', string>
  amendments: Record<AmendmentKind, string>
  /** How long each class is kept. */
  classes: Record<RetentionClass, string>
  voids: Record<VoidReason, string>
  /** What deserves a second look, as a sentence. */
  advice: Record<string, string>
  gapKinds: Record<'missing_item' | 'conflict' | 'advice', string>
}

export const ledgerWords = inBoth<LedgerWords>({
  ja: {
    directions: {
      provided: '提供',
      received: '受領',
    },
    bases: {
      consent: '本人の同意',
      foreign_consent: '外国にある第三者への提供の同意',
      opt_out: 'オプトアウト',
      related_information: '個人関連情報',
      private_person: '個人情報取扱事業者でない者',
      based_on_law: '法令に基づく場合',
      protection_of_life: '人の生命、身体又は財産の保護',
      public_health: '公衆衛生、児童の健全育成',
      public_duty: '国の機関等の事務への協力',
      academic_publication: '学術研究の成果の公表又は教授',
      academic_joint_research: '共同の学術研究',
      academic_recipient: '学術研究機関等への提供',
      entrustment: '委託',
      succession: '事業の承継',
      joint_use: '共同利用',
      interpretation: '解釈による対象外',
      article_16_2_body: '国の機関等',
    },
    methods: {
      each: '都度',
      batch: '一括',
      contract: '契約書等',
    },
    items: {
      CONSENT: '本人の同意',
      CONFIRM: '同意を確認した旨',
      FINFO: '外国に係る情報提供を確認した旨',
      DATE_OUT: '提供年月日',
      DATE_IN: '提供を受けた年月日',
      PERIOD: '期間の初日・末日',
      TP_NAME: '第三者の氏名又は名称',
      TP_ADDR: '第三者の住所',
      TP_REP: '代表者の氏名',
      TP_UNSPEC: '不特定かつ多数の者に提供した旨',
      ACQ: '取得の経緯',
      PERSON: '本人を特定する事項',
      ITEMS: '個人データの項目',
      PPC_PUB: '公表されている旨',
    },
    conflicts: {
      foreign_consent_needed: '外国への提供の同意がない',
      opt_out_method: 'オプトアウトで都度の記録でない',
      opt_out_sensitive_item: 'オプトアウトで要配慮個人情報を含む',
      exemption_missing: '解釈の内容がない',
      recipient_only_exemption: '受領側のみの解釈',
    },
    exemptions: {
      INTERP_BY_PERSON: '本人による提供',
      INTERP_ON_BEHALF: '本人に代わって行う提供',
      INTERP_ONE_WITH_PERSON: '本人と一体と評価できる者への提供',
      INTERP_TO_PERSON_VIA: '本人への提供の媒介',
      INTERP_PUBLIC_INFO: '公開情報の提供',
      INTERP_NOT_DATA_FOR_RECIPIENT: '受領者にとって個人データでない',
      INTERP_NOT_PI_FOR_RECIPIENT: '受領者にとって個人情報でない',
      INTERP_VIEW_ONLY: '閲覧のみ',
      INTERP_UNSOLICITED: '一方的な提供',
    },
    kinds: {
      corporation: '法人',
      individual: '個人',
      unincorporated_body: '法人でない団体',
    },
    equivalences: {
      designated_country: '同等の水準と認められる国',
      equivalent_system: '相当措置の体制を整備した者',
    },
    amendments: {
      amendment: '訂正',
      filling: '追記(補完)',
      settlement: '不整合の解消',
      void: '取消',
    },
    classes: {
      R1: '契約書等による記録(最後の提供から1年)',
      R2: '一括の記録(最後の提供から3年)',
      R3: '記録を作成した日から3年',
      V: '任意の保存(法定の記録ではないもの)',
    },
    voids: {
      not_occurred: '提供の事実がなかった',
      duplicate: '同じ提供の記録がほかにある',
      wrong_source: '記録元の誤り',
    },
    advice: {
      future_day: '記録した日より後の日付です。日付をご確認ください。',
      recorded_late:
        '提供から日が経って記録されています。記録は速やかに作成します(施行規則第19条第2項)。',
      corporate_number_check_digit: '法人番号の検査用数字が合いません。番号をご確認ください。',
      related_information_lines:
        '個人関連情報を提供した記録に、本人の欄は要りません(施行規則第28条第1項)。',
      contract_kept_three_years:
        '本人に対する物品・役務の提供に関連する契約書等と示されていないため、1年ではなく3年保存します(施行規則第19条第3項)。',
      undeclared_identifier_scheme:
        '設定にない種類の番号等が使われています。管理者に設定への追加をご依頼ください。',
    },
    gapKinds: { missing_item: '欠落', conflict: '不整合', advice: '確認' },
  },
  en: {
    directions: {
      provided: 'Provided',
      received: 'Received',
    },
    bases: {
      consent: 'Consent',
      foreign_consent: 'Consent to provision abroad',
      opt_out: 'Opt-out',
      related_information: 'Related information',
      private_person: 'Not a business handling personal information',
      based_on_law: 'Based on laws',
      protection_of_life: 'Protection of life, body or property',
      public_health: 'Public health, growth of children',
      public_duty: 'Cooperation with public duties',
      academic_publication: 'Academic publication or teaching',
      academic_joint_research: 'Joint academic research',
      academic_recipient: 'Academic recipient',
      entrustment: 'Entrustment',
      succession: 'Business succession',
      joint_use: 'Joint use',
      interpretation: 'Outside the duty by interpretation',
      article_16_2_body: 'Public body',
    },
    methods: {
      each: 'Each time',
      batch: 'Batch',
      contract: 'Contract',
    },
    items: {
      CONSENT: 'Consent',
      CONFIRM: 'Confirmation of consent',
      FINFO: 'Confirmation of information given',
      DATE_OUT: 'Day of provision',
      DATE_IN: 'Day of receipt',
      PERIOD: 'First and last day',
      TP_NAME: 'Name of the third party',
      TP_ADDR: 'Address of the third party',
      TP_REP: 'Name of the representative',
      TP_UNSPEC: 'Provided to unspecified and many',
      ACQ: 'Circumstances of acquisition',
      PERSON: 'Identifying matters',
      ITEMS: 'Items',
      PPC_PUB: 'Publication by the PPC',
    },
    conflicts: {
      foreign_consent_needed: 'Consent to provision abroad needed',
      opt_out_method: 'Opt-out not recorded each time',
      opt_out_sensitive_item: 'Opt-out with sensitive items',
      exemption_missing: 'Exemption not stated',
      recipient_only_exemption: 'Exemption of the recipient only',
    },
    exemptions: {
      INTERP_BY_PERSON: 'Provided by the person',
      INTERP_ON_BEHALF: 'On behalf of the person',
      INTERP_ONE_WITH_PERSON: 'To one who counts as the person',
      INTERP_TO_PERSON_VIA: 'To the person by way of another',
      INTERP_PUBLIC_INFO: 'Public information',
      INTERP_NOT_DATA_FOR_RECIPIENT: 'Not personal data for the recipient',
      INTERP_NOT_PI_FOR_RECIPIENT: 'Not personal information for the recipient',
      INTERP_VIEW_ONLY: 'Viewing only',
      INTERP_UNSOLICITED: 'Unsolicited',
    },
    kinds: {
      corporation: 'Corporation',
      individual: 'Individual',
      unincorporated_body: 'Unincorporated body',
    },
    equivalences: {
      designated_country: 'Designated country',
      equivalent_system: 'Equivalent system',
    },
    amendments: {
      amendment: 'Correction',
      filling: 'Filling',
      settlement: 'Settlement',
      void: 'Void',
    },
    classes: {
      R1: 'contract (1 year from the last provision)',
      R2: 'batch (3 years from the last provision)',
      R3: '3 years from the day the record was made',
      V: 'kept voluntarily (no statutory record)',
    },
    voids: {
      not_occurred: 'It did not happen',
      duplicate: 'Another record holds the same provision',
      wrong_source: 'It came from the wrong source',
    },
    advice: {
      future_day: 'The day lies after the day of recording. Check it.',
      recorded_late: 'Recorded late. Records are made promptly (Rules, Art. 19(2)).',
      corporate_number_check_digit: 'The check digit of the corporate number does not fit.',
      related_information_lines:
        'A record of provided related information names no persons (Rules, Art. 28(1)).',
      contract_kept_three_years:
        'Not said to serve the person, so it is kept three years instead of one (Rules, Art. 19(3)).',
      undeclared_identifier_scheme:
        'A kind of identifier is not in the settings. Ask an administrator to add it.',
    },
    gapKinds: { missing_item: 'Missing', conflict: 'Conflict', advice: 'Advice' },
  },
})
