// The articles behind rules and decisions, each by name and by what it says in short; the statute itself decides.

import { inBoth, type Language } from './words.ts'

/** Where the wording in force stands: a page for the officer to open, nothing that a page of ours loads. */
export const STATUTE_PAGES = {
  act: 'https://laws.e-gov.go.jp/law/415AC0000000057',
  order: 'https://laws.e-gov.go.jp/law/415CO0000000507',
  rules: 'https://laws.e-gov.go.jp/law/428M60020000003',
} as const

export type StatutePage = keyof typeof STATUTE_PAGES

/**
 * 29-1 → 法第29条第1項, 規則20-1-2 → 施行規則第20条第1項第2号, also of 規則20条1項2号ロ. What is no article keeps its words.
 */
export function articleName(code: string, language: Language): string {
  const article = parse(code)
  if (!article) return GUIDELINE.test(code) ? guideline(code, language) : code
  const { law, parts, letter } = article
  const [number, paragraph, item] = parts
  if (language === 'ja') {
    const name = `${law === '' ? '法' : law}第${number}条`
    return `${name}${paragraph ? `第${paragraph}項` : ''}${item ? `第${item}号` : ''}${letter}`
  }
  const name = `${ENGLISH[law] ?? 'Act'}, Art. ${number}`
  return `${name}${paragraph ? `(${paragraph})` : ''}${item ? `(${roman(Number(item))})` : ''}${letter ? ENGLISH_LETTERS[letter] : ''}`
}

/** In short, in our own words; undefined for an article that no rule names. */
export function articleText(code: string, language: Language): string | undefined {
  const texts: Record<string, string> = TEXTS[language]
  return Object.hasOwn(texts, code) ? texts[code] : undefined
}

/** Which statute's page an article stands on. */
export function statuteOf(code: string): StatutePage | undefined {
  const law = parse(code)?.law
  if (law === undefined || law === '旧施行規則') return undefined
  return law === '施行規則' ? 'rules' : law === '施行令' ? 'order' : 'act'
}

const GUIDELINE = /^確認・記録義務編/
const guideline = (code: string, language: Language) =>
  language === 'ja'
    ? `ガイドライン(${code.replace(/編/, '編)')}`
    : `Guidelines (confirmation and records) ${code.replace(GUIDELINE, '')}`

const LAWS: Record<string, string> = {
  規則: '施行規則',
  旧規則: '旧施行規則',
  令: '施行令',
  法: '',
}
const ENGLISH: Record<string, string> = {
  施行規則: 'Rules',
  旧施行規則: 'Former Rules',
  施行令: 'Order',
}

const ENGLISH_LETTERS: Record<string, string> = {
  イ: '(a)',
  ロ: '(b)',
  ハ: '(c)',
  ニ: '(d)',
  ホ: '(e)',
  ただし書: ' proviso',
}

function parse(code: string) {
  const [, law, digits = '', letter = ''] =
    /^(旧規則|規則|令|法)?([\d条項号-]+)(ただし書|[イロハニホ])?$/.exec(code) ?? []
  const parts = digits.match(/\d+/g)
  if (!parts) return undefined
  return { law: law === undefined ? '' : (LAWS[law] ?? ''), parts, letter }
}

function roman(n: number): string {
  return ['i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii', 'viii', 'ix', 'x'][n - 1] ?? String(n)
}

const TEXTS = inBoth({
  ja: {
    '16-2':
      '国の機関、地方公共団体、独立行政法人等(別表第二の法人を除く。)及び地方独立行政法人(試験研究、大学又は病院の運営を主とするものを除く。)です。第29条・第30条の第三者に含まれません。',
    '27-1-1': '法令に基づく提供です。本人の同意も、記録も要りません。',
    '27-1-2':
      '人の生命、身体又は財産の保護のために必要があり、本人の同意を得ることが困難な場合の提供です。',
    '27-1-3':
      '公衆衛生の向上又は児童の健全な育成の推進のために特に必要があり、本人の同意を得ることが困難な場合の提供です。',
    '27-1-4':
      '国の機関等が法令の定める事務を行うことへの協力に必要で、同意を得ることがその事務に支障を及ぼすおそれがある場合の提供です。',
    '27-1-5':
      '学術研究機関等による提供で、学術研究の成果の公表又は教授のためやむを得ないものです(個人の権利利益を不当に侵害するおそれがある場合を除く。)。',
    '27-1-6':
      '学術研究機関等が、共同して学術研究を行う第三者に、学術研究の目的で行う提供です(同前の場合を除く。)。',
    '27-1-7':
      '提供先が学術研究機関等で、学術研究の目的で取り扱う必要がある提供です(同前の場合を除く。)。',
    '27-2':
      '求めに応じて提供をやめることとし、所定の事項を本人に通知し又は容易に知り得る状態に置いたうえで、個人情報保護委員会に届け出たときは、同意なく提供できます。要配慮個人情報、不正に取得したもの、ほかの事業者からオプトアウトで提供を受けたものは除きます。',
    '27-5-1':
      '利用目的の達成に必要な範囲で取扱いを委託することに伴う提供です。提供先は第三者に当たりません。',
    '27-5-2': '合併などの事業の承継に伴う提供です。提供先は第三者に当たりません。',
    '27-5-3':
      '共同利用です。共同して利用する旨など所定の事項をあらかじめ本人に通知し、又は容易に知り得る状態に置いているとき、提供先は第三者に当たりません。',
    '28-1':
      '外国にある第三者に提供するときは、第27条第1項各号の場合を除き、その提供を認める旨の本人の同意をあらかじめ得ます。このときは第27条を適用しません。同等の水準と認められる国にある者と、相当措置の体制を整備した者は、ここでいう外国にある第三者に当たりません。',
    '29-1':
      '個人データを第三者に提供したときは、提供した年月日、第三者の氏名又は名称その他規則で定める事項の記録を作成します。第27条第1項各号・第5項各号(第28条第1項による提供では第27条第1項各号)に当たるときは要りません。',
    '30-1':
      '第三者から個人データの提供を受けるときは、その者の氏名又は名称・住所・代表者の氏名と、個人データの取得の経緯を確認します。第27条第1項各号・第5項各号に当たるときは要りません。',
    '30-3':
      '確認をしたときは、提供を受けた年月日、確認した事項その他規則で定める事項の記録を作成します。',
    '31-1':
      '提供先が個人関連情報を個人データとして取得することが想定されるときは、その取得を認める旨の本人の同意が得られていること(外国にある第三者には、所定の情報が本人に提供されていることも)をあらかじめ確認します。',
    '31-3': '個人関連情報を提供した者も、確認の記録を作成し、保存します(第30条を準用)。',
    '33-2-1':
      '本人又は第三者の生命、身体、財産その他の権利利益を害するおそれがある場合です。全部又は一部を開示しないことができます。',
    '33-2-2':
      '業務の適正な実施に著しい支障を及ぼすおそれがある場合です。全部又は一部を開示しないことができます。取引先との守秘の約束や件数の多さだけでは、これに当たりません。',
    '33-2-3': '他の法令に違反することとなる場合です。全部又は一部を開示しないことができます。',
    '33-3':
      '開示しないと決めたとき、記録が存在しないとき、又は求められた方法による開示が困難なときは、遅滞なく本人に通知します。',
    '33-5':
      '第三者提供記録(第29条第1項・第30条第3項の記録)の開示に、第1項から第3項までを準用します。施行令第11条の記録は除きます。',
    '36': '求められた措置をとらないとき、又は異なる措置をとるときは、本人に理由を説明するよう努めます。',
    '39': '本人は、請求が届いた日から2週間を経過した後、訴えを提起することができます(請求を拒まれたときは、その前でも)。',
    令11: '存否が明らかになることで、生命等への危害、違法又は不当な行為の助長・誘発、国の安全等の侵害、犯罪の予防・捜査等への支障のおそれがある記録は、第三者提供記録に含まれません。',
    '規則20-1-1':
      'オプトアウトによる提供の記録事項: イ 提供年月日 ロ 第三者の氏名又は名称・住所・代表者の氏名(不特定かつ多数の者に提供したときは、その旨) ハ 本人を特定するに足りる事項 ニ 個人データの項目',
    '規則20-1-2':
      '本人の同意による提供の記録事項: イ 本人の同意を得ている旨 ロ 前号ロからニまでの事項(第三者、本人、個人データの項目)',
    '規則24-1-1':
      'オプトアウトにより提供を受けた記録事項: イ 提供を受けた年月日 ロ 第三者の氏名又は名称・住所・代表者の氏名と取得の経緯 ハ 本人を特定するに足りる事項 ニ 個人データの項目 ホ 第27条第4項により公表されている旨',
    '規則24-1-2':
      '本人の同意により提供を受けた記録事項: イ 本人の同意を得ている旨 ロ 第三者の氏名又は名称・住所・代表者の氏名、取得の経緯、本人を特定するに足りる事項、個人データの項目',
    '規則24-1-3':
      '個人関連情報の提供を受けて個人データとして取得した記録事項: 本人の同意が得られている旨、第三者の氏名又は名称・住所・代表者の氏名、本人を特定するに足りる事項、個人関連情報の項目',
    '規則24-1-4':
      '個人情報取扱事業者でない者から提供を受けた記録事項: 第三者の氏名又は名称・住所・代表者の氏名と取得の経緯、本人を特定するに足りる事項、個人データの項目',
    '規則28-1':
      '個人関連情報を提供した記録事項: 本人の同意が得られていること等を確認した旨、提供年月日(一括の記録では期間の初日及び末日)、第三者の氏名又は名称・住所・代表者の氏名、個人関連情報の項目',
    '確認・記録義務編2-2':
      '本人による提供、本人に代わって行う提供など、解釈により確認・記録の義務がないと整理されている提供です。受領者だけが対象外となる場合、提供した側の義務は残ります。',
  },
  en: {
    '16-2':
      'National organs, local public entities, incorporated administrative agencies (but those of Appended Table 2) and local ones (but for research, universities and hospitals). They are no third parties for Articles 29 and 30.',
    '27-1-1': 'Provision based on laws and regulations: neither consent nor a record is needed.',
    '27-1-2': 'Needed to protect life, body or property, where consent is hard to obtain.',
    '27-1-3':
      'Specially needed for public health or the sound growth of children, where consent is hard to obtain.',
    '27-1-4':
      'Needed to cooperate with the State or local bodies in statutory work that asking for consent might impede.',
    '27-1-5':
      'By an academic institution, unavoidable for publishing results or for teaching, without undue harm to the person.',
    '27-1-6':
      'By an academic institution to a partner of joint research, for academic research, without undue harm to the person.',
    '27-1-7':
      'To an academic institution that needs it for academic research, without undue harm to the person.',
    '27-2':
      'Opt-out: without consent, where provision stops on request, the prescribed matters were told or are easy to know, and the Commission was notified. Not for sensitive data, data improperly acquired, or data received by opt-out.',
    '27-5-1':
      'Entrustment within the purpose of use: the recipient does not count as a third party.',
    '27-5-2': 'Business succession: the recipient does not count as a third party.',
    '27-5-3':
      'Joint use whose prescribed matters were told or are easy to know: the recipient does not count as a third party.',
    '28-1':
      'Provision to a third party abroad needs prior consent to just that, but for the cases of Art. 27(1)(i) to (vii); Art. 27 is then put aside. Designated countries and recipients with an equivalent system are not abroad in this sense.',
    '29-1':
      'Whoever provides personal data to a third party makes a record of the day, the third party and the other matters of the Rules, but for the cases of Art. 27(1)(i) to (vii) and 27(5) (under Art. 28(1): of 27(1) only).',
    '30-1':
      'Whoever receives personal data confirms name, address and representative of the provider, and how the data were acquired, but for the cases of Art. 27(1)(i) to (vii) and 27(5).',
    '30-3':
      'Having confirmed it, one makes a record of the day of receipt, the matters confirmed and the others of the Rules.',
    '31-1':
      'Where the recipient is expected to acquire related information as personal data, one first confirms that the person consented to it and, for recipients abroad, was given the prescribed information.',
    '31-3': 'The provider of related information makes and keeps a record of it too.',
    '33-2-1':
      'Risk of harm to the life, body, property or other rights or interests of the person or a third party: all or part may be withheld.',
    '33-2-2':
      'Risk of serious hindrance to the proper conduct of business: all or part may be withheld. A promise of secrecy to a partner, or mere volume, is not enough.',
    '33-2-3': 'Disclosure would violate another law: all or part may be withheld.',
    '33-3':
      'The person is told without delay when all or part is withheld, when there is no record, or when the method asked for is difficult.',
    '33-5':
      'Paragraphs (1) to (3) apply to the records of Arts. 29(1) and 30(3), but those of Art. 11 of the Order.',
    '36': 'Whoever does not do what was asked, or does something else, tries to explain why.',
    '39': 'The person may sue once two weeks have passed from the arrival of the request, earlier when it was refused.',
    令11: 'Records whose existence alone, if revealed, might endanger life, encourage unlawful acts, harm national security or hinder investigation are no records of provision to third parties.',
    '規則20-1-1':
      'Opt-out: (a) day of provision, (b) name, address and representative of the third party (or that it went to unspecified and many persons), (c) matters that identify the person, (d) items of personal data.',
    '規則20-1-2':
      'Consent: (a) that the person consented, (b) third party, person and items as in item (i).',
    '規則24-1-1':
      'Received by opt-out: day of receipt; name, address and representative of the provider and how it acquired the data; the person; the items; that the notification is published.',
    '規則24-1-2':
      'Received on consent: that the person consented; name, address and representative of the provider and how it acquired the data; the person; the items.',
    '規則24-1-3':
      'Related information acquired as personal data: that the person consented; name, address and representative of the provider; the person; the items.',
    '規則24-1-4':
      'From somebody who is no business handling personal information: name, address and representative, how it acquired the data; the person; the items.',
    '規則28-1':
      'Related information provided: that the consent was confirmed; day of provision (for a batch the first and last day); name, address and representative of the third party; the items.',
    '確認・記録義務編2-2':
      'Outside the duty by interpretation, for example provision by or on behalf of the person. Where only the recipient is exempt, the duty of the provider stays.',
  },
})
