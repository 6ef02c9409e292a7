// The fields that fill one item, or settle one conflict: the same for one record and for many.

import { z } from 'zod'
import { isCalendarDate } from '../domain/calendar-date.ts'
import { CONFLICT_CODES, type ConflictCode } from '../domain/gaps.ts'
import { BASIS_CODES, basisAllows, type Direction } from '../domain/legal-basis.ts'
import { ITEM_CODES, type ItemCode } from '../domain/record-rules.ts'
import type { Amendment, Settlement } from '../domain/record-schema.ts'
import { Checks, Choices, Field, Select } from './form-parts.tsx'
import type { Unsent } from './forms.ts'
import { gapFieldWords } from './gap-field-words.ts'
import { ledgerWords } from './ledger-words.ts'
import type { Visit } from './visit.tsx'

const said = z.string().trim().min(1).max(2000)
const day = z.string().refine(isCalendarDate, 'date')

/** Empty fields are absent; what a gap asks for is checked by `changesOf` and `settlementOf`. */
export const gapFields = {
  day: day.optional(),
  last_day: day.optional(),
  words: said.optional(),
  none: z.literal('yes').optional(),
  settle_by: z.enum(['basis', 'breach']).optional(),
  basis: z.enum(BASIS_CODES).optional(),
  measures: said.optional(),
}
type GapValues = { [name in keyof typeof gapFields]?: z.output<(typeof gapFields)[name]> }

type Changes = Amendment['changes']
/** Undefined: a field that it needs is empty. */
type Fill = (values: GapValues) => Changes | undefined

interface Filling {
  day?: 'optional' | 'required'
  words?: 'line' | 'lines' | 'optional'
  none?: true
  /** The day may be the first of several. */
  lasts?: true
  changes: Fill
}

const FILLINGS: Partial<Record<ItemCode, Filling>> = {
  CONSENT: {
    day: 'optional',
    changes: ({ day: on }) => ({ consent: on ? { obtained_on: on } : {} }),
  },
  CONFIRM: {
    words: 'line',
    day: 'optional',
    changes: ({ words: method, day: on }) =>
      method ? { confirmation: { method, ...(on ? { confirmed_on: on } : {}) } } : undefined,
  },
  FINFO: {
    day: 'optional',
    changes: ({ day: on }) => ({ foreign_information: on ? { given_on: on } : {} }),
  },
  PERIOD: {
    day: 'required',
    lasts: true,
    changes: ({ day: on, last_day: last }) =>
      on ? { period: { first_day: on, ...(last ? { last_day: last } : {}) } } : undefined,
  },
  TP_NAME: {
    words: 'line',
    changes: ({ words: name }) => (name ? { third_party: { name } } : undefined),
  },
  TP_ADDR: {
    words: 'line',
    changes: ({ words: address }) => (address ? { third_party: { address } } : undefined),
  },
  TP_REP: {
    words: 'line',
    none: true,
    changes: ({ words: representative, none }) =>
      none
        ? { third_party: { representative: null } }
        : representative
          ? { third_party: { representative } }
          : undefined,
  },
  ACQ: {
    words: 'line',
    changes: ({ words: acquisition }) => (acquisition ? { acquisition } : undefined),
  },
  ITEMS: {
    words: 'lines',
    changes: ({ words: items }) => (items ? { items: linesOf(items) } : undefined),
  },
  PPC_PUB: {
    words: 'optional',
    changes: ({ words: number }) => ({ ppc_publication: number ? { filing_number: number } : {} }),
  },
}

const linesOf = (text: string) =>
  text
    .split(/\r?\n/)
    .map(line => line.trim())
    .filter(line => line !== '')

const isConflict = (gap: string): gap is ConflictCode =>
  (CONFLICT_CODES as readonly string[]).includes(gap)
const isItem = (gap: string): gap is ItemCode => (ITEM_CODES as readonly string[]).includes(gap)

/** Whether many records can be mended alike: who the person was differs from record to record. */
export function canMendMany(gap: string | undefined): gap is ItemCode | ConflictCode {
  return gap !== undefined && (isConflict(gap) || (isItem(gap) && FILLINGS[gap] !== undefined))
}

/** Undefined where a field is still empty that it needs. */
export function changesOf(gap: ItemCode, values: GapValues): Changes | undefined {
  return FILLINGS[gap]?.changes(values)
}

export function settlementOf({
  settle_by: by,
  basis,
  measures,
}: GapValues): Settlement | undefined {
  if (by === 'basis') return basis && { basis }
  return by === 'breach' && measures ? { breach: { measures } } : undefined
}

/** The field to point at when something it needs is empty. */
export function emptyField(gap: ItemCode | ConflictCode, values: GapValues): string {
  if (!isConflict(gap)) return FILLINGS[gap]?.day === 'required' ? 'day' : 'words'
  if (values.settle_by === undefined) return 'settle_by'
  return values.settle_by === 'basis' ? 'basis' : 'measures'
}

/** @param directions of the records: a conflict is settled with a basis of one of them. */
export function GapFields(props: {
  visit: Visit
  form: Unsent
  gap: string
  directions: readonly Direction[]
}) {
  const { visit, form, gap } = props
  if (isConflict(gap)) return <ConflictFields {...props} />
  const filling = isItem(gap) ? FILLINGS[gap] : undefined
  if (!filling) return null
  const t = visit.say(gapFieldWords)
  const told = t.fields[gap as ItemCode] ?? {}
  return (
    <>
      {filling.words ? (
        <Field
          visit={visit}
          form={form}
          name="words"
          label={told.words ?? ''}
          hint={told.hint}
          required={filling.words !== 'optional' && !filling.none}
          {...(filling.words === 'lines' ? { rows: 4 } : {})}
        />
      ) : null}
      {filling.none ? (
        <Checks
          visit={visit}
          form={form}
          name="none"
          label={t.noneLabel}
          choices={[{ value: 'yes', label: t.none }]}
        />
      ) : null}
      {filling.day ? (
        <Field
          visit={visit}
          form={form}
          name="day"
          label={told.day ?? ''}
          type="date"
          required={filling.day === 'required'}
        />
      ) : null}
      {filling.lasts ? (
        <Field visit={visit} form={form} name="last_day" label={t.lastDay} type="date" />
      ) : null}
    </>
  )
}

function ConflictFields(props: { visit: Visit; form: Unsent; directions: readonly Direction[] }) {
  const { visit, form, directions } = props
  const codes = BASIS_CODES.filter(code => directions.some(one => basisAllows(code, one)))
  const t = visit.say(gapFieldWords)
  const { bases } = visit.say(ledgerWords)
  return (
    <>
      <Choices
        visit={visit}
        form={form}
        name="settle_by"
        label={t.settleBy}
        required
        choices={[
          { value: 'basis', label: t.byBasis, hint: t.byBasisHint },
          { value: 'breach', label: t.byBreach, hint: t.byBreachHint },
        ]}
      />
      <Select
        visit={visit}
        form={form}
        name="basis"
        label={t.basis}
        choices={[
          { value: '', label: '' },
          ...codes.map(value => ({ value, label: bases[value] })),
        ]}
      />
      <Field
        visit={visit}
        form={form}
        name="measures"
        label={t.measures}
        hint={t.measuresHint}
        rows={3}
      />
    </>
  )
}
