// One matter of a record as a field: a text, a day, a choice, a tick.

import { basisAllows } from '../../domain/legal-basis.ts'
import type { RecordView } from '../../usecases/get-record.ts'
import { countryChoices, countryName } from '../countries.ts'
import { Checks, Field, Select } from '../form-parts.tsx'
import type { Unsent } from '../forms.ts'
import { ledgerWords } from '../ledger-words.ts'
import { matterWords } from '../matter-words.ts'
import type { Visit } from '../visit.tsx'
import { matterOf } from './record-content.tsx'
import { type FieldPath, kindOf, nameOf } from './record-fields.ts'
import { mendWords } from './record-mend-words.ts'

export function RecordField(props: {
  visit: Visit
  form: Unsent
  path: FieldPath
  record: RecordView
}) {
  const { visit, form, path, record } = props
  const t = visit.say(mendWords)
  const kind = kindOf(path)
  const name = nameOf(path)
  const label = labelOf(visit, path)
  const field = { visit, form, name, label, hint: hintOf(visit, path) }
  if (path === 'third_party.country') {
    const none = { value: '', label: t.choose }
    return <Select {...field} choices={[none, ...countryChoices(visit.language)]} />
  }
  if (typeof kind !== 'string') {
    const isOptional = path !== 'basis' && path !== 'method'
    const codes = kind.filter(
      code => path !== 'basis' || basisAllows(code as never, record.event.direction),
    )
    const words = wordsOf(visit, path)
    return (
      <Select
        {...field}
        choices={[
          ...(isOptional ? [{ value: '', label: t.choose }] : []),
          ...codes.map(value => ({ value, label: words[value] ?? value })),
        ]}
      />
    )
  }
  switch (kind) {
    case 'day':
      return <Field {...field} type="date" />
    case 'long':
      return <Field {...field} rows={2} />
    case 'items':
      return <Field {...field} rows={4} />
    case 'text':
      return <Field {...field} />
    default:
      return <Checks {...field} choices={[{ value: 'yes', label: t.yes }]} />
  }
}

export function labelOf(visit: Visit, path: FieldPath): string {
  if (kindOf(path) === 'none') return visit.say(mendWords).representativeNone
  return visit.say(matterWords)[matterOf(path)]
}

/** What a field holds, in the words of its choices; ends of lines do not tell two texts apart. */
export function shownAs(visit: Visit, path: FieldPath, value: string | string[] = ''): string {
  const kind = kindOf(path)
  const text = [value].flat().join(' ').replaceAll('\r\n', '\n').trim()
  if (path === 'third_party.country') return countryName(visit.language, text)
  if (typeof kind !== 'string') return wordsOf(visit, path)[text] ?? text
  return text === 'yes' ? visit.say(mendWords).yes : text
}

function wordsOf(visit: Visit, path: FieldPath): Record<string, string> {
  const w = visit.say(ledgerWords)
  switch (path) {
    case 'basis':
      return w.bases
    case 'method':
      return w.methods
    case 'exemption.code':
      return w.exemptions
    case 'third_party.kind':
      return w.kinds
    default:
      return w.equivalences
  }
}

function hintOf(visit: Visit, path: FieldPath): string | undefined {
  const t = visit.say(mendWords)
  const hints: Partial<Record<FieldPath, string>> = {
    items: t.items,
    'third_party.code': t.codeHint,
    'third_party.country': t.countryHint,
    'third_party.corporate_number': t.numberHint,
  }
  return hints[path]
}
