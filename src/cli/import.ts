// kirokubo import: records the events of a file, by the way that HTTP goes, or moves an exported ledger in.

import { createReadStream, statSync } from 'node:fs'
import { Readable } from 'node:stream'
import { setImmediate } from 'node:timers/promises'
import { createGunzip } from 'node:zlib'
import canonicalize from 'canonicalize'
import type { Command } from 'commander'
import { provisionEventSchema } from '../domain/provision-schema.ts'
import { checkBody, MAX_BODY_BYTES, parseJson } from '../http/body.ts'
import { type InputLine, readLines } from '../http/ndjson.ts'
import { type Problem, problemOf } from '../http/problem.ts'
import { outcomeProblem } from '../http/provision-answers.ts'
import { RuntimeFault } from '../runtimes/node/fault.ts'
import type { Caller, Deps } from '../usecases/ports.ts'
import { createRecorder, type Recorder } from '../usecases/recorder.ts'
import { EXIT, UsageFault } from './errors.ts'
import { importLedger } from './import-ledger.ts'
import {
  actorOfCommandLine,
  type GlobalOptions,
  print,
  takesDryRun,
  takesUrl,
  withLedger,
} from './options.ts'

interface ImportOptions extends GlobalOptions {
  source?: string
  strict?: boolean
}

interface LineFault {
  line: number
  status: number
  code: string
  detail: string
  errors: { pointer: string; detail: string }[]
}

/** Larger pieces make larger commits. */
const READ_BYTES = 1024 * 1024

export function importCommand(program: Command) {
  takesUrl(
    takesDryRun(
      program
        .command('import')
        .description(
          'record the events of an NDJSON file (.gz too), or bring in an exported ledger',
        ),
    ),
  )
    .argument('<path>', 'a file with one event a line, or the folder of an export')
    .option('--source <name>', 'of a file: whose events these are; it needs a key first')
    .option('--strict', 'refuse events with gaps instead of recording them')
    .action(async (file: string, _options, command: Command) => {
      const options = command.optsWithGlobals<ImportOptions>()
      if (statSync(file, { throwIfNoEntry: false })?.isDirectory()) {
        await importLedger(file, options)
        return
      }
      requireFile(file)
      const source = sourceOf(options)
      const result = await withLedger(options, async ({ deps }) => {
        const caller = await callerOf(deps, source)
        const recorder = createRecorder(deps, { nextTurn: () => setImmediate() })
        return importLines(linesOf(file), { recorder, caller, options })
      })
      const { faults, ...counts } = result
      for (const fault of faults) tellFault(fault)
      print(options, { ...counts, faults }, () => [
        `${file}: ${counts.lines} lines, ${counts.recorded} ${
          options.dryRun ? 'would be recorded' : 'recorded'
        }, ${counts.replayed} there before, ${faults.length} refused.`,
        ...(faults.length > 0
          ? ['  → Mend the lines above and import the file again: what is recorded stays as it is.']
          : []),
      ])
      if (faults.length > 0) process.exitCode = EXIT.failed
    })
}

async function importLines(
  chunks: AsyncIterable<InputLine[]>,
  work: { recorder: Recorder; caller: Caller; options: ImportOptions },
) {
  const result = { lines: 0, recorded: 0, replayed: 0, faults: [] as LineFault[] }
  for await (const chunk of chunks) {
    const answers = await Promise.all(chunk.map(line => importLine(line, work)))
    for (const answer of answers) {
      if (answer === 'blank') continue
      result.lines += 1
      if (answer === 'recorded' || answer === 'replayed') result[answer] += 1
      else result.faults.push(answer)
    }
  }
  return result
}

async function importLine(
  { line, bytes }: InputLine,
  { recorder, caller, options }: Parameters<typeof importLines>[1],
): Promise<'recorded' | 'replayed' | 'blank' | LineFault> {
  if (bytes === undefined) return faultOf(line, TOO_LONG)
  if (/^[ \t\r]*$/.test(Buffer.from(bytes).toString('latin1'))) return 'blank'
  try {
    const raw = parseJson(bytes)
    const event = checkBody(provisionEventSchema, raw)
    if (options.dryRun) return 'recorded'
    const content = canonicalize(raw) as string
    const strict = options.strict ?? false
    const outcome = await recorder({ caller, event, content, strict })
    return 'record' in outcome ? outcome.status : faultOf(line, outcomeProblem(outcome))
  } catch (error) {
    const known = problemOf(error)
    // Busy or full: the lines after it would meet the same.
    if (!known || known.status >= 500) throw error
    return faultOf(line, known)
  }
}

const TOO_LONG = { status: 413, code: 'body_too_large', detail: 'A line holds 8 MiB at most.' }

function faultOf(
  line: number,
  {
    status,
    code,
    detail,
    errors,
  }: Pick<Problem, 'status' | 'detail' | 'errors'> & { code: string },
): LineFault {
  return { line, status, code, detail, errors: [...(errors ?? [])] }
}

function tellFault({ line, status, code, detail, errors }: LineFault) {
  console.error(`line ${line}: ${status} ${code}: ${detail}`)
  for (const error of errors) console.error(`  ${error.pointer}: ${error.detail}`)
}

function linesOf(file: string): AsyncIterable<InputLine[]> {
  const bytes = createReadStream(file, { highWaterMark: READ_BYTES })
  const plain = file.endsWith('.gz') ? bytes.pipe(createGunzip({ chunkSize: READ_BYTES })) : bytes
  return readLines(Readable.toWeb(plain) as ReadableStream<Uint8Array>, MAX_BODY_BYTES)
}

function requireFile(file: string) {
  if (statSync(file, { throwIfNoEntry: false })?.isFile()) return
  throw new RuntimeFault(
    `There is no file ${file}.`,
    'Give the path of an NDJSON file, or the folder of an export.',
  )
}

function sourceOf({ source, url }: ImportOptions): string {
  if (url !== undefined) {
    throw new UsageFault(
      'The events of a file go to a service over POST /v1/provisions; nothing was done.',
      'Send them with curl --data-binary @FILE -H "Content-Type: application/x-ndjson", and the key of their source.',
    )
  }
  if (source !== undefined) return source
  throw new UsageFault('A file of events needs to say whose they are.', 'Add --source NAME.')
}

/** A source comes to be with its first key. */
async function callerOf(deps: Deps, source: string): Promise<Caller> {
  const key = (await deps.stores.apiKeys.list()).find(known => known.source === source)
  if (!key) {
    throw new RuntimeFault(
      `This ledger has no source ${source}.`,
      `Make it with its first key: kirokubo key create --source ${source} --scope provisions:write`,
    )
  }
  return {
    actor: actorOfCommandLine(),
    sourceId: key.sourceId,
    source,
    scopes: ['provisions:write'],
  }
}
