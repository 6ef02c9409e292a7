// A ledger as it stands after three years: the samples' mix day by day, open requests, holds, keys, a mark.

import { addDays, type CalendarDate } from '../src/domain/calendar-date.ts'
import { provisionEventSchema } from '../src/domain/provision-schema.ts'
import { placeLegalHold } from '../src/usecases/legal-holds.ts'
import { createApiKey } from '../src/usecases/manage-api-keys.ts'
import { recordProvisions } from '../src/usecases/record-provisions.ts'
import { registerThirdParty } from '../src/usecases/register-third-party.ts'
import { disclosureSteps } from '../test/support/disclosure-steps.ts'
import {
  openTestLedger,
  readSample,
  readSampleEvents,
  type TestLedger,
} from '../test/support/test-ledger.ts'

const GROUP = 500
const TODAY = '2026-11-22'
const DAYS = 1_090
const OPEN_REQUESTS = 40
const CLOSED_REQUESTS = 160

export async function openConsoleLedger(
  records: number,
  progress: (done: number) => void,
): Promise<TestLedger> {
  const ledger = await openTestLedger({ operator: readSample('portal', 'operator.json') })
  for (const sample of ['orthodontics', 'portal'] as const) {
    for (const party of readSample(sample, 'third-parties.json')) {
      await registerThirdParty(ledger.deps, ledger.caller, party)
    }
  }
  await postYears(ledger, records, progress)
  ledger.setNow(at(TODAY))
  const { deps, caller } = ledger
  for (const source of ['booking', 'portal', 'test']) {
    await createApiKey(deps, caller.actor, { source, scopes: ['provisions:write'] })
  }
  await askForRecords(ledger)
  const hold = { matter: '調査', scope: { third_party: 'dmp-jp' } }
  await placeLegalHold(deps, caller, { code: 'case-1', ...hold })
  return ledger
}

/** Each group of records on its day; a person for every twenty records, who comes again and again. */
async function postYears(
  { deps, caller, setNow }: TestLedger,
  records: number,
  progress: (done: number) => void,
) {
  const people = Math.ceil(records / 20)
  const events = readSampleEvents('orthodontics').concat(readSampleEvents('portal'))
  for (let first = 0; first < records; first += GROUP) {
    const day = addDays(TODAY, Math.floor((first / records) * DAYS) - DAYS)
    setNow(at(day))
    const entries = Array.from({ length: Math.min(GROUP, records - first) }, (_, k) => {
      const n = first + k
      const { period, ...event } = events[n % events.length]
      const event_id = `B-${String(n).padStart(7, '0')}`
      const data_subjects = event.data_subjects.map((_: object, line: number) =>
        person((n * 5 + line * 7_919) % people),
      )
      const moved = { ...event, event_id, occurred_on: addDays(day, -(n % 3)) }
      const posted = { ...moved, method: 'each', data_subjects }
      return { caller, event: provisionEventSchema.parse(posted), content: event_id }
    })
    await recordProvisions(deps, entries)
    if (first % 50_000 === 0) progress(first)
  }
}

async function askForRecords(ledger: TestLedger) {
  const steps = disclosureSteps(ledger)
  for (let n = 0; n < OPEN_REQUESTS + CLOSED_REQUESTS; n += 1) {
    const requestNo = await steps.openVerified(person(n))
    if (n >= OPEN_REQUESTS) await steps.decide(requestNo, 'withdrawn')
  }
}

const at = (day: CalendarDate) => Date.parse(`${day}T09:30:00+09:00`)

const person = (n: number) => ({
  name: `新規 ${n}`,
  name_kana: `シンキ ${n}`,
  identifiers: { member_id: `N-${n}`, phone: `090${String(n).padStart(8, '0')}` },
})
