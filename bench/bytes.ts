// npm run bench:bytes: bytes per record, indexes included, at 100,000 records: of the samples' mix (the same
// people again and again) and with one new person per five records.

import { statSync } from 'node:fs'
import { join } from 'node:path'
import type { ProvisionEvent } from '../src/domain/provision-event.ts'
import { provisionEventSchema } from '../src/domain/provision-schema.ts'
import { recordProvisions } from '../src/usecases/record-provisions.ts'
import { registerThirdParty } from '../src/usecases/register-third-party.ts'
import {
  openTestLedger,
  readSample,
  readSampleEvents,
  type TestLedger,
} from '../test/support/test-ledger.ts'

const RECORDS = 100_000
const GROUP = 500

const events: ProvisionEvent[] = readSampleEvents('orthodontics')
  .concat(readSampleEvents('portal'))
  .map(event => provisionEventSchema.parse(event))
const lines = events.reduce((sum, event) => sum + event.data_subjects.length, 0) / events.length
process.stdout.write(`${RECORDS} records, ${lines.toFixed(2)} lines a record\n`)

await measure('same people repeated (aim ≤ 320)', event => event)
await measure('one new person per five records', (event, n) =>
  n % 5 === 0
    ? { ...event, data_subjects: [newPerson(n), ...event.data_subjects.slice(1)] }
    : event,
)

async function measure(name: string, vary: (event: ProvisionEvent, n: number) => ProvisionEvent) {
  const ledger = await openTestLedger({ operator: readSample('portal', 'operator.json') })
  for (const sample of ['orthodontics', 'portal'] as const) {
    for (const { code, ...wording } of readSample(sample, 'third-parties.json')) {
      await registerThirdParty(ledger.deps, ledger.caller, { code, ...wording })
    }
  }
  for (let first = 0; first < RECORDS; first += GROUP) {
    const entries = Array.from({ length: GROUP }, (_, k) => {
      const n = first + k
      const event = vary(events[n % events.length] as ProvisionEvent, n)
      const event_id = `B-${String(n).padStart(7, '0')}`
      return { caller: ledger.caller, event: { ...event, event_id }, content: event_id }
    })
    await recordProvisions(ledger.deps, entries)
  }
  ledger.database.checkpoint()
  report(name, ledger)
  ledger.close()
}

function report(name: string, ledger: TestLedger) {
  const size = statSync(join(ledger.folder, 'ledger.db')).size
  process.stdout.write(`\n${name}: ${(size / RECORDS).toFixed(0)} B a record\n`)
  const parts = ledger.database.raw
    .prepare(
      'select name, sum(pgsize) as bytes from dbstat group by name order by bytes desc limit 12',
    )
    .all() as { name: string; bytes: number }[]
  for (const part of parts) {
    process.stdout.write(`  ${part.name.padEnd(32)} ${(part.bytes / RECORDS).toFixed(1)}\n`)
  }
}

function newPerson(n: number) {
  const digits = String(n).padStart(8, '0')
  return {
    name: `新規 ${digits}`,
    name_kana: `シンキ ${digits}`,
    birth_date: '1990-01-01',
    identifiers: {
      member_id: `N-${digits}`,
      phone: `090${digits}`,
      email: `n${digits}@example.jp`,
    },
  }
}
