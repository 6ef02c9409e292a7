// Why a record says what it says: its gaps with their mends, and the rule with its articles.

import type { Child } from 'hono/jsx'
import type { ConflictCode, Gap } from '../../domain/gaps.ts'
import { type ItemCode, type RuleCode, ruleOn } from '../../domain/record-rules.ts'
import { OFFICERS } from '../../domain/role.ts'
import { Badge, Definitions, Table } from '../components.tsx'
import { articleName, articleText, STATUTE_PAGES, statuteOf } from '../law-texts.ts'
import { ledgerWords } from '../ledger-words.ts'
import type { RecordPage } from './record.tsx'
import { isBreach } from './record-history.tsx'
import { consentBlocker } from './record-mend-parts.tsx'
import { recordWords } from './record-words.ts'

export function Gaps(page: RecordPage) {
  const { visit, record } = page
  const t = visit.say(recordWords)
  const w = visit.say(ledgerWords)
  const { gaps } = record
  if (gaps.length === 0) return null
  return (
    <>
      <h2>{t.gaps}</h2>
      <Table
        caption={t.gaps}
        hideCaption
        rows={gaps}
        columns={[
          {
            head: t.state,
            cell: ({ kind }) => <Badge kind={KINDS[kind]}>{w.gapKinds[kind]}</Badge>,
          },
          {
            head: t.item,
            cell: gap =>
              gap.kind === 'advice'
                ? (w.advice[gap.code] ?? gap.code)
                : gap.item
                  ? w.items[gap.item]
                  : w.conflicts[gap.code as ConflictCode],
          },
          {
            head: t.article,
            cell: ({ statute }) => (statute ? articleName(statute, visit.language) : ''),
          },
          ...(gaps.some(gap => isMendable(page, gap))
            ? [{ head: t.action, cell: (gap: Gap) => <Mend {...page} gap={gap} /> }]
            : []),
        ]}
      />
    </>
  )
}

const KINDS = { missing_item: 'warn', conflict: 'danger', advice: 'info' } as const

/** What the register of third parties fills for every record of theirs. */
const OF_PARTY: readonly (ItemCode | undefined)[] = ['TP_NAME', 'TP_ADDR', 'TP_REP']

function isMendable({ visit, record }: Pick<RecordPage, 'visit' | 'record'>, { kind }: Gap) {
  return visit.is(...OFFICERS) && !record.voided && kind !== 'advice'
}

/** A breach has no consent that could be filled in. */
export const isToFill = ({ history }: Pick<RecordPage['record'], 'history'>, { kind, item }: Gap) =>
  kind === 'missing_item' && !(item === 'CONSENT' && history.some(isBreach))

function Mend({ visit, record, gap }: RecordPage & { gap: Gap }) {
  const t = visit.say(recordWords)
  const no = record.record_no
  if (!isMendable({ visit, record }, gap)) return null
  const blocking = gap.item === 'CONSENT' ? consentBlocker(record) : undefined
  const conflict = gap.kind === 'conflict' ? gap : blocking
  if (conflict) return <a href={`/records/${no}/conflicts/${conflict.code}`}>{t.settle}</a>
  const { code } = record.third_party
  if (code && OF_PARTY.includes(gap.item)) {
    return <a href={`/third-parties/${code}`}>{t.register}</a>
  }
  if (gap.item === 'PERSON') return <a href={`/records/${no}/lines/new`}>{t.addLine}</a>
  if (!isToFill(record, gap)) return t.breachConsent
  return <a href={`/records/${no}/fill`}>{t.fill}</a>
}

export function Rule({ visit, record }: RecordPage) {
  const t = visit.say(recordWords)
  const w = visit.say(ledgerWords)
  const rule = ruleOn(record.duty.rule as RuleCode, record.occurred_on)
  const missing = new Set(record.gaps.map(({ item }) => item))
  const { required, disclosable, articles } = record.duty
  const [, basis = ''] = rule.rule.split('/')
  const applies = t.ruleOf(rule.validFrom, rule.validTo)
  const told: [string, Child][] = [
    [t.rule, `${w.directions[record.event.direction]} · ${w.bases[basis as keyof typeof w.bases]}`],
    [t.duty, required ? t.dutyYes : t.dutyNo],
    ...articles.map((code): [string, Child] => [
      articleName(code, visit.language),
      articleText(code, visit.language) ?? '',
    ]),
  ]
  const needed = rule.items.filter(
    ({ when }) => when !== 'batch' || record.event.method === 'batch',
  )
  return (
    <>
      <h2>{t.rule}</h2>
      <p>
        {applies} {required ? (disclosable ? t.disclosable : t.notDisclosable) : null}
      </p>
      <Definitions of={told} />
      <Sources articles={articles} words={t} />
      {needed.length === 0 ? null : (
        <Table
          caption={t.items}
          rows={needed}
          columns={[
            { head: t.item, cell: ({ item }) => w.items[item] },
            { head: t.article, cell: ({ statute }) => articleName(statute, visit.language) },
            {
              head: t.state,
              cell: ({ item }) =>
                missing.has(item) ? (
                  <Badge kind="warn">{t.absent}</Badge>
                ) : (
                  <Badge kind="ok">{t.present}</Badge>
                ),
            },
          ]}
        />
      )}
    </>
  )
}

function Sources(props: { articles: readonly string[]; words: (typeof recordWords)['ja'] }) {
  const { articles, words: t } = props
  const pages = new Set(articles.map(statuteOf).filter(page => page !== undefined))
  return (
    <p class="muted">
      {t.summary}{' '}
      {[...pages].map(page => (
        <>
          <a href={STATUTE_PAGES[page]} rel="noreferrer">
            {t.statutes[page]}
          </a>{' '}
        </>
      ))}
    </p>
  )
}
