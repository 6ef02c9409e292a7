// What a letter says about the refused part (documents.md 2.2 heading 3, 2.3 headings 3 and 4).

import type { Decision, Refusal as Refused } from '../domain/disclosure-steps.ts'
import { withheldItems } from '../domain/refusals.ts'
import type { Refusal } from './extract-document.ts'
import type { ManifestRow } from './extract-rows.ts'
import type { Phrase } from './letter-document.ts'

/**
 * Parts with the same matters, ground and reason are put together; whole lines come last, without a number
 * of their own and, unless the decision says so, without how many they are.
 */
export function refusalsOfLetter(
  {
    refusals = [],
    show_withheld_count: showCount,
  }: Pick<Decision, 'refusals' | 'show_withheld_count'>,
  manifest: readonly ManifestRow[],
): Refusal[] {
  const parts = refusals.map(refused => ({
    refused,
    row: rowOf(refused, manifest),
    matters: mattersOf(refused, manifest),
  }))
  const groups = Map.groupBy(parts, ({ refused, row, matters }) =>
    JSON.stringify([
      row !== undefined,
      matters,
      refused.ground,
      refused.law_name,
      refused.letter_reason,
    ]),
  )
  const written = [...groups.values()].map((group): Refusal => {
    const { refused, matters } = group[0] as (typeof parts)[number]
    const rows = [...new Set(group.flatMap(({ row }) => row ?? []))]
    return {
      rows: rows.sort((a, b) => placeOf(a, manifest) - placeOf(b, manifest)),
      matters,
      article: provision('article', refused),
      ground: provision('ground', refused),
      reason: refused.letter_reason.trim(),
      ...(refused.items === undefined && showCount ? { count: group.length } : {}),
    }
  })
  const first = ({ rows: [row] }: Refusal) =>
    row === undefined ? Number.POSITIVE_INFINITY : placeOf(row, manifest)
  return written.sort((a, b) => (first(a) === first(b) ? 0 : first(a) - first(b)))
}

function provision(kind: 'article' | 'ground', { ground, law_name: lawName }: Refused): Phrase {
  const words = `${kind}_${ground.replaceAll('-', '_')}`
  return lawName === undefined ? { words } : { words, values: { lawName } }
}

const placeOf = (row: string, manifest: readonly ManifestRow[]) =>
  manifest.findIndex(one => one.row === row)

/** Undefined of a line that is refused as a whole: the annex does not show it. */
function rowOf({ record_no, line, items }: Refused, manifest: readonly ManifestRow[]) {
  if (items === undefined) return undefined
  return manifest.find(one => one.record_no === record_no && one.line === line)?.row
}

/** In the order of the columns; the headings of the annex, so that paper and letter say the same. */
function mattersOf(refused: Refused, manifest: readonly ManifestRow[]): Phrase[] {
  if (refused.items === undefined) return [{ words: 'matter_whole_record' }]
  const side = rowOf(refused, manifest)?.startsWith('30-') ? 'provider' : 'recipient'
  const items = withheldItems(refused.items)
  return [
    ...THIRD_PARTY.filter(([item]) => items.has(item)).map(([, heading]) => ({
      words: `of_${side}`,
      values: { item: { words: heading } },
    })),
    ...OTHERS.filter(([item]) => items.has(item)).map(([, heading]) => ({ words: heading })),
    ...PERSON.filter(([item]) => items.has(item)).map(([, label]) => ({
      words: 'of_person',
      values: { item: { words: label } },
    })),
  ]
}

type Heading = readonly [item: string, words: string]

const THIRD_PARTY: readonly Heading[] = [
  ['TP_NAME', 'heading_third_party'],
  ['TP_ADDR', 'heading_address'],
  ['TP_REP', 'heading_representative'],
]
const OTHERS: readonly Heading[] = [
  ['ACQ', 'heading_acquisition'],
  ['PERSON', 'heading_person'],
  ['ITEMS', 'heading_items'],
  ['CONSENT', 'heading_consent'],
  ['DATE_OUT', 'heading_date_out'],
  ['DATE_IN', 'heading_date_in'],
  ['PPC_PUB', 'heading_ppc_publication'],
]
const PERSON: readonly Heading[] = [
  ['address', 'label_address'],
  ['telephone', 'label_phone'],
]
