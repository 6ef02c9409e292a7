// One matter of a record as a field: a text, a day, a choice, a tick.

import { basisAllows } from '../../domain/legal-basis.ts'
import type { RecordView } from '../../usecases/get-record.ts'
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
  const label = kind === 'none' ? t.representativeNone : visit.say(matterWords)[matterOf(path)]
  const field = { visit, form, name, label, hint: hintOf(visit, path) }
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
