// Making registers in tests: the document that was drawn beside the bytes, and what of a ledger names somebody.

import type { Scope } from '../../src/usecases/access-ports.ts'
import type { RegisterOf } from '../../src/usecases/register-document.ts'
import { makeProvisionRegister } from '../../src/usecases/register-provisions.ts'
import { pdfPages } from './pdf-text.ts'
import { readSample, readSampleEvents, type Sample, type TestLedger } from './test-ledger.ts'

export type ProvisionRegister = RegisterOf<'provision_register'>

/** Drawn for a caller with these scopes; the bytes come from the real printer. */
export async function makeRegister(
  { deps, caller }: TestLedger,
  order: object = {},
  scopes: Scope[] = ['provisions:read'],
) {
  const jobs: { document: unknown }[] = []
  const { printer } = deps
  const watched = {
    ...deps,
    printer: {
      ...printer,
      printRegister: (...args: Parameters<typeof printer.printRegister>) => {
        jobs.push(args[0])
        return printer.printRegister(...args)
      },
    },
  }
  const asked = { edition: 'full' as const, reason: '定期の点検', ...order }
  const made = await makeProvisionRegister(watched, { ...caller, scopes }, asked)
  return { ...made, document: jobs[0]?.document as ProvisionRegister }
}

/** The words of a PDF without spaces and line ends: what a search in it would meet. */
export async function searchable(pdf: Uint8Array): Promise<string> {
  return fold((await pdfPages(pdf)).join(''))
}

export const fold = (text: string) => text.normalize('NFKC').replaceAll(/\s/g, '')

/** Every name, reading, birth date, address and identifier of the data subjects of a sample. */
export function personalValues(sample: Sample): string[] {
  const values = readSampleEvents(sample).flatMap(event =>
    // biome-ignore lint/suspicious/noExplicitAny: samples are read as they are posted
    event.data_subjects.flatMap((line: any) => [
      line.name,
      line.name_kana,
      line.birth_date,
      line.address,
      ...Object.values(line.identifiers ?? {}),
    ]),
  )
  return [...new Set(values.filter(value => typeof value === 'string').map(fold))]
}

/** What the third parties of a sample are called and where they are: a representative may be a namesake. */
export function thirdPartyValues(sample: Sample, kind?: 'individual'): string[] {
  const stated = readSampleEvents(sample).map(event => event.third_party)
  return [...readSample(sample, 'third-parties.json'), ...stated]
    .filter(party => kind === undefined || party.kind === kind)
    .flatMap(({ name, address, representative }) => [representative, name, address])
    .filter(value => typeof value === 'string')
    .map(fold)
}
