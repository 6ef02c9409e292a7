// What mends the records of a list of gaps: the choice among them, the form, and the ways to it.

import { isFillable } from '../../domain/gaps.ts'
import type { Direction } from '../../domain/legal-basis.ts'
import type { ItemCode } from '../../domain/record-rules.ts'
import { countGapItems, type GapQuery, type GapRecord } from '../../usecases/gap-groups.ts'
import type { Deps } from '../../usecases/ports.ts'
import { Badge, Table } from '../components.tsx'
import { Actions, Field } from '../form-parts.tsx'
import type { Unsent } from '../forms.ts'
import { canMendMany, GapFields } from '../gap-fields.tsx'
import { ledgerWords } from '../ledger-words.ts'
import type { Visit } from '../visit.tsx'
import { gapName } from './gap-overview.tsx'
import { gapWords } from './gaps-words.ts'

export type GapFilter = Omit<GapQuery, 'limit'>

/** The list's address with its page; that of its file without. */
export function pathOf({ kind, gap, thirdParty, after }: GapFilter, path = '/gaps'): string {
  const query = new URLSearchParams({
    ...(thirdParty === undefined ? {} : { third_party: thirdParty }),
    ...(gap === undefined ? { kind } : { gap }),
    ...(after && path === '/gaps' ? { after: keyOf(after) } : {}),
  })
  return `${path}?${query}`
}

export const keyOf = ({ occurredOn, recordNo }: NonNullable<GapFilter['after']>) =>
  `${occurredOn}.${recordNo}`

/** What many of them lack alike, each leading to its form. */
export async function Ways(props: { deps: Deps; visit: Visit; filter: GapFilter }) {
  const { deps, visit, filter } = props
  const { kind, thirdParty } = filter
  const t = visit.say(gapWords)
  const { items } = await countGapItems(deps, visit.caller, { kind, thirdParty })
  const label = kind === 'conflict' ? t.settleItem : t.mendItem
  const isCoded = thirdParty !== undefined && thirdParty !== '-'
  return (
    <p class="actions">
      {isCoded && items.some(({ gap }) => gap.startsWith('TP_')) ? (
        <a class="button" href={`/third-parties/${encodeURIComponent(thirdParty)}`}>
          {t.registerParty}
        </a>
      ) : null}
      {items
        .filter(({ gap }) => canMendMany(gap))
        .map(({ gap, records }) => (
          <a class="button second" href={pathOf({ ...filter, gap, after: undefined })}>
            {label(gapName(visit, gap), records)}
          </a>
        ))}
    </p>
  )
}

export function RecordTable(props: {
  visit: Visit
  records: readonly GapRecord[]
  /** Checkboxes stand before the rows that one form mends alike, where it is given. */
  chosen?: 'all' | string[]
  gap?: string | undefined
}) {
  const { visit, records, gap } = props
  const t = visit.say(gapWords)
  const w = visit.say(ledgerWords)
  const { chosen = [] } = props
  const choose = {
    head: t.choose,
    cell: ({ version }: GapRecord) => {
      const { recordNo, conflicts } = version
      if (!isFillable(gap as ItemCode, version)) {
        const [conflict] = conflicts
        if (!conflict) return t.breach
        return <a href={`/records/${recordNo}/conflicts/${conflict}`}>{t.settleFirst}</a>
      }
      return (
        <input
          type="checkbox"
          id={`record_no-${recordNo}`}
          name="record_no"
          value={recordNo}
          aria-label={t.chooseOne(recordNo)}
          checked={chosen === 'all' || chosen.includes(String(recordNo))}
        />
      )
    },
  }
  return (
    <Table
      caption={t.records}
      hideCaption
      rows={records}
      columns={[
        ...('chosen' in props ? [choose] : []),
        {
          head: t.number,
          cell: ({ version: { recordNo: no } }) => <a href={`/records/${no}`}>{no}</a>,
          number: true,
        },
        { head: t.day, cell: ({ version }) => <time>{version.occurredOn}</time> },
        { head: t.party, cell: ({ party }) => party ?? t.noCode },
        {
          head: t.basis,
          cell: ({ version: one }) => `${w.directions[one.direction]} ${w.bases[one.basis]}`,
        },
        {
          head: t.missing,
          cell: ({ version }) =>
            version.missing.map(item => <Badge kind="warn">{w.items[item]}</Badge>),
        },
        {
          head: t.conflicts,
          cell: ({ version }) =>
            version.conflicts.map(code => <Badge kind="danger">{w.conflicts[code]}</Badge>),
        },
      ]}
    />
  )
}

export function Mending(props: {
  visit: Visit
  filter: GapFilter
  gap: string
  form: Unsent
  directions: readonly Direction[]
}) {
  const { visit, filter, gap, form, directions } = props
  const t = visit.say(gapWords)
  const isConflict = filter.kind === 'conflict'
  const name = gapName(visit, gap)
  const code = filter.thirdParty
  const fromRegister = gap.startsWith('TP_') && code !== undefined && code !== '-'
  return (
    <section class="card narrow">
      <h2>{isConflict ? t.settleTitle(name) : t.fillTitle(name)}</h2>
      <p>{t.fillLead}</p>
      {fromRegister ? (
        <p>
          {t.register} <a href={`/third-parties/${encodeURIComponent(code)}`}>{t.toRegister}</a>
        </p>
      ) : null}
      <input type="hidden" name="gap" value={gap} />
      {code === undefined ? null : <input type="hidden" name="third_party" value={code} />}
      {filter.after ? <input type="hidden" name="after" value={keyOf(filter.after)} /> : null}
      <GapFields visit={visit} form={form} gap={gap} directions={directions} />
      {isConflict ? null : (
        <Field
          visit={visit}
          form={form}
          name="reason"
          label={t.reason}
          hint={t.reasonHint}
          required
        />
      )}
      <Field
        visit={visit}
        form={form}
        name="evidence"
        label={t.evidence}
        hint={t.evidenceHint}
        required
      />
      <Actions visit={visit} cancel="/gaps">
        <button type="submit">{isConflict ? t.settle : t.fill}</button>
      </Actions>
    </section>
  )
}
