// What a hold or a mark covers, as a form asks for it: records, a third party, or a person.

import { z } from 'zod'
import { findAbsent, type NamedLine } from '../usecases/absent-scope.ts'
import type { Deps } from '../usecases/ports.ts'
import { Choices, Field } from './form-parts.tsx'
import type { Sent, Unsent } from './forms.ts'
import { identifierName } from './pages/person-search-form.tsx'
import { schemesOf } from './pages/request-intake-body.ts'
import type { Visit } from './visit.tsx'
import { inBoth } from './words.ts'

const text = (length: number) => z.string().trim().min(1).max(length).optional()
const clue = text(500)
/** For as many numbers as the API takes. */
const numbers = text(200_000)
/** A field `id_phone` for each kind of identifier that the operator knows. */
const PREFIX = 'id_'

/** To be spread into the schema of a form; whether it fits is for the schema of the body. */
export function scopeShape(deps: Pick<Deps, 'operator'>) {
  return {
    scope_by: z.enum(['person', 'third_party', 'records', 'lines']),
    records: numbers,
    third_party: clue,
    name: clue,
    name_kana: clue,
    birth_date: clue,
    ...Object.fromEntries(schemesOf(deps.operator).map(scheme => [`${PREFIX}${scheme}`, clue])),
  }
}

/** Of the fields typed the ones of the kind chosen, as the API takes them; what they name is there. */
export async function readScope(
  deps: Deps,
  visit: Visit,
  values: Record<string, unknown>,
): Promise<Sent<Record<string, unknown>>> {
  const t = visit.say(words)
  const { scope_by: kind } = values
  const refused = async (field: string, fault: string) => ({
    ok: false as const,
    values: await visit.values(),
    faults: { [field]: fault },
  })
  if (kind === 'person') return { ok: true, data: { data_subject: personOf(values) } }
  if (kind === 'third_party') {
    const code = String(values.third_party ?? '')
    const absent = code && (await findAbsent(deps, visit.caller, { thirdParty: code }))
    return absent
      ? refused('third_party', t.noThirdParty(code))
      : { ok: true, data: { third_party: code } }
  }
  const tokens = String(values.records ?? '')
    .normalize('NFKC')
    .split(/[\s、]+/)
    .filter(Boolean)
  if (tokens.length === 0) return refused('records', t.noNumbers)
  const lines = tokens.flatMap(token => readLine(token, kind === 'lines') ?? [])
  const unread = tokens.find(token => !readLine(token, kind === 'lines'))
  if (unread !== undefined) return refused('records', t.unread(unread, kind === 'lines'))
  const absent = await findAbsent(deps, visit.caller, { lines })
  if (absent && 'recordNo' in absent) return refused('records', t.absent(absent))
  return {
    ok: true,
    data:
      kind === 'lines'
        ? { lines: lines.map(({ recordNo, line }) => ({ record_no: recordNo, line })) }
        : { record_nos: lines.map(({ recordNo }) => recordNo) },
  }
}

const RECORD = /^(?:記録)?(\d{1,15})$/
const LINE = /^(?:記録)?(\d{1,15})(?:[-‐−–ー:]|の)(\d{1,6})(?:行目)?$/

/** 41 or 記録41; 41-2 or 記録41の2行目. */
function readLine(token: string, isLine: boolean): NamedLine | undefined {
  const [, recordNo, line] = (isLine ? LINE : RECORD).exec(token) ?? []
  return recordNo === undefined
    ? undefined
    : { recordNo: Number(recordNo), line: Number(line ?? 0) }
}

function personOf({ name, name_kana, birth_date, ...values }: Record<string, unknown>) {
  const identifiers = Object.entries(values).flatMap(([field, value]) =>
    field.startsWith(PREFIX) && value !== undefined ? [[field.slice(PREFIX.length), value]] : [],
  )
  return {
    ...(name === undefined ? {} : { name }),
    ...(name_kana === undefined ? {} : { name_kana }),
    ...(birth_date === undefined ? {} : { birth_date }),
    ...(identifiers.length > 0 ? { identifiers: Object.fromEntries(identifiers) } : {}),
  }
}

/** The field at which a fault of the body stands. */
export function scopeField(place: string): string {
  const [, , kind, matter, scheme] = /^(scope)\/?([a-z_]*)\/?([a-z_0-9]*)\/?(.*)$/.exec(place) ?? []
  if (kind === 'third_party') return 'third_party'
  if (kind === 'record_nos' || kind === 'lines') return 'records'
  if (kind !== 'data_subject') return 'scope_by'
  if (matter === 'identifiers' && scheme) return `${PREFIX}${scheme}`
  return matter === 'name_kana' || matter === 'birth_date' ? matter : 'name'
}

export function ScopeFields(props: {
  visit: Visit
  deps: Pick<Deps, 'operator'>
  form: Unsent
  /** Whether single lines of a record may be named. */
  lines?: boolean
}) {
  const { visit, deps, form, lines } = props
  const t = visit.say(words)
  const field = { visit, form }
  return (
    <>
      <Choices
        {...field}
        name="scope_by"
        label={t.scope}
        required
        choices={[
          { value: 'person', label: t.person, hint: t.personHint },
          { value: 'third_party', label: t.thirdParty, hint: t.thirdPartyHint },
          { value: 'records', label: t.records, hint: t.recordsHint },
          ...(lines ? [{ value: 'lines', label: t.lines, hint: t.linesHint }] : []),
        ]}
      />
      <fieldset class="field">
        <legend>{t.whenPerson}</legend>
        <Field {...field} name="name" label={t.name} />
        <Field {...field} name="name_kana" label={t.kana} />
        <Field {...field} name="birth_date" label={t.birthDate} type="date" />
        {schemesOf(deps.operator).map(scheme => (
          <Field {...field} name={`${PREFIX}${scheme}`} label={identifierName(visit, scheme)} />
        ))}
      </fieldset>
      <Field {...field} name="third_party" label={t.thirdPartyCode} />
      <Field
        {...field}
        name="records"
        label={t.recordNos}
        hint={lines ? t.lineNosHint : t.recordNosHint}
      />
    </>
  )
}

const words = inBoth({
  ja: {
    scope: '対象',
    person: '本人',
    personHint: 'この方に該当する可能性のある行がある記録すべて。これから届く記録も含みます。',
    thirdParty: '第三者',
    thirdPartyHint: 'この第三者の記録すべて。これから届く記録も含みます。',
    records: '記録',
    recordsHint: '番号で選んだ記録。',
    lines: '記録の行',
    linesHint: '記録の中の、番号で選んだ行。',
    whenPerson: '「本人」を選んだ場合',
    name: '氏名',
    kana: 'フリガナ',
    birthDate: '生年月日',
    thirdPartyCode: '「第三者」を選んだ場合: 第三者のコード',
    recordNos: '「記録」を選んだ場合: 記録番号',
    recordNosHint: '空白か読点(、)で区切って、いくつでも入力できます。例: 41、58、102',
    lineNosHint:
      '空白か読点(、)で区切って入力してください。行は「記録-行」と書きます。例: 41-2、58-1',
    noNumbers: '記録番号を入力してください。',
    unread: (token: string, isLine: boolean) =>
      isLine
        ? `「${token}」は行の番号として読めません。「記録-行」と書き、空白か読点(、)で区切ってください(例: 41-2、58-1)。`
        : `「${token}」は記録番号として読めません。桁区切りを付けない番号を、空白か読点(、)で区切ってください(例: 1041、58)。`,
    absent: ({ recordNo, line }: NamedLine) =>
      `記録${recordNo}${line > 0 ? `の${line}行目` : ''}はありません。番号をご確認ください。`,
    noThirdParty: (code: string) =>
      `コード「${code}」の第三者はありません。コードをご確認ください。`,
  },
  en: {
    scope: 'What it covers',
    person: 'A person',
    personHint: 'Every record with a line that may be theirs, later ones too.',
    thirdParty: 'A third party',
    thirdPartyHint: 'Every record of it, later ones too.',
    records: 'Records',
    recordsHint: 'Chosen by number.',
    lines: 'Lines of records',
    linesHint: 'Chosen by number.',
    whenPerson: 'For a person',
    name: 'Name',
    kana: 'Reading',
    birthDate: 'Birth date',
    thirdPartyCode: 'For a third party: its code',
    recordNos: 'For records: their numbers',
    recordNosHint: 'As many as you like, apart by spaces: 41 58 102',
    lineNosHint: 'Apart by spaces; a line as record-line: 41-2 58-1',
    noNumbers: 'Give the numbers of the records.',
    unread: (token: string, isLine: boolean) =>
      isLine
        ? `“${token}” is no line. Write record-line, apart by spaces: 41-2 58-1.`
        : `“${token}” is no record number. Write numbers without separators of thousands, apart by spaces: 1041 58.`,
    absent: ({ recordNo, line }: NamedLine) =>
      `There is no ${line > 0 ? `line ${line} of ` : ''}record ${recordNo}. Check the numbers.`,
    noThirdParty: (code: string) => `There is no third party “${code}”. Check the code.`,
  },
})
