// What people typed: read, checked, and shown again with the faults beside the fields.

import type { Context } from 'hono'
import type { z } from 'zod'
import { DomainError, type ErrorCode } from '../domain/domain-error.ts'
import { ERROR_WORDS } from './error-words.ts'
import { inBoth, type Language } from './words.ts'

export type Values = Record<string, string | string[]>
/** Words by field; those of `form` belong to no field. */
export type Faults = Record<string, string>

export interface Unsent {
  values: Values
  faults: Faults
}

export type Sent<Data> = { ok: true; data: Data } | ({ ok: false } & Unsent)

export const EMPTY_FORM: Unsent = { values: {}, faults: {} }

/** What every form of ours carries beside its fields; the shell looks at it. */
export interface FormProof {
  csrf: string | undefined
  /** Of a form that counts once. */
  once: string | undefined
}

/** Fields that come without text count as absent. */
export async function readForm(c: Context): Promise<{ values: Values; proof: FormProof }> {
  const body = await c.req.parseBody({ all: true })
  const values: Values = {}
  for (const [name, value] of Object.entries(body)) {
    const list = (Array.isArray(value) ? value : [value]).filter(one => typeof one === 'string')
    const given = list.filter(one => one !== '')
    if (given.length > 0) values[name] = given.length === 1 ? (given[0] as string) : given
  }
  const { _csrf, _once, ...fields } = values
  return { values: fields, proof: { csrf: _csrf?.toString(), once: _once?.toString() } }
}

/** A message of the schema that is a key of `own` is said in its words. */
export function checkForm<Schema extends z.ZodType>(
  schema: Schema,
  values: Values,
  { language, own = {} }: { language: Language; own?: Record<string, string> },
): Sent<z.output<Schema>> {
  const parsed = schema.safeParse(values)
  if (parsed.success) return { ok: true, data: parsed.data }
  const faults: Faults = {}
  for (const issue of parsed.error.issues) {
    const field = String(issue.path[0] ?? 'form')
    faults[field] ??= own[issue.message] ?? issueWords(issue, language, values[field])
  }
  return { ok: false, values: withoutSecrets(values), faults }
}

/** As people type numbers in Japanese: full-width digits are digits. For `z.preprocess`. */
export const typedNumber = (value: unknown) =>
  typeof value === 'string' ? value.normalize('NFKC').replaceAll(/[\s,]/g, '') : value

/** A refusal that belongs to a field is shown there; any other is thrown on. */
export function faultsOfRefusal(
  error: unknown,
  fields: Partial<Record<ErrorCode, string>>,
  language: Language,
): Faults {
  const field = error instanceof DomainError ? fields[error.code] : undefined
  if (field === undefined) throw error
  return { [field]: ERROR_WORDS[(error as DomainError).code][language] }
}

/** A password never goes back into a page's fields. */
export function withoutSecrets(values: Values): Values {
  return Object.fromEntries(
    Object.entries(values).filter(([name]) => !/password|^current$/.test(name)),
  )
}

const words = inBoth({
  ja: {
    missing: '入力してください。',
    choose: '選んでください。',
    chooseSome: '1つ以上選んでください。',
    number: '半角の数字で入力してください(例: 500)。',
    unknown: '条件を読み取れませんでした。この画面の項目で指定し直してください。',
    tooLong: (most: unknown) => `${most}文字以内で入力してください。`,
    tooSmall: (least: unknown) => `${least}以上の数を入力してください。`,
    tooBig: (most: unknown) => `${most}以下の数を入力してください。`,
    email: 'メールアドレスの形で入力してください(例: hanako@example.jp)。',
    date: '実在する日付を入力してください(例: 2026-11-22)。',
    shape: '使えない文字があるか、形が正しくありません。',
  },
  en: {
    missing: 'Fill this in.',
    choose: 'Choose one.',
    chooseSome: 'Choose one or more.',
    number: 'Give a number in digits, such as 500.',
    unknown: 'These conditions are not known. Choose among those on this page.',
    tooLong: (most: unknown) => `Use ${most} characters at most.`,
    tooSmall: (least: unknown) => `Give ${least} or more.`,
    tooBig: (most: unknown) => `Give ${most} or less.`,
    email: 'Give an e-mail address, such as hanako@example.jp.',
    date: 'Give a date that exists, such as 2026-11-22.',
    shape: 'There is a character that cannot stand here, or the form is not right.',
  },
})

/** What is wrong with a field, as its schema found it. */
export function issueWords(issue: z.core.$ZodIssue, language: Language, value: unknown): string {
  const t = words[language]
  if (issue.code === 'unrecognized_keys') return t.unknown
  if (issue.code === 'too_small' && issue.origin === 'array') return t.chooseSome
  if (issue.code === 'invalid_value') return t.choose
  if (value === undefined || (issue.code === 'too_small' && issue.origin === 'string')) {
    return t.missing
  }
  if (issue.code === 'invalid_type' && /^(number|int)$/.test(issue.expected)) return t.number
  if (issue.code === 'too_big') {
    return issue.origin === 'string' ? t.tooLong(issue.maximum) : t.tooBig(issue.maximum)
  }
  if (issue.code === 'too_small') return t.tooSmall(issue.minimum)
  if (issue.code === 'invalid_format' && issue.format === 'email') return t.email
  if (/date|day of the calendar/.test(issue.message)) return t.date
  return t.shape
}
