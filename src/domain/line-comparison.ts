// A line of a record held against what a requester stated, matter by matter, for human eyes.

import type { ClaimedPerson } from './disclosure-request.ts'
import type { IdentifierSchemes } from './identifier-scheme.ts'
import { foldOf, type Matter, type MatterKind, mattersOf } from './person-matters.ts'
import type { DataSubject } from './provision-event.ts'

export interface MatterComparison {
  matter: string
  kind: MatterKind
  /** As recorded; undefined where the line says nothing. */
  recorded: string | undefined
  /** Of several values stated the one that agrees, else the first; undefined where none was stated. */
  stated: string | undefined
  /** Whether a check proved what was stated. */
  proven: boolean
  /** alike: spelled otherwise, and held for the same (髙/高, +81/0). */
  verdict: 'same' | 'alike' | 'other' | 'not_comparable'
}

/** In the order of the paper; every matter that either side states. */
export function compareLine(
  line: DataSubject,
  { person, proven }: { person: ClaimedPerson; proven: readonly string[] },
  schemes: IdentifierSchemes,
): MatterComparison[] {
  const recorded = new Map(mattersOf(line, schemes).map(one => [one.matter, one]))
  const stated = statedMatters(person, schemes)
  const all = new Map<string, Pick<Matter, 'matter' | 'kind'>>([...stated, ...recorded])
  const order = [...mattersOf(everything(all), schemes)].map(({ matter }) => matter)
  return order.map(matter => {
    const one = all.get(matter) as Pick<Matter, 'matter' | 'kind'>
    const value = recorded.get(matter)?.value
    const values = stated.get(matter)?.values ?? []
    const { verdict, stated: shown } = judge(value, values, foldOf(one, schemes))
    return {
      matter,
      kind: one.kind,
      recorded: value,
      stated: shown?.text,
      proven: shown !== undefined && proven.includes(shown.provenAs),
      verdict,
    }
  })
}

interface StatedValue {
  text: string
  /** As a check names what it proved. */
  provenAs: string
}

interface Stated extends Pick<Matter, 'matter' | 'kind'> {
  values: StatedValue[]
}

function statedMatters(person: ClaimedPerson, schemes: IdentifierSchemes): Map<string, Stated> {
  const { name, other_names = [], name_kana, birth_date, addresses = [], identifiers = {} } = person
  const named = (provenAs: string, texts: readonly string[]) =>
    texts.map(text => ({ text, provenAs }))
  const stated: Stated[] = [
    {
      matter: 'name',
      kind: 'name',
      values: [...named('name', [name]), ...named('other_names', other_names)],
    },
    { matter: 'name_kana', kind: 'kana', values: named('name_kana', some(name_kana)) },
    { matter: 'birth_date', kind: 'birth_date', values: named('birth_date', some(birth_date)) },
    { matter: 'address', kind: 'address', values: named('addresses', addresses) },
    ...Object.entries(identifiers).map(([scheme, value]) => {
      const [one] = mattersOf({ identifiers: { [scheme]: scheme } }, schemes)
      const { matter, kind } = one as Matter
      return { matter, kind, values: named(matter, [value].flat()) }
    }),
  ]
  return new Map(stated.filter(({ values }) => values.length > 0).map(one => [one.matter, one]))
}

const some = (value: string | undefined) => (value === undefined ? [] : [value])

function judge(
  recorded: string | undefined,
  values: readonly StatedValue[],
  fold: (text: string) => string,
): { stated: StatedValue | undefined; verdict: MatterComparison['verdict'] } {
  const [first] = values
  if (recorded === undefined || first === undefined) {
    return { stated: first, verdict: 'not_comparable' }
  }
  const same = values.find(({ text }) => text === recorded)
  if (same) return { stated: same, verdict: 'same' }
  const folded = fold(recorded)
  const alike = values.find(({ text }) => fold(text) === folded)
  return alike ? { stated: alike, verdict: 'alike' } : { stated: first, verdict: 'other' }
}

/** A line that states all of these matters, to be put in order. */
function everything(matters: ReadonlyMap<string, Pick<Matter, 'matter'>>): DataSubject {
  const line: DataSubject = {}
  const identifiers: Record<string, string> = {}
  for (const matter of matters.keys()) {
    if (matter.startsWith('identifiers.')) identifiers[matter.slice('identifiers.'.length)] = '-'
    else line[matter as 'name' | 'name_kana' | 'birth_date' | 'address'] = '-'
  }
  return { ...line, identifiers }
}
