// kirokubo extract: the documents that were issued, and one of them as a file.

import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { type Command, InvalidArgumentError } from 'commander'
import { RuntimeFault } from '../runtimes/node/fault.ts'
import { writeSecretFile } from '../runtimes/node/secret-file.ts'
import { EXTRACT_PARTS, type ExtractPart } from '../usecases/disclosure-ports.ts'
import { EDITIONS, type Edition } from '../usecases/letter-document.ts'
import type { Deps } from '../usecases/ports.ts'
import { listDisclosureRequests, type RequestSummary } from '../usecases/read-disclosure-request.ts'
import { readExtract } from '../usecases/read-extract.ts'
import { stateReason } from '../usecases/state-reason.ts'
import { UsageFault } from './errors.ts'
import {
  actorOfCommandLine,
  type GlobalOptions,
  print,
  wholeNumber,
  withLedger,
} from './options.ts'

interface ExtractOptions extends GlobalOptions {
  out?: string
  part: ExtractPart
  volume: number
  edition: Edition
  reason?: string
}

export function extractCommand(program: Command) {
  program
    .command('extract')
    .description('list the issued documents, or write one to a file')
    .argument('[number]', 'of the extract; without it, all are listed', wholeNumber(1, 2 ** 31))
    .option('--out <file>', 'where to write it; default: its own name, here')
    .option('--part <part>', EXTRACT_PARTS.join(', '), extractPart, 'pdf')
    .option('--volume <number>', 'of an extract in volumes', wholeNumber(1, 10_000), 1)
    .option('--edition <edition>', EDITIONS.join(', '), edition, 'ja')
    .option('--reason <text>', 'why it is read; required with a number, kept in the audit log')
    .action(async (extractNo: number | undefined, _options, command: Command) => {
      const options = command.optsWithGlobals<ExtractOptions>()
      if (extractNo === undefined) await list(options)
      else await write(extractNo, options)
    })
}

async function list(options: ExtractOptions) {
  const issued = await withLedger(options, ({ deps }) => issuedExtracts(deps))
  print(options, issued, () =>
    issued.length > 0
      ? issued.map(
          ({ extract_no, request_no, outcome, status }) =>
            `${extract_no}  ${request_no}  ${outcome}  ${status}`,
        )
      : ['No document was issued yet.'],
  )
}

async function issuedExtracts(deps: Deps) {
  const issued: (RequestSummary & { extract_no: number })[] = []
  for (let after: string | undefined; ; ) {
    const page = await listDisclosureRequests(deps, { limit: PAGE, ...(after ? { after } : {}) })
    for (const request of page) {
      if (request.extract_no !== null) issued.push({ ...request, extract_no: request.extract_no })
    }
    if (page.length < PAGE) return issued.sort((a, b) => a.extract_no - b.extract_no)
    after = page.at(-1)?.request_no
  }
}

const PAGE = 500

async function write(extractNo: number, options: ExtractOptions) {
  const { reason, part, volume, edition, out } = options
  if (!reason?.trim()) {
    throw new UsageFault(
      'An extract holds personal data: whoever reads it says why. Nothing was read.',
      'Add --reason "…"; it is kept, sealed, in the audit log.',
    )
  }
  if (out !== undefined) refuseTaken(out)
  const caller = { actor: actorOfCommandLine() }
  const written = await withLedger(options, async ({ deps }) => {
    const place = { extractNo, part, volume, edition }
    await stateReason(deps, caller, { reason, of: { extract_no: extractNo, part } })
    const { bytes, fileName, volumes } = await readExtract(deps, caller, place)
    const file = resolve(out ?? fileName)
    refuseTaken(file)
    writeSecretFile(file, bytes)
    return { extract_no: extractNo, part, volume, volumes, edition, file, bytes: bytes.length }
  })
  print(options, written, () => [
    `Wrote the ${part} of extract ${extractNo} to ${written.file} (${written.bytes} bytes).`,
    ...(written.volumes > 1
      ? [`That is volume ${volume} of ${written.volumes}: --volume chooses another.`]
      : []),
  ])
}

function refuseTaken(file: string) {
  if (!existsSync(file)) return
  throw new RuntimeFault(`${file} is there already; it stays as it is.`, 'Give another --out.')
}

function edition(text: string): Edition {
  const found = EDITIONS.find(known => known === text)
  if (found) return found
  throw new InvalidArgumentError(`Editions are ${EDITIONS.join(', ')}.`)
}

function extractPart(text: string): ExtractPart {
  const part = EXTRACT_PARTS.find(known => known === text)
  if (part) return part
  throw new InvalidArgumentError(`Parts are ${EXTRACT_PARTS.join(', ')}.`)
}
