// The register of provision records (第三者提供記録簿, documents.md 5.1): drawn on demand, never stored.

import { formatInstant, legalDayOfInstant } from '../domain/calendar-date.ts'
import { DomainError } from '../domain/domain-error.ts'
import { LAW_TEXTS } from '../domain/record-rules.ts'
import type { RegisterOrder } from '../domain/register-schema.ts'
import { digestBytes } from './byte-chunks.ts'
import { auditWrites } from './disclosure-file.ts'
import { verifyOrRecall } from './ledger-verification.ts'
import type { Phrase } from './letter-document.ts'
import type { Caller, Deps, RecordFilter } from './ports.ts'
import { type Discretion, discretionOf } from './register-discretion.ts'
import { count, instant, type RegisterOf } from './register-document.ts'
import { readRegister } from './register-records.ts'
import { requireDrawable } from './register-size.ts'
import { erasureRows, holdRows, requestRows } from './register-surroundings.ts'

export interface Register {
  pdf: Uint8Array
  fileName: string
  sha256: string
}

type Provisions = RegisterOf<'provision_register'>

/**
 * Draws the register; who made it, why (sealed), and how much it shows stands in the audit log before anybody
 * sees it. The caller must be allowed the edition. Throws register_too_large, invalid_body for a third party
 * nobody knows.
 */
export async function makeProvisionRegister(
  deps: Deps,
  caller: Pick<Caller, 'actor' | 'source' | 'scopes'>,
  order: RegisterOrder,
): Promise<Register> {
  const discretion = discretionOf(caller, order)
  const filter = await filterOf(deps, order, discretion)
  await requireDrawable(deps, order, filter)
  const madeAt = deps.clock()
  const document = await compose(deps, caller, { order, discretion, filter, madeAt })
  const edition = order.translation ?? 'ja'
  const pdf = await deps.printer.printRegister({ document, edition }, madeAt)
  const digest = await digestBytes(pdf)
  await deps.stores.commit(
    auditWrites(deps, caller, 'register.made', {
      edition: order.edition,
      ...(order.translation ? { translation: order.translation } : {}),
      ...(order.from ? { from: order.from } : {}),
      ...(order.to ? { to: order.to } : {}),
      ...(order.third_party ? { third_party: order.third_party } : {}),
      // The log is read by those who may not know of hidden records.
      ...(discretion.sight === 'all' ? {} : { rows: rowCounts(document) }),
      sha256: digest,
      sealed_reason: Buffer.from(deps.vault.seal(order.reason, 'audit:reason')).toString('base64'),
    }),
  )
  return { pdf, fileName: `kiroku_register_${legalDayOfInstant(madeAt)}.pdf`, sha256: digest }
}

async function filterOf(
  { stores }: Pick<Deps, 'stores'>,
  { from, to, third_party: code }: RegisterOrder,
  { sight }: Discretion,
): Promise<Omit<RecordFilter, 'limit'>> {
  const period = { sight, ...(from ? { from } : {}), ...(to ? { to } : {}) }
  if (code === undefined) return period
  const [party] = await stores.thirdParties.list({ codes: [code], limit: 1, sight })
  if (party) return { ...period, thirdPartyId: party.thirdPartyId }
  throw new DomainError('invalid_body', 'No record names this third party.', {
    fix: 'Give a code of GET /v1/third-parties.',
    faults: [{ pointer: '/third_party', code: 'invalid_value', detail: 'names no third party' }],
  })
}

interface Composing {
  order: RegisterOrder
  discretion: Discretion
  filter: Omit<RecordFilter, 'limit'>
  madeAt: number
}

async function compose(
  deps: Deps,
  caller: Pick<Caller, 'actor' | 'source'>,
  { order, discretion, filter, madeAt }: Composing,
): Promise<Provisions> {
  const { from, to, third_party: thirdParty } = order
  const { tables, drawn, held, lines } = await readRegister(deps, filter, discretion)
  const receivedWithin = thirdParty === undefined ? { from, to } : undefined
  const verified = await verifyOrRecall(deps, caller)
  return {
    kind: 'provision_register',
    values: {
      ...(deps.operator.name ? { operatorName: deps.operator.name } : {}),
      period: periodOf(order),
      ...(thirdParty ? { thirdParty } : {}),
      madeAt: instant(formatInstant(madeAt)),
      madeBy: `${caller.source} (${caller.actor})`,
      edition: { words: `edition_${order.edition}` },
      ...(discretion.showsPersons ? {} : { withoutPersons: { words: 'stated' } }),
      ...(discretion.showsRepresentatives ? {} : { withoutRepresentatives: { words: 'stated' } }),
      ...(discretion.sight === 'all' ? { withHidden: { words: 'stated' } } : {}),
      recordCount: count(drawn.size),
      lineCount: count(lines),
      actOn: LAW_TEXTS.act,
      orderOn: LAW_TEXTS.order,
      rulesOn: LAW_TEXTS.rules,
      ...(verified && {
        verifiedAt: instant(formatInstant(verified.at)),
        verifiedFaults: count(verified.faults),
      }),
    },
    tables: {
      ...tables,
      erasures: await erasureRows(deps),
      requests: await requestRows(deps, { drawn, ...(receivedWithin ? { receivedWithin } : {}) }),
      holds: await holdRows(deps.stores, held),
    },
  }
}

function periodOf({ from, to }: RegisterOrder): Phrase {
  if (from && to) return { words: 'within_both', values: { from, to } }
  if (from) return { words: 'within_from', values: { from } }
  return to ? { words: 'within_to', values: { to } } : { words: 'within_all' }
}

function rowCounts({ tables }: Provisions): Record<string, number> {
  return Object.fromEntries(Object.entries(tables).map(([name, rows]) => [name, rows.length]))
}
