// The person as the request describes them: each matter with its label, in the order of the papers.

import type { ClaimedPerson } from '../../domain/disclosure-request.ts'
import type { Operator } from '../../domain/operator.ts'
import { mattersOf } from '../../domain/person-matters.ts'
import { matterLabel, requestCodes } from '../request-codes.ts'
import { inBoth, type Language } from '../words.ts'

export interface PersonRow {
  /** As a check names what it proved: `name`, `other_names`, `identifiers.phone` … */
  matter: string
  label: string
  value: string
}

export function personRows(
  person: ClaimedPerson,
  { identifier_schemes: schemes }: Pick<Operator, 'identifier_schemes'>,
  language: Language,
): PersonRow[] {
  const { matters } = requestCodes[language]
  const t = words[language]
  const rows: [matter: string, label: string, values: readonly string[]][] = [
    ['name', matters.name, [person.name]],
    ['name_kana', matters.kana, [person.name_kana ?? []].flat()],
    ['other_names', t.otherNames, person.other_names ?? []],
    ['birth_date', matters.birth_date, [person.birth_date ?? []].flat()],
    ['addresses', matters.address, person.addresses ?? []],
    ...Object.entries(person.identifiers ?? {}).map(
      ([scheme, values]): [string, string, string[]] => {
        const [first] = mattersOf({ identifiers: { [scheme]: scheme } }, schemes)
        const label = first ? matterLabel(first, language) : scheme
        return [`identifiers.${scheme}`, label, [values].flat()]
      },
    ),
  ]
  return rows
    .filter(([, , values]) => values.length > 0)
    .map(([matter, label, values]) => ({ matter, label, value: values.join(t.and) }))
}

const words = inBoth({
  ja: { otherNames: '別のお名前', and: '、' },
  en: { otherNames: 'Other names', and: ', ' },
})
