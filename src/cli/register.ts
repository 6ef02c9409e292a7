// kirokubo register: the two registers as files, the 第三者提供記録簿 and the 廃棄記録 of an erasure.

import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { type Command, Option } from 'commander'
import { REGISTER_EDITIONS, registerSchema } from '../domain/register-schema.ts'
import { RuntimeFault } from '../runtimes/node/fault.ts'
import { writeSecretFile } from '../runtimes/node/secret-file.ts'
import { drawErasureRecord } from '../usecases/erasure-record.ts'
import { EDITIONS, type Edition } from '../usecases/letter-document.ts'
import { makeProvisionRegister } from '../usecases/register-provisions.ts'
import { UsageFault } from './errors.ts'
import {
  actorOfCommandLine,
  type GlobalOptions,
  print,
  wholeNumber,
  withLedger,
} from './options.ts'

interface FileOptions extends GlobalOptions {
  out?: string
}

interface ProvisionOptions extends FileOptions {
  edition: (typeof REGISTER_EDITIONS)[number]
  from?: string
  to?: string
  thirdParty?: string
  reason?: string
  translation?: 'en'
}

interface ErasureOptions extends FileOptions {
  edition: Edition
  volume: number
}

/** Whoever has the data directory and the master key may read all but what order 11 hides. */
const SCOPES = ['provisions:read'] as const

export function registerCommand(program: Command) {
  const register = program
    .command('register')
    .description('the registers as PDF: provisions (第三者提供記録簿), erasure (廃棄記録)')

  register
    .command('provisions')
    .description('the register of provision records, for the operator, an auditor, the PPC')
    .addOption(editionOption(REGISTER_EDITIONS, 'full'))
    .option('--from <day>', 'first day of provision or receipt')
    .option('--to <day>', 'last day')
    .option('--third-party <code>', 'of one third party only')
    .addOption(new Option('--translation <language>', 'instead of Japanese').choices(['en']))
    .option('--reason <text>', 'why it is made; required, kept in the audit log')
    .option('--out <file>', 'where to write it; default: its own name, here')
    .action((_options, command: Command) => provisions(command.optsWithGlobals<ProvisionOptions>()))

  register
    .command('erasure')
    .description('the record of erasure of a retention run')
    .argument('<run>', 'number of the run', wholeNumber(1, 2 ** 31))
    .addOption(editionOption(EDITIONS, 'ja'))
    .option('--volume <number>', 'of a run too large for one file', wholeNumber(1, 10_000), 1)
    .option('--out <file>', 'where to write it; default: its own name, here')
    .action((runId: number, _options, command: Command) =>
      erasure(runId, command.optsWithGlobals<ErasureOptions>()),
    )
}

async function provisions(options: ProvisionOptions) {
  const { edition, from, to, thirdParty: third_party, reason, translation } = options
  if (!reason?.trim()) {
    throw new UsageFault(
      'A register is made for a reason. Nothing was read.',
      'Add --reason "…"; it is kept, sealed, in the audit log.',
    )
  }
  const order = registerSchema.safeParse({ edition, from, to, third_party, reason, translation })
  if (!order.success) {
    const [issue] = order.error.issues
    throw new UsageFault(`--${issue?.path.join('-')}: ${issue?.message}.`, 'Nothing was read.')
  }
  const caller = { actor: actorOfCommandLine(), source: 'kirokubo', scopes: SCOPES }
  await write(options, deps => makeProvisionRegister(deps, caller, order.data))
}

async function erasure(runId: number, options: ErasureOptions) {
  const { edition, volume } = options
  await write(options, deps => drawErasureRecord(deps, runId, () => ({ edition, volume })))
}

async function write(
  options: FileOptions,
  draw: (
    deps: Parameters<typeof drawErasureRecord>[0],
  ) => Promise<{ pdf: Uint8Array; fileName: string }>,
) {
  if (options.out !== undefined) refuseTaken(options.out)
  const written = await withLedger({ ...options, print: true }, async ({ deps }) => {
    const { pdf, fileName } = await draw(deps)
    const file = resolve(options.out ?? fileName)
    refuseTaken(file)
    writeSecretFile(file, pdf)
    return { file, bytes: pdf.length }
  })
  print(options, written, () => [`Wrote ${written.file} (${written.bytes} bytes).`])
}

function refuseTaken(file: string) {
  if (!existsSync(file)) return
  throw new RuntimeFault(`${file} is there already; it stays as it is.`, 'Give another --out.')
}

function editionOption(editions: readonly string[], normal: string) {
  return new Option('--edition <edition>', 'which edition').choices(editions).default(normal)
}
