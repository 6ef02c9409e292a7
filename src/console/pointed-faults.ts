// Faults of a nested body at the fields of a flat form: by the pointer to the field, by the code to the words.

import type { z } from 'zod'
import { DomainError, type ErrorCode, type Fault } from '../domain/domain-error.ts'
import { ERROR_WORDS } from './error-words.ts'
import { type Faults, issueWords, type Sent, withoutSecrets } from './forms.ts'
import type { Visit } from './visit.tsx'
import { inBoth, type Language } from './words.ts'

/** The field that shows what is wrong at a place of the body, `refusals/0/letter_reason`; `form` for none. */
export type FieldOf = (place: string) => string

/** A body put together from a form, checked by the schema of the API. */
export async function checkBody<Schema extends z.ZodType>(
  visit: Visit,
  body: unknown,
  { schema, fieldOf }: { schema: Schema; fieldOf: FieldOf },
): Promise<Sent<z.output<Schema>>> {
  const parsed = schema.safeParse(body)
  if (parsed.success) return { ok: true, data: parsed.data }
  const faults: Faults = {}
  for (const issue of parsed.error.issues.flatMap(chosenBranch)) {
    const field = fieldOf(issue.path.join('/'))
    const t = faultWords[visit.language]
    faults[field] ??= /lies (before|after)/.test(issue.message)
      ? (t.out_of_order ?? '')
      : issueWords(issue, visit.language, valueAt(body, issue.path))
  }
  return { ok: false, values: withoutSecrets(await visit.values()), faults }
}

/** A union tells of every branch: only the one whose part was sent has faults that the form can show. */
function chosenBranch(issue: z.core.$ZodIssue): z.core.$ZodIssue[] {
  if (issue.code !== 'invalid_union') return [issue]
  const sent = issue.errors.find(branch => branch.every(one => one.code !== 'unrecognized_keys'))
  return sent?.map(one => ({ ...one, path: [...issue.path, ...one.path] })) ?? [issue]
}

/** Does it; faults of an invalid body stand at their fields, refusals of these codes at the field named. */
export async function attemptPointed<Result>(
  visit: Visit,
  {
    fieldOf,
    fields = {},
  }: { fieldOf: FieldOf; fields?: Partial<Record<ErrorCode, string>> | undefined },
  work: () => Promise<Result>,
): Promise<Sent<Result>> {
  try {
    return { ok: true, data: await work() }
  } catch (error) {
    const faults = faultsOf(error, { fieldOf, fields, language: visit.language })
    if (!faults) throw error
    return { ok: false, values: withoutSecrets(await visit.values()), faults }
  }
}

/** @param fieldOf takes the pointer without its first slash. */
function faultsOf(
  error: unknown,
  {
    fieldOf,
    fields,
    language,
  }: { fieldOf: FieldOf; fields: Partial<Record<ErrorCode, string>>; language: Language },
): Faults | undefined {
  if (!(error instanceof DomainError)) return undefined
  if (error.faults.length > 0) {
    const faults: Faults = {}
    for (const fault of error.faults) {
      faults[fieldOf(fault.pointer.slice(1))] ??= wordsOf(fault, language)
    }
    return faults
  }
  const field = fields[error.code]
  return field === undefined ? undefined : { [field]: ERROR_WORDS[error.code][language] }
}

const wordsOf = ({ code }: Fault, language: Language) =>
  faultWords[language][code] ?? faultWords[language].invalid_value ?? ''

const faultWords = inBoth<Record<string, string>>({
  ja: {
    invalid_value: 'この内容では登録できません。入力をご確認ください。',
    required: '入力してください。',
    names_person: '本人の氏名などが含まれています。名前を書かずに説明してください。',
    not_there: 'この番号の記録または行はありません。番号をご確認ください。',
    out_of_order: '日付の前後が逆になっています。',
    in_the_future: '今日までの日付を入力してください。',
    before_arrival: '請求が届いた日以後の日付を入力してください。',
    in_the_past: '明日以後の日付を入力してください。',
    not_later: '今の期限より後の日付を入力してください。',
    no_change: '書面の交付は、もともとのご希望です。変更の登録は要りません。',
    no_agent: 'ご本人からの請求には、代理人の項目を登録できません。',
    other_part: '代理権の確認として登録してください。',
    not_given: '請求にない事項は選べません。',
    authority_scope:
      '「第三者提供記録の開示の請求」が委任の範囲に入っていません。「確認できなかった」と登録し、補正を依頼してください。',
    authority_old:
      '発行日から日が経っています。「確認できなかった」と登録し、新しい証明書を依頼してください。',
    authority_ended:
      '有効期間が過ぎています。「確認できなかった」と登録し、補正を依頼してください。',
    not_in_line: 'この行に記録のない事項は選べません。',
    other_name:
      '請求と異なる氏名の行です。旧姓などご本人の氏名であれば、氏名の「ご本人のもの」も選んでください。',
    not_a_candidate: 'この行は候補ではなくなりました。ページを開き直してご確認ください。',
    too_short: '15文字以上で、ご本人に伝わるように理由を説明してください(法第36条)。',
    repeats_ground:
      '条文の言葉だけでは理由の説明になりません。この請求で当てはまる事情を、守るべき内容が分からないように書いてください。',
    not_fitting: 'この請求には当てはまらない項目です。',
    not_a_line: '開示の対象となる行ではなくなりました。ページを開き直してご確認ください。',
    not_an_item: 'この項目は、選んだ行の記録事項ではありません。項目か行の選び方をご確認ください。',
    refused_twice:
      '同じ行の同じ項目が、二つの理由で不開示になっています。どちらか1つにしてください。',
    released_and_refused:
      '開示してよいとした項目が、不開示にもなっています。どちらか1つにしてください。',
    refuses_nothing:
      'この結論では、開示しない行や項目を選べません。結論を「一部不開示」か「不開示」にするか、開示しないとした行や項目を「開示する」に戻してください。',
    none_refused:
      '開示しない行が選ばれていません。行ごとの扱いで、当てはまる理由の番号を選んでください。',
    other_outcome:
      '選んだ結論には当てはまらない入力です。この入力を消すか、結論を選び直してください。',
    lines_left:
      '開示の対象となる行があります。結論は「全部開示」「一部不開示」「不開示」から選んでください。',
    no_line_left: '開示の対象となる行がありません。結論は「不存在」を選んでください。',
    not_whole:
      '「不開示」では、すべての行の全部を開示しないことにします。残りの行にも理由の番号を選び、開示しない項目は選ばないでください。一部の行か項目を開示するときは、結論を「一部不開示」にしてください。',
    all_whole:
      'すべての行の全部を開示しないことになっています。結論を「不開示」にするか、開示する行か項目を残してください。',
  },
  en: {
    invalid_value: 'This cannot be registered like this. Check what you entered.',
    required: 'Fill this in.',
    names_person: 'It names a person of a record. Say it without names.',
    not_there: 'There is no such record or line. Check the numbers.',
    out_of_order: 'The days are in the wrong order.',
    in_the_future: 'Give a day up to today.',
    before_arrival: 'Give a day from the arrival of the request on.',
    in_the_past: 'Give a day after today.',
    not_later: 'Give a day after the present due day.',
    no_change: 'Paper is what was asked for: nothing changes.',
    no_agent: 'The person asks themselves: leave what is about an agent out.',
    other_part: 'Register it as the check of the authority.',
    not_given: 'The request does not state this.',
    authority_scope:
      'It does not cover asking for records of provision. Register the check as not passed and ask for another.',
    authority_old: 'It is too old. Register the check as not passed and ask for a new one.',
    authority_ended: 'It has expired. Register the check as not passed and ask for another.',
    not_in_line: 'The line does not state this.',
    other_name:
      'The line bears another name. If it is their own, such as a former one, choose “theirs” for the name too.',
    not_a_candidate: 'This line is no candidate any more. Open the page again.',
    too_short:
      'Explain the reason in 15 characters or more, so that the person understands (Art. 36).',
    repeats_ground:
      'The words of the article explain nothing. Say why it applies here, without telling what is protected.',
    not_fitting: 'This does not fit the request.',
    not_a_line: 'This is no disclosable line any more. Open the page again.',
    not_an_item: 'This is no item of the lines chosen. Choose other items or lines.',
    refused_twice: 'The same item of the same line is refused twice. Keep one of them.',
    released_and_refused: 'What is released is refused as well. Keep one of them.',
    refuses_nothing:
      'With this outcome nothing is refused. Choose another outcome, or disclose the lines and items again.',
    none_refused: 'No line is refused. Choose the number of a reason for the lines that are.',
    other_outcome: 'This does not go with the outcome. Clear it, or choose another outcome.',
    lines_left: 'There are lines to disclose. Disclose them all or in part, or refuse them.',
    no_line_left: 'There is no line to disclose. Choose that there is no such record.',
    not_whole: 'To refuse all, choose a reason without items for every line; or disclose in part.',
    all_whole:
      'Every line is refused as a whole. Choose “not disclosed”, or leave something to disclose.',
  },
})

function valueAt(body: unknown, path: readonly PropertyKey[]): string | undefined {
  const value = path.reduce<unknown>(
    (at, key) => (at as Record<PropertyKey, unknown> | undefined)?.[key],
    body,
  )
  return value === undefined ? undefined : String(value)
}
